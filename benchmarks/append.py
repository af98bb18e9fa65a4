"""Writing to the journal against the same SQL on the bare driver, on durable databases, one and eight clients.

``python -m benchmarks.append [--engine sqlite|postgresql] [--clients 1 8] [--transactions N] [--what append|record]``

Each client is a process of its own and appends one event a transaction to its own cases, as an action does: expected
seq, actor, payload of some 600 bytes; with ``--what record`` it records a step of a case (``cases.record``: rights,
officers, law, append, projection) as the API does. The bare driver sends the very same statements with the very same
values, from as many processes, to a copy of the same database. SQLite runs with ``synchronous=FULL`` (MINGZHI_DURABLE)
unless ``--normal``; there the write queue's turn-taking is part of our side only. A round's sides run one after the
other, so a busy machine distorts single rounds: the middle ratio counts.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.journal_engines import Engine, engines
from benchmarks.journal_replay import note, replay

CLAIM = 0.5
_CASES = 20


def main() -> int:
    """Measure all engines and numbers of clients; 1 if PostgreSQL stays below the claim."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", choices=["sqlite", "postgresql"])
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--transactions", type=int, default=2000, help="of all clients together")
    parser.add_argument("--normal", action="store_true", help="SQLite with synchronous=NORMAL, its default")
    parser.add_argument("--rounds", type=int, default=3, help="of which the middle ratio counts")
    parser.add_argument("--what", choices=["append", "record"], default="append")
    parser.add_argument("--inside", choices=["migrate", "ours", "note", "raw"], help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    settings = "mingzhi.config.settings" if args.what == "record" else "tests.ledger.settings"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    if args.inside:
        return inside(args)
    os.environ["MINGZHI_DURABLE"] = "" if args.normal else "1"
    results = []
    with engines([args.engine] if args.engine else ["sqlite", "postgresql"]) as found:
        for engine in found:
            engine.prepare("-m", "benchmarks.append", "--inside", "migrate", "--what", args.what)
            results += [measure(args, engine, clients) for clients in args.clients]
    told = "; ".join(
        f"{one['engine']} {one['clients']} client{'s' if one['clients'] > 1 else ''} {one['ours']:,.0f}/s, "
        f"{one['ratio']:.2f} of the bare driver's {one['raw']:,.0f}/s"
        for one in results
    )
    print(f"{args.what}: {told}")
    return 0 if all(one["ratio"] >= CLAIM for one in results if one["engine"] == "postgresql") else 1


def measure(args: argparse.Namespace, engine: Engine, clients: int) -> dict[str, Any]:
    """Rounds of ours and raw after one another; the round with the middle ratio."""
    rounds = []
    for _ in range(args.rounds):
        ours = _timed(args, engine.copy(), "ours", clients)
        noting = engine.copy()
        turns = Path(noting[0]["MINGZHI_HOME"]) / "turns"
        _timed(args, noting, "note", clients, turns)
        raw = _timed(args, engine.copy(), "raw", clients, turns)
        rounds.append({"engine": engine.name, "clients": clients, "ours": ours, "raw": raw, "ratio": ours / raw})
        print(json.dumps(rounds[-1]), file=sys.stderr, flush=True)
    return sorted(rounds, key=lambda one: one["ratio"])[len(rounds) // 2]


def _timed(
    args: argparse.Namespace, copy: tuple[dict[str, str], str], what: str, clients: int, turns: Path | None = None
) -> float:
    """Transactions a second of one run in a process of its own."""
    environment, address = copy
    command = ["-m", "benchmarks.append", "--what", args.what, "--inside", what, "--clients", str(clients)]
    command += ["--transactions", str(args.transactions)] + (["--file", str(turns)] if turns else [])
    environment = {**environment, "BENCHMARK_ADDRESS": address}
    told = subprocess.run([sys.executable, *command], env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return float(told.stdout.split()[-1])


def inside(args: argparse.Namespace) -> int:
    """One run on one database, in this process and its forked clients; prints transactions a second."""
    import django

    django.setup()
    if args.inside == "migrate":
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        if args.what == "record":
            _open_cases()
        return 0
    clients, each = args.clients[0], args.transactions // args.clients[0]
    spans = [_fork(lambda n=n: _client(args, n, each)) for n in range(clients)]
    told = [pickle.loads(_read(span)) for span in spans]
    print(clients * each / (max(end for _, end in told) - min(begun for begun, _ in told)))
    return 0


def _client(args: argparse.Namespace, number: int, each: int) -> tuple[float, float]:
    """What one client does; when it began and ended."""
    from django.conf import settings
    from django.db import connection

    if args.inside == "raw":
        turns = pickle.loads(Path(f"{args.file}{number}").read_bytes())
        init = settings.DATABASES["default"].get("OPTIONS", {}).get("init_command", "")
        return replay(os.environ["BENCHMARK_ADDRESS"], turns, init)
    work = (recording if args.what == "record" else appending)(number)
    connection.ensure_connection()
    if args.inside == "note":
        Path(f"{args.file}{number}").write_bytes(pickle.dumps(note(each, work)))
        return 0.0, 1.0
    begun = time.monotonic()
    for turn in range(each):
        work(turn)
    return begun, time.monotonic()


def appending(client: int) -> Callable[[int], None]:
    """One append of one event to one of the client's cases, in turn."""
    from mingzhi.ground.actor import ActorStamp
    from mingzhi.ledger.journal.api import NewEvent, append, write

    officer = ActorStamp(
        "person", "01HQ7Z8M5V4T3S2R1Q0P9N8M7K", "李四", "01HQ7Z8M5V4T3S2R1Q0P9N8M7A", None, "officer", "滇D0001"
    )
    payload = {
        "officers": [{"name": "张三", "credential": "滇D0002"}, {"name": "李四", "credential": "滇D0001"}],
        "place": "云南省曲靖市麒麟区某某路 12 号某某工地",
        "items": [{"name": "施工现场照片", "pages": 3}, {"name": "询问笔录", "pages": 5}],
        "found": "现场未按照规定设置围挡，渣土车辆未冲洗上路，路面污染长约三十米。" * 3,
        "amount": "30000.00",
    }

    def work(turn: int) -> None:
        seq, case = divmod(turn, _CASES)
        with write():
            append(
                f"case:{client}-{case}",
                [NewEvent("evidence_collected", payload, at="2024-03-04T09:30+08:00")],
                officer,
                expected=seq,
                lawbook="5f" * 32,
            )

    return work


def _open_cases() -> None:
    """An invented agency with cases for eight clients; the case's place among them is in its title."""
    from mingzhi.casework.cases import api as cases
    from tests.casework.office import office

    officer = office().officer
    party = {"kind": "organisation", "name": "某某建筑有限公司"}
    for number in range(8 * _CASES):
        cases.open_case(
            officer, act="penalty", title=f"案件{number:03}", parties=[party], clue={"source": "inspection"}
        )


def recording(client: int) -> Callable[[int], None]:
    """One step of one of the client's cases, in turn, by the officer through the one door."""
    from mingzhi.casework.cases import api as cases
    from mingzhi.casework.cases.models import Case
    from mingzhi.registry.identity.api import Account, actor_of

    people = {name: Account.objects.get(username=f"麒住建-{name}") for name in ("officer", "second")}
    officer, two = actor_of(people["officer"]), [one.person_id for one in people.values()]
    mine = list(Case.objects.order_by("title").values_list("id", flat=True))[client * _CASES : (client + 1) * _CASES]

    def work(turn: int) -> None:
        seq, case = divmod(turn, _CASES)
        told = {"kind": "documentary", "lawful": True, "means": "ordinary"}
        cases.record(officer, mine[case], "evidence_collected", told, officers=two, expected=seq + 1)

    return work


def _fork(work: Callable[[], object]) -> int:
    """Do the work in a child; where its pickled answer can be read."""
    read, tell = os.pipe()
    if os.fork():
        os.close(tell)
        return read
    status = 1
    try:
        answer = pickle.dumps(work())
        os.write(tell, answer)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _read(handle: int) -> bytes:
    """All that a child tells."""
    with open(handle, "rb") as told:
        return told.read()


if __name__ == "__main__":
    sys.exit(main())
