"""Tables of the journal. Append only: triggers refuse every change (migration 0002, ``guards.py``).

Written by raw SQL in ``statements.py``; the models serve migrations and tests. No foreign keys: what belongs together
is proved by ``verify``, which must also find what a constraint would have prevented.
"""

from __future__ import annotations

from django.db import models

from mingzhi.ledger.journal.columns import Code


class Stream(models.Model):
    """The head of a stream: its last event. Only ever moves forward."""

    pk = models.CompositePrimaryKey("origin", "name")
    origin = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    seq = models.IntegerField()
    digest = Code(max_length=64)


class Event(models.Model):
    """The header of an event: everything but its payload. Never changes, never goes."""

    id = Code(max_length=26, primary_key=True)
    origin = models.CharField(max_length=100)
    stream = models.CharField(max_length=200)
    seq = models.IntegerField()
    type = models.CharField(max_length=80)
    at = models.CharField(max_length=40, null=True)
    recorded_at = Code(max_length=27)
    actor = models.TextField()
    lawbook = models.CharField(max_length=80, null=True)
    payload_digest = Code(max_length=64)
    previous = Code(max_length=64)
    digest = Code(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["origin", "stream", "seq"], name="journal_event_place"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="journal_event_seq_from_one"),
        ]


class Payload(models.Model):
    """What an event tells, as canonical JSON, with its salt. May be destroyed, by an event, and in no other way."""

    event_id = Code(max_length=26, primary_key=True)
    salt = Code(max_length=32)
    body = models.TextField()


class Destruction(models.Model):
    """The lawful end of a payload: which event ordered it."""

    event_id = Code(max_length=26, primary_key=True)
    by_id = Code(max_length=26)


class Unplaced(models.Model):
    """A committed event waiting for its position, in the order of appending."""

    n = models.BigAutoField(primary_key=True)
    event_id = Code(max_length=26)


class Position(models.Model):
    """The place of an event in the whole journal, with the running digest up to it."""

    position = models.BigIntegerField(primary_key=True)
    event_id = Code(max_length=26, unique=True)
    link = Code(max_length=64)


class Request(models.Model):
    """A request that was answered: the same key again gives the same events (decision 46)."""

    pk = models.CompositePrimaryKey("origin", "key")
    origin = models.CharField(max_length=100)
    key = models.CharField(max_length=200)
    stream = models.CharField(max_length=200)
    first = models.IntegerField()
    count = models.IntegerField()


class ReaderState(models.Model):
    """How far a reader has come, and what stops it."""

    name = models.CharField(max_length=100, primary_key=True)
    position = models.BigIntegerField(default=0)
    updated_at = models.DateTimeField()
    error = models.TextField(default="")
    error_since = models.DateTimeField(null=True)
