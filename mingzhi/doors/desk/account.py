"""我的账号: who I am here, which posts I hold, my credential, my password, the size of the text."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from mingzhi.doors.desk.actor import DeskRequest, at_desk
from mingzhi.doors.desk.frame import page
from mingzhi.doors.web.zh import roles_zh
from mingzhi.ground.clock import today
from mingzhi.registry.people.api import officers_of

_WEAK = {
    "password_too_short": "新密码至少 10 个字符",
    "password_too_common": "新密码太常见，换一个不容易猜到的",
    "password_too_similar": "新密码和账号太像，换一个",
}


@at_desk()
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: DeskRequest) -> HttpResponse:
    """Show it; change the password."""
    actor = request.actor
    errors: list[tuple[str, str]] = []
    if request.method == "POST":
        errors = _change(request)
        if not errors:
            return HttpResponseRedirect(f"{request.path}?changed=1")
    mine = next((one for one in officers_of(actor.agency_id, today()) if one.person_id == actor.person_id), None)
    context = {
        "actor": actor,
        "roles": roles_zh(sorted(str(role) for role in actor.roles)),
        "credential": mine,
        "errors": errors,
        "changed": request.GET.get("changed") == "1",
        "elders": request.COOKIES.get("view") == "elders",
        "today": today(),
    }
    return page(request, "desk/account.html", "", context, status=422 if errors else 200)


def _change(request: DeskRequest) -> list[tuple[str, str]]:
    """Change the password; what is wrong, by control."""
    old, new, again = (request.POST.get(name, "") for name in ("old", "new", "again"))
    if not request.user.check_password(old):
        return [("old", "现在的密码不对，重新填写")]
    if new != again:
        return [("again", "两次填写的新密码不一样，重新填写")]
    try:
        validate_password(new, request.user)
    except ValidationError as weak:
        codes = [one.code for one in weak.error_list]
        return [("new", "；".join(_WEAK.get(str(code), "换一个更复杂的新密码") for code in codes))]
    request.user.set_password(new)
    request.user.save(update_fields=["password"])
    update_session_auth_hash(request, request.user)
    return []
