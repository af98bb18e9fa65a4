"""Signing in: after five failures in a row an account rests for fifteen minutes (OWASP ASVS 5.0, 6.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db.models import F
from django.http import HttpRequest

from mingzhi.ground.clock import now
from mingzhi.registry.identity.models import Account

FAILURES = 5
REST = timedelta(minutes=15)


class Passwords(BaseBackend):
    """Django's authentication backend of this house."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Account | None:
        """The account, if the password is right and the account open and not resting. Takes as long either way."""
        account = Account.objects.select_related("agency").filter(username=username or "").first()
        if account is None or password is None:
            make_password(password or "")
            return None
        right = account.check_password(password)
        if not account.is_active or is_resting(account):
            return None
        if not right:
            Account.objects.filter(pk=account.pk).update(failures=F("failures") + 1)
            Account.objects.filter(pk=account.pk, failures__gte=FAILURES).update(locked_until=now() + REST, failures=0)
            return None
        if account.failures or account.locked_until:
            Account.objects.filter(pk=account.pk).update(failures=0, locked_until=None)
        return account

    def get_user(self, user_id: str) -> Account | None:
        """The account of a session, with its agency."""
        return Account.objects.select_related("agency").filter(pk=user_id, is_active=True).first()


def is_resting(account: Account) -> bool:
    """Whether the account rests after too many failures."""
    return account.locked_until is not None and account.locked_until > now()
