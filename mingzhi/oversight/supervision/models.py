"""What the level above sees: the findings of every case, kept by a reader of the journal (decision 15)."""

from __future__ import annotations

from django.db import models


class Finding(models.Model):
    """One broken or running rule of one case, identified by (case, rule, anchor).

    Re-evaluation updates the row, never doubles it. ``cleared_at`` is set when the rule is no longer broken: what stood
    here stays readable. ``lawbook`` is the digest of the law it was judged by.
    """

    case_id = models.CharField(max_length=120)
    rule = models.CharField(max_length=64)
    anchor = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=16)
    severity = models.CharField(max_length=8)
    title = models.CharField(max_length=120)
    citation = models.JSONField()
    facts = models.JSONField()
    explanation = models.TextField()
    due_on = models.DateField(null=True)
    lawbook = models.CharField(max_length=64)
    agency_id = models.CharField(max_length=26)
    agency_name = models.CharField(max_length=120)
    region_path = models.CharField(max_length=120)
    line_path = models.CharField(max_length=120)
    secret = models.BooleanField(default=False)
    case_title = models.CharField(max_length=300)
    found_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)

    class Meta:
        """Identity, and the lists by region and by line."""

        constraints = [models.UniqueConstraint(fields=["case_id", "rule", "anchor"], name="finding_once")]
        indexes = [
            models.Index(fields=["region_path", "-id"], name="finding_by_region"),
            models.Index(fields=["line_path", "-id"], name="finding_by_line"),
            models.Index(fields=["agency_id", "-id"], name="finding_by_agency"),
        ]
