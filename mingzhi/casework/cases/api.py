"""The front door of the case room."""

from __future__ import annotations

from mingzhi.casework.cases.access import get_case, visible_cases
from mingzhi.casework.cases.actions import draft_of, open_case, record
from mingzhi.casework.cases.approvals import approve, get_request, open_requests, refuse, request_approval
from mingzhi.casework.cases.corrections import correct
from mingzhi.casework.cases.door import file_of, judge, lawbook_of
from mingzhi.casework.cases.erasure import erase
from mingzhi.casework.cases.files import export_case, import_case
from mingzhi.casework.cases.models import Case as Row
from mingzhi.casework.cases.numbers import next_number, take_number
from mingzhi.casework.cases.queries import Dossier, Page, capped_count, case_list, dossier, work_list
from mingzhi.casework.cases.spot import decide_on_the_spot
from mingzhi.casework.cases.store import repeated
from mingzhi.casework.cases.upkeep import Ticked, tick

__all__ = [
    "Dossier",
    "Page",
    "Row",
    "Ticked",
    "approve",
    "capped_count",
    "case_list",
    "correct",
    "decide_on_the_spot",
    "dossier",
    "draft_of",
    "erase",
    "export_case",
    "file_of",
    "get_case",
    "get_request",
    "import_case",
    "judge",
    "lawbook_of",
    "next_number",
    "open_case",
    "open_requests",
    "record",
    "refuse",
    "repeated",
    "request_approval",
    "take_number",
    "tick",
    "visible_cases",
    "work_list",
]
