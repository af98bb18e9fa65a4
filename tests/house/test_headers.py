"""Every address: security headers, a strict content policy, nothing inline, CSRF on every form."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = pytest.mark.django_db


def routes(resolver: URLResolver | None = None, prefix: str = "") -> list[str]:
    """Every route of the table as its pattern, converters and all."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += routes(pattern, address)
        elif isinstance(pattern, URLPattern):
            found.append(address)
    return found


def address(route: str) -> str:
    """An address that the route matches, for rows that do not exist."""
    filled = re.sub(r"<int:\w+>", "1", route)
    filled = re.sub(r"<(?:\w+:)?\w+>", "none", filled)
    return "/" + filled.lstrip("^").rstrip("$")


@pytest.mark.parametrize("route", routes())
def test_every_address_sends_the_security_headers(client: Client, route: str) -> None:
    response = client.get(address(route))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy and "object-src 'none'" in policy
    if response.get("Content-Type", "").startswith("text/html"):
        text = response.content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", text)
        assert not re.search(r"\sstyle=|<style|\son\w+=", text)
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//(?!testserver)", text)
    response.close()


@pytest.mark.parametrize("route", routes())
def test_nothing_is_changed_without_a_csrf_token(route: str) -> None:
    response = Client(enforce_csrf_checks=True).post(address(route), {"a": "b"})
    assert response.status_code in (301, 302, 401, 403, 404, 405), (route, response.status_code)
