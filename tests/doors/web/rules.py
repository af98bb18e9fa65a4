"""The rules of pages.md that a machine can read off one page, by their numbers there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

VOID = frozenset(("meta", "link", "input", "img", "br", "hr", "rect", "path"))


class Node:
    """One element with its attributes, its children and its text."""

    def __init__(self, tag: str, attributes: dict[str, str | None], above: Node | None) -> None:
        self.tag, self.attributes, self.above = tag, attributes, above
        self.children: list[Node] = []
        self.texts: list[str] = []

    def all(self, *tags: str) -> Iterator[Node]:
        """Every element below of one of these tags, in order."""
        for child in self.children:
            if not tags or child.tag in tags:
                yield child
            yield from child.all(*tags)

    def has(self, word: str) -> bool:
        """Whether the element has a class."""
        return word in (self.attributes.get("class") or "").split()

    @property
    def text(self) -> str:
        """All text below, blanks narrowed."""
        parts = [*self.texts, *(child.text for child in self.children)]
        return re.sub(r"\s+", " ", " ".join(parts)).strip()

    def inside(self, tag: str) -> bool:
        """Whether it stands in an element of this tag."""
        return self.above is not None and (self.above.tag == tag or self.above.inside(tag))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.now = Node("#", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Node(tag, dict(attrs), self.now)
        self.now.children.append(made)
        if tag not in VOID:
            self.now = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.now.children.append(Node(tag, dict(attrs), self.now))

    def handle_endtag(self, tag: str) -> None:
        at: Node | None = self.now
        while at is not None and at.tag != tag:
            at = at.above
        if at is not None and at.above is not None:
            self.now = at.above

    def handle_data(self, data: str) -> None:
        self.now.texts.append(data)


def page_of(html: str) -> Node:
    """The page as a tree."""
    reader = _Reader()
    reader.feed(html)
    return reader.root


def broken_rules(html: str) -> list[str]:
    """What of a page breaks a rule: number and reason. Empty: nothing."""
    page = page_of(html)
    found = [*_tables(page), *_frame(page, html), *_forms(page), *_controls(page), *_words(page)]
    ids = [node.attributes["id"] for node in page.all() if node.attributes.get("id")]
    found += [f"a11y: id {one} stands twice" for one in set(ids) if ids.count(one) > 1]
    for link in page.all("a"):
        target = link.attributes.get("href") or ""
        if target.startswith("#") and target[1:] not in ids:
            found.append(f"16: a link to {target}, which is not there")
    return found


def _tables(page: Node) -> Iterator[str]:
    for table in page.all("table"):
        if not any(True for _ in table.all("caption")):
            yield "1: a table without caption"
        heads = list(table.all("th"))
        yield from ("1: a header cell without scope" for one in heads if not one.attributes.get("scope"))
        columns = [one for one in heads if one.attributes.get("scope") == "col"]
        if len(columns) > 7:
            yield f"5: {len(columns)} columns"
        if any(not one.text for one in columns):
            yield "1: a column without a heading"
        for cell in table.all("td"):
            if not cell.attributes.get("data-label"):
                yield f"6: a cell without data-label: {cell.text[:20]}"


def _frame(page: Node, html: str) -> Iterator[str]:
    titles = [one.text for one in page.all("title")]
    if len(titles) != 1 or not titles[0]:
        yield "4: no title"
    if len(list(page.all("h1"))) != 1:
        yield f"a11y: {len(list(page.all('h1')))} h1"
    if not any(one.has("skip") for one in page.all("a")):
        yield "31: no skip link"
    if len(list(page.all("main"))) != 1:
        yield "a11y: not one main"
    for node in page.all():
        if "style" in node.attributes or node.tag == "style":
            yield f"csp: inline style on {node.tag}"
        if any(name.startswith("on") for name in node.attributes):
            yield f"csp: inline handler on {node.tag}"
        if node.tag == "script" and not node.attributes.get("src"):
            yield "csp: inline script"
    errors = [node for node in page.all() if node.has("errors")]
    if bool(errors) != titles[0].startswith("错误："):
        yield "16: the title does not tell the error"
    if len(html.encode()) > 250_000:
        yield "39: too heavy"


def _forms(page: Node) -> Iterator[str]:
    primary = [node for node in page.all("a", "button") if node.has("btn-primary")]
    if len(primary) > 1:
        yield f"24: {len(primary)} primary buttons: {[one.text for one in primary]}"
    for form in page.all("form"):
        post = (form.attributes.get("method") or "get").lower() == "post"
        tokens = [one for one in form.all("input") if one.attributes.get("name") == "csrfmiddlewaretoken"]
        if post and (len(tokens) != 1 or not tokens[0].attributes.get("value")):
            yield "csp: a form without its token"
    for group in page.all("fieldset"):
        if sum(child.tag == "legend" for child in group.children) != 1:
            yield "22: a fieldset without exactly one legend"
    for button in page.all("button"):
        if button.text in ("确定", "提交", "OK", "保存"):
            yield f"24: a button without its action: {button.text}"


def _controls(page: Node) -> Iterator[str]:
    labels = {node.attributes.get("for") for node in page.all("label")}
    for node in page.all("input", "select", "textarea"):
        kind = node.attributes.get("type", "text")
        if kind == "hidden":
            continue
        if node.attributes.get("id") not in labels and not node.inside("label"):
            yield f"22: no label for {node.attributes.get('name')}"
        if node.attributes.get("disabled") is not None or "disabled" in node.attributes:
            yield "22: a disabled control"
        if kind in ("radio", "checkbox") and not node.inside("fieldset") and kind == "radio":
            yield "22: radios outside a fieldset"
        if kind == "date":
            yield "21: a forced calendar"


#: Words that no page says (pages.md 18, writing); each with why.
BANNED = {
    "请": "filler",
    "抱歉": "filler",
    "对不起": "filler",
    "非法输入": "blame",
    "禁止": "blame",
    "数据校验": "system term",
    "参数": "system term",
    "异常": "system term",
    "接口": "system term",
    "！": "no exclamation marks",
}
#: Where the character 请 is no filler but part of a word.
ALLOWED = re.compile(r"申请|报请|请求|请假|聘请|邀请|转请|提请|呈请|请本机关|请其他|请负责人")


def _words(page: Node) -> Iterator[str]:
    for main in page.all("main"):
        text = ALLOWED.sub("", main.text)
        for word, why in BANNED.items():
            if word in text:
                at = text.index(word)
                yield f"18: “{text[max(0, at - 8) : at + 8]}” ({why})"


def asked(node: Node, name: str) -> list[str]:
    """The values of the controls of this name on a page, as a browser would send them."""
    found: list[str] = []
    for one in node.all("input", "select", "textarea"):
        if one.attributes.get("name") != name:
            continue
        found += _sent(one)
    return found


def _sent(one: Node) -> list[str]:
    kind: Any = one.attributes.get("type")
    if kind in ("radio", "checkbox"):
        return [one.attributes.get("value") or "on"] if "checked" in one.attributes else []
    if one.tag == "select":
        return [
            option.attributes.get("value") or "" for option in one.all("option") if "selected" in option.attributes
        ][:1]
    if one.tag == "textarea":
        return ["".join(one.texts)]
    return [one.attributes.get("value") or ""]
