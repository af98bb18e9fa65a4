"""``mingzhi import FILE…``: real disclosed records come in as disclosures (decision 43); nothing is refused silently.

Each file is answered on its own. What cannot be taken stands in a report: file, sheet, row, column, value, reason.
Ctrl-C leaves what was taken; the same command again goes on, because a known row changes nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from mingzhi.doors.ops.installation import with_tables
from mingzhi.ground.actor import system
from mingzhi.ground.errors import BadInput

if TYPE_CHECKING:
    from mingzhi.oversight.publication.api import Refusal, Sheet, Taken

HELP = "导入外部公开的执法结果（CSV、XLSX、JSON Lines）"
_INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV、XLSX 或者 JSON Lines 文件")
    parser.add_argument("--source", help="来源名称；不写时按列名辨认")
    parser.add_argument("--report", type=Path, help="退回清单写到这个文件，.csv 或者 .json；默认 <文件名>.退回.csv")
    parser.add_argument("--update", action="store_true", help="来源更正过的记录，以文件内容替换已收录的")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="汇总的格式")
    parser.add_argument("--quiet", action="store_true", help="不显示进度")


def run(args: argparse.Namespace) -> int:
    """Import file by file: 0 all taken, 1 some rows refused, 2 a file could not be read, 130 interrupted."""
    with_tables()
    status = 0
    with _report(args) as report:
        for file in args.files:
            try:
                refused = _import(file, args, report)
            except BadInput as problem:
                _say_problem(file, problem, args)
                status = 2
            except KeyboardInterrupt:
                print("\n已中断：已收录的保留，再次执行同一命令会接着做", file=sys.stderr)
                return _INTERRUPTED
            else:
                status = max(status, 1 if refused else 0)
    if report.rows:
        print(f"退回清单：{report.path}（{report.rows} 行）", file=sys.stderr)
    return status


def _import(file: Path, args: argparse.Namespace, report: _Report) -> int:
    """Import one file, sheet by sheet; how many rows were refused."""
    from mingzhi.oversight.publication import api

    refused, sheets, problems = 0, 0, []
    with api.opened(file) as found:
        for sheet in found:
            sheets += 1
            try:
                table = api.recognise(sheet.header, args.source)
            except BadInput as problem:
                if not sheet.name:
                    raise
                problems.append(problem)
                _say_problem(Path(f"{file.name} 的工作表 {sheet.name}"), problem, args)
                continue
            reasons: Counter[str] = Counter()
            taken = api.take_rows(
                table,
                sheet.lines,
                system("import"),
                file=f"{file.name}#{sheet.name}" if sheet.name else file.name,
                refused=lambda one, name=sheet.name, seen=reasons: report.add(file, name, one, seen),  # type: ignore[misc]
                progress=_Progress(sheet, quiet=args.quiet),
                update=args.update,
            )
            refused += taken.refused
            _say_taken(file, sheet, f"{table.source_zh}·{table.zh}", taken, reasons, args)
    if sheets == 0:
        raise BadInput("file_empty", where=file.name, what="没有任何内容", fix="核对文件")
    if problems and len(problems) == sheets:
        raise problems[0]
    return refused + len(problems)


class _Progress:
    """How far it is, on the error channel: on a terminal one line that changes, else a line every five seconds."""

    def __init__(self, sheet: Sheet, *, quiet: bool) -> None:
        self.sheet, self.quiet, self.last, self.started = sheet, quiet, 0.0, time.monotonic()

    def __call__(self, taken: Taken) -> None:
        moment = time.monotonic()
        every = 0.5 if sys.stderr.isatty() else 5.0
        if self.quiet or moment - self.last < every or moment - self.started < every:
            return
        self.last = moment
        pace = taken.rows / (moment - self.started)
        print(
            f"\r{self.sheet.progress():4.0%}　已读 {taken.rows:,} 行，收录 {taken.new + taken.changed:,}，"
            f"退回 {taken.refused:,}，每秒 {pace:,.0f} 行",
            end="" if sys.stderr.isatty() else "\n",
            file=sys.stderr,
            flush=True,
        )


class _Report:
    """The list of refused rows, written while it grows; no file where nothing is refused."""

    def __init__(self, path: Path) -> None:
        self.path, self.rows = path, 0
        self._out: TextIO | None = None

    def add(self, file: Path, sheet: str, one: Refusal, seen: Counter[str]) -> None:
        """Write one refused row."""
        seen[one.reason] += 1
        as_csv = self.path.suffix != ".json"
        if self._out is None:
            self._out = self.path.open("w", encoding="utf-8-sig" if as_csv else "utf-8", newline="")
            if as_csv:
                csv.writer(self._out).writerow(["文件", "工作表", "行", "列", "值", "原因"])
        told = [file.name, sheet, one.row, one.column, one.value, one.reason]
        if as_csv:
            cells = [f"'{cell}" if str(cell).startswith(("=", "+", "-", "@")) else cell for cell in told]
            csv.writer(self._out).writerow(cells)
        else:
            names = ("file", "sheet", "row", "column", "value", "reason")
            self._out.write(json.dumps(dict(zip(names, told, strict=True)), ensure_ascii=False) + "\n")
        self.rows += 1

    def close(self) -> None:
        """Close the file, if one was needed."""
        if self._out is not None:
            self._out.close()


@contextmanager
def _report(args: argparse.Namespace) -> Iterator[_Report]:
    report = _Report(args.report or Path(f"{args.files[0].name}.退回.csv"))
    try:
        yield report
    finally:
        report.close()


def _say_taken(
    file: Path, sheet: Sheet, table: str, taken: Taken, reasons: Counter[str], args: argparse.Namespace
) -> None:
    """The summary of a table."""
    if args.format == "json":
        told = {"rows": taken.rows, "new": taken.new, "changed": taken.changed, "known": taken.known}
        told |= {"refused": taken.refused, "reasons": dict(reasons.most_common())}
        print(json.dumps({"file": str(file), "sheet": sheet.name, "table": table, **told}, ensure_ascii=False))
        return
    if not args.quiet and sys.stderr.isatty():
        print(file=sys.stderr)
    place = f"{file.name} 的工作表 {sheet.name}" if sheet.name else file.name
    counts = f"新收录 {taken.new:,}，替换 {taken.changed:,}，已有 {taken.known:,}，退回 {taken.refused:,}"
    print(f"{place}（{table}）：{taken.rows:,} 行，{counts}")
    for reason, count in reasons.most_common(8):
        print(f"  退回 {count:,} 行：{reason}")


def _say_problem(file: Path, problem: BadInput, args: argparse.Namespace) -> None:
    """What stands in the way, where and how to mend it (decision 47)."""
    if args.format == "json":
        error = {"where": problem.where, "what": problem.what, "fix": problem.fix}
        print(json.dumps({"file": str(file), "error": error}, ensure_ascii=False))
    else:
        print(f"{file}：{problem}", file=sys.stderr)
