"""公示说明: whose official page this is, what stands here, how anyone can verify it (pages.md 35)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingzhi.oversight.publication import api


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What is published, how long, by whom, and how to verify or object to it."""
    return render(request, "portal/about.html", {"here": "about", "states": api.STATE_ZH, "reasons": api.REASON_ZH})
