"""A penalty on the spot: one page, one page to check, and the whole case is recorded."""

from __future__ import annotations

import re
from typing import Any

from mingzhi.casework.cases import api as cases
from tests.doors.desk.desk import DECIDED, Desk, client
from tests.doors.web.rules import asked, page_of

PATH = "/desk/cases/spot/"


def _sent(bureau: Desk, **other: Any) -> dict[str, Any]:
    return {
        **{name: value for name, value in DECIDED.items() if name != "outcome"},
        "title": "某饭店未公示证照",
        "party_kind-0": "organisation",
        "party_name-0": "某饭店",
        "officers": list(bureau.office.two),
        "party_present": "yes",
        "record_signed": "yes",
        "kind": "correct",
        "stated": "no",
        "remedies-reconsideration_first": "yes",
        "penalties-0-type": "warning",
        "penalties-0-amount": "",
        **other,
    }


def _links(answer: Any) -> set[str]:
    page = page_of(answer.content.decode())
    return {one.attributes["href"] for box in page.all("div") if box.has("errors") for one in box.all("a")}


def test_it_binds_only_after_the_check_page(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    answer = officer.post(PATH, {**_sent(bureau), "do": "save"})
    assert answer.status_code == 200, _links(answer)
    assert not cases.case_list(bureau.office.officer, words="某饭店").rows
    page = page_of(answer.content.decode())
    again = {name: asked(page, name) for name in (*_sent(bureau), "key")}
    assert asked(page_of(officer.post(PATH, {**again, "do": "back"}).content.decode()), "title") == ["某饭店未公示证照"]
    answer = officer.post(PATH, {**again, "do": "confirm"})
    assert answer.status_code == 302, _links(answer)
    found = re.search(r"/desk/cases/([^/]+)/", answer["Location"])
    assert found
    told = cases.dossier(bureau.office.officer, found[1])
    words = [one.type for one in told.recorded]
    assert words[-2:] == ["decided", "document_served"] and "order_to_correct" in words
    assert told.file.events[words.index("decided")].fields["outcome"] == "警告"


def test_too_high_a_fine_is_refused_before_the_check_page_and_kept(bureau: Desk) -> None:
    sent = _sent(bureau, **{"penalties-0-type": "fine", "penalties-0-amount": "50000"})
    answer = client(bureau.office.officer).post(PATH, sent)
    assert answer.status_code == 409
    page = page_of(answer.content.decode())
    assert asked(page, "penalties-0-amount") == ["50000"] and asked(page, "title") == ["某饭店未公示证照"]
    assert not cases.case_list(bureau.office.officer, words="某饭店").rows


def test_what_needs_the_ordinary_procedure_cannot_be_imposed_here(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    answer = officer.post(PATH, _sent(bureau, **{"penalties-0-type": "revoke_licence"}))
    assert answer.status_code == 422 and _links(answer) == {"#penalties-0-type"}
    assert _links(officer.post(PATH, _sent(bureau, **{"penalties-0-type": "fine"}))) == {"#penalties-0-amount"}
    assert _links(officer.post(PATH, _sent(bureau, **{"penalties-0-type": ""}))) == {"#penalties-0-type"}


def test_whether_something_is_to_be_corrected_is_asked(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    assert _links(officer.post(PATH, _sent(bureau, kind=""))) == {"#kind"}
    answer = officer.post(PATH, {**_sent(bureau, kind="none"), "do": "confirm"})
    assert answer.status_code == 302, _links(answer)
    row = cases.case_list(bureau.office.officer, words="某饭店").rows[0]
    assert "order_to_correct" not in [one.type for one in cases.dossier(bureau.office.officer, row.id).recorded]


def test_a_decision_that_does_not_state_the_facts_is_refused(bureau: Desk) -> None:
    sent = _sent(bureau)
    del sent["facts_stated"]
    assert client(bureau.office.officer).post(PATH, sent).status_code == 409
