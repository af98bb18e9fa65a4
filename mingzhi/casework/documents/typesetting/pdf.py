"""Compiling to PDF/A-3a (ISO 19005-3): tagged, fonts embedded, the document's data attached for machines."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from mingzhi.casework.documents.typesetting.reading import read
from mingzhi.casework.documents.typesetting.typst_source import source
from mingzhi.ground.canonical import canonical
from mingzhi.ground.clock import SHANGHAI
from mingzhi.ground.errors import BadInput

#: Always an archive form: plain PDF draws a box for a character that no font has, this one refuses it by name.
STANDARD = "a-3a"
_MISSING = re.compile(r"text '(.*?)' could not be displayed|cannot display|not be displayed with font", re.IGNORECASE)


def typeset(
    docx: bytes, *, title: str, author: str, at: datetime, data: Mapping[str, Any], draft: bool = False
) -> bytes:
    """The PDF/A of a filled .docx.

    :param at: the moment that the file names as its making; equal input gives equal bytes.
    :param draft: its head says 草稿.
    :param data: attached as ``data.json`` in canonical form.
    :raises BadInput: something that cannot be set, or a character that none of the fonts has.
    """
    text = source(read(docx), title=title, author=author, data_file="data.json", draft=draft)
    with tempfile.TemporaryDirectory(prefix="mingzhi-document-") as folder:
        main = Path(folder) / "main.typ"
        main.write_text(text, encoding="utf-8")
        try:
            made: bytes = typst.compile(
                str(main),
                format="pdf",
                root=folder,
                pdf_standards=[STANDARD],
                font_paths=[str(path) for path in settings.DOCUMENT_FONTS if Path(path).is_dir()],
                sys_inputs={"data": canonical(data).decode()},
                timestamp=at.astimezone(SHANGHAI).replace(microsecond=0),
            )
        except typst.TypstError as error:
            raise _problem(error) from error
    return made


def _problem(error: Exception) -> BadInput:
    told = str(error)
    if _MISSING.search(told) or "font" in told:
        return BadInput(
            "glyph_missing",
            where="文书",
            what=f"有字无法显示：{told[:200]}",
            fix="改用常用字，或把含有该字的字体放入数据目录的 fonts 文件夹",
        )
    return BadInput("cannot_typeset", where="文书", what=f"不能排版：{told[:200]}", fix="检查模板的格式")
