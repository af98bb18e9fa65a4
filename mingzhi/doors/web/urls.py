"""Addresses that belong to no single door: signing in and out, the elders' view."""

from __future__ import annotations

from django.urls import path

from mingzhi.doors.web import signin

urlpatterns = [
    path("login/", signin.login, name="login"),
    path("logout/", signin.logout, name="logout"),
    path("view/", signin.view, name="view"),
]
