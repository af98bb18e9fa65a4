"""A desk with people and cases in several stages, and browsers of the people (Django's test client)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client

from mingzhi.casework.cases import api as cases
from mingzhi.ground.clock import SHANGHAI, now
from mingzhi.registry.identity.api import Account, Actor
from tests.casework.office import Office, office
from tests.casework.story import DECISION, Play

BACKEND = "mingzhi.registry.identity.signing_in.Passwords"
#: What a browser sends for a decision (the controls of its form).
DECIDED = {
    "outcome": "罚款",
    "basis": "《建筑工程施工许可管理办法》第十二条",
    "facts_stated": "yes",
    "evidence_stated": "yes",
    "benchmark_stated": "yes",
    "article_stated": "yes",
    "remedies-reconsideration_to": "本级人民政府",
    "remedies-within": "六十日",
    "remedies-court": "有管辖权的人民法院",
    "remedies-court_within": "六个月",
    "sealed": "yes",
    "penalties-rows": "1",
    "penalties-0-type": "fine",
    "penalties-0-amount": "8,000",
    "circumstances": "none",
    "matches_notice": "yes",
    "pay_to": "bank",
    "basis_level": "dept_rule",
}


@dataclass
class Desk:
    """One agency and its cases: ``fresh`` (a clue), ``filed``, ``noticed``, ``submitted``, ``decided``, ``asked``."""

    office: Office
    fresh: str
    filed: str
    submitted: str
    decided: str
    asked: str
    request: str


def client(actor: Actor, **options: Any) -> Client:
    """The browser of a person who has signed in."""
    browser = Client(**options)
    browser.force_login(Account.objects.get(pk=actor.account_id), backend=BACKEND)
    return browser


def play(bureau: Office, stop: str, **opened: Any) -> str:
    """A case that has just reached *stop*; its id."""
    days = sum(moment.days for moment in Play.before(stop)) + 1
    begin = now().astimezone(SHANGHAI).replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=days)
    one = Play(bureau, now=begin)
    one.open(**opened)
    return one.until(stop).case_id


def desk(**options: Any) -> Desk:
    """The whole desk."""
    bureau = office(**options)
    fresh = Play(bureau, now=now() - timedelta(hours=2)).open().id
    asked = play(bureau, "review_completed", title="待决定的案件")
    request = cases.request_approval(bureau.officer, asked, "decided", DECISION)
    return Desk(
        office=bureau,
        fresh=fresh,
        filed=play(bureau, "investigated_on_site"),
        submitted=play(bureau, "review_submitted"),
        decided=play(bureau, "document_served"),
        asked=asked,
        request=request.id,
    )
