"""Every page in Chromium: axe-core finds nothing, nothing scrolls sideways, at 1440, 768 and 390 px."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Site, axe, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PAGES = {
    "officer": (
        "/desk/",
        "/desk/?of=agency",
        "/desk/cases/",
        "/desk/cases/new/",
        "/desk/cases/spot/",
        "/desk/cases/{fresh}/",
        "/desk/cases/{decided}/",
        "/desk/cases/{filed}/steps/interviewed/",
        "/desk/cases/{asked}/steps/decided/?change=penalties",
        "/desk/cases/{decided}/documents/decision/",
        "/desk/search/?q=某公司",
        "/desk/account/",
        "/desk/nothing/",
    ),
    "head": ("/desk/", "/desk/approvals/", "/desk/approvals/{request}/"),
    "reviewer": ("/desk/reviews/", "/desk/reviews/{submitted}/"),
    "clerk": ("/desk/releases/", "/desk/releases/{decided}/"),
    "supervisor": ("/desk/supervision/", "/desk/cases/{submitted}/"),
}


@pytest.mark.parametrize("width", [1440, 768, 390])
@pytest.mark.parametrize("who", PAGES)
def test_pages_are_accessible_and_fit(chromium: Browser, site: Site, who: str, width: int) -> None:
    page = sign_in(chromium, site, who, viewport={"width": width, "height": 844})
    found: dict[str, object] = {}
    for path in PAGES[who]:
        page.goto(site.address + path.format(**site.cases))
        for summary in page.query_selector_all("details:not([open]) > summary"):
            summary.click()
        if width != 768 and (wrong := axe(page)):
            found[path] = wrong
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if beyond > 0:
            found[f"{path} sideways"] = beyond
    page.context.close()
    assert not found


def test_targets_are_large_enough_on_a_phone(chromium: Browser, site: Site) -> None:
    page = sign_in(chromium, site, "officer", viewport={"width": 390, "height": 844})
    small = {}
    for path in ("/desk/", "/desk/cases/{decided}/", "/desk/cases/{filed}/steps/interviewed/"):
        page.goto(site.address + path.format(**site.cases))
        found = page.evaluate(
            """[...document.querySelectorAll('.btn:not(.hidden), input[type=text], select, textarea, label.choice')]
            .map(e => [e.textContent.trim() || e.id, e.getBoundingClientRect().height])
            .filter(([, high]) => high > 0 && high < 44)"""
        )
        small.update({f"{path} {name}": high for name, high in found if not name.startswith(("再加", "去掉"))})
    page.context.close()
    assert not small


def test_twelve_rows_are_seen_at_once(chromium: Browser, site: Site) -> None:
    page = sign_in(chromium, site, "officer", viewport={"width": 1366, "height": 768})
    page.goto(f"{site.address}/desk/cases/")
    top, tall = page.evaluate(
        "(box => [box.top, box.height])(document.querySelector('table.rows tbody tr').getBoundingClientRect())"
    )
    page.context.close()
    assert tall <= 40 and top + 12 * tall <= 768
