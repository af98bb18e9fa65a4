"""``mingzhi backup FILE``: database and vault in one archive, while the installation works (trust.md, promise 10).

The database is copied first, as of one moment; then the files. A file is stored before the event that names it and
never changes, so the archive holds every file that its events name. Unpacked into an empty folder it *is* an
installation (docs/start/production.md says how to restore).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from mingzhi.doors.ops.installation import with_tables
from mingzhi.doors.ops.progress import Progress
from mingzhi.ground.clock import now
from mingzhi.ground.errors import BadInput

HELP = "把数据库和全部文件备份成一个文件（运行中也可以做）"
FORMAT = "mingzhi-backup/1"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", type=Path, metavar="备份文件", help="新文件的名称，如 mingzhi-2024-03-04.tar")


def run(args: argparse.Namespace) -> int:
    """Back up; 0 when the archive is complete and on the disk.

    :raises BadInput: the file exists, its folder does not, ``pg_dump`` is missing or fails; no installation.
    """
    target: Path = args.file.absolute()
    if target.exists():
        raise BadInput("file_exists", where=str(target), what="文件已经存在", fix="换一个名称；备份从不覆盖旧文件")
    if not target.parent.is_dir():
        raise BadInput("no_folder", where=str(target.parent), what="目录不存在", fix="先建立这个目录")
    with_tables()
    from mingzhi.ledger.journal import api as journal

    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=".mingzhi-backup-", dir=target.parent) as scratch:
        position, link = journal.last_position()
        database = _copy_database(Path(scratch))
        draft = Path(scratch) / "archive"
        about = {"format": FORMAT, "made_at": now().isoformat(), "position": position, "link": link}
        files = _pack(draft, database, about)
        draft.rename(target)
    size = target.stat().st_size
    print(f"备份完成：{target}，{size:,} 字节，文件 {files:,} 个，用时 {time.monotonic() - begun:.1f} 秒。")
    print(f"恢复后用这一行校验：mingzhi verify --noted {position}:{link}")
    return 0


def _copy_database(folder: Path) -> Path:
    """A copy of the database as of one moment, under the name that it has in an installation."""
    from django.db import connection

    settings: dict[str, Any] = connection.settings_dict
    if connection.vendor == "sqlite":
        copy = folder / Path(settings["NAME"]).name
        source = f"{Path(settings['NAME']).absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(source, uri=True)) as origin, closing(sqlite3.connect(copy)) as target:
            origin.backup(target)  # in one step: nothing written meanwhile can begin it anew
        return copy
    return _dump(settings, folder / "mingzhi.dump")


def _dump(settings: dict[str, Any], copy: Path) -> Path:
    """A dump by PostgreSQL's own tool, for ``pg_restore``."""
    program = shutil.which("pg_dump")
    if program is None:
        raise BadInput(
            "no_pg_dump", where="PATH", what="找不到 pg_dump", fix="安装 PostgreSQL 客户端（postgresql-client）"
        )
    environment = {
        **os.environ,
        "PGHOST": str(settings["HOST"]),
        "PGPORT": str(settings["PORT"] or 5432),
        "PGUSER": str(settings["USER"]),
        "PGPASSWORD": str(settings["PASSWORD"]),
        "PGDATABASE": str(settings["NAME"]),
    }
    done = subprocess.run(
        [program, "--format=custom", "--no-owner", "--no-privileges", f"--file={copy}"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise BadInput("pg_dump_failed", where="pg_dump", what=done.stderr.strip(), fix="按上面的原因处理后再试")
    return copy


def _pack(draft: Path, database: Path, about: dict[str, Any]) -> int:
    """Write the archive and force it to the disk; how many files of the vault it holds."""
    from django.conf import settings

    folder = Path(settings.VAULT)
    if "vault" in settings.STORAGES:
        print("文件存放在另外的存储里，不在本备份内：请用那个存储自己的办法备份。", flush=True)
        names: list[Path] = []
    else:
        names = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.endswith(".unfinished")]
    progress, packed = Progress("正在备份文件"), 0
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w") as archive:
            note = database.with_name("backup.json")
            note.write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")
            archive.add(note, note.name)
            archive.add(database, database.name)
            for name in names:
                try:
                    archive.add(name, Path("vault") / name.relative_to(folder))
                except FileNotFoundError:  # nothing named it any more and it was let go of meanwhile
                    continue
                packed += 1
                progress(packed, len(names))
        stream.flush()
        os.fsync(stream.fileno())
    progress.end()
    return packed
