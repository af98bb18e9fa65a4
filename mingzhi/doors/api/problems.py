"""Problems over the wire: problem+json (RFC 9457) with the code, its facts and the Chinese wording (decision 46)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse

from mingzhi.doors.web.wording import say
from mingzhi.ground.errors import Problem
from mingzhi.law.findings import Finding


def answer(request: HttpRequest, problem: Problem) -> JsonResponse:
    """The response that tells a problem."""
    facts = {name: value for name, value in problem.facts.items() if name != "findings"}
    body: dict[str, Any] = {
        "type": f"urn:mingzhi:{problem.code}",
        "title": say(problem),
        "status": problem.status,
        "code": problem.code,
        "facts": facts,
    }
    if findings := problem.facts.get("findings"):
        body["findings"] = [finding_json(one) for one in findings]
    return JsonResponse(
        body,
        status=problem.status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False, "default": str},
    )


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding in the shape of ``mingzhi check --format json``."""
    citation = finding.citation
    return {
        "rule": finding.rule,
        "title": finding.title,
        "outcome": finding.outcome.value,
        "severity": finding.severity.value,
        "citation": {
            "instrument": citation.instrument,
            "article": citation.article,
            "text": citation.text,
            "in_force_from": citation.in_force_from.isoformat() if citation.in_force_from else None,
        },
        "facts": [{"event": f.event_type, "field": f.field, "value": f.value} for f in finding.facts],
        "missing": [{"event": m.event_type, "field": m.field} for m in finding.missing],
        "due_on": finding.due_on.isoformat() if finding.due_on else None,
        "remedy": finding.remedy,
    }
