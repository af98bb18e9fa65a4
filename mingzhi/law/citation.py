"""Citations of articles: 第六十四条第一款第（一）项 ↔ the form of rule files, ``64.1(一)`` (article.paragraph(item)).

A statute is divided into 条 (article), 款 (paragraph), 项 (item in brackets). Articles inserted by an amendment carry
之一 (``17-1``). Points of opinions, which have no articles (``二(六)``), stay as they are written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"
_NUMBER = "[零〇一二三四五六七八九十百千两0-9]+"
_CHINESE = re.compile(rf"第?({_NUMBER})条(?:之({_NUMBER}))?(?:第?({_NUMBER})款)?(?:第?[（(]?({_NUMBER})[)）]?项)?")
_SHORT = re.compile(r"([1-9][0-9]*)(?:-([1-9][0-9]*))?(?:\.([1-9][0-9]*))?(?:[（(]([一二三四五六七八九十百]+)[)）])?")


@dataclass(frozen=True, slots=True)
class Article:
    """One place in a statute; ``None`` where the citation does not go so deep.

    :param inserted: 之一 is 1: an article put in behind ``number`` by an amendment.
    """

    number: int
    inserted: int | None = None
    paragraph: int | None = None
    item: int | None = None

    @property
    def short(self) -> str:
        """The form of rule files: ``64(一)``, ``17-1.2``."""
        made = f"{self.number}" + (f"-{self.inserted}" if self.inserted else "")
        made += f".{self.paragraph}" if self.paragraph else ""
        return made + (f"({in_chinese(self.item)})" if self.item else "")

    @property
    def zh(self) -> str:
        """The form of official documents: ``第六十四条第一款第（一）项``."""
        made = f"第{in_chinese(self.number)}条" + (f"之{in_chinese(self.inserted)}" if self.inserted else "")
        made += f"第{in_chinese(self.paragraph)}款" if self.paragraph else ""
        return made + (f"第（{in_chinese(self.item)}）项" if self.item else "")


def parse_article(text: str) -> Article:
    """An article from either form; blanks don't count.

    :raises ValueError: it is neither; in Chinese, how to write it.
    """
    given = re.sub(r"\s+", "", text)
    chinese = _CHINESE.fullmatch(given)
    found = chinese or _SHORT.fullmatch(given)
    if found is None:
        raise ValueError(f"“{text}”不是条款；写成 第六十四条第一款第（一）项，或 64.1(一)")
    number, inserted, paragraph, item = (None if part is None else from_chinese(part) for part in found.groups())
    if not number or 0 in (inserted, paragraph, item):
        raise ValueError(f"“{text}”不是条款；条、款、项从一数起")
    return Article(number, inserted, paragraph, item)


def cited_zh(cited: str) -> str:
    """A list of places as rule files have it (``64(一); 85``) in Chinese: 第六十四条第（一）项、第八十五条.

    What is no article (a point of an opinion) stays as it is, in full-width brackets.
    """
    return "、".join(_one_zh(part.strip()) for part in re.split(r"[;；,，、]", cited) if part.strip())


def in_chinese(number: int) -> str:
    """``64`` → 六十四, as articles are numbered.

    :raises ValueError: not between 1 and 9999.
    """
    if not 1 <= number <= 9999:
        raise ValueError(f"{number} 不是条款的序号")
    made, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit == 0:
            gap = bool(made)
            continue
        made += ("零" if gap else "") + _DIGITS[digit] + name
        gap = False
    return made.removeprefix("一") if 10 <= number < 20 else made


def from_chinese(text: str) -> int:
    """六十四, 一百零一, 〇, 64 → the number.

    :raises ValueError: it is no number.
    """
    if re.fullmatch("[0-9]+", text):
        return int(text)
    total, digit = 0, 0
    for char in text.replace("〇", "零").replace("两", "二"):
        if char in _DIGITS:
            digit = _DIGITS.index(char)
        elif char in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
        else:
            raise ValueError(f"“{text}”不是数")
    return total + digit


def _one_zh(part: str) -> str:
    try:
        return parse_article(part).zh
    except ValueError:
        return part.replace("(", "（").replace(")", "）")
