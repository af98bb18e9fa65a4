"""Verbs of identity: accounts, roles, tokens, grants, drafts."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import F, Q

from mingzhi.ground.actor import ActorStamp
from mingzhi.ground.clock import now, today
from mingzhi.ground.errors import BadInput, Forbidden, NotFound
from mingzhi.ground.ulid import new_ulid
from mingzhi.ledger.journal.api import write
from mingzhi.registry.agencies.api import recorded
from mingzhi.registry.identity import events
from mingzhi.registry.identity.actor import Actor
from mingzhi.registry.identity.models import SCOPES, WRITE, Account, Assignment, CaseGrant, Draft, Token
from mingzhi.registry.identity.roles import ADMINISTRATORS, Role

DRAFT_DAYS = 30
_MAX_DRAFT = 256 * 1024


def create_account(
    *,
    username: str,
    password: str,
    name: str,
    agency_id: str,
    roles: Iterable[Role | str],
    unit_id: str | None = None,
    person_id: str | None = None,
    legally_qualified: bool = False,
    check_password: bool = True,
    encoded: str = "",
    valid_from: date | None = None,
    by: ActorStamp | None = None,
) -> Account:
    """Open an account with its roles.

    :param encoded: the password as Django encodes it, where many accounts are made at once; *password* is then unused.
    :param valid_from: first day of the roles; default today.
    :raises BadInput: the name is taken, or the password too weak.
    :raises Forbidden: two of the three administrators in one account.
    """
    if Account.objects.filter(username=username).exists():
        raise BadInput(
            "username_taken", where="账号", what=f"{username} 已被使用", fix="换一个账号名", field="username"
        )
    account = Account(
        username=username,
        name=name,
        agency_id=agency_id,
        unit_id=unit_id,
        person_id=person_id or new_ulid(),
        legally_qualified=legally_qualified,
    )
    if check_password and not encoded:
        try:
            validate_password(password, account)
        except ValidationError as error:
            raise BadInput(
                "password_weak",
                where="密码",
                what="；".join(error.messages),
                fix="至少十位，不用常见密码",
                field="password",
            ) from None
    account.password = encoded or make_password(password)
    told = {"username": username, "name": name, "person": account.person_id, "agency": agency_id, "unit": unit_id}
    with write():
        account.save(force_insert=True)
        recorded(_stream(account), events.ACCOUNT_OPENED, {**told, "legally_qualified": legally_qualified}, by)
        for role in roles:
            assign_role(account, Role(role), valid_from=valid_from, by=by)
    return account


def assign_role(
    account: Account,
    role: Role,
    *,
    valid_from: date | None = None,
    valid_until: date | None = None,
    by: ActorStamp | None = None,
) -> Assignment:
    """Give a role from a day on. The account's sessions end, so that nobody acts under roles he no longer has.

    :raises Forbidden: ``administrators_separate``: the three administrators never meet in one account.
    """
    if role in ADMINISTRATORS:
        others = account.assignments.filter(Q(valid_until=None) | Q(valid_until__gte=today()))
        held = set(others.values_list("role", flat=True))
        if held & {str(one) for one in ADMINISTRATORS - {role}}:
            raise Forbidden("administrators_separate", account=account.username)
    begins = valid_from or today()
    told = {"role": str(role), "valid_from": begins.isoformat(), "valid_until": valid_until and valid_until.isoformat()}
    with write():
        made = Assignment.objects.create(account=account, role=str(role), valid_from=begins, valid_until=valid_until)
        _end_sessions(account)
        recorded(_stream(account), events.ROLE_ASSIGNED, told, by)
    return made


def end_role(account: Account, role: Role, *, by: ActorStamp | None = None) -> None:
    """End a role yesterday, and the account's sessions with it."""
    last = today() - timedelta(days=1)
    running = account.assignments.filter(Q(valid_until=None) | Q(valid_until__gte=today()), role=str(role))
    with write():
        if running.update(valid_until=last):
            told = {"role": str(role), "valid_until": last.isoformat()}
            recorded(_stream(account), events.ROLE_ENDED, told, by)
        _end_sessions(account)


def _stream(account: Account) -> str:
    return f"account:{account.pk}"


