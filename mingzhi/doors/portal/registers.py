"""执法主体和人员, 权责清单: who may enforce under which credential, and what each agency may do (行政处罚法 39, 42)."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingzhi.doors.portal.results import not_found
from mingzhi.ground.clock import today
from mingzhi.ground.errors import NotFound
from mingzhi.oversight.publication import api
from mingzhi.registry.agencies import api as agencies
from mingzhi.registry.catalog import api as catalog
from mingzhi.registry.people import api as people


@require_safe
def agency_list(request: HttpRequest) -> HttpResponse:
    """The agencies that may enforce, by region. One query."""
    found = agencies.agencies_below()
    groups = [(name, list(rows)) for name, rows in groupby(found, key=lambda one: one.region_name)]
    return render(request, "portal/agencies.html", {"here": "agencies", "groups": groups, "day": today()})


@require_safe
def agency(request: HttpRequest, agency_id: str) -> HttpResponse:
    """One agency: its units, its officers with credential and validity today, its powers."""
    try:
        info = agencies.get_agency(agency_id)
    except NotFound:
        return not_found(request)
    day = today()
    return render(
        request,
        "portal/agency.html",
        {
            "here": "agencies",
            "agency": info,
            "units": agencies.units_of(agency_id),
            "officers": [one for one in people.officers_of(agency_id, day) if one.kind == "officer" and one.credential],
            "powers": catalog.power_list(agency_id, day=day),
            "acts": api.ACT_ZH,
            "day": day,
        },
    )


@require_safe
def power_list(request: HttpRequest) -> HttpResponse:
    """The power lists: choose an agency; then its items in force today with their legal basis."""
    found, day = agencies.agencies_below(), today()
    chosen = next((one for one in found if one.id == request.GET.get("agency")), None)
    if chosen is None and len(found) == 1:
        chosen = found[0]
    powers = catalog.power_list(chosen.id, day=day) if chosen else []
    context = {"here": "powers", "agencies": found, "chosen": chosen, "powers": powers, "acts": api.ACT_ZH, "day": day}
    return render(request, "portal/powers.html", context)
