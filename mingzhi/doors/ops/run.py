"""``mingzhi run``: set the data up, serve the product with its worker; Ctrl-C stops everything it started."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from mingzhi.doors.ops.installation import demand_database, with_django
from mingzhi.ground.errors import BadInput

HELP = "准备数据并运行平台；Ctrl-C 全部停止"
_STOP_SECONDS = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--host", default="127.0.0.1", help="监听地址，默认 127.0.0.1")
    parser.add_argument("--port", type=int, default=os.environ.get("PORT") or "8000", help="端口，默认 8000")
    parser.add_argument("--workers", type=int, default=1 if _on_sqlite() else 2, help="服务进程数")
    parser.add_argument("--server", choices=["granian", "gunicorn"], default="granian", help="应用服务器")
    parser.add_argument("--no-demo", action="store_true", help="不建演示数据")


def run(args: argparse.Namespace) -> int:
    """Prepare, serve, wait; 0 after Ctrl-C, the server's status if it ended by itself."""
    _demand_free(args.host, args.port)
    with_django()
    prepare(demo=not args.no_demo)
    return _serve(args)


def prepare(*, demo: bool) -> None:
    """Bring the tables up to date and, on an empty installation, build the demo. Says what it does."""
    from django.conf import settings
    from django.core.management import call_command

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # lies in HOME; whitenoise warns where it is not
    demand_database()
    print("正在准备数据表", flush=True)
    call_command("migrate", interactive=False, verbosity=0)
    if demo:
        from mingzhi.doors.ops import demo as demo_data

        if demo_data.wanted():
            demo_data.build(say=lambda line: print(line, flush=True))


def _serve(args: argparse.Namespace) -> int:
    """Start server and worker, print the address when it answers, stop both together."""
    environment = {"DJANGO_SETTINGS_MODULE": "mingzhi.config.settings", **os.environ, "PYTHONUNBUFFERED": "1"}
    children = [
        subprocess.Popen(_server_command(args), env=environment, start_new_session=True),
        subprocess.Popen(
            [sys.executable, "-m", "mingzhi.doors.ops.main", "worker"], env=environment, start_new_session=True
        ),
    ]

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):  # SIGHUP: the terminal was closed
        signal.signal(number, stop)
    try:
        address = f"http://{args.host}:{args.port}"
        if _wait_for(f"{address}/healthz", children[0]):
            _greet(address, demo=not args.no_demo)
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
        return _ended(children)
    except KeyboardInterrupt:
        print("\n正在停止", flush=True)
        return 0
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave somebody behind
        _stop(children)


def _ended(children: list[subprocess.Popen[bytes]]) -> int:
    """Say which of the two ended by itself; its status, never 0."""
    names = ("应用服务器", "后台进程")
    name, child = next((name, child) for name, child in zip(names, children, strict=True) if child.poll() is not None)
    print(f"{name}意外结束（状态 {child.returncode}），现在全部停止；原因见上面的输出。", file=sys.stderr, flush=True)
    return child.returncode or 1


def _server_command(args: argparse.Namespace) -> list[str]:
    """The server's command line: granian in WSGI mode, or gunicorn (engineering.md)."""
    if args.server == "gunicorn":
        return [
            sys.executable,
            "-m",
            "gunicorn",
            "mingzhi.config.wsgi:application",
            "--bind",
            f"{args.host}:{args.port}",
            "--workers",
            str(args.workers),
            "--threads",
            "4",
        ]
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        args.host,
        "--port",
        str(args.port),
        "--workers",
        str(args.workers),
        "--blocking-threads",
        "4",
        "--backpressure",
        "64",
        "--no-ws",
        "--respawn-failed-workers",
        "--workers-kill-timeout",
        "5",
        "--log-level",
        "warning",
        "mingzhi.config.wsgi:application",
    ]


def _wait_for(url: str, server: subprocess.Popen[bytes], seconds: float = 60) -> bool:
    """Whether the server answers within the time, whatever it answers, while it lives."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return bool(answer.status)
        except urllib.error.HTTPError:
            return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False


def _greet(address: str, *, demo: bool) -> None:
    """Say where the doors are, and who may be tried out."""
    print(f"\n明执已启动：{address}/（公示门户）  {address}/desk/（工作台）", flush=True)
    if demo:
        from mingzhi.doors.ops import demo as demo_data

        for line in demo_data.accounts_lines():
            print(line, flush=True)
    print("按 Ctrl-C 停止。", flush=True)


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    """End every child and what it started: first asked, then forced."""
    for child in children:
        if child.poll() is None:
            _signal_group(child, signal.SIGTERM)
    until = time.monotonic() + _STOP_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            _signal_group(child, signal.SIGKILL)
            child.wait()


def _signal_group(child: subprocess.Popen[bytes], number: int) -> None:
    """Signal the child's whole process group; it may have ended in the meantime."""
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return


def _demand_free(host: str, port: int) -> None:
    """Refuse at once, with a way out, if this cannot be listened on.

    :raises BadInput: ``port_taken``, ``port_not_allowed``, ``no_such_port``, ``no_such_host``.
    """
    place, other = f"端口 {port}", "换一个端口，如 PORT=8001 make run"
    if not 1 <= port <= 65535:
        raise BadInput("no_such_port", where=place, what="端口从 1 到 65535", fix=other)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
                fix = "写本机的地址：127.0.0.1 只供本机，0.0.0.0 供其他电脑访问"
                raise BadInput("no_such_host", where=f"--host {host}", what="不是本机的地址", fix=fix) from None
            if error.errno == errno.EACCES:
                raise BadInput("port_not_allowed", where=place, what="没有权限使用", fix=other) from None
            fix = f"换一个端口：PORT={port + 1 if port < 65535 else 8001} make run"
            raise BadInput("port_taken", where=place, what="已被别的程序使用", fix=fix) from None


def _on_sqlite() -> bool:
    """Whether the embedded database is used."""
    return not os.environ.get("MINGZHI_DATABASE")
