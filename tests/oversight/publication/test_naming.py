"""No natural person is shown by name (rule pub-deidentify)."""

from __future__ import annotations

import pytest

from mingzhi.oversight.publication.masking import mask, private_numbers
from mingzhi.oversight.publication.naming import persons_in, public_name, public_names, reduce_person


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("张三丰", "person", "张某"),
        ("欧阳明日", "person", "欧阳某"),
        ("张某某", "person", "张某某"),
        ("云岭建筑有限公司", "organisation", "云岭建筑有限公司"),
        ("白鹭小吃店", "sole_trader", "白鹭小吃店"),
        ("李小白", "sole_trader", "李某（个体工商户）"),
        ("李小白", None, "李某"),
        ("阿依古丽·买买提", None, "阿某"),
        ("云岭公司", None, "云岭公司"),
        ("Jane Smith", None, "J某"),
    ],
)
def test_a_name_is_shown_as_its_kind_allows(name: str, kind: str | None, shown: str) -> None:
    assert public_name(name, kind) == shown


def test_a_list_of_names_keeps_its_organisations() -> None:
    assert public_names("云岭建筑有限公司、李小白、王五") == "云岭建筑有限公司、李某、王某"


@pytest.mark.parametrize(
    ("names", "persons"),
    [
        ("云岭建筑有限公司、李小白", ["李小白"]),
        ("云岭股份有限公司及实际控制人张兴财", ["张兴财"]),
        ("审亚会计师事务所（特殊普通合伙)及注册会计师吕淮海、范某某", ["吕淮海"]),
        ("程小明等18名责任主体", ["程小明"]),
        ("陆正等", ["陆正"]),
        ("公园东街便民市场（史小明）", ["史小明"]),
        ("茶园农贸市场潘小明", ["潘小明"]),
        ("云岭公司及相关人员", []),
        ("云岭市场经营部", []),
        ("和平证券有限公司", []),
        ("张某某", []),
    ],
)
def test_persons_are_found_in_a_list_of_names(names: str, persons: list[str]) -> None:
    assert persons_in(names) == persons


def test_a_reduced_name_stays_as_it_is() -> None:
    assert reduce_person(reduce_person("张三丰")) == "张某"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("身份证11010519491231002X。", "身份证号"),
        ("电话13812345678", "手机号"),
        ("账号6222 0210 0100 1234 567", "银行账号"),
        ("信箱 a.b@example.com", "电子邮箱"),
    ],
)
def test_private_numbers_are_found_and_masked(text: str, kind: str) -> None:
    assert kind in private_numbers(text)
    assert private_numbers(mask(text)) == []


@pytest.mark.parametrize("text", ["91530302MA6KXXXX5L", "麒住建罚决〔2026〕14号", "罚款 1,234,567.00 元", "2026-07-03"])
def test_public_numbers_are_left_alone(text: str) -> None:
    assert mask(text) == text
