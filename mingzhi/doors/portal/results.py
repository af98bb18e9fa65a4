"""One result, and what every reader may ask of it: does it stand, who published it, how is it verified."""

from __future__ import annotations

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingzhi.ground.clock import now
from mingzhi.ground.errors import NotFound
from mingzhi.oversight.publication import api


@require_safe
def result(request: HttpRequest, publication_id: str) -> HttpResponse:
    """What was decided; where it was taken down, the tombstone: who, when, why, and nothing about whom."""
    try:
        row = api.one(publication_id)
    except NotFound:
        return not_found(request)
    gone = api.over(row)
    address = request.build_absolute_uri(request.path)
    return render(
        request,
        "portal/tombstone.html" if gone else "portal/result.html",
        {
            "here": "list",
            "row": row,
            "others": [] if gone else [other for other in api.others_of(row) if not api.over(other)],
            "act": api.ACT_ZH[row.act],
            "state": api.STATE_ZH[row.state],
            "reason": api.REASON_ZH.get(row.withdrawn_reason) or api.REASON_ZH["expired"],
            "address": address,
            "code": segno.make(address, error="m").svg_data_uri(scale=3, border=2),
            "now": now(),
        },
        status=410 if gone else 200,
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page: what that means and where to go on."""
    return render(request, "portal/not_found.html", {"here": ""}, status=404)
