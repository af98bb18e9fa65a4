"""Deadline rules: from when a term runs, what stops and extends it, what ends it, and whether that was in time.

The block's grammar is in docs/reference/rule-file.md. Bounded dates accuse only if late for every date in the bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingzhi.ground.clock import SHANGHAI
from mingzhi.law.calendar import calendar_for
from mingzhi.law.casefile.values import Event, When
from mingzhi.law.conditions.errors import bad_rule, unknown
from mingzhi.law.conditions.fields import MISSING, field_value
from mingzhi.law.conditions.language import Reading
from mingzhi.law.conditions.order import precedes
from mingzhi.law.conditions.scene import Scene
from mingzhi.law.findings import Fact, Missing, Outcome
from mingzhi.law.periods import Term, end_instant, parse_term
from mingzhi.law.points import Finder, Point, field_of, find
from mingzhi.law.running import Extension, Stop, run, told
from mingzhi.law.spans import Bounds, ends, known

KEYS = ("start", "needs_start", "term", "stops", "extend", "done", "roll", "ends", "wait", "owner")


@dataclass(slots=True)
class Answer:
    """What a deadline says at one anchor."""

    outcome: Outcome
    started_on: date | None = None
    due_on: date | None = None
    facts: tuple[Fact, ...] = ()
    missing: tuple[Missing, ...] = ()
    counting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pair:
    """What stops the clock and what starts it again."""

    start: str
    end: tuple[str, ...]
    grounds: tuple[str, ...]
    zh: str


@dataclass(frozen=True, slots=True)
class _Extend:
    """Which event extends the term, under which names, by whose approval."""

    event: str
    names: tuple[str, ...]
    approved_by: tuple[str, ...]


class Deadline:
    """A compiled deadline block; call it with a scene that stands at the anchor."""

    def __init__(self, raw: Mapping[str, Any], reading: Reading, rule: str) -> None:
        reading.only(raw, *KEYS)
        if "term" not in raw or "done" not in raw:
            raise bad_rule(reading.where, "缺少 term 或 done", "写明期限和由什么完成")
        self.rule = rule
        self.term = _term(reading.value(raw["term"]), reading.at("term"))
        self.start, self.start_words = find(raw.get("start"), reading.at("start"), after=False)
        self.wait, self.needs_start = raw.get("wait") is True, raw.get("needs_start") is True
        self.done, self.done_words = find(raw["done"], reading.at("done"), after=True)
        self.ends: Finder | None = find(raw["ends"], reading.at("ends"), after=True)[0] if "ends" in raw else None
        self.roll = raw.get("roll", True) is not False
        if raw.get("owner", "authority") not in ("authority", "party"):
            raise unknown(reading.at("owner").where, "义务人", raw["owner"], ("authority", "party"))
        self.lapses = raw.get("owner") == "party"
        self.stops = tuple(_pair(one, reading.at("stops")) for one in _listed(raw.get("stops")))
        self.extend = _extend(raw["extend"], reading.at("extend")) if "extend" in raw else None

    def __call__(self, scene: Scene, *, in_file: bool) -> Answer:
        """Judge. ``in_file``: "today" is only the last day that the file names."""
        start, done = self.start(scene), self.done(scene)
        if start.event is None:
            return self._no_start(scene)
        if self.term is None:
            return Answer(Outcome.NOT_DETERMINED, missing=(Missing(None, "parameter.term"),))
        begins = known(start.when)
        facts = _facts(start, "start")
        if begins is None:
            return self._undated(scene, start, done, facts, in_file)
        end, counting = self._end(scene, begins, start.when)
        answer = Answer(Outcome.SATISFIED, begins.day, _shown(end), facts, (), counting)
        exact = self._exact(start, done)
        if done.event is None and self._ended(scene, end):
            answer.outcome = Outcome.NOT_APPLICABLE
        elif done.event is not None and (self.wait or done.when is not None or not self._absent(scene)):
            answer.facts += _facts(done, "done")
            self._compare(answer, end, done, exact)
        else:
            self._open(scene, answer, end, done, in_file)
        if not start.sure and answer.outcome in (Outcome.VIOLATED, Outcome.OVERDUE):
            answer.outcome, answer.missing = Outcome.NOT_DETERMINED, (Missing(start.event.type, "at"),)
        return answer

    def _no_start(self, scene: Scene) -> Answer:
        unlisted = [word for word in self.start_words if scene.unlisted(word) is None]
        if not unlisted:
            missing = tuple(Missing(word, None) for word in self.start_words)
            facts = tuple(Fact(None, word, None, False) for word in self.start_words)
            return Answer(
                Outcome.VIOLATED if self.needs_start else Outcome.NOT_APPLICABLE, facts=facts, missing=missing
            )
        return Answer(Outcome.NOT_DETERMINED, missing=tuple(Missing(word, None) for word in unlisted))

    def _undated(self, scene: Scene, start: Point, done: Point, facts: tuple[Fact, ...], in_file: bool) -> Answer:
        """The start has no date: only a duty that was found never to have been done can be judged."""
        if self._absent(scene) and done.event is None and in_file and not self.wait:
            return Answer(Outcome.VIOLATED, facts=(*facts, *self._not_done()))
        if done.wrong is not None and done.event is None and self._nothing_else(scene):
            return Answer(Outcome.VIOLATED, facts=(*facts, Fact(done.wrong.index, done.wrong.type, None, False)))
        event = start.event.type if start.event else None
        return Answer(Outcome.NOT_DETERMINED, facts=facts, missing=(Missing(event, start.field or "at"),))

    def _compare(self, answer: Answer, end: Bounds, done: Point, exact: bool | None) -> None:
        when = known(done.when)
        over = exact if exact is not None else end.over_on(when) if when is not None else None
        kept = over if self.wait else None if over is None else not over
        late = kept is False and not self.wait and done.only_quality
        if kept is None or not (done.sure or late):
            answer.outcome = Outcome.NOT_DETERMINED
            event = done.event.type if done.event else None
            answer.missing = (Missing(event, done.field or "at"),)
        else:
            answer.outcome = Outcome.SATISFIED if kept else Outcome.VIOLATED

    def _open(self, scene: Scene, answer: Answer, end: Bounds, done: Point, in_file: bool) -> None:
        """Nothing has ended the term yet."""
        answer.missing = tuple(Missing(word, None) for word in self.done_words)
        passed = end.over_on(Bounds(scene.as_of, scene.as_of))
        if done.wrong is not None:
            answer.facts += (Fact(done.wrong.index, done.wrong.type, None, False),)
        never = in_file and (done.wrong is not None or (self._absent(scene) and not scene.closed))
        if never and not self.lapses and self._nothing_else(scene):
            # An account after the fact (no "today" given) that names it absent, or done wrongly: it was never done.
            answer.outcome = Outcome.VIOLATED
            answer.facts += self._not_done()
        elif passed is False:
            answer.outcome = Outcome.DUE
        elif self.lapses:
            answer.outcome = Outcome.NOT_APPLICABLE
        elif passed is None:
            answer.outcome = Outcome.NOT_DETERMINED
        elif self._nothing_else(scene) or done.wrong is not None:
            answer.outcome = Outcome.OVERDUE
            answer.facts += self._not_done()
        else:
            answer.outcome = Outcome.NOT_DETERMINED

    def _nothing_else(self, scene: Scene) -> bool:
        """Whether what is not listed surely was not done; an account of it that was wrong stands for it."""
        listed = any(scene.by_type.get(word) for word in self.done_words)
        return listed or all(scene.unlisted(word) is False for word in self.done_words)

    def _absent(self, scene: Scene) -> bool:
        return bool(self.done_words) and all(word in scene.absent for word in self.done_words)

    def _not_done(self) -> tuple[Fact, ...]:
        return tuple(Fact(None, word, None, False) for word in self.done_words)

    def _ended(self, scene: Scene, end: Bounds) -> bool:
        """Whether the duty fell away before its end (case terminated, handed over …)."""
        if self.ends is None:
            return False
        point = self.ends(scene)
        if point.event is None:
            return False
        when = known(point.when)
        return when is None or end.over_on(when) is not True

    def _exact(self, start: Point, done: Point) -> bool | None:
        """Whether hours were over, where both times are known; ``None``: judge by days."""
        if self.term is None or self.term.unit != "hour" or start.when is None or done.when is None:
            return None
        begin, finish = start.when.instant, done.when.instant
        if begin is None or finish is None:
            return None
        try:
            return finish > end_instant(begin, self.term, calendar_for(None), roll=False)
        except OverflowError:
            return None

    def _end(self, scene: Scene, begins: Bounds, when: When | None) -> tuple[Bounds, tuple[str, ...]]:
        """The last day, with the arithmetic. A term that leaves the calendar (9999-12-31 for 长期) never ends."""
        try:
            return self._counted(scene, begins, when)
        except (OverflowError, ValueError):
            return Bounds(date.max, date.max), ("期限超出了日历",)

    def _counted(self, scene: Scene, begins: Bounds, when: When | None) -> tuple[Bounds, tuple[str, ...]]:
        assert self.term is not None
        calendar = scene.calendar
        if self.term.unit == "hour":
            if when is not None and when.instant is not None:
                moment = end_instant(when.instant, self.term, calendar, roll=False)
                last = moment.astimezone(SHANGHAI).date()
                return Bounds(last, last), (
                    f"{when.instant:%Y-%m-%d %H:%M} 起 {self.term.count} 小时，到 {moment:%Y-%m-%d %H:%M}",
                )
            return ends(begins, self.term, calendar, roll=False), ()
        sure, perhaps = self._stops(scene)
        more, maybe = self._extensions(scene)
        if not (sure or perhaps or more or maybe):
            end = ends(begins, self.term, calendar, roll=self.roll)
            lines = told(begins.day, self.term, calendar, roll=self.roll) if begins.day and scene.trace else ()
            return end, lines
        first = begins.first and run(begins.first, self.term, calendar, roll=self.roll, stops=sure, extensions=more)
        longest = begins.last and run(
            begins.last, self.term, calendar, roll=self.roll, stops=sure + perhaps, extensions=more + maybe
        )
        lines = told(begins.day, self.term, calendar, roll=self.roll) if begins.day and scene.trace else ()
        bounds = Bounds(first.end if first else None, longest.end if longest else None)
        return bounds, lines + (longest.lines if longest else ())

    def _stops(self, scene: Scene) -> tuple[tuple[Stop, ...], tuple[Stop, ...]]:
        """What surely stopped the clock, and what may have."""
        sure: list[Stop] = []
        perhaps: list[Stop] = []
        for pair in self.stops:
            for event in scene.by_type.get(pair.start, ()):
                if not scene.same_party(event) or event.at is None:
                    continue
                ground = field_value(event, ("ground",)) if pair.grounds else None
                if pair.grounds and ground is not MISSING and ground not in pair.grounds:
                    continue
                back = next(
                    (
                        e
                        for w in pair.end
                        for e in scene.by_type.get(w, ())
                        if precedes(event, e) and scene.same_party(e)
                    ),
                    None,
                )
                resumed = back.at if back else None
                if event.at.first is None or event.at.last is None:
                    continue
                open_ = back is None
                if ground is not MISSING and (open_ or (resumed and resumed.first)):
                    sure.append(Stop(event.at.last, None if open_ or resumed is None else resumed.first, pair.zh))
                    if event.at.day is None or (resumed is not None and resumed.day is None):
                        perhaps.append(Stop(event.at.first, None if resumed is None else resumed.last, pair.zh))
                else:
                    perhaps.append(Stop(event.at.first, resumed.last if resumed else None, pair.zh))
        return tuple(sure), tuple(perhaps)

    def _extensions(self, scene: Scene) -> tuple[tuple[Extension, ...], tuple[Extension, ...]]:
        """What surely extended this term, and what may have."""
        sure: list[Extension] = []
        maybe: list[Extension] = []
        if self.extend is None:
            return (), ()
        for event in scene.by_type.get(self.extend.event, ()):
            if not scene.same_party(event):
                continue
            approved = field_value(event, ("approved_by",))
            if self.extend.approved_by and approved is not MISSING and approved not in self.extend.approved_by:
                continue
            more = Extension(event.at.first if event.at else None, field_of(event, "days"), field_of(event, "until"))
            said = field_value(event, ("term",))
            meant = self.extend.event != "term_extended" or _meant(said, self.extend.names, self.rule)
            if meant is False or (more.days is None and more.until is None):
                continue
            (sure if meant else maybe).append(more)
        return tuple(sure), tuple(maybe)


def _shown(end: Bounds) -> date | None:
    return None if end.day == date.max else end.day


def _facts(point: Point, _: str) -> tuple[Fact, ...]:
    event: Event | None = point.event
    if event is None:
        return ()
    value = field_of(event, point.field) if point.field else point.when
    return (Fact(event.index, event.type, point.field or "at", _plain(value)),)


def _plain(value: Any) -> Any:
    """A day where one is certain; a bounded date as its two ends."""
    if isinstance(value, When):
        return value.instant or value.day or (value.first, value.last)
    return value


def _meant(said: Any, names: tuple[str, ...], rule: str) -> bool | None:
    """Whether an extension speaks of this term: by rule id or by one of its names; ``None``: it does not say."""
    if said is MISSING:
        return None
    text = str(said)
    if text == rule or any(name in text for name in names):
        return True
    return False if "-" in text or not isinstance(said, str) else None


def _listed(raw: Any) -> list[Any]:
    return [] if raw is None else raw if isinstance(raw, list) else [raw]


def _term(raw: Any, reading: Reading) -> Term | None:
    if raw is None:
        return None
    try:
        return parse_term(str(raw))
    except ValueError as error:
        raise bad_rule(reading.where, f"{raw!r} 不是期限", "写成 7 working_day、90 calendar_day、2 year") from error


def _pair(raw: Any, reading: Reading) -> _Pair:
    if isinstance(raw, str):
        return _Pair("clock_stopped", ("clock_resumed",), (raw,), "期限中止")
    reading.only(raw, "from", "to", "grounds", "zh")
    grounds = tuple(raw.get("grounds", ()))
    start = reading.events(raw["from"])[0]
    return _Pair(start, reading.events(raw["to"]), grounds, str(raw.get("zh", "期限中止")))


def _extend(raw: Mapping[str, Any], reading: Reading) -> _Extend:
    reading.only(raw, "event", "names", "approved_by")
    by = tuple(_listed(raw.get("approved_by")))
    for one in by:
        if one not in ("head", "collective", "upper", "other"):
            raise unknown(reading.where, "批准人", one, ("head", "collective", "upper", "other"))
    return _Extend(reading.events(raw.get("event", "term_extended"))[0], tuple(map(str, _listed(raw.get("names")))), by)


Judge = Callable[[Scene], Answer]
