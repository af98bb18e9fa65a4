"""One penalty case from clue to the public page, by its people in their own sessions; on a phone without script too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.acting import Answers, answer, approve, send, take
from tests.journeys.conftest import Site, axe, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.slow]

TWO: dict[str, list[str]] = {"officers": ["周某", "许某"]}
RECORDED = {"recording": "full"}
INVESTIGATION: tuple[tuple[str, Answers, bool], ...] = (
    ("credential_shown", {**TWO, **RECORDED}, False),
    ("investigated_on_site", {**TWO, **RECORDED, "party_present": "yes", "record_signed": "yes"}, False),
    ("interviewed", {**TWO, **RECORDED, "person": "李某", "individually": "yes", "record_signed": "yes"}, False),
    ("evidence_collected", {**TWO, **RECORDED, "kind": "书证", "lawful": "yes", "means": "ordinary"}, False),
    ("order_to_correct", {**TWO, "kind": "stop"}, True),
    (
        "facts_established",
        {
            "violation_on": "2026-10-20",
            "harm": "slight",
            "first_time": "yes",
            "cooperated": "yes",
            "party_is_actor": "yes",
            "public_interest": "no",
            "complicated": "no",
            "several_legal_relations": "no",
            "key_person_interviewed": "yes",
        },
        False,
    ),
    ("investigation_ended", {"report": "yes"}, False),
    (
        "prior_notice_served",
        {
            **TWO,
            **RECORDED,
            "method": "直接送达",
            "proposed-0-type": "罚款",
            "proposed-0-amount": "8000",
            "proposed-0-large": "no",
            "told": ["facts", "reasons", "basis", "content", "statement_right"],
        },
        True,
    ),
    ("statement_waived", {}, False),
    (
        "review_submitted",
        {"materials": ["draft_decision", "basis", "benchmark", "evidence", "investigation_report"]},
        False,
    ),
)
DECISION: Answers = {
    "outcome": "罚款",
    "basis": "《建筑工程施工许可管理办法》第十二条",
    "facts_stated": "yes",
    "evidence_stated": "yes",
    "benchmark_stated": "yes",
    "article_stated": "yes",
    "remedies-reconsideration_to": "麒麟区人民政府",
    "remedies-within": "六十日",
    "remedies-court": "麒麟区人民法院",
    "remedies-court_within": "六个月",
    "sealed": "yes",
    "circumstances": ["none"],
    "matches_notice": "yes",
    "pay_to": "bank",
    "basis_level": "dept_rule",
}
SERVICE: Answers = {**TWO, "method": "直接送达", "receipt": "yes"}


def _begin(page: Page, site: Site, title: str) -> tuple[str, str]:
    """Register the clue; the case's id and address."""
    page.goto(f"{site.address}/desk/")
    page.click(".head .btn-primary")
    answer(
        page,
        {"title": title, "source": "inspection", "party_kind-0": "organisation", "party_name-0": "滇东某置业有限公司"},
    )
    send(page)
    found = re.search(r"/desk/cases/([^/]+)/", page.url)
    assert found and "new" not in found[1], page.locator("main").inner_text()[:800]
    return found[1], f"{site.address}/desk/cases/{found[1]}/"


@pytest.mark.parametrize(
    "options",
    [{}, {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}],
    ids=["desk", "phone-without-script"],
)
def test_from_clue_to_the_public_page(chromium: Browser, site: Site, options: dict[str, object]) -> None:
    people = {who: sign_in(chromium, site, who, **options) for who in ("officer", "head", "reviewer", "clerk")}
    officer = people["officer"]
    title = f"滇东某置业有限公司未取得施工许可证擅自施工{'甲' if options else '乙'}"
    case_id, address = _begin(officer, site, title)

    take(officer, address, "opened", {**TWO, "danger": "none", "violation_on": "2026-10-20"}, confirm=True)
    approve(people["head"], site.address, case_id)
    for event, answers, confirm in INVESTIGATION:
        take(officer, address, event, answers, confirm=confirm)

    reviewer = people["reviewer"]
    reviewer.goto(f"{site.address}/desk/reviews/{case_id}/")
    for box in reviewer.locator("input[name=items]").all():
        box.check()
    reviewer.check("[name=outcome][value=passed]")
    send(reviewer, "button[value=opinion]")
    assert f"/desk/cases/{case_id}/" in reviewer.url, reviewer.locator("main").inner_text()[:800]

    take(officer, address, "decided", DECISION, confirm=True)
    approve(people["head"], site.address, case_id)
    take(officer, address, "document_served", SERVICE, confirm=True)

    clerk = people["clerk"]
    clerk.goto(f"{site.address}/desk/releases/{case_id}/")
    clerk.check("[name=checked]")
    send(clerk)
    assert clerk.url.startswith(f"{site.address}/desk/releases/?shown="), clerk.locator("main").inner_text()[:800]

    public = chromium.new_context().new_page()
    public.goto(f"{site.address}/?q=滇东某置业")
    assert public.locator("tbody tr").count() >= 1
    public.locator("tbody th a").first.click()
    text = public.locator("main").inner_text()
    assert "罚款 8,000 元" in text and "滇东某置业有限公司" in text
    if not options:
        assert axe(public) == []
    for page in (*people.values(), public):
        page.context.close()


def test_the_keyboard_suffices_for_a_step(chromium: Browser, site: Site) -> None:
    page = sign_in(chromium, site, "officer")
    page.goto(f"{site.address}/desk/cases/{site.cases['filed']}/steps/jurisdiction_decided/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = []
    for _ in range(60):
        name = page.evaluate("document.activeElement.name || ''")
        seen.append(name)
        if name == "how":
            page.keyboard.press("Space")
        if page.evaluate("document.activeElement.matches('.actions .btn-primary')"):
            break
        page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/cases/*/?done=*")
    page.context.close()


def test_the_search_box_is_reached_by_its_key_and_errors_take_the_focus(chromium: Browser, site: Site) -> None:
    page = sign_in(chromium, site, "officer")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("某公司")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/search/?q=*")
    page.goto(f"{site.address}/desk/cases/{site.cases['filed']}/steps/interviewed/")
    send(page)
    assert page.evaluate("document.activeElement.id") == "errors"
    page.click("#errors a")
    assert page.evaluate("document.activeElement.id") == "person"
    page.context.close()


def test_a_closed_browser_loses_nothing(chromium: Browser, site: Site) -> None:
    page = sign_in(chromium, site, "officer")
    page.goto(f"{site.address}/desk/cases/{site.cases['filed']}/steps/interviewed/")
    with page.expect_response("**/desk/drafts/"):
        page.fill("#person", "还没有写完的名字")
    page.context.close()
    again = sign_in(chromium, site, "officer")
    again.goto(f"{site.address}/desk/cases/{site.cases['filed']}/steps/interviewed/")
    assert again.input_value("#person") == "还没有写完的名字"
    again.context.close()


def test_the_page_prints_without_navigation(chromium: Browser, site: Site) -> None:
    page = sign_in(chromium, site, "officer")
    page.goto(f"{site.address}/desk/cases/{site.cases['decided']}/")
    page.emulate_media(media="print")
    assert not page.is_visible(".bar") and not page.is_visible(".head .btn")
    assert page.is_visible(".printed") and "打印于" in page.inner_text(".printed")
    page.context.close()
