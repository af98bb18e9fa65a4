"""The demo: built through the actions, in many stages, some late, some broken on purpose."""

from __future__ import annotations

import pytest

from mingzhi.casework.cases.api import Row, open_requests
from mingzhi.casework.cases.models import Request
from mingzhi.casework.documents.models import Document
from mingzhi.casework.review.models import Task
from mingzhi.doors.ops import demo
from mingzhi.doors.ops.demo.matters import PARTIES
from mingzhi.doors.ops.demo.old_files import ORIGIN
from mingzhi.doors.ops.demo.places import CAST, ENFORCING, SUPERVISING, invented_name
from mingzhi.ledger.journal.api import verify
from mingzhi.oversight.publication.models import Publication
from mingzhi.oversight.supervision.models import Finding
from mingzhi.registry.identity.api import Account, Role, actor_of

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_the_demo_has_cases_in_every_stage_and_only_old_files_break_blocking_rules() -> None:
    lines: list[str] = []
    assert demo.wanted()
    demo.build(say=lines.append, share=0.1)
    assert not demo.wanted()
    states = set(Row.objects.values_list("state", flat=True))
    assert {"调查中", "待决定", "审核中", "已决定", "已归档"} <= states
    assert Publication.objects.count() >= 20
    assert Request.objects.exists() and Task.objects.exists()
    drafted = set(Document.objects.filter(state=Document.DRAFT, kind="decision").values_list("case_id", flat=True))
    assert set(Task.objects.values_list("case_id", flat=True)) <= drafted
    broken = Finding.objects.filter(severity="block", outcome__in=("violated", "overdue"), cleared_at=None)
    assert broken.filter(case_id__startswith=f"{ORIGIN}:").exists()
    own = broken.exclude(case_id__startswith=f"{ORIGIN}:")
    assert set(own.values_list("outcome", flat=True)) <= {"overdue"}, list(own.values_list("rule", "outcome"))
    assert verify().sound
    head = actor_of(Account.objects.get(username="qilin-head"))
    assert Role.HEAD in head.roles and open_requests(head).exists()


def test_no_party_has_the_name_of_one_who_enforces() -> None:
    people = {invented_name(at, one) for at in range(len(ENFORCING) + len(SUPERVISING)) for one in range(len(CAST))}
    people |= {invented_name(20, one) for one in range(3)}
    parties = {name for listed in PARTIES.values() for kind, name in listed if kind == "person"}
    assert parties and not parties & people
