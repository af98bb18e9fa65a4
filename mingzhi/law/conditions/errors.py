"""A rule file that cannot be read: where in it, what is wrong, which word is nearest."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from mingzhi.ground.errors import BadInput


def bad_rule(where: str, what: str, fix: str = "") -> BadInput:
    """The problem of a rule file, in plain Chinese (decision 47)."""
    return BadInput("bad_rule", where=where, what=what, fix=fix)


def unknown(where: str, kind: str, word: object, known: Iterable[str]) -> BadInput:
    """An unknown word, with the nearest known one."""
    near = get_close_matches(str(word), list(known), 1, 0)
    return bad_rule(where, f"{kind} {word!r} 不认识", f"最接近的是 {near[0]}" if near else "")
