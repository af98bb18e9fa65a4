"""Lists as files: what is seen is what is exported, filters and range of the person included (CSV, XLSX)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mingzhi.casework.cases import api as cases
from mingzhi.doors.desk.actor import DeskRequest, at_desk
from mingzhi.doors.desk.cases import FILTERS, wanted
from mingzhi.doors.desk.supervision import FILTERS as FINDING_FILTERS
from mingzhi.doors.desk.telling import step_zh
from mingzhi.doors.web.zh import ACT_ZH
from mingzhi.ground.clock import today
from mingzhi.oversight.supervision import api as supervision
from mingzhi.registry.identity.api import Permission

#: No export is longer; the file says so in its last row.
MOST = 5000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RISKY = ("=", "+", "-", "@", "\t", "\r")


@at_desk(Permission.CASE_READ)
@require_safe
def case_export(request: DeskRequest, form: str) -> HttpResponse:
    """The list of cases under the filters of the address."""
    asked = {name: request.GET.get(name, "").strip()[:60] for name in FILTERS}

    def rows() -> Iterator[Sequence[Any]]:
        before: str | None = None
        while True:
            found = cases.case_list(request.actor, **wanted(asked), before=before, size=500)
            for row in found.rows:
                yield (
                    row.number,
                    row.title,
                    row.party,
                    ACT_ZH.get(row.act, row.act),
                    row.agency_name,
                    row.state,
                    step_zh(row.next_step) if row.next_step else "",
                    row.due_on,
                    row.opened_on,
                )
            if found.after is None:
                return
            before = found.after

    head = ("文号", "案件", "当事人", "类别", "机关", "状态", "下一步", "期限", "立案日期")
    return sent("案件", form, head, rows())


@at_desk(Permission.FINDING_READ)
@require_safe
def finding_export(request: DeskRequest, form: str) -> HttpResponse:
    """The list of findings under the filters of the address."""
    asked = {name: request.GET.get(name, "")[:64] for name in FINDING_FILTERS}

    def rows() -> Iterator[Sequence[Any]]:
        before: str | None = None
        while True:
            found = supervision.finding_list(request.actor, **asked, before=before)
            for one in found.rows:
                yield one.case_title, one.agency_name, one.title, one.rule, one.explanation, one.due_on, one.found_at
            if found.after is None:
                return
            before = found.after

    return sent("监督问题", form, ("案件", "机关", "问题", "规则", "说明", "期限", "发现时间"), rows())


def sent(name: str, form: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The rows as a file, at most :data:`MOST` of them."""
    taken: list[Sequence[Any]] = []
    for row in rows:
        if len(taken) >= MOST:
            taken.append((f"只导出前 {MOST} 行，缩小范围后再导出其余的",))
            break
        taken.append([_cell(value) for value in row])
    content, media = (_xlsx(head, taken), _XLSX) if form == "xlsx" else (_csv(head, taken), "text/csv; charset=utf-8")
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}{today().isoformat()}')}.{form}"
    return response


def _cell(value: Any) -> str:
    """One value as text; one that a spreadsheet would run as a formula is marked as text."""
    text = (
        "" if value is None else value.isoformat(sep=" ", timespec="minutes") if hasattr(value, "hour") else str(value)
    )
    return f"'{text}" if text.startswith(_RISKY) else text


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a mark, so that every office program reads Chinese."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(head)
    writer.writerows(rows)
    return made.getvalue().encode("utf-8-sig")


def _xlsx(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, head, bold)
        for at, row in enumerate(rows, start=1):
            sheet.write_row(at, 0, row)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(head), 18)
    return made.getvalue()
