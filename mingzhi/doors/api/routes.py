"""The API object: who is asking, what is offered, how problems are told."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.security import HttpBearer, SessionAuth

from mingzhi.doors.api import cases, findings, publications
from mingzhi.doors.api.problems import answer
from mingzhi.ground.errors import Problem
from mingzhi.registry.identity.api import actor_of, actor_of_token


class TokenAuth(HttpBearer):
    """``Authorization: Bearer …`` with a token of ``mingzhi token create``."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The actor behind the token, or ``None``: 401."""
        actor = actor_of_token(token)
        request.actor = actor  # type: ignore[attr-defined]
        return actor


class DeskAuth(SessionAuth):
    """A person signed in at the desk, with CSRF protection."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The actor of the session, or ``None``: 401."""
        if not request.user.is_authenticated:
            return None
        request.actor = actor_of(request.user)  # type: ignore[attr-defined]
        return request.actor  # type: ignore[attr-defined]


api = NinjaAPI(
    title="明执 API",
    version="1",
    description="行政执法平台接口。案件只有一个写入口：POST /cases/{id}/events。",
    auth=[TokenAuth(), DeskAuth()],
    docs_url=None,
    urls_namespace="api",
)
api.add_router("/cases", cases.router)
api.add_router("/requests", cases.requests)
api.add_router("/findings", findings.router)
api.add_router("/publications", publications.router, auth=None)
api.add_exception_handler(Problem, answer)
