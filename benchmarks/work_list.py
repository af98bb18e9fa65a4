"""The work list at 100,000 cases, for every role: p95 in milliseconds, queries, ratio to the raw engine.

``python -m benchmarks.work_list [--cases N] [--rounds N] [--engine sqlite|postgresql]``

Four in ten cases belong to one agency, the others to fifty below the same prefecture; one in eight is open. Measured is
everything that a visit to the work list asks the database: who acts, his page, the approvals and the reviews that wait
for him; for the supervisor of the prefecture the list of all cases below it. *Raw* is the same SQL with the same values
on the bare driver. The claim is about the poorest role.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

CLAIM_MS, CLAIM_QUERIES = 40.0, 6
_STEPS = (
    ("credential_shown", "officer"),
    ("decided", "officer"),
    ("review_completed", "reviewer"),
    ("published", "publicity_clerk"),
    ("archived", "archivist"),
)


def main() -> int:
    """Measure each engine in a process of its own; 1 if the claim is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"])
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.inside:
        print(json.dumps(measure(args.cases, args.rounds)))
        return 0
    results = [outside(args, engine) for engine in ([args.engine] if args.engine else ["sqlite", "postgresql"])]
    for one in results:
        print(json.dumps(one, ensure_ascii=False))
    told = "; ".join(
        f"{one['engine']} {one['role']} p95 {one['p95']:.1f} ms, {one['queries']} queries, raw/ours {one['ratio']:.2f}"
        for one in results
    )
    print(f"work_list: {args.cases:,} cases, poorest role: {told}")
    return 0 if all(one["p95"] <= CLAIM_MS and one["queries"] <= CLAIM_QUERIES for one in results) else 1


def outside(args: argparse.Namespace, engine: str) -> dict[str, Any]:
    """One engine on a fresh database; its poorest role."""
    with tempfile.TemporaryDirectory(prefix="mingzhi-work-") as home, _database(engine) as address:
        environment = {**os.environ, "MINGZHI_HOME": home, "DJANGO_SETTINGS_MODULE": "mingzhi.config.settings"}
        environment.pop("MINGZHI_DATABASE", None)
        if address:
            environment["MINGZHI_DATABASE"] = address
        command = [sys.executable, "-m", "benchmarks.work_list", "--inside"]
        command += ["--cases", str(args.cases), "--rounds", str(args.rounds)]
        told = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    roles = json.loads(told.splitlines()[-1])
    worst = max(roles, key=lambda role: roles[role]["p95"])
    return {"engine": engine, "role": worst, **roles[worst], "roles": roles}


@contextmanager
def _database(engine: str) -> Iterator[str]:
    if engine == "sqlite":
        yield ""
        return
    from tests.postgres import cluster

    with cluster() as address:
        yield address


