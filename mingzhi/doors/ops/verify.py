"""``mingzhi verify``: compute every digest again and say whether anything was altered (trust.md, promises 2 and 4)."""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
from typing import TYPE_CHECKING, Any

from mingzhi.doors.ops.installation import with_tables
from mingzhi.doors.ops.progress import Progress
from mingzhi.ground.errors import BadInput

if TYPE_CHECKING:
    from mingzhi.ledger.journal.api import Break, Report
    from mingzhi.ledger.vault.api import Report as Files

HELP = "校验全部事件和文件有没有被改动"
_NOTED = re.compile(r"(\d{1,18}):([0-9a-f]{64})")

#: What each kind of break means, for a person.
SAYS = {
    "unreadable": "事件头已不成格式",
    "gap": "事件序号不连续",
    "chain": "没有接上前一事件的摘要",
    "header": "事件头被改动，与摘要不符",
    "payload": "内容被改动，与摘要不符",
    "payload_gone": "内容不见了，也没有依法销毁的记录",
    "payload_back": "已依法销毁的内容又出现了",
    "destruction": "内容的销毁没有事件作依据",
    "head": "事件链的末尾与登记的不符，最后的事件可能被删除",
    "unplaced": "事件没有总序号，也不在等候",
    "order": "总序号的先后与事件序号不符",
    "position": "总序号缺失，或所指的事件不存在",
    "link": "总链值不符，有事件被增删或调换",
    "noted": "与以前抄存的总链值不符",
    "stray": "有不属于任何事件的记录",
    "reader": "读取进度超过了现有事件",
    "guard": "防改动的数据库保护不在了",
    "lost": "文件不见了",
    "altered": "文件被改动，与摘要不符",
    "size": "文件大小与登记的不符",
    "unknown": "有没登记过的文件",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--format", choices=["text", "json"], default="text", help="输出格式，默认 text")
    parser.add_argument("--noted", metavar="总序号:总链值", help="与以前抄存的结果比对")
    parser.add_argument("--no-files", action="store_true", help="只校验事件，不读文件")


def run(args: argparse.Namespace) -> int:
    """Verify; 0 if nothing was altered, 1 if something was.

    :raises BadInput: ``--noted`` cannot be read; no installation.
    """
    noted = _noted(args.noted)
    with_tables()
    from mingzhi.ledger.journal import api as journal
    from mingzhi.ledger.vault import api as vault

    progress = Progress("正在校验事件")
    events = journal.verify(noted=noted, progress=progress)
    progress.end()
    files = None
    if not args.no_files:
        progress = Progress("正在校验文件")
        files = vault.verify(progress)
        progress.end()
    sound = events.sound and (files is None or files.sound)
    print(json.dumps(as_json(events, files), ensure_ascii=False) if args.format == "json" else as_text(events, files))
    return 0 if sound else 1


def as_json(events: Report, files: Files | None) -> dict[str, Any]:
    """The reports as one object; ``breaks`` of events and files, as the rooms name them."""
    journal: dict[str, Any] = {
        **dataclasses.asdict(events),
        "breaks": [dataclasses.asdict(one) for one in events.breaks],
    }
    vault = dataclasses.asdict(files) if files else None
    return {"sound": events.sound and (files is None or files.sound), "journal": journal, "vault": vault}


def as_text(events: Report, files: Files | None) -> str:
    """The reports in plain Chinese."""
    lines = [
        f"事件 {events.events:,} 条，事件链 {events.streams:,} 条，依法销毁内容 {events.destroyed:,} 条，"
        f"等候编号 {events.waiting:,} 条"
    ]
    if files:
        lines.append(f"文件 {files.files:,} 个，共 {files.bytes:,} 字节")
    found = events.found + (files.found if files else 0)
    lines.append("没有发现改动。" if not found else f"发现 {found:,} 处问题：")
    lines += [f"  {_line(one)}" for one in events.breaks]
    lines += [f"  {SAYS[_file_kind(one.kind)]}：{one.digest}" for one in (files.breaks if files else ())]
    shown = len(events.breaks) + (len(files.breaks) if files else 0)
    if found > shown:
        lines.append(f"  （只列出 {shown:,} 处）")
    if events.sound:
        lines.append(f"请把这一行抄存到别处，下次用 --noted 比对：{events.position}:{events.link}")
    return "\n".join(lines)


def _file_kind(kind: str) -> str:
    """The key of :data:`SAYS`: a stray file is another thing than a stray row."""
    return "unknown" if kind == "stray" else kind


def _line(broken: Break) -> str:
    """One break of the journal: what, where, and what stands there."""
    place = []
    if broken.stream:
        place.append(f"{broken.origin} 的 {broken.stream} 第 {broken.seq} 条")
    if broken.position is not None:
        place.append(f"总序号 {broken.position}")
    if broken.event:
        place.append(f"事件 {broken.event}")
    place.append(f"表 {broken.table}")
    told = [f"应为 {broken.expected}" if broken.expected else "", f"实为 {broken.found}" if broken.found else ""]
    return f"{SAYS[broken.kind]}：" + "，".join([*place, *filter(None, told)])


def _noted(text: str | None) -> tuple[int, str] | None:
    """Position and link as an earlier run printed them."""
    if text is None:
        return None
    found = _NOTED.fullmatch(text.strip())
    if found is None:
        raise BadInput(
            "bad_noted",
            where="--noted",
            what=f"“{text}”不是总序号和总链值",
            fix="照抄上次校验的最后一行，形如 1024:3f…",
        )
    return int(found[1]), found[2]
