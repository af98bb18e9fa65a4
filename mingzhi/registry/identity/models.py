"""Accounts, roles in time, tokens, grants, drafts. Nothing here is a case; drafts are personal and expire."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from mingzhi.ground.ulid import new_ulid


class Account(AbstractBaseUser):
    """One person's way in. ``access_version`` grows with every change of his roles and ends his sessions.

    ``legally_qualified``: may review (行政处罚法 58: passed the national legal professional qualification examination
    where he began to review after 2018-01-01).
    """

    id = models.CharField(primary_key=True, max_length=26, default=new_ulid)
    username = models.CharField(max_length=64, unique=True)
    person_id = models.CharField(max_length=26, unique=True)
    name = models.CharField(max_length=60)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("agencies.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    legally_qualified = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    access_version = models.IntegerField(default=1)
    failures = models.IntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def get_session_auth_hash(self) -> str:
        """What a session is bound to: the password, the roles, and whether the account is open."""
        base = super().get_session_auth_hash()
        return hashlib.sha256(f"{base}:{self.access_version}:{self.is_active}".encode()).hexdigest()


class Assignment(models.Model):
    """A role of an account from one day to another, both included (decision 31)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=24)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        """A role begins once on a day."""

        constraints = [models.UniqueConstraint(fields=["account", "role", "valid_from"], name="assignment_once")]


class CaseGrant(models.Model):
    """Leave for one person to one case that he would not see: secret cases, shared reviewers, joint visits."""

    case_id = models.CharField(max_length=120)
    person_id = models.CharField(max_length=26)
    reason = models.CharField(max_length=200)
    granted_by = models.CharField(max_length=60)
    granted_at = models.DateTimeField()
    valid_until = models.DateField(null=True)

    class Meta:
        """Once for a person and case; read by person."""

        constraints = [models.UniqueConstraint(fields=["person_id", "case_id"], name="grant_once")]


READ, WRITE = SCOPES = ("read", "write")


class Token(models.Model):
    """A machine's way in, for one account: to read, or to write as well. Only the digest of the token is kept."""

    id = models.CharField(primary_key=True, max_length=26, default=new_ulid)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    label = models.CharField(max_length=80, blank=True)
    scope = models.CharField(max_length=8, default=WRITE)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """The two scopes."""

        constraints = [models.CheckConstraint(condition=models.Q(scope__in=SCOPES), name="token_scope")]


class Draft(models.Model):
    """What a person has typed into a form and not sent yet (decision 39). Not in the journal; ends after 30 days."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    values = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        """One draft for a form."""

        constraints = [models.UniqueConstraint(fields=["account", "key"], name="draft_once")]
