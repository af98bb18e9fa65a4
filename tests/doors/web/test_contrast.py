"""The colours of the stylesheet keep the contrast that the law of accessible pages asks for (pages.md 29)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mingzhi.doors import web

STATIC = Path(web.__file__).parent / "static"
TOKENS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", (STATIC / "frame.css").read_text(encoding="utf-8")))
TEXT = [
    ("ink", "paper"),
    ("ink", "ground"),
    ("ink", "plain-soft"),
    ("muted", "paper"),
    ("muted", "ground"),
    ("muted", "plain-soft"),
    ("blue", "paper"),
    ("blue", "ground"),
    ("blue", "blue-soft"),
    ("blue-deep", "paper"),
    ("red", "paper"),
    ("red", "ground"),
    ("red", "red-soft"),
    ("amber", "paper"),
    ("amber", "ground"),
    ("amber", "amber-soft"),
    ("green", "paper"),
    ("green", "green-soft"),
    ("on-dark", "blue"),
    ("on-dark", "blue-deep"),
    ("on-dark", "ink"),
]
MARKS = [("edge", "paper"), ("edge", "ground"), ("gold", "paper"), ("blue", "paper"), ("red", "paper")]


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The contrast of two colours as WCAG 2.2 counts it."""
    low, high = sorted((_light(first), _light(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_stands_out(text: str, ground: str) -> None:
    assert contrast(TOKENS[text], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_stand_out(mark: str, ground: str) -> None:
    assert contrast(TOKENS[mark], TOKENS[ground]) >= 3


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_a_stylesheet_stays_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
