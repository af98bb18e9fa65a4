"""Whether the codes of a case's parties can be right: their check digits (GB 32100-2015, GB 11643-1999)."""

from __future__ import annotations

import re

from mingzhi.law.casefile.values import Party
from mingzhi.law.conditions.facts import predicate
from mingzhi.law.conditions.scene import Scene, Truth
from mingzhi.law.identifiers import credit_code_problem, identity_check, normal

_IDENTITY = re.compile(r"[0-9]{17}[0-9X]")
_WHOLE = re.compile(r"[0-9A-Z]{16,20}")


def _problem(party: Party) -> str | None:
    """What is wrong with the party's code; empty: nothing; ``None``: it is masked, or of a kind without check digit.

    The number of a person is never repeated.
    """
    told = str(party.code)
    code = normal(told)
    if not _WHOLE.fullmatch(code) or "…" in told or ".." in told or "XXX" in code:
        return None
    if _IDENTITY.fullmatch(code) and party.kind != "organisation":
        if code[17] == identity_check(code[:17]):
            return ""
        if party.kind == "person":
            return "身份证号码的校验位不符，核对末位"
    if party.kind == "person":
        return None
    return credit_code_problem(code) or ""


@predicate
def party_code_told(scene: Scene) -> Truth:
    """The file tells the code of a party."""
    return any(party.code not in (None, "") for party in scene.case.parties)


@predicate
def party_codes_hold(scene: Scene) -> Truth:
    """The check digit of every party's code is right; unknown where a code is masked or has none."""
    answers: list[Truth] = []
    for party in scene.case.parties:
        if party.code in (None, ""):
            continue
        problem = _problem(party)
        answers.append(None if problem is None else not problem)
        if scene.trace and problem is None:
            scene.trace.lacks(None, "parties.code")
        elif scene.trace and problem:
            scene.trace.saw(None, "parties.code", f"{party.name}，{problem}")
    if False in answers:
        return False
    return None if None in answers else True
