"""A profile: what an agency's own measures set of the law that may be set, and from when its institutions run.

Format: docs/reference/rule-file.md. A value may always go in the stricter direction; any other way only for a layer
that the rule's source lets set it (decision 8). Anything else is refused with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as default
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal

from mingzhi.law.conditions.errors import bad_rule, unknown
from mingzhi.law.periods import Term, parse_term
from mingzhi.law.rule import LAYERS, Parameter, Rule
from mingzhi.law.yamlfile import read_yaml

_KEYS = ("name", "zh", "region", "field", "citation", "set", "switches", "kinds", "x")
_ACTS = ("penalty", "permit", "coercion", "enforcement", "inspection", "levy", "requisition", "other")
#: Days of a unit, for telling which of two terms is shorter.
_LENGTH = {"hour": Decimal(1) / 24, "working_day": Decimal("1.4"), "calendar_day": Decimal(1)} | {
    "month": Decimal(30),
    "year": Decimal(365),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One value that a layer sets, with the sentence of the source that sets it."""

    value: Any
    source: str
    layer: str = "agency"


@dataclass(frozen=True, slots=True)
class Profile:
    """The settings of one agency (or of all agencies of a field in a place).

    :param settings: rule id → parameter → setting.
    :param switches: rule id → ``off`` | ``warn`` | ``block``, for rules that a source merely explores.
    :param kinds: act → its phases ``trial`` and ``full``, each with its first day; an act that is not named is on.
    """

    name: str
    zh: str
    region: str | None = None
    field: str | None = None
    settings: Mapping[str, Mapping[str, Setting]] = default(default_factory=dict)
    switches: Mapping[str, str] = default(default_factory=dict)
    kinds: Mapping[str, Mapping[str, date]] = default(default_factory=dict)
    x: Mapping[str, Any] = default(default_factory=dict)

    def phase(self, act: str, day: date | None) -> Literal["off", "trial", "full"]:
        """How far an institution has come for a kind of act on a day (decision 37)."""
        phases = self.kinds.get(act)
        if phases is None or day is None:
            return "full"
        if "full" in phases and day >= phases["full"]:
            return "full"
        return "trial" if "trial" in phases and day >= phases["trial"] else "off"


def read_profile(path: Path) -> Profile:
    """The profile of one file.

    :raises BadInput: an unknown key, a value without its source, a date that is none.
    """
    raw = read_yaml(path)
    where = path.name
    if not isinstance(raw, Mapping):
        raise bad_rule(where, "最外层要是一组键和值", "写 name、zh、set …")
    for key in raw:
        if key not in _KEYS:
            raise unknown(where, "关键词", key, _KEYS)
    if raw.get("name") != path.stem:
        raise bad_rule(f"{where}.name", f"{raw.get('name')!r} 和文件名不同", f"写 name: {path.stem}")
    kinds = raw.get("kinds") or {}
    for act in kinds:
        if act not in _ACTS:
            raise unknown(f"{where}.kinds", "执法类别", act, _ACTS)
    return Profile(
        name=path.stem,
        zh=str(raw.get("zh", path.stem)),
        region=str(raw["region"]) if raw.get("region") is not None else None,
        field=raw.get("field"),
        settings={
            str(rule): {str(name): _setting(one, f"{where}.set.{rule}.{name}") for name, one in values.items()}
            for rule, values in (raw.get("set") or {}).items()
        },
        switches={
            str(rule): _switch(one, f"{where}.switches.{rule}") for rule, one in (raw.get("switches") or {}).items()
        },
        kinds={act: _phases(one, f"{where}.kinds.{act}") for act, one in kinds.items()},
        x=raw.get("x") or {},
    )


