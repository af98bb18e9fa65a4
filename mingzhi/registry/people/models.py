"""Persons who enforce, and their credentials (行政处罚法 42; 国办发〔2018〕118号 二(四))."""

from __future__ import annotations

from django.db import models

from mingzhi.ground.ulid import new_ulid

KINDS = ("officer", "auxiliary")


class Person(models.Model):
    """Somebody of an agency who takes part in enforcement. Auxiliary staff act only beside officers."""

    id = models.CharField(primary_key=True, max_length=26, default=new_ulid)
    name = models.CharField(max_length=60)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("agencies.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, default="officer")
    active = models.BooleanField(default=True)

    class Meta:
        """The persons of an agency."""

        constraints = [models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="person_kind")]
        indexes = [models.Index(fields=["agency", "active", "name"], name="person_by_agency")]


class Credential(models.Model):
    """An enforcement credential (行政执法证): its number, who issued it, from when until when, on which ground."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="credentials")
    number = models.CharField(max_length=40, unique=True)
    issuer = models.CharField(max_length=120, blank=True)
    ground = models.CharField(max_length=12, default="exam")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    revoked_on = models.DateField(null=True)
