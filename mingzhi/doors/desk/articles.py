"""Articles as a list has room for them: the rule's source of today, its instrument by the short name."""

from __future__ import annotations

import re

from mingzhi.ground.clock import today
from mingzhi.law.casefile.values import Agency
from mingzhi.law.findings import Citation
from mingzhi.law.instruments import cite
from mingzhi.law.lawbook import Lawbook
from mingzhi.law.rule import Rule, Version
from mingzhi.law.wording import cited

_ASIDE = re.compile(r"（[^（）]*(?:号|修订|修正|年)[^（）]*）(?=》)")


def short(said: str) -> str:
    """``《行政处罚法》第60条`` for ``《中华人民共和国行政处罚法（2021年修订）》第60条``."""
    return _ASIDE.sub("", said).replace("《中华人民共和国", "《")


def article(citation: Citation) -> str:
    """The citation, short."""
    return short(cited(citation))


def citation_of(lawbook: Lawbook, rule: Rule) -> Citation:
    """The source of the rule that holds today for the lawbook's own agency, else for all."""
    source = standing(lawbook, rule).source
    return cite(lawbook.instruments, source.instrument, source.article, rule.id)


def article_of(lawbook: Lawbook, rule: Rule) -> str:
    """The article of a rule as it stands today, short."""
    return article(citation_of(lawbook, rule))


def standing(lawbook: Lawbook, rule: Rule) -> Version:
    """The version in force today, special before general."""
    profile, day = lawbook.profile, today()
    agency = Agency("", region=profile.region, field=profile.field) if profile is not None else None
    found = [version for version in rule.versions if version.scope.covers(agency)]
    return next((version for version in found if version.in_force(day)), (found or list(rule.versions))[0])
