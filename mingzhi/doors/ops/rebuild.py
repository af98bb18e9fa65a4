"""``mingzhi rebuild READER``: let a reader forget everything and read all events again."""

from __future__ import annotations

import argparse

from mingzhi.doors.ops.installation import with_tables
from mingzhi.doors.ops.progress import Progress

HELP = "让一个读取者从头重读全部事件，重建它的页面；不写名称则列出全部读取者"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("reader", nargs="?", metavar="读取者", help="读取者的名称")


def run(args: argparse.Namespace) -> int:
    """Rebuild, or list the readers; 0 when done.

    :raises NotFound: ``no_such_reader``, with those that are known.
    :raises BadInput: no installation.
    """
    with_tables()
    from mingzhi.ledger.journal import api as journal

    if args.reader is None:
        for one in journal.lag():
            error = f"，停在错误：{one.error}" if one.error else ""
            print(f"{one.reader}  已读 {one.position:,}，还差 {one.behind:,}{error}")
        return 0
    progress = Progress(f"正在重建 {args.reader}")
    handled = journal.rebuild(args.reader, progress)
    progress.end()
    print(f"{args.reader} 已重读 {handled:,} 条事件。")
    return 0
