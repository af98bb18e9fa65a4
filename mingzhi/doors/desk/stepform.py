"""One step as a short form: what is known is shown, what is not is asked, what was entered is never lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingzhi.casework.cases.api import Dossier, lawbook_of
from mingzhi.doors.desk import entering
from mingzhi.doors.desk.articles import article
from mingzhi.doors.desk.course import when_zh
from mingzhi.doors.desk.fields import Choices, Control, Raw, controls_of, filled, values_of
from mingzhi.doors.desk.starts import doubts, starts
from mingzhi.doors.desk.telling import step_zh, word
from mingzhi.ground.clock import SHANGHAI, now, today
from mingzhi.law.casefile.corrections import corrected_view
from mingzhi.law.casefile.values import Event, When
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.door import at_door
from mingzhi.law.procedure import NextStep, Step, known_fields
from mingzhi.registry.people.api import officers_of

#: Controls of every step beside the vocabulary's own fields.
COMMON = ("at-day", "at-time", "late_reason", "note", "recording", "recording_reason")
RECORDED: Choices = (("full", "全程录音录像"), ("part", "只录了一部分"), ("none", "没有录音录像"))


@dataclass(slots=True)
class StepForm:
    """The form of one step of one case.

    :param names: the fields that it asks for.
    :param known: fields that the case tells already, as the case file writes them; the page shows them.
    :param raw: what stands in the controls.
    :param wanted: fields that the law asks for at this step, with the article.
    :param errors: name of the control → what is wrong.
    """

    told: Dossier
    step: Step
    names: tuple[str, ...]
    known: Mapping[str, Any]
    raw: dict[str, list[str]]
    wanted: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    _people: Choices | None = None

    @property
    def controls(self) -> list[Control]:
        """What has to be answered: required fields, and those that the law asks for here."""
        return [one for one in self._all if one.required]

    @property
    def more(self) -> list[Control]:
        """What may be added."""
        return [one for one in self._all if not one.required]

    @property
    def more_open(self) -> bool:
        """Whether something stands in, or is wrong with, what may be added."""
        return any(
            one.error or any(one.values) or any(key.startswith(f"{one.name}-") for key in self.errors)
            for one in self.more
        )

    @property
    def _all(self) -> list[Control]:
        found = controls_of(self.step.event, self.names, self.raw, self.errors, self.refs)
        for one in found:
            one.required = one.required or one.name in self.wanted
            if said := self.wanted.get(one.name):
                one.hint = f"{one.hint}；{said}" if one.hint else said
        return found

    @property
    def refs(self) -> dict[str, Choices]:
        """Choices for fields that name an event of this case."""
        found: dict[str, Choices] = {}
        for name in self.names:
            kind = VOCABULARY[self.step.event].fields.get(name)
            if kind is not None and kind.kind == "ref" and name in _EVENTS:
                found[name] = _events(self.told, _EVENTS[name])
        return {name: choices for name, choices in found.items() if choices}

    @property
    def shown(self) -> list[tuple[str, str, str]]:
        """What is known: label, value in words, name of the field."""
        kinds = VOCABULARY[self.step.event].fields
        event = self.step.event
        return [
            (VOCABULARY.field_zh(event, name), word(event, name, kinds[name], value), name)
            for name, value in self.known.items()
            if name in kinds and name not in self.names
        ]

    def one(self, name: str) -> str:
        """What stands in one control."""
        return (self.raw.get(name) or [""])[0]

    def control_of(self, path: str) -> str:
        """The control of a field (``penalties.large``: the first row's); empty: the form does not ask for it."""
        head, _, part = path.partition(".")
        if head not in self.names:
            return ""
        listed = VOCABULARY[self.step.event].fields[head].kind == "list"
        return head if not part else f"{head}-0-{part}" if listed else f"{head}-{part}"

    @property
    def people(self) -> Choices:
        """The officers of the agency who may be chosen, with what their credential is worth today."""
        if self._people is None:
            found = officers_of(self.told.row.agency_id, today())
            self._people = tuple((one.person_id, _person(one)) for one in found)
        return self._people

    @property
    def chosen(self) -> list[str]:
        """The officers chosen so far."""
        return [one for one in self.raw.get("officers", ()) if one]

    @property
    def slots(self) -> list[str]:
        """One value for each choice of an officer: two at least."""
        rows = self.one("officers-rows")
        wanted = max(2, min(int(rows), 8) if rows.isdecimal() and len(rows) < 10 else 2, len(self.chosen))
        return (self.chosen + [""] * wanted)[:wanted]

    @property
    def listed(self) -> list[tuple[str, str]]:
        """The errors in the order of the page: id of the control, words."""
        order = [*self.raw, *self.names]
        return sorted(self.errors.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else -1)


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered, as the door takes it."""

    values: dict[str, Any]
    at: str | None
    officers: Sequence[str]
    late_reason: str


#: Fields that name an event of the case → which events may be named.
_EVENTS: Mapping[str, tuple[str, ...]] = {
    "document": ("decided", "prior_notice_served", "order_to_correct", "hearing_notified", "demand_served"),
    "replaces": ("decided",),
    "term": ("opened", "evidence_registered", "measure_taken"),
    "of": (),
}


def form_of(told: Dossier, following: NextStep | None, step: Step, raw: Raw | None, *, change: str = "") -> StepForm:
    """The form as it opens, or with what was entered.

    :param following: the step as it lies before the case, if it does.
    :param change: name of a known field that the person wants to change.
    """
    known, wanted = _known(told, step), _wanted(told, step)
    opened = {name.partition(".")[0] for name in wanted if "." in name and not _said(known, name)}
    base = tuple(dict.fromkeys([*step.form, *(following.asks if following else ())]))
    names = tuple(
        name
        for name in base
        if name not in step.filled
        and (name not in known or name == change or (raw is None and name in opened) or _touched(name, raw))
        and (name not in _EVENTS or name in wanted or _required(step, name) or _events(told, _EVENTS[name]))
    )
    if raw is None:
        start: dict[str, list[str]] = {"at-day": [today().isoformat()], "officers": _handlers(told, step)}
        for name in {change, *opened} & set(known):
            start |= filled(step.event, name, known[name])
        start |= _latest(told, names) | starts(told, step.event, names)
        return StepForm(told, step, names, known, start, wanted)
    return StepForm(told, step, names, known, {key: list(given) for key, given in raw.items()}, wanted)


def enter(form: StepForm) -> Entered:
    """What was entered, as the door takes it; what is wrong stands in ``form.errors``."""
    values, form.errors = values_of(form.step.event, form.names, form.raw)
    values = {**{name: value for name, value in form.known.items() if name not in form.names}, **values}
    at = _at(form)
    if note := form.one("note").strip():
        values["note"] = note
    if not form.errors:
        form.errors |= doubts(form.told, form.step.event, values)
    if form.step.recording != "text" and (recorded := form.one("recording")):
        values["recordings"] = [_recording(form, recorded)]
    officers = form.chosen
    if form.step.officers and len(officers) < 2 and not form.errors.get("officers"):
        form.errors["officers-1"] = "选择两名以上执法人员"
    return Entered(values, at, officers, form.one("late_reason").strip())


def _at(form: StepForm) -> str | None:
    """The moment: a day, a day with time, or (today without time) this moment."""
    try:
        day = entering.day(form.one("at-day")) if form.one("at-day").strip() else today().isoformat()
    except ValueError as wrong:
        form.errors["at-day"] = f"发生日期：{wrong}"
        return None
    if not form.one("at-time").strip():
        return None if day == today().isoformat() else day
    try:
        return f"{day}T{entering.clock(form.one('at-time'))}:00+08:00"
    except ValueError as wrong:
        form.errors["at-time"] = f"发生时间：{wrong}"
        return None


def _recording(form: StepForm, recorded: str) -> dict[str, Any]:
    reason = form.one("recording_reason").strip()
    if recorded != "full" and not reason:
        form.errors["recording_reason"] = "写明没有全程录音录像的原因"
    return {"complete": True} if recorded == "full" else {"complete": False, "reason_if_none": reason}


def _known(told: Dossier, step: Step) -> dict[str, Any]:
    """What the case tells already, as the case file writes it (the last event that says it)."""
    names = known_fields(step, told.file)
    found: dict[str, Any] = {}
    for name in names:
        said, _, key = step.known[name].partition(".")
        for one in reversed(told.recorded):
            if one.type == said and key in (one.payload or {}):
                found[name] = (one.payload or {})[key]
                break
    return found


def _wanted(told: Dossier, step: Step) -> dict[str, str]:
    """The fields of this step that its gates would ask for today, each with the article that does."""
    case = corrected_view(told.file)
    day = today()
    probe = Event(len(case.events), step.event, When(day, day), fields=known_fields(step, case))
    found: dict[str, str] = {}
    for finding in at_door(case, probe, lawbook_of(told.row), as_of=day):
        for one in finding.missing if finding.blocks else ():
            if one.event_type == step.event and one.field:
                found.setdefault(one.field, article(finding.citation))
                found.setdefault(one.field.partition(".")[0], article(finding.citation))
    return found


def _said(known: Mapping[str, Any], path: str) -> bool:
    """Whether a part of a known field (``penalties.large``) is told already wherever it can be."""
    head, _, part = path.partition(".")
    value = known.get(head)
    rows = value if isinstance(value, (list, tuple)) else [value]
    return not value or all(isinstance(row, Mapping) and part in row for row in rows)


def _required(step: Step, name: str) -> bool:
    return not VOCABULARY[step.event].fields[name].optional


def _touched(name: str, raw: Raw | None) -> bool:
    """Whether the controls of this field were on the page that was sent."""
    return raw is not None and any(key == name or key.startswith(f"{name}-") for key in raw)


def _handlers(told: Dossier, step: Step) -> list[str]:
    """Who handles the case now takes part, unless the form says otherwise."""
    return [one.person_id for one in told.handlers if one.current] if step.officers else []


def _latest(told: Dossier, names: Sequence[str]) -> dict[str, list[str]]:
    """A field that names a document begins with the latest that may be named."""
    if "document" not in names:
        return {}
    found = _events(told, _EVENTS["document"])
    return {"document": [found[0][0]]} if found else {}


def _events(told: Dossier, wanted: Sequence[str]) -> Choices:
    """Events of the case that a field may name, the newest first."""
    year = now().astimezone(SHANGHAI).date()
    pairs = [
        (recorded.id, f"{step_zh(recorded.type)}（{when_zh(event, year)}）")
        for event, recorded in zip(told.file.events, told.recorded, strict=True)
        if recorded.type in wanted
    ]
    return tuple(pairs[::-1])


def _person(one: Any) -> str:
    until: date | None = one.valid_until
    if not one.credential:
        return f"{one.name}（没有执法证件）"
    if until is not None and until < today():
        return f"{one.name}（{one.credential}，{until.isoformat()} 已过期）"
    return f"{one.name}（{one.credential}）"
