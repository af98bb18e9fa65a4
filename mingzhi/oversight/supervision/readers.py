"""When something happens in a case, its findings are computed again (decision 15)."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhi.casework.cases.api import Row, file_of, lawbook_of
from mingzhi.ground.clock import now, today
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.evaluate import evaluate
from mingzhi.law.findings import Finding as Found
from mingzhi.law.findings import Outcome
from mingzhi.law.wording import explain
from mingzhi.ledger.journal.api import Recorded
from mingzhi.oversight.supervision.models import Finding

_KEPT = (Outcome.VIOLATED, Outcome.OVERDUE, Outcome.DUE)


class Findings:
    """Reader: keeps the findings table. Rebuildable: everything in it follows from the journal and the law."""

    name = "findings"

    def handle(self, batch: Sequence[Recorded]) -> None:
        """Judge each case that the batch touches, once."""
        touched = {one.stream.removeprefix("case:") for one in batch if one.stream.startswith("case:")}
        for row in Row.objects.filter(pk__in=touched):
            refresh(row)

    def reset(self) -> None:
        """Forget everything; the next feed builds it again."""
        Finding.objects.all().delete()


def refresh(row: Row) -> None:
    """Judge one case as of today and bring its findings up to date: update, add, clear."""
    file = file_of(row)
    lawbook = lawbook_of(row)
    kept = {}
    for found in evaluate(file, lawbook, as_of=today()):
        if found.outcome in _KEPT:
            kept[found.rule, _anchor(found, file)] = found
    for old in Finding.objects.filter(case_id=row.id, cleared_at=None):
        if (old.rule, old.anchor) not in kept:
            old.cleared_at = now()
            old.save(update_fields=["cleared_at"])
    for (rule, anchor), found in kept.items():
        Finding.objects.update_or_create(
            case_id=row.id,
            rule=rule,
            anchor=anchor,
            defaults=_columns(row, file, found, lawbook.digest),
            create_defaults={**_columns(row, file, found, lawbook.digest), "found_at": now()},
        )


def _anchor(found: Found, file: CaseFile) -> str:
    """The anchor as the id of its event; an event of a file without ids: its place."""
    if found.anchor is None:
        return ""
    return file.events[found.anchor].id or f"#{found.anchor}"


def _columns(row: Row, file: CaseFile, found: Found, digest: str) -> dict[str, object]:
    """The row's columns from a finding."""
    citation = found.citation
    return {
        "outcome": found.outcome.value,
        "severity": found.severity.value,
        "title": found.title,
        "citation": {
            "instrument": citation.instrument,
            "article": citation.article,
            "text": citation.text,
            "in_force_from": citation.in_force_from.isoformat() if citation.in_force_from else None,
        },
        "facts": [{"event": f.event_type, "field": f.field, "value": str(f.value)} for f in found.facts],
        "explanation": explain(found, file),
        "due_on": found.due_on,
        "lawbook": digest,
        "agency_id": row.agency_id,
        "agency_name": row.agency_name,
        "region_path": row.region_path,
        "line_path": row.line_path,
        "secret": row.secret,
        "case_title": row.title,
        "cleared_at": None,
    }


def judge_lapsed() -> int:
    """Judge again the cases in which a term ran out since they were last judged; how many. For the daily tick.

    A term that lapses is no event, so that no reader would notice (decision 14).
    """
    lapsed = Finding.objects.filter(cleared_at=None, outcome=Outcome.DUE.value, due_on__lt=today())
    touched = Row.objects.filter(pk__in=lapsed.values("case_id"))
    count = 0
    for row in touched.iterator(chunk_size=200):
        refresh(row)
        count += 1
    return count
