"""From a mapping (YAML or JSON already parsed) to a case, gathering every error with its path."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, cast, get_args

from mingzhi.law.casefile.values import Act, Agency, Authority, CaseFile, Event, Officer, Party
from mingzhi.law.casefile.vocabulary import VOCABULARY, FieldType
from mingzhi.law.casefile.when import when

FORMAT = "mingzhi-case/1"
_ACTS = get_args(Act)
_HEAD = (
    "format",
    "id",
    "act",
    "procedure",
    "title",
    "agency",
    "profile",
    "parties",
    "law_at",
    "knowledge",
    "absent",
    "authority",
    "events",
    "x",
)
_OWN = ("id", "event", "at", "recorded_at", "party", "officers")
_SHARED = ("note", "documents", "recordings", "evidence", "x")
_OFFICER = ("name", "credential", "valid_until", "kind")


@dataclass
class Errors:
    """What was found wrong, each with the path where it stands."""

    found: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, path: str, what: str, fix: str) -> None:
        """Note one error."""
        self.found.append((path, what, fix))

    def attempt(self, path: str, fix: str, make: Callable[[], Any]) -> Any:
        """The made value, or ``None`` and a note of the ValueError's words."""
        try:
            return make()
        except ValueError as error:
            self.add(path, str(error), fix)
            return None


def nearest(word: str, words: Iterable[str]) -> str:
    """“是否为 …” with the nearest known word, or the list where it is short."""
    known = sorted(words)
    close = difflib.get_close_matches(str(word), known, n=1, cutoff=0.5)
    if close:
        return f"是否为 {close[0]}"
    return f"可用：{'、'.join(known)}" if len(known) <= 14 else "见词表 docs/reference/vocabulary.md"


def build(raw: Mapping[str, Any], errors: Errors) -> CaseFile | None:
    """The case, or ``None`` with the errors noted."""
    before = len(errors.found)
    if raw.get("format") != FORMAT:
        errors.add("format", f"格式是 {raw.get('format')!r}", f"写 format: {FORMAT}")
    for name in raw:
        if name not in _HEAD:
            errors.add(str(name), "没有这个字段", f"{nearest(str(name), _HEAD)}；自有字段放在 x: 下")
    if not isinstance(raw.get("id"), str) or not raw.get("id"):
        errors.add("id", "没有案件标识，或不是文字", "写一个在来源内唯一的 id，数字加引号")
    if not _one_of(raw.get("act"), _ACTS):
        errors.add("act", f"{raw.get('act')!r} 不是执法类别", nearest(str(raw.get("act")), _ACTS))
    if raw.get("knowledge") is not None and not _one_of(raw["knowledge"], ("complete", "partial")):
        errors.add("knowledge", f"{raw['knowledge']!r} 不能用", "写 complete 或 partial")
    listed = raw.get("events")
    if not isinstance(listed, list):
        errors.add("events", "没有事件列表", "events: 下逐条写发生的事")
        listed = []
    events = [_event(index, one, errors) for index, one in enumerate(listed)]
    absent = raw.get("absent") or []
    if not isinstance(absent, list):
        errors.add("absent", "应是列表", "写成 [事件名]")
        absent = []
    for index, word in enumerate(absent):
        if not _one_of(word, VOCABULARY):
            errors.add(f"absent[{index}]", f"没有事件 {word}", nearest(str(word), VOCABULARY))
    law_at = raw.get("law_at")
    law_day = errors.attempt("law_at", "写一个日期，如 2024-05-06", lambda: when(law_at).day) if law_at else None
    agency = _agency(raw.get("agency"), errors)
    listed_parties = raw.get("parties") or []
    if not isinstance(listed_parties, list):
        errors.add("parties", "应是列表", "写成 [{kind: organisation, name: …}]")
        listed_parties = []
    parties = tuple(_party(i, one, errors) for i, one in enumerate(listed_parties))
    for name in ("procedure", "title", "profile"):
        if raw.get(name) is not None and not isinstance(raw[name], str):
            errors.add(name, f"{raw[name]!r} 不是文字", "加引号写成文字")
    if not isinstance(raw.get("x") or {}, Mapping):
        errors.add("x", "应是一组键和值", "写成 {键: 值}")
    authority = _authority(raw.get("authority"), errors)
    if len(errors.found) > before:
        return None
    return CaseFile(
        id=raw["id"],
        act=raw["act"],
        events=tuple(e for e in events if e is not None),
        procedure=raw.get("procedure"),
        title=raw.get("title"),
        agency=agency,
        profile=raw.get("profile"),
        parties=tuple(p for p in parties if p is not None),
        law_at=law_day,
        knowledge=raw.get("knowledge") or "partial",
        absent=frozenset(absent),
        authority=authority or Authority(),
        x=raw.get("x") or {},
    )


