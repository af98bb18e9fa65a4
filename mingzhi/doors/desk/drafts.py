"""Drafts of forms: kept on the server under the person's name, so that a closed browser loses nothing (decision 39)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from mingzhi.doors.desk.actor import DeskRequest, at_desk
from mingzhi.ground.errors import BadInput
from mingzhi.registry.identity import api as identity

#: Controls that belong to the sending, not to what was entered.
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "do", "seen", "key", "draft_of"})
_MOST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft: what stood in the controls, and when it was kept."""

    raw: Mapping[str, Sequence[str]]
    at: datetime


def kept(actor: identity.Actor, key: str) -> Kept | None:
    """The draft under this key, if there is one."""
    found = identity.draft_of(actor, key)
    return Kept(found[0], found[1]) if found else None


def keep(actor: identity.Actor, key: str, raw: Mapping[str, Sequence[str]]) -> None:
    """Keep what stands in the controls."""
    values = {name: list(given) for name, given in raw.items() if name not in NOT_KEPT}
    if sum(len(one) for given in values.values() for one in given) > _MOST:
        raise BadInput("draft_too_long", where="草稿", what="内容超过 6 万字", fix="删减后再保存")
    identity.keep_draft(actor, key, values)


def drop(actor: identity.Actor, key: str) -> None:
    """Forget the draft: it was recorded or given up."""
    identity.drop_draft(actor, key)


@at_desk()
@require_POST
def save(request: DeskRequest) -> HttpResponse:
    """What the page sends by itself while somebody is typing."""
    key = request.POST.get("draft_of", "")[:120]
    if key.startswith(("case:", "new:", "spot:")):
        keep(request.actor, key, dict(request.POST.lists()))
    return HttpResponse(status=204)
