"""What docs/ says of the product is what the product is."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import DOCS, PAGES

_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("path", PAGES)
def test_a_generated_page_is_not_stale(path: str) -> None:
    target = DOCS / path
    assert target.exists() and target.read_text(encoding="utf-8") == PAGES[path](), "run: python -m tests.docs"


def test_every_link_in_the_documentation_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(DOCS.parent)}: {link}"
        for page in (*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md"))
        for link in _LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert not broken, broken
