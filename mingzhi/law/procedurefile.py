"""Reading procedure files: YAML to :class:`Procedure`, every key and word checked (rules/procedures/*.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.conditions.errors import bad_rule, unknown
from mingzhi.law.yamlfile import read_yaml

#: The words of roles as procedures, identity and pages use them (decision 31).
ROLES = (
    "officer",
    "unit_head",
    "reviewer",
    "head",
    "publicity_clerk",
    "archivist",
    "hearing_chair",
    "window",
    "equipment_keeper",
    "supervisor",
    "system_admin",
    "security_admin",
    "audit_admin",
)
RECORDING = ("text", "as_needed", "must")
_STEP = (
    "event",
    "zh",
    "stage",
    "roles",
    "approval",
    "approval_unless",
    "main",
    "if",
    "answers",
    "for",
    "instead",
    "again",
    "once",
    "after",
    "until",
    "known",
    "filled",
    "fields",
    "officers",
    "documents",
    "recording",
    "state",
    "finished",
    "sealed",
    "free",
)
_TOP = ("act", "procedure", "zh", "citation", "with", "stages", "steps")
_STAGE = ("key", "zh", "after", "until", "order")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a procedure, as data. Whether it may happen is for the gates (``law.door``), never for this.

    :param event: word of the vocabulary that it records.
    :param zh: what the button says.
    :param stage: key of its stage.
    :param roles: who may take it, or ask for it where ``approval`` names who decides.
    :param approval: role whose approval it needs, given as an event in his own session (decision 25).
    :param approval_unless: field that, answered yes, lets it happen at once; the approval is made up (处罚法 56).
    :param main: whether it lies on the main path.
    :param wanted_by: it lies on the main path only once one of these happened.
    :param answers: it lies on the main path only while the next main step is refused by one of these rules.
    :param penalties: it lies on the main path only where the decision holds one of these kinds of penalty.
    :param instead: one of these does as well.
    :param again: it must be done anew after one of these.
    :param once: it happens once.
    :param after: offered once one of these happened; empty: from the beginning.
    :param until: offered until one of these happened.
    :param known: field → ``event.field`` of the last such event, from which its value is known already.
    :param filled: fields that the installation writes itself.
    :param fields: optional fields of the vocabulary that its form shows.
    :param officers: two officers with valid credentials take part (行政处罚法 42).
    :param documents: kind and Chinese name of the documents made.
    :param recording: ``text``, ``as_needed`` (reason if none) or ``must`` (whole course; 国办发〔2018〕118号 三（八）).
    :param state: status word of the case from this step on.
    :param finished: nothing is to be done any more.
    :param ordered: it cannot happen before one of those that it is offered after (no notice before the filing).
    :param sealed: what it says stands in a sealed or served document: replaced, never corrected (decision 20).
    """

    event: str
    zh: str
    stage: str
    roles: tuple[str, ...]
    approval: str | None = None
    approval_unless: str | None = None
    main: bool = False
    wanted_by: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    penalties: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    once: bool = False
    after: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    filled: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    officers: bool = False
    documents: tuple[tuple[str, str], ...] = ()
    recording: str = "text"
    state: str | None = None
    finished: bool = False
    sealed: bool = False
    ordered: bool = False

    def needs_approval(self, values: Mapping[str, Any]) -> bool:
        """Whether, filled in like this, it has to wait for the approval first."""
        return bool(self.approval) and not (self.approval_unless and values.get(self.approval_unless) is True)

    @property
    def form(self) -> tuple[str, ...]:
        """The fields of its form: what the vocabulary requires and the procedure adds, less those that are filled."""
        required = [name for name, kind in VOCABULARY[self.event].fields.items() if not kind.optional]
        return tuple(dict.fromkeys(name for name in (*required, *self.fields) if name not in self.filled))


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a procedure, as the page groups it."""

    key: str
    zh: str


@dataclass(frozen=True)
class Procedure:
    """How acts of one kind run: stages and steps in their order, and the law that orders them."""

    act: str
    key: str
    zh: str
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    citation: tuple[str, str] | None = None

    def step(self, event: str) -> Step | None:
        """The step that records this event; ``None``: it stands beside this procedure."""
        return next((step for step in self.steps if step.event == event), None)

    def stage_zh(self, key: str) -> str:
        """The Chinese name of a stage."""
        return next((stage.zh for stage in self.stages if stage.key == key), "")

    @property
    def states(self) -> tuple[str, ...]:
        """The status words, in the order of the steps."""
        return tuple(dict.fromkeys(step.state for step in self.steps if step.state))


def read_procedure(path: Path) -> Procedure:
    """The procedure of one file.

    :raises BadInput: an unknown key, event, role, field or stage, naming place and nearest word.
    """
    raw = read_yaml(path)
    stages, steps = _parts(raw, path)
    citation = raw.get("citation")
    if len({step.event for step in steps}) != len(steps):
        raise bad_rule(path.name, "同一事件写了两步", "每个事件一步")
    return Procedure(
        act=raw["act"],
        key=raw["procedure"],
        zh=raw["zh"],
        stages=stages,
        steps=steps,
        citation=(citation["instrument"], citation["article"]) if citation else None,
    )


@cache
def procedures() -> Mapping[tuple[str, str], Procedure]:
    """The shipped procedures by act and key."""
    folder = Path(str(resources.files("mingzhi.rules"))) / "procedures"
    read = [read_procedure(path) for path in sorted(folder.glob("*.yaml")) if path.stem != "common"]
    return {(one.act, one.key): one for one in read}


def procedure_of(act: str, key: str | None) -> Procedure:
    """The procedure of an act; without a key the ordinary one; for acts that have none yet the general one."""
    known = procedures()
    return known.get((act, key or "ordinary")) or known.get((act, "ordinary")) or known["any", "general"]


def _parts(raw: Any, path: Path) -> tuple[tuple[Stage, ...], tuple[Step, ...]]:
    """Stages and steps of a file, those of the files it is ``with`` behind its own."""
    if not isinstance(raw, Mapping):
        raise bad_rule(path.name, "最外层要是一组键和值", "写 act、procedure、zh、stages、steps")
    _keys(raw, _TOP, path.name)
    stages: list[Stage] = []
    defaults: dict[str, Mapping[str, Any]] = {}
    for at, one in enumerate(raw.get("stages") or ()):
        _keys(one, _STAGE, f"{path.stem}.stages.{at}")
        stages.append(Stage(one["key"], one["zh"]))
        defaults[one["key"]] = one
    steps = [_step(one, defaults, f"{path.stem}.{one.get('event', at)}") for at, one in enumerate(raw["steps"])]
    for other in raw.get("with") or ():
        beside = path.with_name(f"{other}.yaml")
        more_stages, more_steps = _parts(read_yaml(beside), beside)
        own = {step.event for step in steps}
        stages += more_stages
        steps += [step for step in more_steps if step.event not in own]
    return tuple(stages), tuple(steps)


def _step(raw: Mapping[str, Any], stages: Mapping[str, Mapping[str, Any]], where: str) -> Step:
    _keys(raw, _STEP, where)
    event = str(raw.get("event"))
    _known([event], VOCABULARY, where, "事件")
    _known([raw.get("stage")], stages, where, "阶段")
    stage = stages[raw["stage"]]
    _known(raw.get("roles") or [None], ROLES, where, "角色")
    _known([raw["approval"]] if raw.get("approval") else [], ROLES, where, "角色")
    _known([raw["recording"]] if raw.get("recording") else [], RECORDING, where, "记录要求")
    after, until = raw.get("after", stage.get("after")), raw.get("until", stage.get("until"))
    for words in (raw.get("if"), raw.get("again"), raw.get("instead"), after, until):
        _known(words or (), VOCABULARY, where, "事件")
    _known(raw.get("for") or (), VOCABULARY.types["penalty"]["type"].choices, where, "处罚种类")
    fields = VOCABULARY[event].fields
    named = [*(raw.get("fields") or ()), *(raw.get("filled") or ()), *(raw.get("known") or {})]
    _known([*named, *([raw["approval_unless"]] if raw.get("approval_unless") else [])], fields, where, "字段")
    for path in (raw.get("known") or {}).values():
        word, _, name = str(path).partition(".")
        _known([word], VOCABULARY, where, "事件")
        _known([name], VOCABULARY[word].fields, where, "字段")
    return Step(
        event=event,
        zh=raw.get("zh") or VOCABULARY[event].zh,
        stage=raw["stage"],
        roles=tuple(raw["roles"]),
        approval=raw.get("approval"),
        approval_unless=raw.get("approval_unless"),
        main=bool(raw.get("main")),
        wanted_by=tuple(raw.get("if") or ()),
        answers=tuple(raw.get("answers") or ()),
        penalties=tuple(raw.get("for") or ()),
        instead=tuple(raw.get("instead") or ()),
        again=tuple(raw.get("again") or ()),
        once=bool(raw.get("once")),
        after=tuple(after or ()),
        until=tuple(until or ()),
        known=dict(raw.get("known") or {}),
        filled=tuple(raw.get("filled") or ()),
        fields=tuple(raw.get("fields") or ()),
        officers=bool(raw.get("officers")),
        documents=tuple((one["kind"], one["zh"]) for one in raw.get("documents") or ()),
        recording=raw.get("recording") or "text",
        state=raw.get("state"),
        finished=bool(raw.get("finished")),
        sealed=bool(raw.get("sealed")),
        ordered=bool(stage.get("order")) and not raw.get("free"),
    )


def _keys(raw: Mapping[str, Any], allowed: Iterable[str], where: str) -> None:
    for key in raw:
        if key not in allowed:
            raise unknown(where, "关键词", key, allowed)


def _known(words: Iterable[Any], known: Any, where: str, kind: str) -> None:
    for word in words:
        if word not in known:
            raise unknown(where, kind, word, known)
