"""The command line itself: what is listed, what is refused, and how a rule explains itself."""

from __future__ import annotations

import json
from importlib import util

import pytest

from mingzhi.doors.ops.main import COMMANDS, main


def _status(argv: list[str]) -> int:
    try:
        return main(argv)
    except SystemExit as stop:
        return int(stop.code or 0)


def test_the_overview_lists_every_command_that_is_there_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    listed = {line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")}
    specs = {name: util.find_spec(f"mingzhi.doors.ops.{module}") for name, module in COMMANDS.items()}
    there = {name for name, spec in specs.items() if spec is not None and spec.origin is not None}
    assert {"check", "deadline", "explain"} <= listed == there


@pytest.mark.parametrize(
    "argv", [["nonsense"], ["check"], ["check", "--nonsense", "x"], ["check", "--format", "xml", "x"], []]
)
def test_a_command_line_that_cannot_be_read_ends_with_status_two(
    capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    if argv:
        assert _status(argv) == 2
        assert "mingzhi" in capsys.readouterr().err
    else:
        assert _status(argv) == 0


def test_a_command_whose_module_is_missing_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(COMMANDS, "absent", "no_such_module")
    assert main(["--help"]) == 0
    assert "absent" not in capsys.readouterr().out
    assert _status(["absent"]) == 2


@pytest.mark.parametrize("command", ["check", "deadline", "explain"])
def test_help_is_chinese(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert _status([command, "--help"]) == 0
    told = capsys.readouterr().out
    assert "用法：" in told
    assert not {"usage:", "options:", "positional"} & set(told.split())


def test_a_rule_explains_itself_with_the_wording_of_its_article(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "pen-decide-90d", "--at", "2024-01-31", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["rule"], told["at"]) == ("pen-decide-90d", "2024-01-31")
    general = [one for one in told["versions"] if not one["scope"]]
    assert [one["citation"]["article"] for one in general] == ["60"]
    assert "九十日" in general[0]["citation"]["text"]
    assert general[0]["parameters"]["term"]["value"] == "90 calendar_day"
    assert main(["explain", "pen-decide-90d", "--at", "2024-01-31"]) == 0
    assert "第六十条" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["pen-decide-90"], "pen-decide-90d"),
        (["pen-decide-90d", "--at", "1990-01-01"], "1990-01-01"),
        (["pen-decide-90d", "--at", "yesterday"], "yesterday"),
        (["pen-decide-90d", "--profile", "nowhere"], "nowhere"),
    ],
)
def test_what_cannot_be_explained_says_why(capsys: pytest.CaptureFixture[str], options: list[str], told: str) -> None:
    assert main(["explain", *options]) == 2
    assert told in capsys.readouterr().err
