"""``python -m tests.docs``: write every generated page of docs/."""

from __future__ import annotations

from tests.docs.pages import DOCS, PAGES

for path, make in PAGES.items():
    target = DOCS / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(make(), encoding="utf-8")
    print(f"docs/{path}")