def _end_sessions(account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(access_version=F("access_version") + 1)
    account.refresh_from_db(fields=["access_version"])


def create_token(
    username: str, *, days: int = 90, label: str = "", scope: str = WRITE, by: ActorStamp | None = None
) -> tuple[str, Token]:
    """Make a bearer token for an account; it is shown once and only its digest is kept.

    :param scope: ``read`` or ``write``.
    :raises NotFound: no such account.
    :raises BadInput: not between 1 and 366 days, or another scope.
    """
    account = Account.objects.filter(username=username, is_active=True).first()
    if account is None:
        raise NotFound("account_not_found", account=username)
    if not 1 <= days <= 366:
        raise BadInput(
            "token_days", where="有效天数", what=f"{days} 不在 1 到 366 之间", fix="填写 1 到 366", field="days"
        )
    if scope not in SCOPES:
        raise BadInput("token_scope", where="令牌范围", what=f"{scope} 不能用", fix="写 read 或 write", field="scope")
    secret = f"mz_{secrets.token_urlsafe(32)}"
    with write():
        row = Token.objects.create(
            account=account,
            label=label,
            scope=scope,
            digest=hashlib.sha256(secret.encode()).hexdigest(),
            created_at=now(),
            expires_at=now() + timedelta(days=days),
        )
        told = {"token": row.id, "scope": scope, "label": label, "expires_at": row.expires_at.isoformat()}
        recorded(_stream(account), events.TOKEN_CREATED, told, by)
    return secret, row


def live_tokens() -> list[Token]:
    """The tokens that still open a door, the first to end first."""
    rows = Token.objects.select_related("account").filter(revoked_at=None, expires_at__gt=now())
    return list(rows.order_by("expires_at", "id"))


def revoke_token(token_id: str, *, by: ActorStamp | None = None) -> None:
    """End a token at once.

    :raises NotFound: no such token.
    """
    with write():
        row = Token.objects.filter(pk=token_id, revoked_at=None).first()
        if row is None:
            raise NotFound("token_not_found", token=token_id)
        Token.objects.filter(pk=row.pk).update(revoked_at=now())
        recorded(f"account:{row.account_id}", events.TOKEN_REVOKED, {"token": row.id}, by)


def grant_case(
    case_id: str,
    person_id: str,
    *,
    reason: str,
    granted_by: str,
    valid_until: date | None = None,
    by: ActorStamp | None = None,
) -> CaseGrant:
    """Let one person see one case beyond his reach; the same grant again changes nothing."""
    told = {"case": case_id, "reason": reason, "granted_by": granted_by}
    told |= {"valid_until": valid_until.isoformat()} if valid_until else {}
    with write():
        row, new = CaseGrant.objects.get_or_create(
            case_id=case_id,
            person_id=person_id,
            defaults={"reason": reason, "granted_by": granted_by, "granted_at": now(), "valid_until": valid_until},
        )
        if new:
            recorded(f"person:{person_id}", events.CASE_GRANTED, told, by)
    return row


def draft_of(actor: Actor, key: str) -> tuple[Mapping[str, Any], datetime] | None:
    """The draft of a form and when it was kept, if it is not older than 30 days."""
    oldest = now() - timedelta(days=DRAFT_DAYS)
    found = Draft.objects.filter(account_id=actor.account_id, key=key, saved_at__gte=oldest).first()
    return (found.values, found.saved_at) if found else None


def keep_draft(actor: Actor, key: str, values: Mapping[str, Any]) -> None:
    """Keep what was typed so far.

    :raises BadInput: more than a form can hold (256 KB).
    """
    if sum(len(str(value)) for value in values.values()) > _MAX_DRAFT:
        raise BadInput("draft_too_large", where="草稿", what="内容过多", fix="把长文作为附件")
    Draft.objects.update_or_create(
        account_id=actor.account_id, key=key, defaults={"values": dict(values), "saved_at": now()}
    )


def drop_draft(actor: Actor, key: str) -> None:
    """Forget a draft: its form was sent."""
    Draft.objects.filter(account_id=actor.account_id, key=key).delete()


def forget_old_drafts() -> int:
    """Delete drafts older than 30 days; how many. For the daily tick."""
    return Draft.objects.filter(saved_at__lt=now() - timedelta(days=DRAFT_DAYS)).delete()[0]