def _one_of(word: Any, words: Container[object]) -> bool:
    """Whether it is text, and one of the words: what a file holds may be anything."""
    return isinstance(word, str) and word in words


def _event(index: int, raw: Any, errors: Errors) -> Event | None:
    """One event of the list."""
    path = f"events[{index}]"
    if not isinstance(raw, Mapping):
        errors.add(path, "不是一个事件", "写成 {event: …, at: …}")
        return None
    word = raw.get("event")
    if not _one_of(word, VOCABULARY):
        errors.add(f"{path}.event", f"没有事件 {word}", nearest(str(word), VOCABULARY))
        return None
    kinds = VOCABULARY[str(word)].fields
    fields: dict[str, Any] = {}
    for name, value in raw.items():
        if name not in kinds and (name in _OWN or name in _SHARED):
            continue
        if name not in kinds:
            near = nearest(str(name), (*kinds, *_OWN, *_SHARED))
            errors.add(f"{path}.{name}", f"事件 {word} 没有字段 {name}", f"{near}；自有字段放在 x: 下")
        elif value is not None:
            fields[name] = convert(kinds[name], value, f"{path}.{name}", errors)
    _check_shared(raw, path, errors)
    moment = raw.get("at")
    at = errors.attempt(f"{path}.at", "写日期，或去掉 at", lambda: when(moment)) if moment is not None else None
    entered = raw.get("recorded_at")
    recorded = errors.attempt(f"{path}.recorded_at", "写带时区的时间", lambda: _moment(entered)) if entered else None
    return Event(
        index=index,
        type=str(word),
        at=at,
        recorded_at=recorded,
        id=raw.get("id"),
        party=raw.get("party"),
        officers=_officers(raw["officers"], path, errors)
        if "officers" not in kinds and raw.get("officers") is not None
        else None,
        fields=fields,
        shared={name: raw[name] for name in _SHARED if raw.get(name) is not None},
    )


def _check_shared(raw: Mapping[str, Any], path: str, errors: Errors) -> None:
    """The fields that any event may carry have their shapes too."""
    for name in ("id", "party", "note"):
        if raw.get(name) is not None and not isinstance(raw[name], str):
            errors.add(f"{path}.{name}", f"{raw[name]!r} 不是文字", "加引号写成文字")
    for name in ("documents", "recordings", "evidence"):
        if raw.get(name) is not None and not isinstance(raw[name], list):
            errors.add(f"{path}.{name}", "应是列表", "写成 [ … ]")
    if raw.get("x") is not None and not isinstance(raw["x"], Mapping):
        errors.add(f"{path}.x", "应是一组键和值", "写成 {键: 值}")


def _moment(value: Any) -> datetime | None:
    """An instant from text or a parsed value; a bare day is its beginning in China."""
    got = when(value)
    if got.instant is None and got.day is not None:
        return when(f"{got.day.isoformat()}T00:00").instant
    return got.instant


def convert(kind: FieldType, value: Any, path: str, errors: Errors) -> Any:
    """A field's value in its type; wrong ones are noted."""
    match kind.kind:
        case "bool":
            if not isinstance(value, bool):
                errors.add(path, f"{value!r} 不是是否", "写 true 或 false")
            return value
        case "int":
            if isinstance(value, bool) or not isinstance(value, int):
                errors.add(path, f"{value!r} 不是整数", "写整数，不加引号")
            return value
        case "money" | "percent":
            return errors.attempt(path, "写加引号的数，如 '30000.00'", lambda: _decimal(value))
        case "date" | "datetime":
            return errors.attempt(path, "写日期，如 2024-03-04", lambda: _time(kind.kind, value))
        case "choice":
            word = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else None
            if word in kind.choices:
                errors.add(path, f"写成了 {'true' if value else 'false'}", f"这里要文字，加引号写成 '{word}'")
            elif not isinstance(value, str) or value not in kind.choices:
                errors.add(path, f"{value!r} 不能用", nearest(str(value), kind.choices))
            return value
        case "list":
            if not isinstance(value, list):
                errors.add(path, "应是列表", "写成 [ … ]")
                return ()
            item = kind.item or FieldType("text")
            return tuple(convert(item, one, f"{path}[{i}]", errors) for i, one in enumerate(value))
        case "record":
            return _record(kind, value, path, errors)
        case "mapping":
            if not isinstance(value, Mapping):
                errors.add(path, "应是一组键和值", "写成 {键: 值}")
            return value
        case "ref":
            if isinstance(value, bool) or not isinstance(value, (str, int)):
                errors.add(path, f"{value!r} 不是引用", "写姓名、事件 id、事件名或序号")
            return value
    if not isinstance(value, str):
        errors.add(path, f"{value!r} 不是文字", "加引号写成文字")
    return value


