"""A served installation and a Chromium for the journeys; both are started once for the run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PASSWORD = "only-for-tests"


@dataclass(frozen=True)
class Site:
    """The served installation: its address and the cases that were prepared."""

    address: str
    short: str
    cases: dict[str, str]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Start it, wait for its one line, stop it at the end."""
    folder = tmp_path_factory.mktemp("home")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for name in ("DJANGO_SETTINGS_MODULE", "MINGZHI_DATABASE"):
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.serve", str(folder)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    told = json.loads(process.stdout.readline())
    yield Site(f"http://127.0.0.1:{told.pop('port')}", told.pop("short"), told)
    process.terminate()
    process.wait(20)
    process.stdout.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium: the machine's own, else the one that the test set-up installed."""
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        try:
            browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        except Exception as missing:
            pytest.skip(f"no Chromium on this machine: {str(missing).splitlines()[0]}")
        yield browser
        browser.close()


def sign_in(browser: Browser, site: Site, who: str, **options: Any) -> Page:
    """A page of this person, signed in."""
    page = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options}).new_page()
    page.goto(f"{site.address}/login/")
    page.fill("#username", f"{site.short}-{who}")
    page.fill("#password", PASSWORD)
    with page.expect_navigation(wait_until="load"):
        page.click("button[type=submit]")
    assert page.url.startswith(f"{site.address}/desk/")
    return page


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong at WCAG 2.2 AA: rule and place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
    )
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
