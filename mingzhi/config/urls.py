"""The route table: which door stands at which address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from mingzhi.config.health import healthz
from mingzhi.doors.api.routes import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("", include("mingzhi.doors.web.urls")),
    path("api/v1/", api.urls),
    path("desk/", include("mingzhi.doors.desk.urls")),
    path("", include("mingzhi.doors.portal.urls")),
]
handler400 = "mingzhi.doors.web.failures.bad_request"
handler403 = "mingzhi.doors.web.failures.forbidden"
handler404 = "mingzhi.doors.web.failures.not_found"
handler500 = "mingzhi.doors.web.failures.server_error"
