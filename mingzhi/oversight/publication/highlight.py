"""Where the terms of a search stand in a text as it is shown, for the marks on the page."""

from __future__ import annotations

from functools import lru_cache

from mingzhi.oversight.publication.grams import normal, terms

Piece = tuple[str, bool]


def pieces(text: str, query: str) -> list[Piece]:
    """*text* cut into (part, whether it is a hit); joined again they are the text.

    Compared in normal form character by character, so that 〔2021〕22 号 is marked for ``[2021]22号`` too.
    """
    wanted = _terms(query)
    if not any(term in normal(text) for term in wanted):
        return [(text, False)] if text else []
    plain, places = _normalised(text)
    hit = [False] * len(text)
    for term in wanted:
        at = plain.find(term)
        while at >= 0:
            first, last = places[at], places[at + len(term) - 1]
            hit[first : last + 1] = [True] * (last + 1 - first)
            at = plain.find(term, at + len(term))
    found: list[Piece] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or hit[at] != hit[start]:
            found.append((text[start:at], hit[start]))
            start = at
    return found


@lru_cache(maxsize=64)
def _terms(query: str) -> list[str]:
    return terms(query)


@lru_cache(maxsize=1 << 14)
def _plain(character: str) -> str:
    return normal(character)


def _normalised(text: str) -> tuple[str, list[int]]:
    """The normal form, and for each of its characters the place in *text* that it comes from."""
    plain: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for made in _plain(character):
            plain.append(made)
            places.append(place)
    return "".join(plain), places
