"""Tables of other bodies for tests, in the layout of the food inspections."""

from __future__ import annotations

import csv
from pathlib import Path

FOOD = [
    "信息来源",
    "搜索条件",
    "物料名称",
    "产品分类",
    "生产商",
    "供应商",
    "生产日期",
    "批号",
    "项目分类",
    "检测项目",
    "单位",
    "检测结果",
    "限量值",
    "判定",
    "发布单位",
    "发布日期",
    "备注",
]


def food(**given: str) -> list[str]:
    """A row as the food inspection tables write it."""
    row = {
        "信息来源": "食品伙伴网",
        "物料名称": "豆腐",
        "产品分类": "豆制品",
        "生产商": "云岭豆制品有限公司 ",
        "供应商": "/ ",
    }
    row |= {"判定": "合格", "发布单位": "国内监督抽查(云南市场监管局)", "发布日期": "2022-01-14"}
    return [(row | given).get(name, "") for name in FOOD]


def write_csv(file: Path, rows: list[list[str]], encoding: str = "utf-8") -> Path:
    """A CSV file with the header of the food tables."""
    with file.open("w", encoding=encoding, newline="") as out:
        csv.writer(out).writerows([FOOD, *rows])
    return file
