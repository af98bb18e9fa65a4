"""No byte that the portal sends tells a natural person, a private number, or anything from inside a case."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
import python_calamine
from django.test import Client

from mingzhi.ground.actor import system
from mingzhi.ground.clock import fixed
from mingzhi.oversight.publication import api
from tests.casework.office import office
from tests.casework.story import Play
from tests.oversight.publication.tables import food, write_csv

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.doors.portal.urls")]
ID_NUMBER, MOBILE, NAME, SELLER = "11010519491231002X", "13812345678", "云小岭", "李小白"
HIDDEN = (ID_NUMBER, ID_NUMBER[:-1], MOBILE, NAME, SELLER, "请求从轻", "interviewed", "only-for-tests")


def everything(client: Client) -> dict[str, str]:
    """Every address that can be reached from the first page by links, and what it sends, as text."""
    found: dict[str, str] = {}
    waiting = ["/", f"/?q={NAME}", f"/?q={ID_NUMBER}", "/?state=withdrawn"]
    while waiting:
        address = waiting.pop()
        if address in found or len(found) > 300:
            continue
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if "spreadsheet" in answer["Content-Type"]:
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
            found[address] = repr(book.get_sheet_by_index(0).to_python())
            continue
        found[address] = content.decode()
        if "html" in answer["Content-Type"]:
            links = re.findall(r'(?:href|action)="(/[^"#]*)"', found[address])
            waiting += [link.replace("&amp;", "&") for link in links if not link.startswith("/static/")]
    return found


def test_nothing_private_is_in_any_public_byte(client: Client, tmp_path: Path) -> None:
    people = office()
    party = {"kind": "person", "name": NAME, "code": ID_NUMBER}
    shown, gone = Play(people), Play(people)
    for play in (shown, gone):
        play.open(title="擅自施工案", parties=[party])
        play.until("document_served")
    with fixed(shown.now + timedelta(days=1)):
        [row] = api.release(people.clerk, shown.case_id, checked_secrecy=True)
        [dead] = api.release(people.clerk, gone.case_id, checked_secrecy=True)
        api.withdraw(people.clerk, dead.id, reason="revoked", note="复议撤销")
    told = food(生产商=SELLER, 物料名称=f"{SELLER}豆腐", 检测项目=f"电话{MOBILE} 证件{ID_NUMBER}")
    file = write_csv(tmp_path / "a.csv", [told])
    with api.opened(file) as sheets:
        for sheet in sheets:
            api.take_rows(api.recognise(sheet.header), sheet.lines, system("import"), file="a.csv", refused=print)
    pages = everything(client)
    assert {f"/results/{row.id}/", f"/results/{dead.id}/", "/results.csv", "/results.xlsx"} <= set(pages)
    assert "云某" in pages["/"]
    assert "李某" in pages["/"]
    for address, text in pages.items():
        searched = re.sub(r'value="[^"]*"|[?&]q=[^"&<]*|含“[^”]*”|处理结果：[^<]*', "", text)
        for hidden in HIDDEN:
            assert hidden not in searched, (address, hidden)
    rows = list(csv.DictReader(io.StringIO(pages["/results.csv"].lstrip("\ufeff"))))
    tombstone = next(one for one in rows if one["地址"].endswith(f"/{dead.id}/"))
    assert [tombstone[name] for name in ("标题", "当事人", "结果", "依据", "事实")] == [""] * 5


def test_no_search_finds_what_is_hidden(client: Client, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [food(生产商=SELLER, 检测项目=f"电话{MOBILE}")])
    with api.opened(file) as sheets:
        for sheet in sheets:
            api.take_rows(api.recognise(sheet.header), sheet.lines, system("import"), file="a.csv", refused=print)
    assert api.count(api.Filter(query="李某")) == 1
    for hidden in (SELLER, MOBILE, SELLER[1:]):
        assert api.count(api.Filter(query=hidden)) == 0
