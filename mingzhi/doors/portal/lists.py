"""处理结果: the list of what was decided, its search and its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from markupsafe import Markup, escape

from mingzhi.doors.portal.addresses import changed, filter_of, number_of, query_of
from mingzhi.ground.clock import now
from mingzhi.oversight.publication import api

_ACTS = ("", "penalty", "permit", "coercion", "enforcement", "inspection", "levy", "requisition")


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter as a link."""

    label: str
    address: str
    current: bool


@require_safe
def result_list(request: HttpRequest) -> HttpResponse:
    """A page of results: four statements at most, whatever the filters (hits, rows, count, choices)."""
    wanted = filter_of(request.GET)
    before, after = number_of(request.GET, "before"), number_of(request.GET, "after")
    page = api.listed(wanted, before=before, after=after, first=number_of(request.GET, "n") or 1)
    last, choices = page.first + len(page.rows) - 1, api.choices()
    older = query_of(wanted, before=page.older, n=last + 1) if page.older is not None else None
    newer = query_of(wanted, after=page.newer, n=page.first - api.PAGE) if page.newer is not None else None
    return render(
        request,
        "portal/list.html",
        {
            "here": "list",
            "wanted": wanted,
            "page": page,
            "last": last,
            "total": api.count(wanted, page),
            "cap": api.CAP,
            "older": older,
            "newer": newer,
            "query": query_of(wanted),
            "now": now(),
            "chips": [*_chips(wanted), *_narrowed(wanted, choices)],
            "choices": choices,
            "kept": _kept(wanted, choices),
            "narrowed": wanted != api.Filter(),
            "marked": _marker(wanted.query),
            "address_of": _addresses(),
            "over": api.over,
            "acts": api.ACT_ZH,
            "states": api.STATE_ZH,
            "reasons": api.REASON_ZH,
        },
    )


def _narrowed(wanted: api.Filter, choices: api.Choices) -> list[Chip]:
    """What the list is narrowed to beyond the kinds of act, each a link that takes it away again."""
    region = dict(choices.region).get(wanted.region) or wanted.region.strip("/").rsplit("/", 1)[-1]
    told = {"agency": wanted.agency, "region": region, "year": wanted.year and f"{wanted.year} 年"}
    return [Chip(f"{text} ×", changed(wanted, **{name: ""}), True) for name, text in told.items() if text]


def _kept(wanted: api.Filter, choices: api.Choices) -> list[tuple[str, str]]:
    """The values that the search form must carry on because it offers no choice of them."""
    names = ["act", "kind", "state"]
    names += [name for name in ("agency", "region", "year") if not getattr(choices, name)]
    return [(name, value) for name in names if (value := getattr(wanted, name))]


def _marker(query: str) -> Callable[[str], str]:
    """How a text is written into the page: its hits marked, everything escaped."""
    if not query:
        return str

    def marked(text: str) -> str:
        parts = api.pieces(text, query)
        if len(parts) == 1 and not parts[0][1]:
            return text
        return Markup("").join(Markup("<mark>{}</mark>").format(part) if hit else escape(part) for part, hit in parts)

    return marked


def _addresses() -> Callable[[str], str]:
    """The address of a result, without asking the route table for each row."""
    before, _, after = reverse("portal:result", args=["ID"]).rpartition("ID")
    return lambda publication_id: f"{before}{publication_id}{after}"


def _chips(wanted: api.Filter) -> list[Chip]:
    """Kinds of act, where it comes from, and what no longer stands."""
    acts = [Chip(api.ACT_ZH.get(act, "全部"), changed(wanted, act=act), wanted.act == act) for act in _ACTS]
    gone = wanted.state == "withdrawn"
    kinds = {"decision": "本平台公示", "disclosure": "外部公开信息"}
    more = [
        Chip(label, changed(wanted, kind="" if wanted.kind == kind else kind), wanted.kind == kind)
        for kind, label in kinds.items()
    ]
    return [*acts, *more, Chip("已撤下", changed(wanted, state="" if gone else "withdrawn"), gone)]
