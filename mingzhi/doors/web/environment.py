"""The Jinja environment of all pages: templates of the doors, autoescape, and the words for dates and money."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import NoReverseMatch, get_urlconf, reverse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined

from mingzhi.doors.web import filters, zh

DOORS = settings.REPOSITORY / "mingzhi" / "doors"


def environment(**options: Any) -> Environment:
    """The environment, as Django's Jinja2 backend asks for it."""
    options["loader"] = FileSystemLoader([DOORS / name / "templates" for name in ("web", "desk", "portal")])
    options["undefined"] = StrictUndefined if getattr(settings, "JINJA_STRICT", False) else Undefined
    options["autoescape"] = True
    made = Environment(**options, trim_blocks=True, lstrip_blocks=True)
    made.globals.update(static=staticfiles_storage.url, url=_url, known=_known, site=settings.SITE, zh=zh)
    made.filters.update(
        day=filters.day,
        prose_day=filters.prose_day,
        moment=filters.moment,
        prose_moment=filters.prose_moment,
        money=filters.money,
        count=filters.count,
    )
    return made


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named route; remembered, pages ask for the same ones again and again."""
    return _reversed(get_urlconf(), name, args, tuple(kwargs.items()))


@lru_cache(maxsize=4096)
def _reversed(_urlconf: str | None, name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> str:
    return reverse(name, args=args or None, kwargs=dict(kwargs) or None)


def _known(name: str) -> bool:
    """Whether there is such a route (without arguments): navigation shows only what can be opened."""
    try:
        _url(name)
    except NoReverseMatch:
        return False
    return True
