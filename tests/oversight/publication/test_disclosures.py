"""Records of other bodies become disclosures: everything that can be taken is, nothing is dropped silently."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mingzhi.ground.actor import system
from mingzhi.oversight.publication import api
from mingzhi.oversight.publication.disclosure import read_date, tidy_number
from mingzhi.oversight.publication.models import Publication, SearchText, SourceRow
from tests.oversight.publication.tables import food, write_csv
from tests.shared import needs_shared

pytestmark = pytest.mark.django_db


def take(file: Path, **options: Any) -> tuple[Counter[str], list[api.Refusal]]:
    """Import a file; the counts of all its tables together, and what was refused."""
    counts: Counter[str] = Counter()
    refused: list[api.Refusal] = []
    with api.opened(file) as sheets:
        for sheet in sheets:
            table = api.recognise(sheet.header)
            taken = api.take_rows(
                table, sheet.lines, system("import"), file=file.name, refused=refused.append, **options
            )
            counts += Counter(new=taken.new, changed=taken.changed, known=taken.known, rows=taken.rows)
    assert counts["rows"] == counts["new"] + counts["changed"] + counts["known"] + len(refused)
    return counts, refused


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_table_is_read_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    counts, refused = take(write_csv(tmp_path / "a.csv", [food()], encoding))
    assert (counts["new"], refused) == (1, [])
    row = Publication.objects.get()
    assert (row.party, row.agency_name, row.act) == ("云岭豆制品有限公司", "云南市场监管局", "inspection")


def test_a_repeated_import_changes_nothing(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [food(), food(物料名称="豆干"), food()])
    assert take(file)[0] == Counter(rows=3, new=2, known=1)
    before = list(Publication.objects.order_by("place").values())
    counts, refused = take(file)
    assert (counts["known"], counts["new"], refused) == (3, 0, [])
    assert list(Publication.objects.order_by("place").values()) == before
    assert SearchText.objects.count() == 2


def test_a_row_that_cannot_be_taken_is_told_with_its_place_and_the_rest_is_taken(tmp_path: Path) -> None:
    rows = [
        food(),
        food(发布日期="2022-02-30"),
        food(物料名称="豆干", 判定=""),
        food(物料名称="豆皮", 发布日期="2999-01-01"),
    ]
    counts, refused = take(write_csv(tmp_path / "a.csv", [*rows, [*food(物料名称="腐竹"), "多出的"]]))
    assert counts["new"] == 1
    told = [(one.row, one.column, one.value) for one in refused]
    assert told[:3] == [(3, "发布日期", "2022-02-30"), (4, "判定", ""), (5, "发布日期", "2999-01-01")]
    assert refused[3].row == 6
    assert all(one.reason for one in refused)


def test_the_source_row_is_kept_and_the_source_is_named(tmp_path: Path) -> None:
    take(write_csv(tmp_path / "a.csv", [food(供应商="李小白")]))
    kept = SourceRow.objects.select_related("publication").get()
    assert kept.row["供应商"] == "李小白"
    assert (kept.file, kept.row_number, kept.source) == ("a.csv", 2, "foodcheck")
    assert kept.publication.kind == "disclosure"
    assert kept.publication.source_name
    assert kept.publication.case_ref == ""


def test_no_natural_person_and_no_private_number_becomes_public(tmp_path: Path) -> None:
    row = food(生产商="李小白", 物料名称="李小白豆腐 11010519491231002X", 检测项目="致电13812345678")
    take(write_csv(tmp_path / "a.csv", [row]))
    [public] = Publication.objects.values()
    text = repr(public) + SearchText.objects.get().text
    for hidden in ("李小白", "11010519491231002", "13812345678"):
        assert hidden not in text
    assert public["party"] == "李某"


def test_a_key_that_comes_again_with_other_content_is_refused_unless_it_may_correct(tmp_path: Path) -> None:
    head = ["发布机构", "发文日期", "名称", "文号", "内容"]

    def decisions(name: str, *texts: str) -> Path:
        rows = [
            ["证监会", "2021年04月27日", "行政处罚决定书（云岭公司）", "〔2021〕25 号", f"我会决定：{text}"]
            for text in texts
        ]
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([head, *rows])
        return tmp_path / name

    counts, refused = take(decisions("a.csv", "罚款一万元。", "罚款两万元。"))
    assert (counts["new"], [one.row for one in refused]) == (1, [3])
    row = Publication.objects.get()
    assert (row.number, row.result, row.act) == ("〔2021〕25号", "罚款一万元。", "penalty")
    counts, refused = take(decisions("b.csv", "罚款三万元。"))
    assert (counts["changed"], len(refused)) == (0, 1)
    counts, refused = take(decisions("b.csv", "罚款三万元。"), update=True)
    assert (counts["changed"], refused) == (1, [])
    row.refresh_from_db()
    assert (row.result, row.version) == ("罚款三万元。", 2)
    assert api.count(api.Filter(query="三万元")) == 1
    assert api.count(api.Filter(query="一万元")) == 0


def test_an_interrupted_import_keeps_what_was_taken_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_csv(tmp_path / "a.csv", [food(批号=str(at)) for at in range(30)])
    monkeypatch.setattr("mingzhi.oversight.publication.disclosures.BATCH", 10)

    def interrupt(taken: api.Taken) -> None:
        if taken.rows == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(file, progress=interrupt)
    assert Publication.objects.count() == SourceRow.objects.count() == SearchText.objects.count() == 20
    assert take(file)[0] == Counter(rows=30, new=10, known=20)


def _real(folder: str, pattern: str) -> Iterator[Path]:
    yield from sorted(needs_shared("data", "records", folder).glob(pattern))


@pytest.mark.parametrize(
    ("folder", "pattern", "new", "refused"),
    [
        ("csrc", "csrc_penalty_fulltext.xlsx", 150, 0),
        ("csrc", "csrc_regional_notices.xlsx", 497, 807),
        ("foodcheck", "*.csv", 4689, 0),
        ("shanghai_env", "AdministrativeLicensing.xlsx", 1315, 7256),
        ("shanghai_env", "LicenseInformation.xlsx", 167, 0),
        ("shanghai_env", "Enterprises.xlsx", 0, 2202),
        ("shanghai_env", "OtherInformation.xlsx", 0, 490),
    ],
)
def test_the_real_records_come_in_once(folder: str, pattern: str, new: int, refused: int) -> None:
    for again in (False, True):
        counts: Counter[str] = Counter()
        told = 0
        for file in _real(folder, pattern):
            found, lines = take(file)
            counts += found
            told += len(lines)
        assert counts["new"] == (0 if again else new)
        assert told == refused
    assert Publication.objects.count() == new


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021年04月27日", "2021-04-27"),
        ("2021/4/7", "2021-04-07"),
        ("20210427", "2021-04-27"),
        ("2021－04－27", "2021-04-27"),
    ],
)
def test_a_day_is_read_as_agencies_write_it(text: str, day: str) -> None:
    assert str(read_date(text)) == day


@pytest.mark.parametrize("text", ["", "2021-02-30", "昨天", "2021", "2021-13-01"])
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("〔2021〕22 号", "〔2021〕22号"),
        ("沪环保许评[2013]728号", "沪环保许评〔2013〕728号"),
        ("松开表审2003 127号", "松开表审〔2003〕127号"),
    ],
)
def test_a_document_number_is_tidied(text: str, number: str) -> None:
    assert tidy_number(text) == number
