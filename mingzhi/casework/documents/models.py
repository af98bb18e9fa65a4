"""Documents made in a case. What they say lies in the vault under its digest; the row never changes."""

from __future__ import annotations

from django.db import models


class Document(models.Model):
    """One document: which event it was made from, its number, and the digests of its two forms.

    A draft is made before its event and takes no number; ``made_from`` is then the event that records it.

    ``sealed`` stays false until seals exist; the PDF says 未签章 meanwhile (decision 49).
    """

    DRAFT, FINAL = "draft", "final"

    id = models.CharField(primary_key=True, max_length=26)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    event_id = models.CharField(max_length=26, unique=True)
    made_from = models.CharField(max_length=26)
    kind = models.CharField(max_length=32)
    state = models.CharField(max_length=5, default=FINAL)
    title = models.CharField(max_length=120)
    number = models.CharField(max_length=120, blank=True)
    docx = models.CharField(max_length=64, db_index=True)
    pdf = models.CharField(max_length=64, db_index=True)
    sealed = models.BooleanField(default=False)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()

    class Meta:
        """A case's documents in the order in which they were made."""

        indexes = [models.Index(fields=["case", "made_at"], name="document_by_case")]
