"""The portal at 1,000,000 publications: p95 of lists and searches with eight clients, recall, ratio to the raw engine.

``python -m benchmarks.portal [--rows N] [--engine sqlite|postgresql] [--requests N]``

Starts the server as ``mingzhi run --workers 2`` does (granian, WSGI) on an own database in a temporary folder, and
eight clients as threads of this process on the same machine: what they cost is in the figures. *Raw* is the same SQL
with the same values on the bare driver, one connection, nothing else running.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

CLIENTS = 8
CLAIM_MS = 50.0


def main() -> int:
    """Run one engine here, or each in its own process; the last line tells both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=4000)
    parser.add_argument("--engine", choices=["sqlite", "postgresql"])
    parser.add_argument("--recall", type=int, default=60, help="searches that are compared with brute force")
    parser.add_argument("--filled", metavar="FOLDER", help="a data folder (SQLite) that an earlier run has filled")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.inside:
        print(json.dumps(measure(args)))
        return 0
    results = [
        one for engine in ([args.engine] if args.engine else ["sqlite", "postgresql"]) if (one := outside(args, engine))
    ]
    for one in results:
        print(json.dumps(one, ensure_ascii=False))
    figures = "; ".join(
        f"{one['engine']} list p95 {one['list_p95']:.1f} ms, search p95 {one['search_p95']:.1f} ms, "
        f"{one['rate']:.0f} req/s, recall {one['recall']:.4f}, raw/served {one['ratio']:.2f}"
        for one in results
    )
    print(f"portal: {args.rows:,} publications, {CLIENTS} clients: {figures}")
    kept = all(max(one["list_p95"], one["search_p95"]) <= CLAIM_MS and one["recall"] == 1 for one in results)
    return 0 if kept and results else 1


def outside(args: argparse.Namespace, engine: str) -> dict[str, object] | None:
    """Measure one engine in a process of its own, on a fresh database."""
    with tempfile.TemporaryDirectory(prefix="mingzhi-portal-") as made, _database(engine) as address:
        home = args.filled or made
        environment = {**os.environ, "MINGZHI_HOME": home}
        environment.setdefault("DJANGO_SETTINGS_MODULE", "mingzhi.config.settings")
        environment.pop("MINGZHI_DATABASE", None)
        if address:
            environment["MINGZHI_DATABASE"] = address
        command = [sys.executable, "-m", "benchmarks.portal", "--inside", "--engine", engine]
        command += ["--rows", str(args.rows), "--requests", str(args.requests)]
        command += ["--recall", str(args.recall)]
        command += ["--filled", args.filled] if args.filled else []
        told = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
        found: dict[str, object] = json.loads(told.splitlines()[-1])
        return found


@contextmanager
def _database(engine: str) -> Iterator[str]:
    if engine == "sqlite":
        yield ""
        return
    from tests.postgres import cluster

    with cluster() as address:
        yield address


