"""Every problem that is raised anywhere has its Chinese words; the source is asked, not a list."""

from __future__ import annotations

import ast
from pathlib import Path

import mingzhi
from mingzhi.doors.web.wording import WORDS, put, say
from mingzhi.ground.errors import BadInput, Conflict, Forbidden, NotFound, Problem, Refused

SOURCE = Path(mingzhi.__file__).parent
KINDS = ("Refused", "Conflict", "Forbidden", "NotFound", "Problem")
#: Codes that only the command line raises and words itself.
COMMANDS = SOURCE / "doors" / "ops"


def raised() -> dict[str, str]:
    """Every code that is raised with its place; BadInput words itself."""
    found = {}
    for path in SOURCE.rglob("*.py"):
        if COMMANDS in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    found[code.value] = f"{path.relative_to(SOURCE)}:{node.lineno}"
    return found


def test_every_code_has_words() -> None:
    found = raised()
    assert len(found) > 20
    assert {code: place for code, place in found.items() if code not in WORDS} == {}


def test_words_say_what_and_how_without_filler() -> None:
    for code in WORDS:
        for kind in (Refused, Conflict, Forbidden, NotFound):
            said = put(kind(code, step="decided", roles=["reviewer"], by="head", rule="x", profile="y"))
            assert said.title and said.what and said.fix, code
            for text in (said.title, said.what, said.fix):
                assert not text.endswith(("。", "！")), code
                assert "抱歉" not in text and "禁止" not in text, code


def test_bad_input_says_where_what_and_how() -> None:
    problem = BadInput("x", where="文号", what="已经用过", fix="留空")
    assert say(problem) == "文号：已经用过。留空"


def test_a_code_without_words_is_told_by_its_name() -> None:
    assert "never_heard_of" in say(Problem("never_heard_of"))


def test_roles_and_steps_are_told_in_chinese() -> None:
    said = say(Forbidden("not_your_step", step="review_completed", roles=["reviewer"]))
    assert "reviewer" not in said and "review_completed" not in said
