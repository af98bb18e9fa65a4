"""The route table: which door stands at which address."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from mingzhi.config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
]
