"""The portal's pages: what stands on them, how they are reached, what they cost."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
import python_calamine
from django.test import Client

from tests.oversight.publication.rows import DAY, publication

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.doors.portal.urls")]


def _text(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode())


def _links(page: str, rel: str) -> list[str]:
    return [found.replace("&amp;", "&") for found in re.findall(rf'<a rel="{rel}" href="([^"]+)"', page)]


def test_the_list_shows_what_was_published_with_its_dates(client: Client) -> None:
    row = publication()
    page = _text(client.get("/"))
    assert f"/results/{row.id}/" in page
    for shown in (row.number, row.party, row.agency_name, "2026-06-29", "2026-07-03"):
        assert shown in page


def test_the_list_is_a_table_with_caption_and_scopes(client: Client) -> None:
    publication()
    page = _text(client.get("/"))
    assert "<caption>" in page
    headers = re.findall(r"<th( [^>]*|)>", page)
    assert len(headers) == 8
    assert all("scope=" in attributes for attributes in headers)


def test_a_list_costs_four_statements_whatever_it_is_narrowed_to(
    client: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for _ in range(25):
        publication()
    for address in ("/", "/?q=施工许可", "/?act=penalty&year=2026&agency=麒麟区住房和城乡建设局&q=施工&n=21"):
        with django_assert_max_num_queries(4):
            assert client.get(address).status_code == 200


def test_pages_go_back_and_forth_over_every_row_once(client: Client) -> None:
    made = [publication(shown_on=DAY + timedelta(days=at % 5)).id for at in range(45)]
    seen, address, pages = [], "/", []
    while address:
        page = _text(client.get(address))
        pages.append(page)
        seen += re.findall(r"/results/(\w{26})/", page)
        address = next((f"/{link.lstrip('/')}" for link in _links(page, "next")), "")
    assert sorted(seen) == sorted(made)
    assert len(pages) == 3
    back = _text(client.get(_links(pages[2], "prev")[0]))
    assert re.findall(r"/results/(\w{26})/", back) == re.findall(r"/results/(\w{26})/", pages[1])
    assert "第 21–40 条" in back
    first = _text(client.get(_links(back, "prev")[0]))
    assert re.findall(r"/results/(\w{26})/", first) == re.findall(r"/results/(\w{26})/", pages[0])
    assert not _links(first, "prev")


def test_one_page_has_no_pager(client: Client) -> None:
    publication()
    page = _text(client.get("/"))
    assert not _links(page, "next")
    assert not _links(page, "prev")


def test_search_finds_and_marks_and_keeps_the_filters_in_the_address(client: Client) -> None:
    publication()
    publication(title="未按规定设置安全标志", number="麒住建罚决〔2026〕15号")
    page = _text(client.get("/?q=施工许可&act=penalty"))
    assert "<mark>施工许可</mark>" in page
    assert "15号" not in page
    assert 'name="act" value="penalty"' in page


def test_an_empty_list_says_what_to_do(client: Client) -> None:
    assert "还没有公开的处理结果" in _text(client.get("/"))
    publication()
    assert "没有符合条件的结果" in _text(client.get("/?q=不存在的词"))


@pytest.mark.parametrize(
    "query", ["before=abc", "before=9999999999999999999999", "after=-1", "n=x", "act=%01", "q=%22*"]
)
def test_a_mangled_address_is_no_error(client: Client, query: str) -> None:
    publication()
    assert client.get(f"/?{query}").status_code == 200


def test_a_result_tells_who_when_on_what_ground_and_how_to_verify(client: Client) -> None:
    row = publication(basis="《建筑法》第六十四条", facts="未批先建", remedies="六十日内向曲靖市住建局申请行政复议")
    page = _text(client.get(f"/results/{row.id}/"))
    for shown in (row.title, row.number, row.party, row.result, row.basis, row.facts, row.remedies, row.published_by):
        assert shown in page
    assert f"http://testserver/results/{row.id}/" in page
    assert "data:image/svg+xml" in page


def test_the_other_parties_of_a_decision_are_linked_but_not_the_withdrawn(client: Client) -> None:
    same = {"case_ref": "C1", "decision_ref": "E1"}
    row = publication(**same, party_ref="1", party="甲公司")
    other = publication(**same, party_ref="2", party="乙公司")
    gone = publication(**same, party_ref="3", party="", title="", result="", state="withdrawn", withdrawn_reason="void")
    page = _text(client.get(f"/results/{row.id}/"))
    assert other.id in page
    assert gone.id not in page


def test_a_tombstone_keeps_who_when_and_why_and_nothing_else(client: Client) -> None:
    empty = dict.fromkeys(("title", "party", "party_code", "result", "basis", "facts", "remedies"), "")
    row = publication(**empty, state="withdrawn", withdrawn_reason="revoked", withdrawn_by="白鹭", withdrawn_at=None)
    answer = client.get(f"/results/{row.id}/")
    assert answer.status_code == 410
    assert row.number in _text(answer)
    assert "原决定被撤销" in _text(answer)
    assert "已撤下" in _text(client.get("/"))


def test_what_is_over_is_hidden_everywhere_even_before_it_is_taken_down(client: Client) -> None:
    row = publication(party="某某建筑公司甲", until=DAY, result="罚款 77,777 元")
    assert client.get(f"/results/{row.id}/").status_code == 410
    for address in ("/", f"/results/{row.id}/", "/results.csv", "/results.atom", "/results.json"):
        page = _text(client.get(address))
        assert row.party not in page
        assert "77,777" not in page
        assert row.title not in page


def test_an_unknown_address_is_answered_in_chinese(client: Client) -> None:
    for address in ("/results/01ARZ3NDEKTSV4RRFFQ69G5FAV/", "/results/x/", "/nothing"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "没有这个页面" in _text(answer)


def test_an_export_holds_what_the_list_shows(client: Client) -> None:
    row = publication(party="=cmd|公司")
    publication(act="permit", title="建筑工程施工许可")
    lines = list(csv.reader(io.StringIO(_text(client.get("/results.csv?act=penalty")).lstrip("\ufeff"))))
    assert len(lines) == 2
    told = dict(zip(lines[0], lines[1], strict=True))
    assert told["文号"] == row.number
    assert told["当事人"] == "'=cmd|公司"
    answer = client.get("/results.xlsx?act=permit")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))
    rows = book.get_sheet_by_index(0).to_python()
    assert [line[2] for line in rows] == ["标题", "建筑工程施工许可"]


def test_feeds_are_well_formed_and_tell_the_newest_change_first(client: Client) -> None:
    old, new = publication(shown_on=DAY - timedelta(days=3)), publication(title="<新>&")
    tree = ElementTree.fromstring(_text(client.get("/results.atom")))
    space = "{http://www.w3.org/2005/Atom}"
    ids = [entry.findtext(f"{space}id") for entry in tree.iter(f"{space}entry")]
    assert ids == [f"http://testserver/results/{row.id}/" for row in (new, old)]
    feed = json.loads(_text(client.get("/results.json")))
    assert [item["url"] for item in feed["items"]] == ids


def test_no_page_has_a_script_or_an_inline_style(client: Client) -> None:
    row = publication()
    for address in ("/", f"/results/{row.id}/", "/about/", "/nothing"):
        page = _text(client.get(address))
        assert "<script" not in page.replace('<script src="', "")
        assert " style=" not in page
        assert " onclick=" not in page


def test_only_reading_is_possible(client: Client) -> None:
    for address in ("/", "/about/", "/results.csv"):
        assert client.post(address).status_code == 405


def test_a_narrowed_list_says_so_and_keeps_it_in_the_next_search(client: Client) -> None:
    from mingzhi.oversight.publication.queries import CHOICES

    for at in range(CHOICES + 2):
        publication(agency_name=f"第{at}局", agency_id=str(at))
    page = _text(client.get("/?agency=第7局&year=2026"))
    assert page.count("<tr>") == 2
    assert "第7局 ×" in page
    assert 'type="hidden" name="agency" value="第7局"' in page
    assert '<option value="2026" selected>' in page
    assert "按机关查找" in page
