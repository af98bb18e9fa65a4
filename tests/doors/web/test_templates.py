"""The templates: no inline script or style, and the words of people (pages.md 18, 24, 39)."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from mingzhi.doors import web
from tests.doors.web.rules import ALLOWED, BANNED

DOORS = Path(web.__file__).parents[1]
TEMPLATES = sorted(
    path for door in ("web", "desk", "portal", "field") for path in (DOORS / door).rglob("templates/**/*.html")
)
_INLINE = re.compile(r"\sstyle=|<style|\son[a-z]+=\"|javascript:|<script(?![^>]*\ssrc=)|https?://[^\s\"']*\.(js|css)")
_CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"\sstyle=|<style|\son[a-z]+=\"|javascript:|<script(?![^>]*\ssrc=)|https?://[^\s\"']*\.(js|css)", text
    )
    assert len(text.splitlines()) <= 400


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_words_of_people(path: Path) -> None:
    text = ALLOWED.sub("", _CODE.sub("", path.read_text(encoding="utf-8")))
    assert [word for word in BANNED if word in text] == []


def test_what_a_page_loads_is_light() -> None:
    static = DOORS / "web" / "static"
    loaded = [path.read_bytes() for path in static.iterdir() if path.suffix in (".css", ".js")]
    assert sum(len(gzip.compress(one)) for one in loaded) < 60_000
