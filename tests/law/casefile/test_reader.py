"""Case files: every decided matter reads and writes again unchanged; every mistake is told with place and remedy."""

from __future__ import annotations

import pytest

from mingzhi.ground.errors import BadInput
from mingzhi.law.casefile.reader import read_bytes, read_file
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.casefile.writer import dump, dump_line
from tests.shared import needs_shared

HEAD = "format: mingzhi-case/1\nid: a\nact: penalty\n"


def test_the_decided_matters_are_valid_and_survive_a_round_trip() -> None:
    files = sorted(needs_shared("domain", "cases", "dev").glob("*.yaml"))
    assert len(files) == 55
    for file in files:
        [case] = read_file(file)
        assert isinstance(case, CaseFile), case
        assert read_bytes(dump(case).encode(), "again") == [case]
        assert read_bytes(dump_line(case).encode(), "again") == [case]


WRONG = [
    ("", "文件是空的", ""),
    ("a: [", "不是 YAML", "行"),
    ("a: &x [1]\nb: *x\n", "锚点", "第 1 行"),
    ("a: 1\na: 2\n", "写了两次", "第 2 行"),
    ("- 1\n", "不是案件", ""),
    ('{"a": 1,}', "不是 JSON", "第 1 行"),
    ("format: mingzhi-case/9\nid: a\nact: penalty\nevents: []\n", "格式", "第 1 行"),
    ("format: mingzhi-case/1\nact: penalty\nevents: []\n", "案件标识", "id"),
    ("format: mingzhi-case/1\nid: 17\nact: penalty\nevents: []\n", "案件标识", "第 2 行"),
    ("format: mingzhi-case/1\nid: a\nact: fine\nevents: []\n", "执法类别", "第 3 行"),
    (HEAD, "没有事件列表", "events"),
    (HEAD + "events: []\nknowlege: partial\n", "没有这个字段", "第 5 行"),
    (HEAD + "events: []\nknowledge: all\n", "不能用", "第 5 行"),
    (HEAD + "events: []\nabsent: [openned]\n", "没有事件 openned", "absent[0]"),
    (HEAD + "events: []\nlaw_at: soon\n", "不是日期", "law_at"),
    (HEAD + "events: []\nagency: {region: '53'}\n", "机关名称", "agency"),
    (HEAD + "events: []\nagency: {name: 某局, region: 530302}\n", "不是文字", "agency.region"),
    (HEAD + "events: []\nparties: [{kind: firm, name: 某公司}]\n", "不能用", "parties[0].kind"),
    (HEAD + "events: []\nauthority: {competence: true}\n", "没有字段 competence", "authority.competence"),
    (HEAD + "events:\n - openned\n", "不是一个事件", "events[0]"),
    (HEAD + "events:\n - {event: openned}\n", "没有事件 openned", "第 5 行"),
    (HEAD + "events:\n - {event: opened, aproved_by: head}\n", "没有字段 aproved_by", "第 5 行"),
    (HEAD + "events:\n - {event: opened, approved_by: boss}\n", "不能用", "approved_by"),
    (HEAD + "events:\n - {event: statement_reviewed, adopted: false}\n", "写成了 false", "adopted"),
    (HEAD + "events:\n - {event: opened, at: 2024-13-01}\n", "不是日期", "events[0].at"),
    (HEAD + "events:\n - {event: opened, at: '0000'}\n", "不是年份", "events[0].at"),
    (HEAD + "events:\n - {event: opened, at: '0001-01-01T00:00+23:59'}\n", "不是日期", "events[0].at"),
    (HEAD + "events:\n - {event: opened, at: '9999-12-31T23:59-23:59'}\n", "不是日期", "events[0].at"),
    (HEAD + "events:\n - {event: opened, at: 2024-02-30}\n", "不是日期", "events[0].at"),
    (HEAD + "events:\n - {event: opened, at: {from: 2024-02-01}}\n", "时间范围", "events[0].at"),
    (HEAD + "events:\n - {event: opened, at: {after: 2024-03-01, before: 2024-02-01}}\n", "晚于", "events[0].at"),
    (HEAD + "events:\n - {event: decided, sealed: yes}\n", "不是是否", "sealed"),
    (HEAD + "events:\n - {event: decided, gain: 3.5}\n", "小数", "gain"),
    (HEAD + "events:\n - {event: decided, gain: many}\n", "不是金额", "gain"),
    (HEAD + "events:\n - {event: decided, basis: 某法}\n", "应是列表", "basis"),
    (HEAD + "events:\n - {event: decided, penalties: [{type: fined}]}\n", "不能用", "penalties[0].type"),
    (HEAD + "events:\n - {event: decided, penalties: [{typ: fine}]}\n", "没有字段 typ", "penalties[0].typ"),
    (HEAD + "events:\n - {event: archived, volumes: one}\n", "不是整数", "volumes"),
    (HEAD + "events:\n - {event: clue_received, received_on: {after: 2024-01-01}}\n", "确定的日期", "received_on"),
    (HEAD + "events:\n - {event: opened, officers: 张某}\n", "应是列表", "officers"),
    (HEAD + "events:\n - {event: opened, officers: [{credential: '1'}]}\n", "没有姓名", "officers[0]"),
    (HEAD + "events:\n - {event: opened, officers: [{name: 张某, card: '1'}]}\n", "没有字段 card", "officers[0].card"),
]


@pytest.mark.parametrize(("text", "what", "where"), WRONG)
def test_a_mistake_is_told_with_its_place_and_a_remedy(text: str, what: str, where: str) -> None:
    [error] = read_bytes(text.encode(), "f.yaml")
    assert isinstance(error, BadInput)
    assert what in error.what
    assert where in error.where
    assert error.fix


def test_bytes_that_are_no_text_are_told() -> None:
    [error] = read_bytes(b"format: \xff", "f.yaml")
    assert isinstance(error, BadInput)
    assert "UTF-8" in error.what


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    [error] = read_bytes((HEAD + "events:\n - {event: a}\n - {event: b}\n").encode(), "f.yaml")
    assert isinstance(error, BadInput)
    assert len(error.facts["errors"]) == 2


def test_a_file_with_good_and_bad_lines_answers_each() -> None:
    good = '{"format": "mingzhi-case/1", "id": "a", "act": "penalty", "events": []}'
    first, second = read_bytes(f"{good}\n{{\n".encode(), "f.jsonl")
    assert isinstance(first, CaseFile)
    assert isinstance(second, BadInput)


def test_every_field_and_choice_has_a_chinese_word() -> None:
    nameless = set()
    for event in VOCABULARY.events.values():
        for name, kind in event.fields.items():
            if VOCABULARY.field_zh(event.name, name) == name:
                nameless.add(name)
            for value in kind.choices or (kind.item.choices if kind.item else {}):
                if VOCABULARY.choice_zh(event.name, name, value) == value:
                    nameless.add(f"{name}={value}")
    assert not nameless
