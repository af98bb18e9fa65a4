"""Pages that say no: what happened, under which article, and the way out (pages.md 19)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from mingzhi.doors.web.wording import put
from mingzhi.ground.errors import Problem
from mingzhi.law.findings import Finding
from mingzhi.law.wording import cited

API = "/api/"


class ProblemPages:
    """Turns a :class:`Problem` that a view raised into a page with the right status. The API words its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a problem; every other exception goes its way."""
        if not isinstance(exception, Problem) or request.path.startswith(API):
            return None
        return problem_page(request, exception)


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A page for one problem: heading, statement, the findings behind it with their articles, the way out."""
    said = put(problem)
    findings: Sequence[Finding] = problem.facts.get("findings") or ()
    return _page(
        request,
        problem.status,
        said.title,
        [said.what],
        said.fix,
        findings=[f"{one.title}（{cited(one.citation)}）" for one in findings],
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from another page: nothing was saved, go back and send it again."""
    return _page(request, 403, "没有保存", ["页面打开太久，安全标记已失效"], "返回上一页，刷新后再提交；填写的内容还在")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what the browser sent cannot be read."""
    return _page(request, 400, "没有看懂这次请求", ["地址或者提交的内容不完整"], "返回上一页重新操作")


def wrong_method(request: HttpRequest) -> HttpResponse:
    """405: the page tells something and takes nothing, or takes something and has nothing to tell."""
    return _page(
        request, 405, "这个地址不能这样打开", ["页面只能查看，或者只接受提交的表单"], "从下面的入口进入后再操作"
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 of the framework."""
    return _page(
        request,
        403,
        "这一页不在您的岗位范围内",
        ["您的岗位不办理这一页上的事项"],
        "需要办理的，请本机关系统管理员调整岗位",
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such address."""
    return _page(request, 404, "没有这个页面", ["地址可能写错或者不完整"], "核对地址，或者从下面的入口查找")


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Says that nothing was half-written; needs neither session nor database."""
    return _page(
        request,
        500,
        "系统出了问题",
        ["这次操作没有完成，案件没有写入一半的内容"],
        "稍后再试；仍不行就告诉系统管理员发生的时间和当时在做的事",
        plain=True,
    )


def _page(
    request: HttpRequest, status: int, title: str, lines: Sequence[str], fix: str, *, plain: bool = False, **more: Any
) -> HttpResponse:
    """The page, in the frame of the door on whose path it happened."""
    context: dict[str, Any] = {"title": title, "lines": [f"{line}。" for line in lines], "here": "", **more}
    context["fix"] = f"{fix}。" if fix else ""
    desk = None if plain else getattr(request, "desk", None)
    if desk is not None:
        context["desk"] = desk
    context["ways"] = _ways(request)
    return render(request, "web/failure.html", context, status=status)


def _ways(request: HttpRequest) -> list[tuple[str, str]]:
    """Where to go from here: the lists of the door on whose path it happened."""
    names = [("desk:work", "我的待办"), ("desk:cases", "案件列表")] if request.path.startswith("/desk/") else []
    names += [] if names else [("portal:list", "查找处理结果"), ("portal:about", "公示说明")]
    found = []
    for name, words in names:
        try:
            found.append((reverse(name), words))
        except NoReverseMatch:
            continue
    return found or [(settings.LOGIN_URL, "登录")]