def _setting(raw: Any, where: str) -> Setting:
    if not isinstance(raw, Mapping) or raw.get("value") is None or not raw.get("source"):
        raise bad_rule(where, "要写值和出处", "写成 {value: …, source: 《…》第…条}")
    for key in raw:
        if key not in ("value", "source", "layer"):
            raise unknown(where, "关键词", key, ("value", "source", "layer"))
    layer = raw.get("layer", "agency")
    if layer not in LAYERS:
        raise unknown(f"{where}.layer", "层级", layer, LAYERS)
    return Setting(raw["value"], str(raw["source"]), layer)


def _switch(raw: Any, where: str) -> str:
    if raw not in ("off", "warn", "block"):
        raise unknown(where, "开关", raw, ("off", "warn", "block"))
    return str(raw)


def _phases(raw: Any, where: str) -> dict[str, date]:
    if not isinstance(raw, Mapping) or not set(raw) <= {"trial", "full"}:
        raise bad_rule(where, f"{raw!r} 不能用", "写成 {trial: '2019-08-01', full: '2019-10-01'}")
    try:
        return {phase: date.fromisoformat(str(day)) for phase, day in raw.items()}
    except ValueError as error:
        raise bad_rule(where, "不是日期", "写成 2019-10-01 这样") from error


def applied(rule: Rule, profile: Profile) -> Rule:
    """The rule with the parameters and the switch that the profile sets.

    :raises BadInput: an unknown parameter, a loosening that nobody may make, a switch on what is law.
    """
    where = f"profiles/{profile.name}.{rule.id}"
    switch = profile.switches.get(rule.id)
    if switch is not None and rule.switch is None:
        raise bad_rule(where, f"{rule.id} 是法律规定，不能关也不能改级别", "从 switches 中删去")
    settings = profile.settings.get(rule.id, {})
    if not settings and switch is None:
        return rule
    names = {name for version in rule.versions for name in version.parameters}
    for name in settings:
        if name not in names:
            raise unknown(where, "参数", name, names)
    versions = tuple(
        replace(
            version,
            parameters={
                name: _set(parameter, settings[name], f"{where}.{name}") if name in settings else parameter
                for name, parameter in version.parameters.items()
            },
        )
        for version in rule.versions
    )
    return replace(rule, versions=versions, switch=switch if switch is not None else rule.switch)  # type: ignore[arg-type]


def _set(parameter: Parameter, setting: Setting, where: str) -> Parameter:
    source = f"{setting.layer}：{setting.source}"
    if (
        parameter.value is None
        or setting.layer in parameter.may_be_set_by
        or _stricter(parameter, setting.value, where)
    ):
        return replace(parameter, value=setting.value, set_by=source)
    way = {"lower": "更低", "higher": "更高", "subset": "更窄", "superset": "更宽"}.get(parameter.stricter or "", "")
    fix = f"只能设得{way}（不宽于 {parameter.value}）" if way else "这一项不能由办法改变"
    raise bad_rule(where, f"{setting.value!r} 比 {parameter.value!r} 宽，{setting.layer} 这一级无权放宽", fix)


def _stricter(parameter: Parameter, value: Any, where: str) -> bool:
    """Whether a new value is at least as strict as the one it takes the place of."""
    old = parameter.value
    match parameter.stricter:
        case "subset":
            return set(_many(value)) <= set(_many(old))
        case "superset":
            return set(_many(value)) >= set(_many(old))
        case "lower" | "higher":
            new_size, old_size = _size(value), _size(old)
            if new_size is None or old_size is None:
                raise bad_rule(where, f"{value!r} 不能和 {old!r} 比较", "写成数、金额或期限")
            return new_size <= old_size if parameter.stricter == "lower" else new_size >= old_size
    return bool(value == old)


def _many(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _size(value: Any) -> Decimal | None:
    """A number, or the rough length of a term in days."""
    try:
        return Decimal(str(value))
    except InvalidOperation:
        pass
    try:
        term: Term = parse_term(str(value))
    except ValueError:
        return None
    return term.count * _LENGTH[str(term.unit)]
