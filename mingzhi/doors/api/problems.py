"""Problems over the wire: problem+json (RFC 9457) with the code, its facts and the Chinese wording (decision 46)."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import HttpError, ValidationError

from mingzhi.doors.web.wording import say
from mingzhi.ground.errors import BadInput, NotFound, Problem
from mingzhi.law.findings import Finding


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
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
    return _sent(body)


#: What the framework itself refuses: status → code and wording.
_FRAMEWORK = {
    400: ("unreadable", "请求内容不是可以读取的 JSON。核对内容后再发送"),
    401: ("not_signed_in", "没有有效的接口令牌，也没有登录。在 Authorization 中带上令牌"),
    403: ("csrf", "浏览器会话写入须带安全标记（X-CSRFToken）。带上标记，或者改用接口令牌"),
    413: ("too_large", "请求内容太大，一次最多 10 MB。分几次发送"),
    500: ("failed", "系统出了问题，这次操作没有完成，没有写入一半的内容。稍后用同一个 Idempotency-Key 再试"),
    404: ("address_not_found", "没有这个地址。核对接口说明"),
    405: ("method", "这个地址不接受这种请求方法。核对接口说明"),
}


def answer_framework(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The response where the framework refuses: nobody is signed in, no CSRF token, unreadable JSON."""
    code, title = _FRAMEWORK.get(error.status_code, ("refused", "请求没有办成。核对接口说明"))
    response = _sent({"type": f"urn:mingzhi:{code}", "title": title, "status": error.status_code, "code": code})
    if error.status_code == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def answer_missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """The response where there is no such address."""
    return answer(request, NotFound("address_not_found"))


def answer_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The response where the JSON has another shape than the operation wants; every place is named."""
    places = [
        {"where": ".".join(str(one) for one in found["loc"][1:]), "what": found["msg"], "type": found["type"]}
        for found in error.errors
    ]
    first = places[0]["where"] if places else ""
    wrong = BadInput("wrong_shape", where=first or "请求内容", what="格式不符", fix="按接口说明填写", places=places)
    return answer(request, wrong)


def _sent(body: dict[str, Any]) -> HttpResponse:
    """Half a character of UTF-16, which a caller may have sent, goes back as the escape that it came as."""
    told = json.dumps(body, ensure_ascii=False, default=str).encode("utf-8", "backslashreplace")
    return HttpResponse(told, status=body["status"], content_type="application/problem+json")


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