def _record(kind: FieldType, value: Any, path: str, errors: Errors) -> Any:
    if not isinstance(value, Mapping):
        errors.add(path, "应是一组字段", "写成 {" + "、".join(kind.fields) + "}")
        return {}
    got = {}
    for name, one in value.items():
        if name not in kind.fields:
            errors.add(f"{path}.{name}", f"没有字段 {name}", nearest(str(name), kind.fields))
        elif one is not None:
            got[name] = convert(kind.fields[name], one, f"{path}.{name}", errors)
    return got


def _decimal(value: Any) -> Decimal:
    if isinstance(value, (bool, float)):
        raise ValueError(f"{value!r} 是小数而不是文字，可能失去精度")
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        raise ValueError(f"{value!r} 不是金额") from None
    if not number.is_finite():
        raise ValueError(f"{value!r} 不是金额")
    return number


def _time(kind: str, value: Any) -> Any:
    got = when(value)
    if kind == "datetime" and got.instant is not None:
        return got.instant
    if got.day is None:
        raise ValueError(f"{value} 不是一个确定的日期")
    return got.day


def _officers(raw: Any, path: str, errors: Errors) -> tuple[Officer, ...]:
    if not isinstance(raw, list):
        errors.add(f"{path}.officers", "应是列表", "写成 [{name: 张某, credential: …}]")
        return ()
    people = []
    for index, one in enumerate(raw):
        place = f"{path}.officers[{index}]"
        entry = {"name": one} if isinstance(one, str) else one
        if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str):
            errors.add(place, "没有姓名", "写 {name: 张某}")
            continue
        for name in entry:
            if name not in _OFFICER:
                errors.add(f"{place}.{name}", f"没有字段 {name}", nearest(str(name), _OFFICER))
        until = entry.get("valid_until")
        kind = entry.get("kind") or "officer"
        if not _one_of(kind, ("officer", "auxiliary", "third_party")):
            errors.add(f"{place}.kind", f"{kind!r} 不能用", "写 officer、auxiliary 或 third_party")
        credential = entry.get("credential")
        people.append(
            Officer(
                name=entry["name"],
                credential=str(credential) if credential is not None else None,
                credential_known="credential" in entry,
                valid_until=_until(until, f"{place}.valid_until", errors),
                kind=cast(Any, kind),
            )
        )
    return tuple(people)


def _until(value: Any, path: str, errors: Errors) -> date | None:
    """The end of a credential, if one is told."""
    day: date | None = errors.attempt(path, "写日期", lambda: when(value).day) if value else None
    return day


def _agency(raw: Any, errors: Errors) -> Agency | None:
    if raw is None:
        return None
    if not isinstance(raw, Mapping) or not raw.get("name"):
        errors.add("agency", "没有机关名称", "写 {name: …, region: '530302', field: housing}")
        return None
    region = raw.get("region")
    if region is not None and not isinstance(region, str):
        errors.add("agency.region", f"{region!r} 不是文字", f"加引号：'{region}'")
    return Agency(raw["name"], region, raw.get("level"), raw.get("field"))


def _party(index: int, raw: Any, errors: Errors) -> Party | None:
    path = f"parties[{index}]"
    if not isinstance(raw, Mapping) or not raw.get("name"):
        errors.add(path, "没有当事人名称", "写 {kind: organisation, name: …}")
        return None
    if raw.get("kind") is not None and not _one_of(raw["kind"], ("person", "sole_trader", "organisation")):
        errors.add(f"{path}.kind", f"{raw['kind']!r} 不能用", "写 person、sole_trader 或 organisation")
    rest = {name: value for name, value in raw.items() if name not in ("kind", "name", "code")}
    return Party(cast(Any, raw.get("kind")), str(raw["name"]), raw.get("code"), rest)


def _authority(raw: Any, errors: Errors) -> Authority | None:
    if raw is None:
        return None
    known = VOCABULARY.types["authority"]
    if not isinstance(raw, Mapping):
        errors.add("authority", "应是一组字段", "写成 {competent: true}")
        return None
    for name in raw:
        if name not in known:
            errors.add(f"authority.{name}", f"没有字段 {name}", nearest(str(name), known))
    return Authority(**{name: raw.get(name) for name in known})
