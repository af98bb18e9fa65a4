"""The cited articles that ship are word for word those of the statutes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mingzhi.law.instruments import Instrument, read_instruments
from tests.shared import needs_shared

RULES = Path(__file__).resolve().parents[2] / "mingzhi" / "rules"
INSTRUMENTS = read_instruments(RULES)
PLACES = "规范性文件与地方规章/"
#: Where the text of each instrument lies among the shared statutes.
FILES = {
    "APL": "行政法/行政处罚法(2021-01-22).md",
    "ACL": "行政法/行政强制法(2011-06-30).md",
    "ALL": "行政法/行政许可法(2019-04-23).md",
    "ARL": "诉讼与非诉讼程序法/行政复议法(2023-09-01).md",
    "ALitL": "诉讼与非诉讼程序法/行政诉讼法(2017-06-27).md",
    "CPL": "诉讼与非诉讼程序法/民事诉讼法(2023-09-01).md",
    "PIPL": "行政法/个人信息保护法(2021-08-20).md",
    "ARCH": "行政法/档案法(2020-06-20).md",
    "OGI": "行政法规/政府信息公开条例(2019-04-03).md",
    "OBE": "行政法规/优化营商环境条例(2019-10-22).md",
    "HOUSE": "行政法规/国有土地上房屋征收与补偿条例(2011-01-21).md",
    "FSEP": "行政法规/罚款决定与罚款收缴分离实施办法(1997-11-17).md",
    "CRIM": "行政法规/行政执法机关移送涉嫌犯罪案件的规定(2020-08-07).md",
    "ARCHR": "行政法规/档案法实施条例(2024-01-12).md",
    "ONL": "行政法规/国务院关于在线政务服务的若干规定(2019-04-26).md",
    "G118": PLACES + "国办发〔2018〕118号国务院办公厅关于全面推行行政执法公示制度"
    "执法全过程记录制度重大执法决定法制审核制度的指导意见.md",
    "G27D": PLACES + "国务院办公厅关于进一步规范行政裁量权基准制定和管理工作的意见.md",
    "MOHURD": PLACES + "住房和城乡建设行政处罚程序规定.md",
    "SAMR": PLACES + "市场监督管理行政处罚程序规定.md",
    "SAMRPUB": "部门规章/市场监督管理总局/市场监督管理行政处罚信息公示规定(2021-07-30).md",
    "MARA": PLACES + "农业行政处罚程序规定.md",
    "MOT": PLACES + "交通运输行政执法程序规定.md",
    "RTSL": "行政法/道路交通安全法(2021-04-29).md",
    "PSAL": "行政法/治安管理处罚法(2012-10-26).md",
    "PSP": "部门规章/公安部/公安机关办理行政案件程序规定(2019-04-27).md",
    "RTSP": "部门规章/公安部/道路交通安全违法行为处理程序规定(2020-04-30).md",
    "MOH": PLACES + "卫生行政处罚程序.md",
    "NM244": PLACES + "内蒙古自治区行政执法公示执法全过程记录重大执法决定法制审核办法.md",
    "LN253": PLACES + "辽宁省行政执法程序规定.md",
}
_DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
#: What begins a new article, chapter or point of an opinion, and so ends the text before it.
_AFTER_ARTICLE = re.compile(r"第[一二三四五六七八九十百零]+[条章节]|#|附\s*则")
_AFTER_POINT = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|各地区、各部门要于")


def _arabic(numeral: str) -> int:
    total = current = 0
    for sign in numeral.replace("零", ""):
        if sign in "十百":
            total += (current or 1) * (10 if sign == "十" else 100)
            current = 0
        else:
            current = _DIGITS[sign]
    return total + current


def _lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := raw.strip(" \u3000\t"))]


def test_every_instrument_whose_text_ships_is_compared() -> None:
    assert {key for key, one in INSTRUMENTS.items() if one.texts} == set(FILES)


def test_every_instrument_that_was_read_has_its_text() -> None:
    assert {key for key, one in INSTRUMENTS.items() if one.source} == {
        key for key, one in INSTRUMENTS.items() if one.texts
    }


@pytest.mark.parametrize("key", sorted(FILES))
def test_each_article_is_word_for_word_and_whole(key: str) -> None:
    source = _lines(needs_shared("data", "laws", *FILES[key].split("/")).read_text(encoding="utf-8"))
    for number, text in INSTRUMENTS[key].texts.items():
        own = _lines(text)
        starts = [i for i in range(len(source)) if source[i : i + len(own)] == own]
        assert len(starts) == 1, f"{key} {number}"
        after = source[starts[0] + len(own) :]
        ends = _AFTER_ARTICLE if number.isdigit() else _AFTER_POINT
        assert not after or ends.match(after[0]), f"{key} {number} goes on: {after[0]}"


@pytest.mark.parametrize("instrument", [one for one in INSTRUMENTS.values() if one.texts], ids=lambda one: str(one.key))
def test_each_heading_is_the_number_of_its_article(instrument: Instrument) -> None:
    for number, text in instrument.texts.items():
        first = _lines(text)[0]
        if number.isdigit():
            found = re.match(r"第([一二三四五六七八九十百零]+)条", first)
            assert found and _arabic(found[1]) == int(number), f"{instrument.key} {number}"
        else:
            chapter, _, point = number.partition("(")
            assert first.startswith(f"（{point[:-1]}）" if point else f"{chapter}、"), f"{instrument.key} {number}"


def test_versions_of_one_law_do_not_overlap() -> None:
    pairs = [("APL1996", "APL"), ("ARL1999", "ARL"), ("ALP1989", "ALitL"), ("SAMR2018", "SAMR")]
    for older, newer in pairs:
        assert INSTRUMENTS[older].in_force_until is not None
        assert INSTRUMENTS[newer].in_force_from is not None
        assert INSTRUMENTS[older].in_force_until < INSTRUMENTS[newer].in_force_from
