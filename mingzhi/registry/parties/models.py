"""One register of counterparts and inspected objects (decision 33)."""

from __future__ import annotations

from django.db import models

from mingzhi.ground.ulid import new_ulid

KINDS = ("person", "sole_trader", "organisation", "place")


class Party(models.Model):
    """A person, trader, organisation or place. ``code`` is the unified credit code or identity number, if known."""

    id = models.CharField(primary_key=True, max_length=26, default=new_ulid)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=18, blank=True)
    address = models.CharField(max_length=300, blank=True)
    registered_at = models.DateTimeField()

    class Meta:
        """A code stands for one party; names may repeat."""

        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="party_kind"),
            models.UniqueConstraint(fields=["code"], condition=~models.Q(code=""), name="party_code_once"),
        ]
        indexes = [models.Index(fields=["name"], name="party_by_name")]


class FormerName(models.Model):
    """A name under which a party was known until a day."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=200)
    until = models.DateTimeField()
