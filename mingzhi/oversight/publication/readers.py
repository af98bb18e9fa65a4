"""What publication does when events arrive: propose decisions for release; keep the state of what is shown."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhi.casework.cases.api import Row, file_of, lawbook_of
from mingzhi.ground.clock import now, today
from mingzhi.law.casefile.corrections import corrected_view
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.evaluate import evaluate
from mingzhi.ledger.journal.api import Recorded
from mingzhi.oversight.publication import search
from mingzhi.oversight.publication.content import decision_of
from mingzhi.oversight.publication.models import Proposal, Publication
from mingzhi.oversight.publication.timing import last_day

_PROPOSING = frozenset(("decided", "decision_revoked", "decision_changed", "published", "corrected"))
_STATE_WORDS = frozenset(
    (
        "reconsideration_applied",
        "reconsideration_decided",
        "lawsuit_filed",
        "judged",
        "decision_changed",
        "decision_revoked",
    )
)
_STANDS = ("upheld", "rejected", "withdrawn", "mediated")
_CHANGED = ("changed", "revoked", "unlawful", "void", "ordered")
_NOTES = {
    "changed": "原决定已变更，公示待更新",
    "revoked": "原决定已撤销，公示待撤下",
    "unlawful": "原决定已确认违法，公示待撤下",
    "void": "原决定已确认无效，公示待撤下",
    "ordered": "已责令重新处理",
}


def _cases_of(batch: Sequence[Recorded], words: frozenset[str]) -> list[str]:
    touched = {
        one.stream.removeprefix("case:") for one in batch if one.type in words and one.stream.startswith("case:")
    }
    return sorted(touched)


class Proposals:
    """Reader: a decision that may be released stands in the clerk's list until it is (decision 40: *propose*)."""

    name = "proposals"

    def handle(self, batch: Sequence[Recorded]) -> None:
        """Look at each case in which something was decided, changed or published."""
        last = max((one.position or 0 for one in batch), default=0)
        for row in Row.objects.filter(pk__in=_cases_of(batch, _PROPOSING)):
            propose(row, last)

    def reset(self) -> None:
        """Forget all proposals; they follow from the journal."""
        Proposal.objects.all().delete()


def propose(row: Row, position: int) -> None:
    """Bring the proposal of one case up to date. Secret and foreign cases are never proposed."""
    Proposal.objects.filter(case_id=row.id).delete()
    if row.secret or row.origin_is_foreign:
        return
    case = corrected_view(file_of(row))
    decision = decision_of(case)
    if decision is None or any(party.x.get("minor") for party in case.parties):
        return
    ref = decision.id or f"#{decision.index}"
    shown = Publication.objects.filter(kind="decision", case_ref=row.id, decision_ref=ref).count()
    if shown >= max(1, len(case.parties)):
        return
    Proposal.objects.create(
        decision_ref=ref,
        case_id=row.id,
        act=row.act,
        title=row.title[:300],
        number=str(decision.fields.get("number", ""))[:120],
        agency_id=row.agency_id,
        agency_name=row.agency_name,
        region_path=row.region_path,
        line_path=row.line_path,
        secret=row.secret,
        decided_on=decision.at.day if decision.at else None,
        due_on=last_day(evaluate(case, lawbook_of(row), as_of=today())),
        position=position,
    )


class States:
    """Reader: whether a published decision stands, is in litigation, or was changed (decision 41)."""

    name = "publication-states"

    def handle(self, batch: Sequence[Recorded]) -> None:
        """Look at each case in which somebody objected or a decision was changed."""
        cases = _cases_of(batch, _STATE_WORDS)
        shown = Publication.objects.filter(kind="decision", case_ref__in=cases).exclude(state="withdrawn")
        files = {row.id: file_of(row) for row in Row.objects.filter(pk__in={one.case_ref for one in shown})}
        for one in shown:
            if one.case_ref in files:
                state, note = state_in(files[one.case_ref], one.decision_ref)
                _set(one, state, note)

    def reset(self) -> None:
        """Everything shown stands, until the events tell otherwise."""
        for one in Publication.objects.filter(kind="decision").exclude(state__in=("withdrawn", "in_force")):
            _set(one, "in_force", "")


def state_in(case: CaseFile, decision_ref: str) -> tuple[str, str]:
    """State and note of a decision by the events after it: the last word counts."""
    state, note, after = "in_force", "", False
    for event in case.events:
        if event.type == "decided":
            if after and event.fields.get("replaces"):
                state, note = "replaced", _NOTES["changed"]
            after = after or (event.id or f"#{event.index}") == decision_ref
        if not after:
            continue
        if event.type in ("reconsideration_applied", "lawsuit_filed"):
            state, note = "in_litigation", ""
        elif event.type == "decision_changed":
            state, note = "replaced", _NOTES["changed"]
        elif event.type == "decision_revoked":
            state, note = "replaced", _NOTES["revoked"]
        elif event.type in ("reconsideration_decided", "judged"):
            outcome = str(event.fields.get("outcome", ""))
            if outcome in _CHANGED:
                state, note = "replaced", _NOTES[outcome]
            elif outcome in _STANDS:
                state, note = "in_force", ""
    return state, note


def _set(row: Publication, state: str, note: str) -> None:
    if (row.state, row.state_note) == (state, note):
        return
    row.state, row.state_note, row.changed_at = state, note, now()
    row.save(update_fields=["state", "state_note", "changed_at"])
    search.replace(row)
