"""Every type of the journal is a word of the vocabulary, and every word of another stream is used (decision 22)."""

from __future__ import annotations

import ast
import re
from importlib import resources
from pathlib import Path

import yaml

from mingzhi.law.casefile.vocabulary import VOCABULARY
from tests.house.test_rooms import ROOT, modules

STREAMS = yaml.safe_load(
    resources.files("mingzhi.rules").joinpath("vocabulary/streams.yaml").read_text(encoding="utf-8")
)
_WORD = re.compile(r"[a-z]+(_[a-z]+)*")


def constants(path: Path) -> dict[str, str]:
    """The words that an ``events.py`` binds to names."""
    found = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            target = node.targets[0]
            if isinstance(target, ast.Name) and isinstance(node.value.value, str):
                found[target.id] = node.value.value
    return found


def appended() -> dict[str, str]:
    """Each word that some module gives to the journal as it stands, with the module."""
    found = {}
    for path in modules():
        here = str(path.relative_to(ROOT))
        if path.name == "events.py":
            found |= dict.fromkeys(constants(path).values(), here)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "NewEvent"):
                continue
            given = [*node.args[:1], *(one.value for one in node.keywords if one.arg == "type")]
            found |= {one.value: here for one in given if isinstance(one, ast.Constant)}
    return found


def test_every_type_of_the_journal_is_a_word_of_the_vocabulary() -> None:
    unknown = {word: where for word, where in appended().items() if word not in VOCABULARY and word not in STREAMS}
    assert unknown == {}


def test_every_word_of_another_stream_is_recorded_somewhere_and_told_in_chinese() -> None:
    assert sorted(set(STREAMS) - set(appended())) == []
    for word, told in STREAMS.items():
        assert _WORD.fullmatch(word) and re.search(r"[\u4e00-\u9fff]", told["zh"]) and told["fields"]
