"""Subscriptions (Atom, RFC 4287; JSON Feed 1.1): what was published, corrected or taken down, newest first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from mingzhi.doors.portal.addresses import filter_of, query_of
from mingzhi.ground.clock import now
from mingzhi.oversight.publication import api


def _rows(request: HttpRequest) -> tuple[list[api.Row] | list[api.Listed], str]:
    """The rows of a feed and the address of its list: all changes, or the newest of a narrowed list."""
    wanted = filter_of(request.GET)
    rows: list[api.Row] | list[api.Listed]
    rows = api.latest() if wanted == api.Filter() else api.listed(wanted).rows
    return rows, request.build_absolute_uri(reverse("portal:list") + query_of(wanted))


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    """The Atom feed."""
    rows, address = _rows(request)
    text = render_to_string(
        "portal/feed.xml",
        {
            "rows": rows,
            "address": address,
            "here": request.build_absolute_uri(),
            "base": request.build_absolute_uri("/").rstrip("/"),
            "updated": max((row.changed_at for row in rows), default=now()),
            "over": api.over,
            "acts": api.ACT_ZH,
            "reasons": api.REASON_ZH,
        },
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@require_safe
def json_feed(request: HttpRequest) -> JsonResponse:
    """The JSON feed."""
    rows, address = _rows(request)
    items = [_item(request, row) for row in rows]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "处理结果", "language": "zh-CN"}
    return JsonResponse(
        {**feed, "home_page_url": address, "feed_url": request.build_absolute_uri(), "items": items},
        content_type="application/feed+json",
        json_dumps_params={"ensure_ascii": False},
    )


def _item(request: HttpRequest, row: api.Row | api.Listed) -> dict[str, object]:
    """One entry; a tombstone says only that and why."""
    address = request.build_absolute_uri(reverse("portal:result", args=[row.id]))
    if api.over(row):
        title = f"已撤下：{row.number or row.agency_name}"
        text = api.REASON_ZH[row.withdrawn_reason or "expired"]
    else:
        title = f"{row.number}　{row.title}".strip()
        text = "；".join(part for part in (row.party, row.result, row.basis) if part) or row.title
    return {
        "id": address,
        "url": address,
        "title": title,
        "content_text": text,
        "date_published": row.published_at.isoformat(),
        "date_modified": row.changed_at.isoformat(),
        "authors": [{"name": row.agency_name}],
        "tags": [api.ACT_ZH[row.act]],
    }
