"""What the issue calls bad input, through the desk and through the API: told in Chinese, with the rule or the field.

Nothing is half-written, and the form keeps what was typed. Each comes in as a person or a program would send it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.ground.clock import SHANGHAI, now
from tests.casework.office import Office, office
from tests.casework.story import DECISION, FACTS, TOLD, Play
from tests.doors.api.test_cases import NEW, Caller
from tests.doors.desk.desk import DECIDED, client
from tests.doors.web.rules import asked, page_of
from tests.hardening.rows import chinese, nothing_written, told

pytestmark = pytest.mark.django_db
WRONG_CODE = "91530300MA6K0000X0"
NOTICE = {"method": "direct", "told": TOLD, "proposed": [{"type": "fine", "amount": "8000.00", "large": False}]}
ON_SITE = {"party_present": True, "record_signed": True}


@dataclass(frozen=True)
class Mistake:
    """One mistake: where the case stands, what the desk and the API are sent, what names it."""

    event: str
    until: str
    form: Mapping[str, Any]
    step: Mapping[str, Any]
    #: Rules that refuse, any of them; or the code of the problem.
    named: frozenset[str]
    asks: bool = False
    waits: int = 0
    changed: Mapping[str, Mapping[str, Any]] | None = None
    second_until: str = "2030-12-31"
    #: What must stand in the form again.
    kept: str = ""


MISTAKES = {
    "a decision before the defence period ended": Mistake(
        "decided",
        "prior_notice_served",
        {**DECIDED, "do": "confirm"},
        DECISION,
        frozenset({"pen-defence-5wd"}),
        asks=True,
        kept="penalties-0-amount",
    ),
    "a decision without review": Mistake(
        "decided",
        "statement_reviewed",
        {**DECIDED, "do": "confirm"},
        DECISION,
        frozenset({"rev-gate-penalty", "rev-gate-all"}),
        asks=True,
        waits=12,
        changed={"facts_established": {**FACTS, "complicated": True}},
        kept="outcome",
    ),
    "an expired credential": Mistake(
        "investigated_on_site",
        "credential_shown",
        {"party_present": "yes", "record_signed": "yes", "recording": "full", "note": "现场在三楼", "do": "confirm"},
        ON_SITE,
        frozenset({"staff-credential-valid", "pen-two-officers"}),
        second_until="2026-01-31",
        kept="note",
    ),
    "a back-dated notice": Mistake(
        "prior_notice_served",
        "investigation_ended",
        {
            "method": "direct",
            "told": TOLD,
            "proposed-rows": "1",
            "proposed-0-type": "fine",
            "proposed-0-amount": "8000",
            "at-day": "2025-01-03",
            "late_reason": "当时忘了登记",
            "recording": "full",
            "do": "confirm",
        },
        {**NOTICE, "at": "2025-01-03", "late_reason": "当时忘了登记"},
        frozenset({"dated_before"}),
        kept="at-day",
    ),
    "an entry of another day without a reason": Mistake(
        "interviewed",
        "investigated_on_site",
        {"person": "李某", "individually": "yes", "record_signed": "yes", "at-day": "昨天", "recording": "full"},
        {"person": "李某", "individually": True, "record_signed": True, "at": "昨天"},
        frozenset({"case_file_wrong", "at-day"}),
        kept="person",
    ),
}


def _stand(mistake: Mistake) -> tuple[Office, Play]:
    """An office with the case where the mistake is made, the last step a moment ago."""
    here = office(second_valid_until=mistake.second_until)
    days = sum(one.days for one in Play.before(mistake.until)) + mistake.waits
    begin = now().astimezone(SHANGHAI).replace(hour=8, minute=0, second=0, microsecond=0) - timedelta(days=days + 1)
    play = Play(here, now=begin)
    play.open()
    for one in play.before(mistake.until):
        play.take(replace(one, values={**one.values, **(mistake.changed or {}).get(one.event, {})}))
    return here, play


@pytest.mark.parametrize("name", MISTAKES)
def test_at_the_desk_it_is_told_and_the_form_keeps_what_was_typed(name: str) -> None:
    mistake = MISTAKES[name]
    here, play = _stand(mistake)
    browser = client(here.officer)
    path = f"/desk/cases/{play.case_id}/steps/{mistake.event}/"
    typed = {**mistake.form, "officers": list(here.two)}
    with nothing_written():
        answer = browser.post(path, typed)
    assert answer.status_code in (409, 422), answer.content.decode()[:3000]
    html = answer.content.decode()
    page = page_of(html)
    said = [one.text for one in page.all("div") if one.has("finding") or one.has("errors")]
    assert said and all(map(chinese, said))
    assert asked(page, mistake.kept) == [mistake.form[mistake.kept]]
    assert asked(page_of(browser.get(path).content.decode()), mistake.kept) == [mistake.form[mistake.kept]]


@pytest.mark.parametrize("name", MISTAKES)
def test_over_the_api_it_is_a_problem_that_names_rule_or_field(name: str) -> None:
    mistake = MISTAKES[name]
    here, play = _stand(mistake)
    caller = Caller(here.officer)
    fields = {key: value for key, value in mistake.step.items() if key not in ("at", "late_reason")}
    body = {"event": mistake.event, "fields": fields, "officers": list(here.two)}
    body |= {key: mistake.step[key] for key in ("at", "late_reason") if key in mistake.step}
    with nothing_written():
        way = "requests" if mistake.asks else "events"
        problem = told(caller.post(f"cases/{play.case_id}/{way}", body, now()))
    names = {problem["code"]} | {one["rule"] for one in problem.get("findings", [])}
    assert names & mistake.named, names
    for finding in problem.get("findings", []):
        assert finding["citation"]["article"] and chinese(finding["title"])


def test_a_wrong_credit_code_is_told_beside_its_field_and_over_the_api() -> None:
    here = office()
    typed = {
        "title": "某公司擅自施工案",
        "source": "inspection",
        "party_kind-0": "organisation",
        "party_name-0": "云岭某建筑有限公司",
        "party_code-0": "９１53 0300-ma6k0000x0",
        "at-day": now().astimezone(SHANGHAI).date().isoformat(),
    }
    browser, caller = client(here.officer), Caller(here.officer)
    with nothing_written():
        answer = browser.post("/desk/cases/new/", typed)
        party = {"kind": "organisation", "name": "某公司", "code": WRONG_CODE}
        problem = told(caller.post("cases", {**NEW, "parties": [party]}))
    page = page_of(answer.content.decode())
    assert answer.status_code == 422
    links = {one.attributes["href"] for box in page.all("div") if box.has("errors") for one in box.all("a")}
    assert links == {"#party_code-0"}
    assert asked(page, "party_code-0") == [typed["party_code-0"]] and asked(page, "title") == [typed["title"]]
    assert asked(page_of(browser.get("/desk/cases/new/").content.decode()), "title") == [typed["title"]]
    assert problem["code"] == "credit_code_wrong" and problem["facts"]["where"] and problem["facts"]["fix"]


def test_a_correction_that_would_step_round_a_gate_is_refused_at_both_doors() -> None:
    here, play = _stand(MISTAKES["an entry of another day without a reason"])
    target = next(one for one in cases.file_of(play.row()).events if one.type == "credential_shown")
    later = (now() + timedelta(hours=1)).astimezone(SHANGHAI).date().isoformat()
    browser, caller = client(here.officer), Caller(here.officer)
    typed = {"at-day": later, "reason": "录入时看错"}
    with nothing_written():
        answer = browser.post(f"/desk/cases/{play.case_id}/events/{target.id}/correct/", typed)
        body = {"event": "corrected", "fields": {"of": target.id, "values": {"at": later}, "reason": "录入时看错"}}
        problem = told(caller.post(f"cases/{play.case_id}/events", body, now()))
    assert answer.status_code == 409 and asked(page_of(answer.content.decode()), "reason") == ["录入时看错"]
    assert problem["code"] == "correction_refused_by_law" and problem["findings"]


def test_a_number_given_twice_is_refused_by_name() -> None:
    here = office()
    first = Play(here).until("opened")
    number = first.row().number
    second = Play(here, now=first.now)
    second.open()
    caller, head = Caller(here.officer), Caller(here.head)
    fields = {"danger": "none", "violation_on": "2026-02-20", "number": number}
    body = {"event": "opened", "fields": fields, "officers": list(here.two)}
    asking = caller.post(f"cases/{second.case_id}/requests", body, second.now)
    with nothing_written():
        answer = asking
        if asking.status_code == 201:
            answer = head.post(f"requests/{asking.json()['id']}/approve", {}, second.now)
        problem = told(answer)
    assert problem["code"] == "number_taken" and problem["facts"]["number"] == number
    assert second.row().number != number


def test_an_unknown_event_names_the_nearest_at_the_api_and_is_no_page_of_the_desk() -> None:
    here, play = _stand(MISTAKES["an expired credential"])
    browser, caller = client(here.officer), Caller(here.officer)
    with nothing_written():
        answer = browser.post(f"/desk/cases/{play.case_id}/steps/interveiwed/", {"person": "李某"})
        problem = told(caller.post(f"cases/{play.case_id}/events", {"event": "interveiwed"}, now()))
    assert answer.status_code == 404 and chinese(answer.content.decode())
    assert problem["code"] == "event_unknown" and "interviewed" in problem["facts"]["fix"]
