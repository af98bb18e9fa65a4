"""Whether a step can be taken at all, told before anybody fills in its form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingzhi.casework.cases.api import Dossier
from mingzhi.doors.desk.articles import article
from mingzhi.doors.desk.telling import step_zh
from mingzhi.law.procedure import NextStep, Step, done
from mingzhi.registry.identity.api import Actor


@dataclass(frozen=True, slots=True)
class Barred:
    """Why a step cannot be taken now.

    :param why: its place in the course forbids it, in words; empty: rules refuse it.
    :param lacks: title, article and remedy of each rule that refuses it today.
    :param first: steps that have to be taken before, which this person may open.
    """

    why: str
    lacks: Sequence[tuple[str, str, str]] = ()
    first: Sequence[Step] = ()


def barred_by(actor: Actor, told: Dossier, one: Step, following: NextStep | None) -> Barred | None:
    """What stands in the way whatever is entered; ``None``: nothing."""
    happened = {event.type for event in told.file.events}
    if one.once and done(one, told.file):
        return Barred("本案已经有这一步；记错了就用“记录更正”，决定要改就作变更或者撤销决定")
    if one.ordered and one.after and happened.isdisjoint(one.after):
        awaited = "或者".join(f"“{step_zh(word)}”" for word in one.after)
        return Barred(f"本案还没有{awaited}，先办理前面的环节", first=_offered(actor, told, one.after))
    if following is None or not following.lacks:
        return None
    lacks = [(lack.title, article(lack.citation), lack.remedy or "") for lack in following.lacks]
    wanted = [miss.event_type for lack in following.lacks for miss in lack.missing if miss.event_type]
    return Barred("", lacks, _offered(actor, told, wanted))


def _offered(actor: Actor, told: Dossier, words: Iterable[str]) -> list[Step]:
    """Of these steps those that this person may take now."""
    named, roles = set(words), {str(role) for role in actor.roles}
    ready = [lying.step for lying in told.projection.steps if lying.ready and lying.step.event in named]
    return [step for step in ready if roles & set(step.roles)]