def measure(count: int, rounds: int) -> dict[str, dict[str, float]]:
    """Fill the database, then visit as each role."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    people = _fill(count)
    return {role: _visits(account, role, rounds) for role, account in people.items()}


def _fill(count: int) -> dict[str, Any]:
    """Agencies, people and cases; the accounts to be measured, by role."""
    from django.db import connection

    from mingzhi.casework.cases.models import Case, Handler, Request
    from mingzhi.ground.clock import now, today
    from mingzhi.registry.agencies.api import create_agency, create_region
    from mingzhi.registry.identity.api import Role, create_account

    chance = random.Random(7)
    create_region("53", "云南省")
    create_region("5303", "曲靖市", "53")
    upper = create_agency(name="市局", short="曲住建", level="prefecture", region="5303", field="housing")
    agencies = []
    for number in range(51):
        code = f"5303{number + 1:02d}"
        create_region(code, f"县{number}", "5303")
        agencies.append(
            create_agency(name=f"县局{number}", short=f"县{number}", level="county", region=code, field="housing")
        )
    roles = [Role.OFFICER, Role.HEAD, Role.REVIEWER, Role.PUBLICITY_CLERK, Role.ARCHIVIST]
    accounts = {
        str(role): create_account(
            username=str(role), password="x", name="某", agency_id=agencies[0].id, roles=[role], check_password=False
        )
        for role in roles
    }
    watching = [Role.SUPERVISOR]
    accounts["supervisor"] = create_account(
        username="supervisor", password="x", name="某", agency_id=upper.id, roles=watching, check_password=False
    )
    mine, day = accounts["officer"].person_id, today()
    cases, handlers, requests = [], [], []
    for number in range(count):
        agency = agencies[0] if number % 10 < 4 else agencies[1 + number % 50]
        step, role = chance.choice(_STEPS)
        finished = chance.random() > 0.125
        cases.append(
            Case(
                id=f"{number:026d}",
                origin="local",
                number=f"{agency.short}〔2026〕{number}号",
                act="penalty",
                procedure="ordinary",
                title="某公司未取得施工许可证擅自施工案",
                agency_id=agency.id,
                agency_name=agency.name,
                region_path=agency.region_path,
                line_path=agency.line_path,
                party="某公司",
                state="已归档" if finished else "调查中",
                finished=finished,
                last_on=day,
                seq=12,
                next_step="" if finished else step,
                next_role="" if finished else role,
                due_on=None if finished or number % 7 == 0 else day + timedelta(days=chance.randrange(-30, 90)),
                due_rule="pen-decide-90d",
                head={"act": "penalty", "title": "某公司未取得施工许可证擅自施工案" * 4},
            )
        )
        handlers.append(
            Handler(case_id=cases[-1].id, person_id=mine if number % 100 == 0 else f"p{number % 300}", name="某")
        )
        if not finished and number % 20 == 0:
            draft = {"values": {}, "officers": []}
            requests.append(
                Request(id=cases[-1].id, case_id=cases[-1].id, agency_id=agency.id, step="decided", role="head")
            )
            requests[-1].draft, requests[-1].asked_by, requests[-1].asked_name = draft, "p", "某"
            requests[-1].asked_at, requests[-1].seq = now(), 12
    Case.objects.bulk_create(cases, batch_size=1000)
    Handler.objects.bulk_create(handlers, batch_size=1000)
    Request.objects.bulk_create(requests, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return accounts


def _visits(account: Any, role: str, rounds: int) -> dict[str, float]:
    """Times of visits as one role, and of the same statements on the bare driver."""
    from django.db import connection

    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        _visit(account, role)
    queries = len(asked)
    times, raw = [], []
    mark = "?" if connection.vendor == "sqlite" else "%s"
    statements = [(sql.replace("%s", mark), [_plain(one) for one in params or ()]) for sql, params in asked]
    for _ in range(rounds):
        started = time.perf_counter()
        _visit(account, role)
        times.append((time.perf_counter() - started) * 1000)
        cursor = connection.connection.cursor()
        started = time.perf_counter()
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()
        raw.append((time.perf_counter() - started) * 1000)
        cursor.close()
    return {
        "p50": statistics.median(times),
        "p95": statistics.quantiles(times, n=20)[-1],
        "queries": queries,
        "ratio": statistics.fmean(raw) / statistics.fmean(times),
    }


def _plain(value: Any) -> Any:
    """A value as the bare driver takes it: SQLite keeps days as text."""
    from django.db import connection

    return value.isoformat() if isinstance(value, date) and connection.vendor == "sqlite" else value


def _visit(account: Any, role: str) -> None:
    """What a visit to the work list asks for."""
    from mingzhi.casework.cases import api as cases
    from mingzhi.casework.review import api as review
    from mingzhi.registry.identity.api import Permission, actor_of

    account._state.fields_cache.pop("agency", None)  # a new request knows nothing of the last
    actor = actor_of(account)
    if role == "supervisor":
        cases.case_list(actor)
        return
    cases.work_list(actor, mine=role == "officer")
    if actor.holds(Permission.CASE_APPROVE):
        list(cases.open_requests(actor)[:20])
    if actor.holds(Permission.CASE_REVIEW):
        list(review.visible_tasks(actor)[:20])


if __name__ == "__main__":
    sys.exit(main())
