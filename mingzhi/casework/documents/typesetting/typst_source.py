"""Writing the plain values of :mod:`.reading` as Typst source. All text goes in as string literals: nothing it says can
be markup."""

from __future__ import annotations

from mingzhi.casework.documents.typesetting.reading import Cell, Grid, Para, Piece, Sheet

#: Families that stand in for the official ones, which are no free fonts: by what the official name contains.
#: An agency that owns the official fonts puts them into its font folder; then they are found under their own name.
_STAND_IN = ("Noto Serif SC", "Noto Serif CJK SC", "Noto Sans CJK SC")
UNSEALED = "未签章"
DRAFT = "草稿"


def source(
    sheet: Sheet, *, title: str, author: str, data_file: str | None = None, sealed: bool = False, draft: bool = False
) -> str:
    """The Typst source of a sheet.

    :param data_file: name under which the decision's data is attached (``sys.inputs.data`` holds it).
    :param sealed: an unsealed document carries 未签章 in its head (decision 49).
    :param draft: a draft carries 草稿 there instead, larger: it will never be sealed (decision 25).
    """
    top, right, bottom, left = sheet.margins
    mark = "none" if sealed else f"align(right, text(size: 10.5pt, {_string(UNSEALED)}))"
    if draft:
        mark = f"align(right, text(size: 16pt, {_string(DRAFT)}))"
    lines = [
        f"#set document(title: {_string(title)}, author: {_string(author)})",
        f"#set page(width: {sheet.width:.2f}pt, height: {sheet.height:.2f}pt, "
        f"margin: (top: {top:.2f}pt, right: {right:.2f}pt, bottom: {bottom:.2f}pt, left: {left:.2f}pt), "
        f"header: {mark}, "
        "footer: context align(center, text(size: 10.5pt, "
        '"第 " + str(here().page()) + " 页 共 " + str(counter(page).final().first()) + " 页")))',
        f'#set text(lang: "zh", region: "cn", font: {_families("")}, top-edge: 0.88em, bottom-edge: -0.12em)',
        '#show heading: set text(weight: "regular")',
        "#show heading: it => it.body",
        "#set table(stroke: 0.5pt, inset: (x: 5pt, y: 6pt), align: left + horizon)",
    ]
    if data_file:
        lines.append(
            f'#pdf.attach({_string(data_file)}, bytes(sys.inputs.data), relationship: "data", '
            'mime-type: "application/json", description: "本文书的数据")'
        )
    lines += [_grid(block) if isinstance(block, Grid) else _para(block) for block in sheet.blocks]
    return "\n".join(lines) + "\n"


def _string(text: str) -> str:
    """A Typst string literal."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _families(official: str) -> str:
    names = ((official,) if official else ()) + _STAND_IN
    return "(" + ", ".join(_string(name) for name in names) + ")"


def _piece(piece: Piece) -> str:
    weight = ', weight: "bold"' if piece.bold else ""
    made = f"text(size: {piece.size:g}pt, font: {_families(piece.family)}{weight}, {_string(piece.text)})"
    return f"#underline({made})" if piece.underline else f"#{made}"


def _para(para: Para) -> str:
    """One paragraph as a block of its own, so that spacing and pitch stay its own."""
    if not para.pieces:
        return f"#v({para.pitch or 12:.1f}pt, weak: false)"
    size = max(piece.size for piece in para.pieces)
    leading = max((para.pitch or size * 1.5) - size, 0)
    inner = "".join(_piece(piece) for piece in para.pieces)
    if para.heading:
        inner = f"#heading(level: {para.heading}, outlined: false)[{inner}]"
    justify = "true" if para.align == "justify" else "false"
    align = "left" if para.align == "justify" else para.align
    shape = f"leading: {leading:.2f}pt, justify: {justify}, first-line-indent: (amount: {para.indent:.2f}pt, all: true)"
    sticky = ", sticky: true" if para.keep else ""
    body = f"#set par({shape}); {inner}" if para.heading else f"#par({shape})[{inner}]"
    return (
        f"#block(above: {para.before + leading:.2f}pt, below: {para.after + leading:.2f}pt, width: 100%, "
        f"inset: (left: {para.left:.2f}pt){sticky})[#align({align})[{body}]]"
    )


def _grid(grid: Grid) -> str:
    widths = ", ".join(f"{width:.2f}pt" for width in grid.widths)
    cells = [_cell(cell) for row in grid.rows for cell in row]
    return f"#block(above: 6pt, below: 6pt)[#table(columns: ({widths}), {', '.join(cells)})]"


def _cell(cell: Cell) -> str:
    spans = f"colspan: {cell.columns}, rowspan: {cell.rows}"
    return f"table.cell({spans})[{' '.join(_para(para) for para in cell.paragraphs)}]"
