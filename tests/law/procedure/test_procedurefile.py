"""Procedures as data: what a file may say, and that the shipped ones hold together."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhi.ground.errors import BadInput
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.procedurefile import Procedure, procedure_of, procedures, read_procedure

GOOD = """
act: penalty
procedure: tiny
zh: 小程序
stages: [{key: start, zh: 开始}]
steps:
  - {event: clue_received, stage: start, roles: [officer], main: true, state: 待立案}
"""


def _read(tmp_path: Path, text: str) -> Procedure:
    path = tmp_path / "tiny.yaml"
    path.write_text(text, encoding="utf-8")
    return read_procedure(path)


def test_a_small_file_is_read(tmp_path: Path) -> None:
    read = _read(tmp_path, GOOD)
    assert [step.event for step in read.steps] == ["clue_received"]
    assert read.steps[0].zh == VOCABULARY["clue_received"].zh
    assert read.stage_zh("start") == "开始"


@pytest.mark.parametrize(
    ("right", "wrong", "nearest"),
    [
        ("event: clue_received", "event: clue_recieved", "clue_received"),
        ("stage: start,", "stage: stard,", "start"),
        ("roles: [officer]", "roles: [oficer]", "officer"),
        ("main: true", "mian: true", "main"),
        ("state: 待立案", "fields: [receivd_on]", "received_on"),
        ("state: 待立案", "until: [openned]", "opened"),
        ("state: 待立案", "recording: musst", "must"),
        ("state: 待立案", "for: [fines]", "fine"),
        ("state: 待立案", "known: {source: opened.danjer}", "danger"),
    ],
)
def test_a_typo_is_refused_with_the_nearest_word(tmp_path: Path, right: str, wrong: str, nearest: str) -> None:
    assert right in GOOD
    with pytest.raises(BadInput) as caught:
        _read(tmp_path, GOOD.replace(right, wrong))
    assert nearest in caught.value.fix
    assert "tiny" in caught.value.where


def test_a_step_listed_twice_is_refused(tmp_path: Path) -> None:
    line = GOOD.strip().splitlines()[-1]
    with pytest.raises(BadInput):
        _read(tmp_path, GOOD + line + "\n")


@pytest.mark.parametrize("procedure", procedures().values(), ids=lambda one: f"{one.act}-{one.key}")
def test_a_shipped_procedure_has_at_most_seven_status_words_and_an_end(procedure: Procedure) -> None:
    assert 1 < len(procedure.states) <= 7
    assert any(step.finished for step in procedure.steps)
    assert procedure.steps[0].main


@pytest.mark.parametrize("procedure", procedures().values(), ids=lambda one: f"{one.act}-{one.key}")
def test_what_a_form_shows_is_not_what_the_door_fills(procedure: Procedure) -> None:
    for step in procedure.steps:
        assert set(step.form).isdisjoint(step.filled), step.event
        required = {name for name, kind in VOCABULARY[step.event].fields.items() if not kind.optional}
        assert required <= {*step.form, *step.filled}, step.event


def test_the_ordinary_procedure_is_the_default_of_a_penalty() -> None:
    assert procedure_of("penalty", None).key == "ordinary"
    assert procedure_of("penalty", "simplified").key == "simplified"
    assert procedure_of("levy", None).key == "general"


def test_decisions_and_filings_need_the_head() -> None:
    ordinary = procedure_of("penalty", "ordinary")
    for event in ("opened", "decided", "closed"):
        step = ordinary.step(event)
        assert step is not None and step.approval == "head", event
    registered = ordinary.step("evidence_registered")
    assert registered is not None
    assert registered.needs_approval({}) and not registered.needs_approval({"urgent": True})
    spot = procedure_of("penalty", "simplified").step("decided")
    assert spot is not None and spot.approval is None
