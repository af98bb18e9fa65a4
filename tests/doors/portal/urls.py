"""The portal alone, as it stands where nothing else is installed beside it."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("mingzhi.doors.portal.urls"))]
handler404 = "mingzhi.doors.portal.results.not_found"
