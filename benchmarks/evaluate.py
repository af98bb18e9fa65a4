"""Judging one parsed case of forty events by every rule that ships (claim: at most 1 ms).

``python -m benchmarks.evaluate``. The ratio is to the raw engine of this kind of work: a loop that calls an empty
Python function as often as the evaluation calls functions.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from typing import Any

from mingzhi.law.casefile.reader import read_mapping
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.evaluate import evaluate
from mingzhi.law.lawbook import shipped

CLAIM_MS = 1.0
_OFFICERS = [
    {"name": name, "credential": number, "valid_until": "2030-01-01"} for name, number in (("张某", "1"), ("李某", "2"))
]
_FINE = [{"type": "fine", "amount": "30000.00", "large": True}]


def forty_events() -> CaseFile:
    """An ordinary case of a housing authority, from clue to closing, with eight rounds of evidence."""
    events: list[dict[str, Any]] = [
        {"event": "clue_received", "at": "2024-03-01", "source": "complaint"},
        {"event": "opened", "at": "2024-03-04", "approved_by": "head", "officers": _OFFICERS},
        {"event": "credential_shown", "at": "2024-03-05", "officers": _OFFICERS},
    ]
    for round_ in range(8):
        at, id = f"2024-03-{6 + round_:02}", f"e{round_}"
        events += [
            {"event": "interviewed", "at": at, "person": "王某", "individually": True, "officers": _OFFICERS},
            {
                "event": "evidence_collected",
                "at": at,
                "kind": "documentary",
                "lawful": True,
                "id": id,
                "officers": _OFFICERS,
            },
            {"event": "recording_made", "at": at, "step": id, "complete": True},
        ]
    told = ["facts", "reasons", "basis", "content", "statement_right", "hearing_right"]
    remedies = {"reconsideration_to": "区政府", "within": "60日", "court": "区法院", "court_within": "6个月"}
    events += [
        {"event": "investigation_ended", "at": "2024-03-20", "report": True},
        {"event": "prior_notice_served", "at": "2024-04-01", "method": "direct", "proposed": _FINE, "told": told},
        {"event": "statement_received", "at": "2024-04-03"},
        {"event": "statement_reviewed", "at": "2024-04-08", "adopted": "no", "reasons": "理由"},
        {"event": "review_submitted", "at": "2024-04-09", "materials": ["draft_decision"]},
        {"event": "review_completed", "at": "2024-04-12", "outcome": "passed", "reviewer": "赵某", "qualified": True},
        {"event": "collective_discussion_held", "at": "2024-04-15", "present": ["钱某"], "conclusion": "同意"},
        {"event": "order_to_correct", "at": "2024-04-15", "kind": "correct"},
        {"event": "decided", "at": "2024-04-16", "outcome": "罚款", "penalties": _FINE, "basis": ["某法第三十条"]}
        | {"facts_stated": True, "evidence_stated": True, "remedies": remedies, "sealed": True, "pay_to": "bank"},
        {"event": "document_served", "at": "2024-04-18", "document": "decided", "method": "direct", "receipt": True},
        {"event": "published", "at": "2024-04-20", "channel": ["门户"], "deidentified": True, "checked_secrecy": True},
        {"event": "fine_paid", "at": "2024-04-25", "amount": "30000.00"},
        {"event": "closed", "at": "2024-05-08", "way": "performed"},
    ]
    agency = {"name": "某区住房和城乡建设局", "region": "530302", "level": "county", "field": "housing"}
    head = {
        "format": "mingzhi-case/1",
        "id": "forty",
        "act": "penalty",
        "procedure": "ordinary",
        "knowledge": "complete",
    }
    parties = [{"kind": "organisation", "name": "某公司"}]
    made = read_mapping({**head, "agency": agency, "parties": parties, "events": events}, where="benchmark")
    assert isinstance(made, CaseFile) and len(made.events) == 40, made
    return made


def main() -> int:
    """Measure; 1 if the claim is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=400)
    rounds = parser.parse_args().rounds
    case, book = forty_events(), shipped(None)
    found = evaluate(case, book)
    ours = _median(lambda: evaluate(case, book), rounds)
    calls = _calls(lambda: evaluate(case, book))
    raw = _median(lambda: _empty_calls(calls), rounds)
    print(f"{len(book.rules)} rules, {len(found)} findings, {calls} calls; raw loop {raw:.3f} ms")
    print(f"evaluate: {ours:.3f} ms a case of 40 events, {ours / raw:.1f} times the raw loop (claim: <= {CLAIM_MS} ms)")
    return 0 if ours <= CLAIM_MS else 1


def _median(work: Callable[[], object], rounds: int) -> float:
    """Median processor time in milliseconds: other processes of the machine do not count."""
    times = []
    for _ in range(rounds):
        start = time.process_time_ns()
        work()
        times.append(time.process_time_ns() - start)
    return sorted(times)[len(times) // 2] / 1e6


def _calls(work: Callable[[], object]) -> int:
    count = 0

    def note(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    work()
    sys.setprofile(None)
    return count


def _nothing(_value: int) -> None:
    pass


def _empty_calls(times: int) -> None:
    for value in range(times):
        _nothing(value)


if __name__ == "__main__":
    sys.exit(main())
