"""Mapping files are read strictly; a table is recognised by its columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhi.ground.errors import BadInput
from mingzhi.oversight.publication.mapping import FOLDER, read_source, recognise, tables

GOOD = """
source: s
zh: 来源
url: http://example.cn/
tables:
  - name: t
    zh: 表
    columns: [甲, 乙]
    key: [甲]
    act: penalty
    fields:
      agency: {text: '{甲}'}
      title: {text: '{乙}', pattern: ['(.+)']}
"""


def test_every_shipped_mapping_is_sound() -> None:
    found = tables()
    assert {table.source for table in found} == {file.stem for file in FOLDER.glob("*.yaml")}
    for table in found:
        assert table.fields or table.not_a_result
        for cut in table.fields.values():
            assert set(cut.columns()) <= {*table.columns, "批号", "生产日期", "备注", "stYkzyxq"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("act: penalty", "act: penality"),
        ("act: penalty", "akt: penalty"),
        ("agency:", "agenci:"),
        ("'(.+)'", "'(.+'"),
        ("key: [甲]", ""),
        ("zh: 表", "zh: 表\n    colour: red"),
        ("source: s", "source: [s"),
    ],
)
def test_a_mapping_with_a_mistake_is_refused_naming_file_and_place(tmp_path: Path, old: str, new: str) -> None:
    file = tmp_path / "s.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert read_source(file)[0].key == ("甲",)
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read_source(file)
    assert refused.value.where.startswith("s.yaml")
    assert refused.value.fix


def test_an_unknown_layout_names_the_nearest_and_what_it_lacks() -> None:
    with pytest.raises(BadInput) as refused:
        recognise(["主体", "内容", "日期"])
    assert "链接" in refused.value.what


def test_an_unknown_source_names_those_known() -> None:
    with pytest.raises(BadInput) as refused:
        recognise(["主体"], source="nobody")
    assert "csrc" in refused.value.fix
