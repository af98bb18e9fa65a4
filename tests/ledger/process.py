"""What runs as processes of a ledger: ``python -m tests.ledger.process migrate|work|settle``.

``work FOLDER`` forks writers and feeders. A writer notes each event in ``FOLDER/<n>`` *after* its commit returned: that
note is the acknowledgement on which the kill tests insist. ``settle`` feeds the readers and prints a JSON report.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from pathlib import Path

import django

from mingzhi.ground.actor import system


def main() -> int:
    """Do what was asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["migrate", "work", "settle"])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--feeders", type=int, default=2)
    parser.add_argument("--streams", type=int, default=5)
    parser.add_argument("--events", type=int, default=1_000_000, help="appends of each writer")
    parser.add_argument("--delay", type=float, default=0.0, help="longest wait before a commit, in seconds")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    django.setup()
    return {"migrate": migrate, "work": work, "settle": settle}[args.what](args)


def migrate(args: argparse.Namespace) -> int:
    """Make the tables."""
    from django.core.management import call_command

    from tests.ledger.counting import make_table

    call_command("migrate", verbosity=0)
    make_table()
    return 0


def work(args: argparse.Namespace) -> int:
    """Fork, work, wait for the writers; then the feeders end as well."""
    writers = [_fork(write_on, args, n) for n in range(args.writers)]
    feeders = [_fork(feed_on, args, n) for n in range(args.feeders)]
    failed = [pid for pid in writers if os.waitpid(pid, 0)[1]]
    for pid in feeders:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
    return 1 if failed else 0


def _fork(target: object, args: argparse.Namespace, number: int) -> int:
    """A child that does the target and nothing else."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        target(args, number)  # type: ignore[operator]
        status = 0
    finally:
        sys.stderr.flush()
        os._exit(status)


def write_on(args: argparse.Namespace, number: int) -> None:
    """Append to random streams, sometimes several events, sometimes giving up on purpose; note what is committed."""
    from mingzhi.ledger.journal.api import NewEvent, append, write

    chance = random.Random(args.seed * 1000 + number)
    with (args.folder / str(number)).open("a", encoding="ascii") as notes:
        for n in range(args.events):
            told = [NewEvent("noted", {"writer": number, "n": n, "字": "值" * chance.randrange(40)})]
            told *= chance.choice([1, 1, 1, 3])
            try:
                with write():
                    stream = f"case:{chance.randrange(args.streams)}"
                    recorded = append(stream, told, system(f"writer-{number}"), expected=None)
                    time.sleep(chance.random() * args.delay)
                    if chance.random() < 0.05:
                        raise GaveUp
            except GaveUp:
                continue
            notes.write("".join(f"{one.id} {one.stream} {one.seq}\n" for one in recorded))
            notes.flush()


class GaveUp(Exception):
    """The writer rolls back on purpose."""


def feed_on(args: argparse.Namespace, number: int) -> None:
    """Feed the readers again and again."""
    from mingzhi.ledger.journal.api import feed

    while True:
        for name, fed in feed().items():
            if fed.error:
                raise RuntimeError(f"{name}: {fed.error}")
        time.sleep(0.01)


def settle(args: argparse.Namespace) -> int:
    """Feed to the end; print what there is."""
    from mingzhi.ledger.journal.api import feed, read_after, verify
    from tests.ledger.counting import counted

    fed = feed()
    events: list[tuple[str, str, int, int]] = []
    while page := read_after(len(events), 1000):
        events += [(one.id, one.stream, one.seq, one.position or 0) for one in page]
    report = verify()
    answer = {
        "breaks": [repr(one) for one in report.breaks],
        "events": report.events,
        "waiting": report.waiting,
        "journal": events,
        "counted": counted(),
        "errors": [one.error for one in fed.values() if one.error],
    }
    print(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
