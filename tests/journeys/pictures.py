"""The pictures of the README: ``python -m tests.journeys.pictures http://127.0.0.1:8000`` beside a running demo."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from mingzhi.doors.ops.installation import with_django
from tests.journeys.conftest import FLAGS

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SIZE = {"width": 1280, "height": 860}


def take(base: str) -> None:
    """A case at the desk and the list of the portal."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
        page.goto(f"{base}/")
        page.screenshot(path=FOLDER / "portal.png")
        _sign_in(page, base, "qilin-officer1")
        page.goto(f"{base}/desk/cases/?state=调查中")
        if page.locator("tbody a").count() == 0:
            page.goto(f"{base}/desk/cases/?finished=0")
        page.locator("tbody a").first.click()
        page.screenshot(path=FOLDER / "desk.png")


def _sign_in(page: Page, base: str, account: str) -> None:
    with_django()
    from mingzhi.doors.ops.demo.cast import PASSWORD

    page.goto(f"{base}/login/?next=/desk/")
    page.fill("[name=username]", account)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{base}/desk/")


if __name__ == "__main__":
    take(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000")
