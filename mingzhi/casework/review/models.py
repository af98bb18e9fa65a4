"""The review queue: one row for each submission that waits for an opinion. The submissions themselves are events."""

from __future__ import annotations

from django.db import models


class Task(models.Model):
    """A case that was submitted for review and has no opinion yet.

    ``due_on`` is the last lawful day for the opinion where a rule of the agency's profile sets one.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.CASCADE, related_name="+", primary_key=True)
    agency_id = models.CharField(max_length=26)
    submitted_by = models.CharField(max_length=26)
    submitted_name = models.CharField(max_length=60)
    submitted_at = models.DateTimeField()
    due_on = models.DateField(null=True)

    class Meta:
        """An agency's queue, the earliest due first."""

        indexes = [models.Index(fields=["agency_id", "due_on", "submitted_at"], name="review_queue")]
