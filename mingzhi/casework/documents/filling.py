"""Filling a .docx template. Templates are hostile: a sandbox, escaped values, and no variable may be missing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from importlib import resources
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from mingzhi.ground.errors import BadInput

_TAG = re.compile(r"{[{%].*?[}%]}")
_FULL_WIDTH = re.compile(r"｛[｛%％]|[%％}]｝|{｛|｛{")
#: Parts of a .docx that must not be there: macros, embedded programs, links that are fetched when it is opened.
_BARRED = re.compile(r"vbaProject|embeddings/|activeX/|attachedTemplate", re.IGNORECASE)
_MAX_BYTES = 5 << 20


def template(kind: str) -> bytes:
    """The shipped template of a kind."""
    return resources.files("mingzhi.casework.documents").joinpath(f"templates/{kind}.docx").read_bytes()


def lint(content: bytes, known: Mapping[str, Any]) -> None:
    """Refuse a template that could not be filled or should not be opened.

    :param known: a context with every name that the kind offers.
    :raises BadInput: what is wrong with it and how to mend it.
    """
    if len(content) > _MAX_BYTES:
        raise _bad("文件超过 5 MB", "去掉图片后再上传")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            size = sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile:
        raise _bad("不是 .docx 文件", "用 WPS 或 Word 另存为 .docx") from None
    if size > 20 * _MAX_BYTES:
        raise _bad("解压后过大", "去掉图片后再上传")
    if barred := next((name for name in names if _BARRED.search(name)), None):
        raise _bad(f"含有宏或嵌入对象（{barred}）", "删去后再上传")
    if "word/document.xml" not in names:
        raise _bad("不是 .docx 文件", "用 WPS 或 Word 另存为 .docx")
    fill(content, known)


def fill(content: bytes, values: Mapping[str, Any]) -> bytes:
    """The filled .docx.

    :raises BadInput: the template names something that is not there, or cannot be read.
    """
    try:
        document = DocxTemplate(io.BytesIO(content))
        document.init_docx()
        text = document.get_xml()
        if found := _FULL_WIDTH.search(re.sub(r"<[^>]+>", "", text)):
            raise _bad(f"模板中有全角括号 {found.group()}", "改成半角 {{ }}")
        document.render(dict(values), SandboxedEnvironment(undefined=StrictUndefined, autoescape=True), autoescape=True)
    except TemplateError as error:
        raise _bad(f"模板不能填写：{error.message or type(error).__name__}", "检查模板中的变量名和标记") from None
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise _bad(f"模板不能读取：{error}", "用 WPS 或 Word 另存为 .docx") from None
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _bad(what: str, fix: str) -> BadInput:
    return BadInput("bad_template", where="文书模板", what=what, fix=fix)
