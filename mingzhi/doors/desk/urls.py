"""Addresses of the desk. Every view is wrapped by ``at_desk``; filters stand in the address."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from mingzhi.doors.desk import (
    account,
    approvals,
    cases,
    correcting,
    drafts,
    exports,
    opening,
    papers,
    releases,
    reviewing,
    search,
    spot,
    steps,
    supervision,
    work,
)


class Sheet(StringConverter):
    """A form in which a list is exported."""

    regex = "csv|xlsx"


class Paper(StringConverter):
    """A form in which a document is sent."""

    regex = "pdf|docx"


register_converter(Sheet, "sheet")
register_converter(Paper, "paper")

app_name = "desk"
urlpatterns = [
    path("", work.work, name="work"),
    path("search/", search.search, name="search"),
    path("account/", account.account, name="account"),
    path("drafts/", drafts.save, name="drafts"),
    path("cases/", cases.case_list, name="cases"),
    path("cases.<sheet:form>", exports.case_export, name="cases_export"),
    path("cases/new/", opening.open_case, name="open"),
    path("cases/spot/", spot.spot, name="spot"),
    path("cases/<str:case_id>/", cases.case, name="case"),
    path("cases/<str:case_id>/file.yaml", cases.case_file, name="case_file"),
    path("cases/<str:case_id>/steps/<slug:event>/", steps.step, name="step"),
    path("cases/<str:case_id>/events/<str:event_id>/correct/", correcting.correct, name="correct"),
    path("cases/<str:case_id>/documents/<slug:kind>/", papers.paper, name="paper"),
    path("documents/<str:document_id>.<paper:form>", papers.document, name="document"),
    path("approvals/", approvals.approval_list, name="approvals"),
    path("approvals/<str:request_id>/", approvals.approval, name="approval"),
    path("reviews/", reviewing.review_list, name="reviews"),
    path("reviews/<str:case_id>/", reviewing.review_page, name="review"),
    path("releases/", releases.release_list, name="releases"),
    path("releases/<str:case_id>/", releases.release, name="release"),
    path("publications/<str:publication_id>/", releases.change, name="publication"),
    path("supervision/", supervision.overview, name="supervision"),
    path("supervision.<sheet:form>", exports.finding_export, name="supervision_export"),
]
