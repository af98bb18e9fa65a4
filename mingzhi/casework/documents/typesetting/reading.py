"""Reading a .docx into plain values: pages, paragraphs, runs, tables."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from mingzhi.ground.errors import BadInput

Align = Literal["left", "center", "right", "justify"]
_ALIGN: dict[int, Align] = {0: "left", 1: "center", 2: "right", 3: "justify"}
_EMU_PT = 12700
#: Elements that cannot be set; a template with one of them is refused.
_BARRED = {
    "drawing": "图片",
    "pict": "图片或文本框",
    "object": "嵌入对象",
    "footnoteReference": "脚注",
    "endnoteReference": "尾注",
    "fldSimple": "域",
    "instrText": "域",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of one look. ``size`` in points."""

    text: str
    size: float
    bold: bool
    underline: bool
    family: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. All lengths in points; ``pitch`` is the exact line pitch, ``None`` where the template sets none."""

    pieces: tuple[Piece, ...]
    align: Align
    indent: float
    left: float
    pitch: float | None
    before: float
    after: float
    keep: bool
    heading: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell with its paragraphs, spanning columns and rows."""

    paragraphs: tuple[Para, ...]
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: column widths in points, rows of cells (covered ones left out)."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole document: page size and margins (top, right, bottom, left) in points, and its blocks in order."""

    width: float
    height: float
    margins: tuple[float, float, float, float]
    blocks: tuple[Para | Grid, ...]


def read(content: bytes) -> Sheet:
    """Read a filled .docx.

    :raises BadInput: it holds something that cannot be set.
    """
    document = Document(io.BytesIO(content))
    body = document.element.body
    for element in body.iter():
        name = str(element.tag).rsplit("}", 1)[-1]
        if name in _BARRED:
            raise BadInput("cannot_typeset", where="文书模板", what=f"含有{_BARRED[name]}", fix="从模板中删去")
    section = document.sections[0]
    normal = document.styles["Normal"].font.size
    size = normal.pt if normal is not None else 12.0
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    blocks = tuple(
        _paragraph(block, size) if isinstance(block, Paragraph) else _table(block, size) for block in _blocks(document)
    )
    return Sheet(_pt(section.page_width), _pt(section.page_height), tuple(map(_pt, margins)), blocks)  # type: ignore[arg-type]


def _pt(length: Any) -> float:
    return float(length or 0) / _EMU_PT


def _blocks(document: Any) -> Iterator[Paragraph | Table]:
    for child in document.element.body.iterchildren():
        if child.tag == qn("w:p"):
            yield Paragraph(child, document)
        elif child.tag == qn("w:tbl"):
            yield Table(child, document)


def _paragraph(paragraph: Paragraph, size: float) -> Para:
    shape = paragraph.paragraph_format
    pitch = shape.line_spacing
    name = paragraph.style.name if paragraph.style is not None else ""
    return Para(
        pieces=tuple(_piece(run, size) for run in paragraph.runs if run.text),
        align=_ALIGN.get(int(shape.alignment), "left") if shape.alignment is not None else "justify",
        indent=_pt(shape.first_line_indent),
        left=_pt(shape.left_indent),
        pitch=pitch.pt if pitch is not None and not isinstance(pitch, float) else None,
        before=_pt(shape.space_before),
        after=_pt(shape.space_after),
        keep=bool(shape.keep_with_next),
        heading=int(name.removeprefix("Heading ")) if name.startswith("Heading ") else 0,
    )


def _piece(run: Run, size: float) -> Piece:
    fonts = run._element.rPr.rFonts if run._element.rPr is not None else None
    family = (fonts.get(qn("w:eastAsia")) if fonts is not None else None) or run.font.name or ""
    return Piece(
        text=run.text,
        size=run.font.size.pt if run.font.size is not None else size,
        bold=bool(run.bold),
        underline=bool(run.underline),
        family=family,
    )


def _table(table: Table, size: float) -> Grid:
    widths = tuple(_pt(column.width) for column in table.columns)
    placed: list[list[Cell]] = []
    open_spans: dict[int, tuple[int, int]] = {}
    for at, row in enumerate(table.rows):
        line: list[Cell] = []
        column = 0
        for element in row._tr.tc_lst:
            span = int(element.grid_span)
            if element.vMerge == "continue" and column in open_spans:
                where, index = open_spans[column]
                cell = placed[where][index]
                placed[where][index] = Cell(cell.paragraphs, cell.columns, cell.rows + 1)
            else:
                paragraphs = tuple(_paragraph(Paragraph(one, table), size) for one in element.p_lst)
                open_spans[column] = (at, len(line))
                line.append(Cell(paragraphs, span, 1))
            column += span
        placed.append(line)
    return Grid(widths, tuple(tuple(line) for line in placed))
