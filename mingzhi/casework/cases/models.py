"""Tables of the case room: projections of the journal, and the counter. The journal is the truth; these are rebuilt."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import models

from mingzhi.law.findings import Finding


class Case(models.Model):
    """One case as the lists need it. Everything here follows from the case's stream and the law of the day.

    ``region_path`` and ``line_path`` are the two materialised paths of decision 30; ``secret`` hides the row from
    everybody without a grant. ``seq`` is the version a writer must have seen. ``origin`` other than this
    installation's marks a foreign case, which is read only (decision 17).
    """

    id = models.CharField(primary_key=True, max_length=120)
    origin = models.CharField(max_length=64)
    number = models.CharField(max_length=64, blank=True)
    act = models.CharField(max_length=16)
    procedure = models.CharField(max_length=32, blank=True)
    title = models.CharField(max_length=300, blank=True)
    agency_id = models.CharField(max_length=26)
    agency_name = models.CharField(max_length=120)
    unit_id = models.CharField(max_length=26, blank=True)
    region_path = models.CharField(max_length=120)
    line_path = models.CharField(max_length=120)
    profile = models.CharField(max_length=64, blank=True)
    party = models.CharField(max_length=200, blank=True)
    power_id = models.CharField(max_length=26, blank=True)
    secret = models.BooleanField(default=False)
    state = models.CharField(max_length=32)
    stage = models.CharField(max_length=32, blank=True)
    finished = models.BooleanField(default=False)
    opened_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    seq = models.IntegerField()
    next_step = models.CharField(max_length=64, blank=True)
    next_role = models.CharField(max_length=32, blank=True)
    due_on = models.DateField(null=True)
    due_rule = models.CharField(max_length=64, blank=True)
    head = models.JSONField()

    class Meta:
        """Indexes for the lists: newest first, and by the day on which a case becomes unlawful."""

        constraints = [
            models.UniqueConstraint(
                fields=["agency_id", "number"], condition=~models.Q(number=""), name="case_number_once"
            ),
        ]
        indexes = [
            models.Index(fields=["agency_id", "-id"], name="case_by_agency"),
            models.Index(fields=["region_path", "-id"], name="case_by_region"),
            models.Index(fields=["line_path", "-id"], name="case_by_line"),
            models.Index(fields=["agency_id", "due_on", "id"], name="case_due", condition=models.Q(finished=False)),
            models.Index(
                fields=["agency_id", "next_role", "due_on", "id"],
                name="case_due_role",
                condition=models.Q(finished=False),
            ),
        ]

    #: Running and overdue terms as last projected by the writer who holds this object; no column.
    running: Sequence[Finding] = ()

    @property
    def origin_is_foreign(self) -> bool:
        """Whether it came from another installation or a file: read only here."""
        return bool(self.origin) and self.origin != settings.ORIGIN


class Handler(models.Model):
    """Who handles a case, now or earlier: for “my cases” and for the separation of handling and reviewing."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="handlers")
    person_id = models.CharField(max_length=26)
    name = models.CharField(max_length=60)
    current = models.BooleanField(default=True)

    class Meta:
        """One row for a person and case; found by person."""

        constraints = [models.UniqueConstraint(fields=["case", "person_id"], name="handler_once")]
        indexes = [models.Index(fields=["person_id", "current", "case"], name="handler_by_person")]


class CaseParty(models.Model):
    """Which registered parties a case concerns (decision 33); the names as they were then stand in the case itself."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="registered_parties")
    party_id = models.CharField(max_length=26)

    class Meta:
        """One row each; found by party."""

        constraints = [models.UniqueConstraint(fields=["case", "party_id"], name="case_party_once")]
        indexes = [models.Index(fields=["party_id", "case"], name="case_by_party")]


class Request(models.Model):
    """An approval that has been asked for and not yet answered (decision 25). The draft is what the head will sign.

    ``role`` is who may answer; ``made_up_for`` is the id of an event that happened at once in an emergency and whose
    approval is made up: then the approval alone is recorded.
    """

    id = models.CharField(primary_key=True, max_length=26)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="requests")
    agency_id = models.CharField(max_length=26)
    step = models.CharField(max_length=64)
    role = models.CharField(max_length=32)
    draft = models.JSONField()
    made_up_for = models.CharField(max_length=26, blank=True)
    asked_by = models.CharField(max_length=26)
    asked_name = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    seq = models.IntegerField()

    class Meta:
        """Open requests of an agency by role, oldest first; one for a step of a case."""

        constraints = [models.UniqueConstraint(fields=["case", "step"], name="request_once")]
        indexes = [models.Index(fields=["agency_id", "role", "asked_at"], name="request_by_role")]


class Counter(models.Model):
    """The last number given for an agency, kind of number and year. Taken last inside the lock (decision 26)."""

    agency_id = models.CharField(max_length=26)
    kind = models.CharField(max_length=32)
    year = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        """One counter each."""

        constraints = [models.UniqueConstraint(fields=["agency_id", "kind", "year"], name="case_counter_once")]


class Number(models.Model):
    """A number that an agency has given, by its counter or by hand: none is given twice."""

    agency_id = models.CharField(max_length=26)
    number = models.CharField(max_length=64)

    class Meta:
        """Once for an agency."""

        constraints = [models.UniqueConstraint(fields=["agency_id", "number"], name="number_once")]
