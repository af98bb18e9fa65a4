"""The templates: each shipped one fills and sets; hostile and broken ones are refused with the reason."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import pymupdf
import pytest
from docx import Document as Docx

from mingzhi.casework.documents.filling import fill, lint, template
from mingzhi.casework.documents.kinds import KINDS
from mingzhi.casework.documents.typesetting.pdf import typeset
from mingzhi.ground.errors import BadInput
from tests.casework.documents.samples import VALUES

AT = datetime(2026, 6, 29, 8, tzinfo=UTC)


def made(kind: str, **changes: Any) -> bytes:
    """The PDF of a shipped template."""
    filled = fill(template(kind), {**VALUES, **changes})
    return typeset(filled, title="题名", author="某局", at=AT, data={"number": VALUES["number"]})


def text_of(pdf: bytes) -> str:
    """All text of a PDF, blanks left out."""
    with pymupdf.open(stream=pdf) as document:
        return "".join("".join(page.get_text().split()) for page in document)


def docx_of(*paragraphs: str) -> bytes:
    """A small .docx with these paragraphs."""
    document = Docx()
    for text in paragraphs:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_every_shipped_template_passes_the_check_and_says_its_key_fields(kind: str) -> None:
    lint(template(kind), VALUES)
    text = text_of(made(kind))
    assert VALUES["agency"]["name"] in text
    assert VALUES["party"]["name"] in text
    assert "未签章" in text
    assert "{{" not in text and "{%" not in text


def test_a_decision_is_an_archive_pdf_with_tags_and_its_data_attached() -> None:
    pdf = made("decision")
    with pymupdf.open(stream=pdf) as document:
        metadata = document.get_xml_metadata()
        assert "<pdfaid:part>3</pdfaid:part>" in metadata
        assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
        assert json.loads(document.embfile_get("data.json")) == {"number": VALUES["number"]}
        assert all(font[1] != "n/a" for page in document for font in page.get_fonts(full=True)), (
            "a font is not embedded"
        )


def test_equal_input_gives_equal_bytes() -> None:
    assert made("proof_of_service") == made("proof_of_service")


def test_what_a_party_is_called_can_not_become_markup() -> None:
    odd = '#set page(width: 1pt) "]) $x$ \\ <b>{{ case }}</b>'
    text = text_of(made("decision", party={**VALUES["party"], "name": odd}))
    assert "".join(odd.split()) in text


def test_a_character_that_no_font_has_is_refused_by_name() -> None:
    with pytest.raises(BadInput) as refused:
        made("decision", facts="字形\U0001f9ff缺失。")
    assert refused.value.code == "glyph_missing"


def test_a_variable_that_does_not_exist_is_named() -> None:
    with pytest.raises(BadInput) as refused:
        fill(docx_of("{{ nobody }}"), VALUES)
    assert "nobody" in refused.value.what


def test_full_width_braces_are_pointed_out() -> None:
    with pytest.raises(BadInput) as refused:
        fill(docx_of("｛｛ number ｝｝"), VALUES)
    assert "全角" in refused.value.what


def test_a_template_can_not_reach_into_the_program() -> None:
    with pytest.raises(BadInput):
        fill(docx_of("{{ number.__class__.__mro__[1].__subclasses__() }}"), VALUES)


@pytest.mark.parametrize(
    "content",
    [b"", b"not a zip", zipfile.ZipFile(io.BytesIO(), "w").filename or b"PK\x05\x06" + b"\0" * 18],
)
def test_what_is_no_docx_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        lint(content, VALUES)
    assert refused.value.code == "bad_template"


def test_macros_are_refused() -> None:
    out = io.BytesIO(docx_of("{{ number }}"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(BadInput) as refused:
        lint(out.getvalue(), VALUES)
    assert "宏" in refused.value.what


def test_a_picture_can_not_be_set_and_is_refused() -> None:
    document = Docx()
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 4, 4))
    pixmap.clear_with(128)
    document.add_picture(io.BytesIO(pixmap.tobytes("png")))
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(BadInput) as refused:
        typeset(out.getvalue(), title="题", author="局", at=AT, data={})
    assert refused.value.code == "cannot_typeset"
