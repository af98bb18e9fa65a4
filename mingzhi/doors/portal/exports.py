"""What a list shows, as a file: CSV (UTF-8 with BOM, so that office programs read it) and XLSX. Capped."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mingzhi.doors.portal.addresses import filter_of
from mingzhi.ground.clock import today
from mingzhi.oversight.publication import api

_COLUMNS = (
    "类别", "文号", "标题", "当事人", "统一社会信用代码", "机关", "地区", "结果", "事实", "依据",
    "决定日期", "公开日期", "状态", "撤下原因", "来源", "地址",
)  # fmt: skip
#: A cell that begins so would be run as a formula by an office program: it gets an apostrophe before it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """The text."""
        return text


def _cells(row: api.Row, base: str) -> tuple[str, ...]:
    """One row as its page shows it: a tombstone without content."""
    gone = api.over(row)
    shown = ("",) * 3 if gone else (row.title, row.party, row.party_code)
    content = ("",) * 3 if gone else (row.result, row.facts, row.basis)
    cells = (
        api.ACT_ZH[row.act],
        row.number,
        *shown,
        row.agency_name,
        row.region_name,
        *content,
        row.decided_on.isoformat() if row.decided_on else "",
        row.shown_on.isoformat(),
        api.STATE_ZH["withdrawn" if gone else row.state],
        api.REASON_ZH[row.withdrawn_reason or "expired"] if gone else "",
        row.source_name,
        base + reverse("portal:result", args=[row.id]),
    )
    return tuple(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)


def _lines(request: HttpRequest) -> Iterator[tuple[str, ...]]:
    base = request.build_absolute_uri("/").rstrip("/")
    yield _COLUMNS
    for row in api.all_of(filter_of(request.GET)):
        yield _cells(row, base)


@require_safe
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The list as CSV, sent while it is read: constant memory."""
    writer = csv.writer(_Echo())

    def stream() -> Iterator[str]:
        yield "\ufeff"
        for cells in _lines(request):
            yield writer.writerow(cells)

    answer = StreamingHttpResponse(stream(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="results-{today().isoformat()}.csv"'
    return answer


@require_safe
def as_xlsx(request: HttpRequest) -> FileResponse:
    """The list as XLSX, written to a temporary file: constant memory."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    _write_xlsx(file, _lines(request))
    file.seek(0)
    name = f"results-{today().isoformat()}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


def _write_xlsx(file: IO[Any], lines: Iterable[tuple[str, ...]]) -> None:
    """One sheet, the first row frozen; every cell is text."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("处理结果")
        sheet.freeze_panes(1, 0)
        for at, cells in enumerate(lines):
            for column, cell in enumerate(cells):
                sheet.write_string(at, column, cell[:32767])
