"""Who is at the desk: every desk view is wrapped here, so that none can forget to ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from mingzhi.doors.desk.frame import Frame, frame_of
from mingzhi.ground.errors import Forbidden
from mingzhi.registry.identity.api import Actor, Permission, actor_of

View = Callable[..., HttpResponse]


class DeskRequest(HttpRequest):
    """A request of a person who has signed in."""

    actor: Actor
    desk: Frame


def at_desk(*permissions: Permission) -> Callable[[View], View]:
    """Let in only people who have signed in and hold one of *permissions* (none named: any role of the desk).

    Puts ``request.actor``. Not signed in: to the sign-in page and back. Signed in without the permission: a page that
    says so, with a way out.
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            actor = actor_of(request.user)
            request.desk = frame_of(actor)  # type: ignore[attr-defined]
            if permissions and not any(actor.holds(one) for one in permissions):
                raise Forbidden("not_your_page", roles=[str(role) for role in actor.roles])
            request.actor = actor  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        guarded.permissions = permissions  # type: ignore[attr-defined]
        return guarded

    return wrap
