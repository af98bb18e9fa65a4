"""Normal form of text, and its grams: what makes every substring findable (engineering.md, full-text search).

Words are not segmented: a word index loses what it cuts wrongly. Every character and every pair of neighbouring
characters is a gram; a term of one or two characters is one gram, a longer one is all its pairs, re-checked in text.
Grams are written in hexadecimal, so that no character of a query can mean anything to a query language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

_BRACKETS = str.maketrans("〔【[{〈《〖〕】]}〉》〗", "(((((((" + ")))))))")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f]+")
#: A query is cut off here: nobody types more, and each pair of characters costs a look into the index.
MAX_QUERY = 60


@lru_cache(maxsize=1 << 14)
def normal(text: str) -> str:
    """Text as it is compared: NFKC, case folded, brackets alike, blanks gone (``〔2021〕22 号``, ``[2021]22号``)."""
    return _BLANK.sub("", unicodedata.normalize("NFKC", text).translate(_BRACKETS).casefold())


def terms(query: str) -> list[str]:
    """The terms of a query, in normal form: what stands between blanks; all must occur."""
    found = dict.fromkeys(normal(part) for part in query[:MAX_QUERY].split())
    return [term for term in found if term]


def searchable(parts: Iterable[str]) -> str:
    """The text of a row to be searched: its parts in normal form, one a line, so that no term spans two of them."""
    return "\n".join(normal(part) for part in parts if part)


class _Codes(dict[str, str]):
    """The code of each character, made at its first use."""

    def __missing__(self, character: str) -> str:
        made = self[character] = format(ord(character), "x")
        return made


_CODES = _Codes()


def _code(gram: str) -> str:
    return f"{_CODES[gram[0]]}z{_CODES[gram[1]]}" if len(gram) == 2 else _CODES[gram]


def grams_of(text: str) -> set[str]:
    """All grams of a searchable text."""
    found = set()
    for line in text.split("\n"):
        codes = [_CODES[character] for character in line]
        found.update(codes)
        found.update([f"{first}z{second}" for first, second in pairwise(codes)])
    return found


def grams_for(term: str) -> list[str]:
    """The grams that a text with *term* must have; the term itself for one or two characters."""
    if len(term) <= 2:
        return [_code(term)]
    return list(dict.fromkeys(_code(term[i : i + 2]) for i in range(len(term) - 1)))


def needs_check(term: str) -> bool:
    """Whether having all its grams does not yet prove that a text has the term."""
    return len(term) > 2