def measure(args: argparse.Namespace) -> dict[str, object]:
    """Fill, serve, ask, compare."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from benchmarks.portal_data import fill, terms
    from mingzhi.oversight.publication import api  # noqa: F401 - loaded now: the code must not change under the run

    call_command("migrate", verbosity=0)
    started = time.monotonic()
    if not args.filled:
        fill(args.rows, connection.vendor, _say)
    filled = time.monotonic() - started
    _say(f"{args.engine}: filled in {filled:.0f} s")
    words = terms(400)
    recall, asked = _recall(words[: args.recall])
    raw = _raw(words)
    connection.close()
    with _server() as port:
        lists = _ask(port, _lists(), args.requests // 2)
        searches = _ask(port, [f"/?q={quote(word)}" for word in words], args.requests // 2)
    both = lists.times + searches.times
    return {
        "engine": args.engine,
        "rows": args.rows,
        "fill_seconds": round(filled),
        "list_p50": _p(lists.times, 50),
        "list_p95": _p(lists.times, 95),
        "search_p50": _p(searches.times, 50),
        "search_p95": _p(searches.times, 95),
        "rate": len(both) / (lists.seconds + searches.seconds),
        "raw_p95": _p(raw, 95),
        "ratio": statistics.fmean(raw) / statistics.fmean(searches.times),
        "recall": recall,
        "recall_terms": asked,
    }


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _p(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


def _lists() -> list[str]:
    """Lists as people open them: the newest, by act, by region, by year, together, and deep pages."""
    from mingzhi.oversight.publication.places import first_place

    chance, found = random.Random(3), ["/"] * 10
    from datetime import date

    for year in range(2017, 2026):
        found += [f"/?year={year}", f"/?act=permit&year={year}", f"/?region=/53/53{chance.randrange(1, 17):02d}/"]
        found += [f"/?act=coercion&region=/53/5303/&year={year}", f"/?before={first_place(date(year, 3, 1))}&n=20001"]
    return found


def _recall(words: list[str]) -> tuple[float, int]:
    """The share of rows that brute force finds and the index too; nothing beyond them."""
    from django.db import connection

    from mingzhi.oversight.publication import search
    from mingzhi.oversight.publication.grams import terms

    function = "strpos(text, %s)" if connection.vendor == "postgresql" else "instr(text, %s)"
    right = wanted = 0
    for word in words:
        parts = terms(word)
        with connection.cursor() as cursor:
            where = " and ".join([f"{function} > 0"] * len(parts))
            cursor.execute(f"select place from publication_searchtext where {where}", parts)
            truth = {row[0] for row in cursor.fetchall()}
        found = set(search.hits(word, [], limit=10_000_000))
        if found - truth:
            raise AssertionError(f"found without the term: {word!r}")
        right, wanted = right + len(found & truth), wanted + len(truth)
    return (right / wanted if wanted else 1.0), len(words)


def _raw(words: list[str]) -> list[float]:
    """The statements of each search replayed on the bare driver; milliseconds a search."""
    from django.db import connection

    from mingzhi.oversight.publication import api

    asked: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    times = []
    for word in words:
        asked.clear()
        with connection.execute_wrapper(note):
            wanted = api.Filter(query=word)
            api.listed(wanted), api.count(wanted), api.choices()
        cursor = connection.connection.cursor()
        mark = "?" if connection.vendor == "sqlite" else "%s"
        statements = [(sql.replace("%s", mark), list(params or ())) for sql, params in asked]
        started = time.perf_counter()
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()
        times.append((time.perf_counter() - started) * 1000)
    return times


class _Asked:
    """What the clients measured."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.seconds = 0.0


def _ask(port: int, addresses: list[str], count: int) -> _Asked:
    """Eight clients ask in parallel, each over its own connection; the first tenth warms up and is not counted."""
    asked, lock = _Asked(), threading.Lock()

    def client(number: int) -> None:
        chance, mine = random.Random(number), []
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for _ in range(count // CLIENTS):
            started = time.perf_counter()
            connection.request("GET", chance.choice(addresses))
            answer = connection.getresponse()
            answer.read()
            mine.append((time.perf_counter() - started) * 1000)
            if answer.status != 200:
                raise AssertionError(f"{answer.status}")
        with lock:
            asked.times += mine[len(mine) // 10 :]

    started = time.perf_counter()
    _together([lambda number=number: client(number) for number in range(CLIENTS)])
    asked.seconds = time.perf_counter() - started
    return asked


def _together(work: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@contextmanager
def _server() -> Iterator[int]:
    """The server as ``mingzhi run --workers 2`` starts it: granian, WSGI."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    options = ["--interface", "wsgi", "--port", str(port), "--workers", "2", "--blocking-threads", "4"]
    options += ["--backpressure", "64", "--log-level", "warning"]
    command = [sys.executable, "-m", "granian", *options, "mingzhi.config.wsgi:application"]
    server = subprocess.Popen(command, cwd=Path(__file__).resolve().parents[1])
    try:
        for _ in range(100):
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
            except OSError:
                time.sleep(0.2)
        yield port
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    sys.exit(main())
