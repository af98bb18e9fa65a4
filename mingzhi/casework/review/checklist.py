"""The items of a legality review, and which findings of the law already speak to each.

Source: 国办发〔2018〕118号 四（十三）审核内容 and the plans of the five agencies; 行政处罚法 58.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mingzhi.law.findings import Finding


@dataclass(frozen=True, slots=True)
class Item:
    """One item to be examined.

    :param key: stable word, stored in the opinion's ``items``.
    :param zh: the question as the reviewer reads it.
    :param rules: beginnings of rule ids whose findings belong here.
    """

    key: str
    zh: str
    rules: tuple[str, ...]


ITEMS: tuple[Item, ...] = (
    Item(
        "subject",
        "执法主体合法，执法人员具备执法资格",
        (
            "staff-",
            "pen-two-officers",
            "pen-credential",
            "pen-entrust",
            "pen-void",
            "pub-body",
            "pub-in-process-id",
            "pen-township",
        ),
    ),
    Item(
        "facts",
        "主要事实清楚，证据合法、确实、充分",
        ("pen-evidence", "pen-interview", "pen-register", "pen-report", "rec-elec-monitor"),
    ),
    Item("law", "适用法律、法规、规章准确", ("pen-old-new-law", "pen-limitation", "basis-", "cite-")),
    Item("discretion", "执行裁量基准适当", ("pen-discretion", "pen-mitigate", "pen-one-fine", "pub-benchmarks")),
    Item(
        "procedure",
        "执法程序合法",
        (
            "pen-notice",
            "pen-defence",
            "pen-hearing",
            "pen-filing",
            "pen-decide",
            "pen-recusal",
            "pen-simple",
            "pen-extend",
            "pen-suspend",
            "svc-",
            "rec-",
        ),
    ),
    Item("power", "没有超越本机关法定权限", ("pen-jurisdiction", "coe-basis")),
    Item("documents", "执法文书完备、规范", ("pen-decision", "rem-", "pen-register-docs")),
    Item("crime", "违法行为涉嫌犯罪的，已考虑移送司法机关", ("pen-crime",)),
)


def answered(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings that speak to each item, so that the reviewer looks there first."""
    placed: dict[str, list[Finding]] = {item.key: [] for item in ITEMS}
    for finding in findings:
        item = next((one for one in ITEMS if finding.rule.startswith(one.rules)), None)
        if item is not None:
            placed[item.key].append(finding)
    return placed
