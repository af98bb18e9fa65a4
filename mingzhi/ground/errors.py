"""Refusals as values: a code and facts; the door words them in Chinese (decision 46).

Every problem that a person or a machine may meet derives from :class:`Problem`. ``code`` is stable and documented,
``facts`` hold what a message needs (plain JSON values, never personal data that the asker may not see).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Problem(Exception):
    """Something that cannot be done, with what a door needs to say so.

    :param code: stable word, lower_snake_case, a key of the door's wording table.
    :param facts: JSON values for the wording: numbers, names, dates as ISO text.
    """

    status = 400

    def __init__(self, code: str, /, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: Mapping[str, Any] = facts

    def __str__(self) -> str:
        return f"{self.code} {dict(self.facts)}" if self.facts else self.code


class BadInput(Problem):
    """What was given cannot be read: ``where`` it stands, ``what`` is wrong, how to ``fix`` it (decision 47)."""

    status = 422

    def __init__(self, code: str, /, *, where: str, what: str, fix: str, **facts: Any) -> None:
        super().__init__(code, where=where, what=what, fix=fix, **facts)
        self.where, self.what, self.fix = where, what, fix

    def __str__(self) -> str:
        return f"{self.where}：{self.what}。{self.fix}" if self.fix else f"{self.where}：{self.what}"


class Refused(Problem):
    """The law or the state of the case does not allow it now. ``facts`` carry the findings that say why."""

    status = 409


class Conflict(Problem):
    """Somebody else was faster, or the same key was used for something else."""

    status = 412


class Forbidden(Problem):
    """The actor may not do this, here."""

    status = 403


class NotFound(Problem):
    """There is no such row, or the actor may not know of it: the two are told alike."""

    status = 404
