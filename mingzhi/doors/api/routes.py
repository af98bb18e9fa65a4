"""The API object: who is asking, what is offered, how problems are told."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer, SessionAuth

from mingzhi.doors.api import cases, documents, findings, publications, registers
from mingzhi.doors.api.problems import answer, answer_framework, answer_missing, answer_shape
from mingzhi.ground.errors import Forbidden, Problem
from mingzhi.registry.identity.api import actor_of, actor_of_token


class TokenAuth(HttpBearer):
    """``Authorization: Bearer …`` with a token of ``mingzhi token create``."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The actor behind the token, or ``None``: 401.

        :raises Forbidden: ``token_reads_only``: it was made for reading.
        """
        actor = actor_of_token(token)
        if actor is not None and actor.reads_only and request.method not in ("GET", "HEAD"):
            raise Forbidden("token_reads_only")
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
api.add_router("/documents", documents.router)
api.add_router("/powers", registers.powers)
api.add_router("/officers", registers.officers)
api.add_router("/publications", publications.router, auth=None)
api.add_router("/publications", publications.own)
api.add_exception_handler(Problem, answer)
api.add_exception_handler(HttpError, answer_framework)
api.add_exception_handler(ValidationError, answer_shape)
api.add_exception_handler(Http404, answer_missing)
