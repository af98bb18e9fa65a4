"""Addresses of the portal. All may be cited: they do not change."""

from __future__ import annotations

from django.urls import path

from mingzhi.doors.portal import exports, feeds, guides, lists, registers, results

app_name = "portal"
urlpatterns = [
    path("", lists.result_list, name="list"),
    path("results.csv", exports.as_csv, name="csv"),
    path("results.xlsx", exports.as_xlsx, name="xlsx"),
    path("results.atom", feeds.atom, name="atom"),
    path("results.json", feeds.json_feed, name="json_feed"),
    path("results/<str:publication_id>/", results.result, name="result"),
    path("agencies/", registers.agency_list, name="agencies"),
    path("agencies/<str:agency_id>/", registers.agency, name="agency"),
    path("powers/", registers.power_list, name="powers"),
    path("about/", guides.about, name="about"),
]
