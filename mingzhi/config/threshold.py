"""The threshold of every door: what no database can hold stays outside, and a machine is answered as a machine.

The character NUL cannot be stored by PostgreSQL and is typed by nobody: an address, a question, a form or a JSON body
that holds one is refused before anything reads it. And what the framework itself says to a caller of the API (no such
address, a body that is too large, a failure of ours) is told as problem+json like everything else there.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from ninja.errors import HttpError

from mingzhi.doors.api.problems import answer, answer_framework
from mingzhi.doors.web.failures import API, problem_page, wrong_method
from mingzhi.ground.errors import BadInput

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Threshold:
    """Middleware, the innermost: what it refuses has its place in the frame of the door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse, or let in; then word the framework's own refusals for machines."""
        machine = request.path.startswith(API)
        if (where := _nul(request)) is not None:
            problem = BadInput("nul_in_text", where=where, what="含有不能保存的字符", fix="删去后重新输入")
            return answer(request, problem) if machine else problem_page(request, problem)
        response = self.get_response(request)
        if machine and response.status_code >= 400 and not response["Content-Type"].endswith("json"):
            return answer_framework(request, HttpError(response.status_code, ""))
        if response.status_code == 405 and not response.content:
            told = wrong_method(request)
            told["Allow"] = response["Allow"]
            return told
        return response


def _nul(request: HttpRequest) -> str | None:
    """Where the request holds a NUL; ``None``: nowhere."""
    if "\x00" in request.path:
        return "地址"
    if "%00" in request.META.get("QUERY_STRING", "") or any("\x00" in one for one in request.GET.values()):
        return "地址中的查询内容"
    if request.method not in ("POST", "PUT", "PATCH"):
        return None
    if request.content_type in _FORMS:
        named = (name for name, given in request.POST.lists() if "\x00" in name or any("\x00" in one for one in given))
        return next(named, None)
    return "请求内容" if b"\\u0000" in request.body or b"\x00" in request.body else None
