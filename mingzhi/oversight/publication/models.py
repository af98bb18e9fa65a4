"""Tables of publication. The first three are public: the portal reads nothing else (decision 41).

They hold copies, never a foreign key into casework; ``case_ref`` and its neighbours are opaque text. What must not be
public (a source row as it came, a proposal) stands in tables of its own, which the portal's database role cannot read.
"""

from __future__ import annotations

from django.db import models

ACTS = ("penalty", "permit", "coercion", "enforcement", "inspection", "levy", "requisition", "other")
KINDS = ("decision", "disclosure")
STATES = ("in_force", "replaced", "in_litigation", "withdrawn")
#: What a tombstone does not tell.
EMPTIED = ("title", "party", "party_kind", "party_code", "result", "basis", "facts", "remedies", "state_note")
#: Why a publication was taken down: the words of ``publication_withdrawn.reason`` in the vocabulary.
REASONS = ("revoked", "changed", "unlawful", "void", "repaired", "expired", "other")


class Publication(models.Model):
    """One decision against one party, as the public sees it (decision 40), or a tombstone of it.

    ``place`` is the order of every list: days since 0001-01-01 in the upper bits, a number within the day in the lower
    24. It grows with the day of publication, so a keyset over it is a keyset over time, and it is the row id of the
    full-text index. ``shown_on`` is that day: for our own releases the day on which it became visible here, for
    disclosures the day on which the source published it. ``shown_after`` and ``late_by`` are working days: from the
    decision to that day, and beyond the last lawful day (own releases only). ``changed_at`` is the last
    moment at which the public text changed. A tombstone keeps who, when and why; its content is gone.
    """

    place = models.BigIntegerField(primary_key=True)
    id = models.CharField(max_length=26, unique=True)
    kind = models.CharField(max_length=10)
    act = models.CharField(max_length=12)
    agency_id = models.CharField(max_length=26, blank=True)
    agency_name = models.CharField(max_length=120)
    region_path = models.CharField(max_length=120, blank=True)
    region_name = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=500)
    party = models.CharField(max_length=500, blank=True)
    party_kind = models.CharField(max_length=12, blank=True)
    party_code = models.CharField(max_length=18, blank=True)
    result = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    facts = models.TextField(blank=True)
    remedies = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    shown_on = models.DateField()
    shown_after = models.IntegerField(null=True)
    late_by = models.IntegerField(null=True)
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_by = models.CharField(max_length=120)
    until = models.DateField(null=True)
    state = models.CharField(max_length=14, default="in_force")
    state_note = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=120, blank=True)
    withdrawn_reason = models.CharField(max_length=12, blank=True)
    withdrawn_note = models.CharField(max_length=500, blank=True)
    corrected_at = models.DateTimeField(null=True)
    correction_note = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=60, blank=True)
    source_name = models.CharField(max_length=200, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    case_ref = models.CharField(max_length=120, blank=True)
    decision_ref = models.CharField(max_length=120, blank=True)
    party_ref = models.CharField(max_length=120, blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        """One row for a decision and party; what ends is found by the day on which it ends."""

        constraints = (
            models.UniqueConstraint(
                fields=["case_ref", "decision_ref", "party_ref"],
                condition=models.Q(kind="decision"),
                name="publication_once",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="publication_kind"),
            models.CheckConstraint(condition=models.Q(act__in=ACTS), name="publication_act"),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="publication_state"),
            models.CheckConstraint(
                condition=~models.Q(state="withdrawn")
                | models.Q(title="", party="", party_code="", result="", basis="", facts="", remedies=""),
                name="publication_tombstone_empty",
            ),
        )
        indexes = (
            models.Index(
                fields=["until"],
                name="publication_until",
                condition=models.Q(until__isnull=False) & ~models.Q(state="withdrawn"),
            ),
            models.Index(fields=["-changed_at"], name="publication_feed"),
        )


class SearchText(models.Model):
    """What is searched of a publication: its text in normal form, and its tags (act, region, agency, year, state).

    On PostgreSQL the table has a further column ``grams tsvector`` with a GIN index; on SQLite the contentless FTS5
    table ``publication_fts`` stands beside it (migration 0002; :mod:`.search`).
    """

    place = models.BigIntegerField(primary_key=True)
    text = models.TextField()
    tags = models.CharField(max_length=500)


class Facet(models.Model):
    """Which agencies, regions and years occur, so that no page has to scan for them. ``rank`` counts within a kind."""

    kind = models.CharField(max_length=8)
    rank = models.IntegerField()
    value = models.CharField(max_length=120)
    label = models.CharField(max_length=120)

    class Meta:
        """Each value once, read in order."""

        constraints = (models.UniqueConstraint(fields=["kind", "value"], name="publication_facet_once"),)


class SourceRow(models.Model):
    """Where a disclosure came from: the row as it stood in the file. Not public: it may name natural persons.

    ``key`` is the digest of the row's natural key: the same row again changes nothing.
    """

    publication = models.OneToOneField(Publication, primary_key=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=60)
    layout = models.CharField(max_length=60)
    key = models.CharField(max_length=64)
    content = models.CharField(max_length=64)
    file = models.CharField(max_length=255)
    row_number = models.IntegerField()
    row = models.JSONField()
    taken_at = models.DateTimeField()

    class Meta:
        """A natural key once in a source."""

        constraints = (models.UniqueConstraint(fields=["source", "key"], name="publication_source_key_once"),)


class Proposal(models.Model):
    """A decision that the publicity clerk still has to release: made by the reader, gone once released.

    ``decision_ref`` is the id of the event ``decided``. ``due_on`` is the last day on which the law lets it be
    published. The columns of the access predicate stand here (decision 30): a proposal is inside, not public.
    """

    decision_ref = models.CharField(primary_key=True, max_length=120)
    case_id = models.CharField(max_length=120)
    act = models.CharField(max_length=12)
    title = models.CharField(max_length=300, blank=True)
    number = models.CharField(max_length=120, blank=True)
    agency_id = models.CharField(max_length=26)
    agency_name = models.CharField(max_length=120)
    region_path = models.CharField(max_length=120)
    line_path = models.CharField(max_length=120)
    secret = models.BooleanField(default=False)
    decided_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    position = models.BigIntegerField()

    class Meta:
        """By agency, the one due first on top; and by case."""

        indexes = (
            models.Index(fields=["agency_id", "due_on"], name="proposal_due"),
            models.Index(fields=["case_id"], name="proposal_case"),
        )
