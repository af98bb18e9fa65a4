"""What the people of the journeys do on pages: open a step, answer it, send it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from playwright.sync_api import Page

Answers = Mapping[str, str | Sequence[str]]


def answer(page: Page, answers: Answers) -> None:
    """Answer the questions of a form, whatever their kind; folded parts are opened where a question stands in them."""
    for name, value in answers.items():
        field = page.locator(f"[name='{name}']:not([type=hidden])")
        fold = page.locator("details:not([open])").filter(has=field)
        while fold.count():
            fold.first.locator("> summary").click()
        kind = field.first.evaluate("e => e.type")
        if kind in ("radio", "checkbox"):
            for one in [value] if isinstance(value, str) else value:
                page.locator(f"[name='{name}'][value='{one}']").check()
        elif kind == "select-one":
            for at, one in enumerate([value] if isinstance(value, str) else value):
                chosen = field.nth(at)
                label = chosen.evaluate("(e, word) => [...e.options].find(o => o.text.startsWith(word))?.value", one)
                chosen.select_option(label or one)
        else:
            field.first.fill(str(value))


def take(page: Page, address: str, event: str, answers: Answers, *, confirm: bool = False) -> None:
    """Take one step of a case at the desk, from its page and back to it."""
    page.goto(f"{address}steps/{event}/")
    answer(page, answers)
    send(page)
    if confirm:
        assert page.title().startswith("核对"), _said(page)
        send(page)
    assert page.url.startswith(address) and "/steps/" not in page.url, f"{event}: {_said(page)}"


def send(page: Page, button: str = ".actions .btn-primary") -> None:
    """Press a button and wait for the page that it leads to."""
    with page.expect_navigation(wait_until="load"):
        page.click(button)


def approve(page: Page, site: str, case_id: str) -> None:
    """Approve the only open request of a case, in the head's own session."""
    page.goto(f"{site}/desk/cases/{case_id}/")
    page.goto(f"{site}/desk/approvals/")
    page.locator("tbody tr", has=page.locator("th a")).last.locator("th a").click()
    send(page, "button[value=approve]")
    assert f"/desk/cases/{case_id}/" in page.url, _said(page)


def _said(page: Page) -> str:
    """What the page complains of."""
    return page.locator("main").inner_text()[:1500]
