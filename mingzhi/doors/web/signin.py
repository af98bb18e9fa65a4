"""Signing in and out, and the choice of the elders' view. Locks and second factors belong to identity."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

ELDERS = "view"


@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Sign in with account and password; then to where the person wanted to go."""
    wanted = _inside(request, request.POST.get("next") or request.GET.get("next"), settings.LOGIN_REDIRECT_URL)
    if request.method != "POST":
        if request.user.is_authenticated:
            return HttpResponseRedirect(wanted)
        return render(request, "web/login.html", {"next": wanted, "name": "", "errors": []})
    name, password = request.POST.get("username", "").strip(), request.POST.get("password", "")
    errors = []
    if not name:
        errors.append(("username", "填写账号"))
    if not password:
        errors.append(("password", "填写密码"))
    user = None if errors else auth.authenticate(request, username=name, password=password)
    if user is not None:
        auth.login(request, user)
        return HttpResponseRedirect(wanted)
    errors = errors or [("username", "账号或密码不对，核对后再填；忘记密码找本机关系统管理员")]
    return render(request, "web/login.html", {"next": wanted, "name": name, "errors": errors}, status=422)


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Sign out: to the sign-in page."""
    auth.logout(request)
    return HttpResponseRedirect(settings.LOGIN_URL)


@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest) -> HttpResponse:
    """Choose the elders' view (larger text and targets) or the ordinary one, on this device. Nothing else changes."""
    asked = request.POST if request.method == "POST" else request.GET
    back = HttpResponseRedirect(_inside(request, asked.get("next"), "/"))
    if asked.get(ELDERS) == "elders":
        back.set_cookie(ELDERS, "elders", max_age=365 * 24 * 3600, samesite="Lax", httponly=True)
    else:
        back.delete_cookie(ELDERS)
    return back


def _inside(request: HttpRequest, address: str | None, otherwise: str) -> str:
    """The address, if it lies on this site and is not the sign-in page itself."""
    if not address or not url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure()):
        return otherwise
    return otherwise if urlsplit(address).path == settings.LOGIN_URL else address
