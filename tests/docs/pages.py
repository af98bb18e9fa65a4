"""The generated pages of docs/: address and maker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.docs import law_requirements, law_rules, licences, vocabulary

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES: dict[str, Callable[[], str]] = {
    one.PATH: one.page for one in (law_requirements, law_rules, licences, vocabulary)
}
