"""Reading rule files: YAML to :class:`Rule`, every key and word checked, errors naming file, rule and nearest word.

The grammar is in docs/reference/rule-file.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from mingzhi.law.conditions.errors import bad_rule, unknown
from mingzhi.law.findings import Severity
from mingzhi.law.rule import LAYERS, Parameter, Rule, Scope, Source, Version
from mingzhi.law.yamlfile import read_yaml

_RULE = ("id", "title", "acts", "kind", "severity", "guards", "unguarded", "switch", "versions")
_ADDED = ("adds_to", "versions")
_VERSION = [
    "from",
    "until",
    "scope",
    "citation",
    "verified",
    "parameters",
    "anchor",
    "when",
    "require",
    "deadline",
    "says",
    "remedy",
]
_KINDS = ("gate", "deadline", "duty", "content", "numeric")
_ACTS = ("penalty", "permit", "coercion", "enforcement", "inspection", "levy", "requisition", "other")
#: What a later version takes over from the first one of its rule, where it does not say otherwise.
_INHERITED = ("anchor", "when", "parameters", "says", "remedy")


@dataclass(frozen=True, slots=True)
class Added:
    """Versions that a sector's or a place's file adds to a rule written elsewhere."""

    rule: str
    raw: tuple[Mapping[str, Any], ...]
    scope: Mapping[str, Any]
    where: str


def read_rules(path: Path, scope: Mapping[str, Any] | None = None) -> list[Rule | Added]:
    """The rules of one file.

    :param scope: for whom the file is made, where its folder says so (``field/housing/``, ``region/53/``).
    :raises BadInput: an unknown key or word, a missing part, versions that overlap.
    """
    raw = read_yaml(path)
    if not isinstance(raw, Mapping) or set(raw) != {"rules"} or not isinstance(raw["rules"], list):
        raise bad_rule(path.name, "最外层要有且只有 rules", "写成 rules: [...]")
    found: list[Rule | Added] = []
    for index, one in enumerate(raw["rules"]):
        if not isinstance(one, Mapping):
            raise bad_rule(f"{path.stem}.{index}", f"这里要一条规则，却是 {one!r}", "写成 - id: …")
        where = f"{path.stem}.{one.get('id', one.get('adds_to', index))}"
        if "adds_to" in one:
            _keys(one, _ADDED, where)
            found.append(Added(str(one["adds_to"]), tuple(_need(one, "versions", where)), scope or {}, where))
        else:
            found.append(_rule(one, where, scope or {}))
    return found


def extended(rule: Rule, added: Added) -> Rule:
    """The rule with the versions that another file adds to it."""
    versions = [*rule.versions, *_versions(added.raw, added.where, added.scope, rule.first)]
    return replace(rule, versions=_ordered(versions, added.where))


def _keys(raw: Mapping[str, Any], allowed: tuple[str, ...] | list[str], where: str) -> None:
    for key in raw:
        if key not in allowed:
            raise unknown(where, "关键词", key, allowed)


def _need(raw: Mapping[str, Any], key: str, where: str) -> Any:
    if raw.get(key) is None:
        raise bad_rule(where, f"缺少 {key}", f"补上 {key}")
    return raw[key]


def words(raw: Any) -> tuple[str, ...]:
    """One word or a list of them, as a tuple."""
    return () if raw is None else tuple(raw) if isinstance(raw, list) else (raw,)


def _rule(raw: Mapping[str, Any], where: str, folder: Mapping[str, Any]) -> Rule:
    _keys(raw, _RULE, where)
    kind, acts = _need(raw, "kind", where), words(_need(raw, "acts", where))
    if kind not in _KINDS:
        raise unknown(f"{where}.kind", "规则类别", kind, _KINDS)
    for act in acts:
        if act not in _ACTS:
            raise unknown(f"{where}.acts", "执法类别", act, _ACTS)
    severity = _need(raw, "severity", where)
    if severity not in tuple(Severity):
        raise unknown(f"{where}.severity", "级别", severity, tuple(Severity))
    if raw.get("switch") not in (None, "off", "warn", "block"):
        raise unknown(f"{where}.switch", "开关", raw["switch"], ("off", "warn", "block"))
    written = _need(raw, "versions", where)
    if not isinstance(written, list) or not all(isinstance(one, Mapping) for one in written):
        raise bad_rule(f"{where}.versions", "这里要一列版本", "写成 - {from: …, citation: …}")
    versions = _versions(written, where, folder, written[0])
    guards = frozenset(words(raw.get("guards")))
    for guard in guards:
        if not any(guard in version.anchors for version in versions):
            raise bad_rule(f"{where}.guards", f"{guard} 不是 anchor", f"在版本的 anchor 中加上 {guard}")
    return Rule(
        id=_need(raw, "id", where),
        title=_need(raw, "title", where),
        acts=frozenset(acts),
        kind=kind,
        severity=Severity(severity),
        guards=guards,
        unguarded=raw.get("unguarded"),
        switch=raw.get("switch"),
        versions=_ordered(versions, where),
        first=written[0],
        where=where,
    )


def _ordered(versions: list[Version], where: str) -> tuple[Version, ...]:
    """Special before general, newest first; refuses two for the same day."""
    _refuse_overlap(versions, where)
    return tuple(
        sorted(versions, key=lambda version: (-version.scope.weight, -(version.in_force_from or date.min).toordinal()))
    )


def _versions(
    written: Sequence[Mapping[str, Any]], where: str, folder: Mapping[str, Any], first: Mapping[str, Any]
) -> list[Version]:
    return [_version(_inherit(one, first), f"{where}.versions.{i}", folder) for i, one in enumerate(written)]


def _inherit(raw: Mapping[str, Any], first: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a version does not say is as in the first one; ``when: null`` says "always"."""
    taken = {key: first[key] for key in _INHERITED if key in first and key not in raw}
    if "require" not in raw and "deadline" not in raw:
        taken |= {key: first[key] for key in ("require", "deadline") if key in first}
    if isinstance(raw.get("deadline"), Mapping) and isinstance(first.get("deadline"), Mapping):
        taken["deadline"] = {**first["deadline"], **raw["deadline"]}
    if isinstance(raw.get("parameters"), Mapping) and isinstance(first.get("parameters"), Mapping):
        taken["parameters"] = {**first["parameters"], **raw["parameters"]}
    return {**raw, **taken}


def _version(raw: Mapping[str, Any], where: str, folder: Mapping[str, Any]) -> Version:
    _keys(raw, list(_VERSION), where)
    citation = _need(raw, "citation", where)
    _keys(citation, ["instrument", "article"], f"{where}.citation")
    verified = _need(raw, "verified", where)
    if verified not in ("yes", "partial", "no"):
        raise unknown(f"{where}.verified", "核对状态", verified, ("yes", "partial", "no"))
    if ("require" in raw) == ("deadline" in raw):
        raise bad_rule(where, "require 和 deadline 要写一个，只写一个", "留下一个")
    scope = {**folder, **raw.get("scope", {})}
    _keys(scope, ["field", "region", "level"], f"{where}.scope")
    return Version(
        source=Source(_need(citation, "instrument", where), str(_need(citation, "article", where))),
        verified=verified,
        anchors=words(raw.get("anchor")),
        says=_need(raw, "says", where),
        in_force_from=_day(raw.get("from"), f"{where}.from"),
        in_force_until=_day(raw.get("until"), f"{where}.until"),
        scope=Scope(words(scope.get("field")), tuple(map(str, words(scope.get("region")))), words(scope.get("level"))),
        when=raw.get("when"),
        require=raw.get("require"),
        deadline=raw.get("deadline"),
        parameters={
            name: _parameter(value, f"{where}.parameters.{name}")
            for name, value in (raw.get("parameters") or {}).items()
        },
        remedy=raw.get("remedy"),
    )


def _day(raw: Any, where: str) -> date | None:
    if raw is None:
        return None
    try:
        return date.fromisoformat(str(raw))
    except ValueError as error:
        raise bad_rule(where, f"{raw!r} 不是日期", "写成 2021-07-15 这样") from error


def _parameter(raw: Any, where: str) -> Parameter:
    if not isinstance(raw, Mapping):
        return Parameter(raw)
    _keys(raw, ["value", "stricter", "may_be_set_by"], where)
    if raw.get("stricter") not in (None, "lower", "higher", "subset", "superset"):
        raise unknown(f"{where}.stricter", "方向", raw["stricter"], ("lower", "higher", "subset", "superset"))
    layers = words(raw.get("may_be_set_by"))
    for layer in layers:
        if layer not in LAYERS:
            raise unknown(f"{where}.may_be_set_by", "层级", layer, LAYERS)
    return Parameter(raw.get("value"), raw.get("stricter"), layers)


def _refuse_overlap(versions: list[Version], where: str) -> None:
    """Two versions for the same bodies must not be in force on the same day."""
    for scope in {version.scope for version in versions}:
        same = sorted((one for one in versions if one.scope == scope), key=lambda one: one.in_force_from or date.min)
        for older, newer in pairwise(same):
            ends = older.in_force_until or date.max
            if newer.in_force_from is None or ends >= newer.in_force_from:
                fix = (newer.in_force_from - timedelta(days=1)).isoformat() if newer.in_force_from else "前一日"
                raise bad_rule(where, "两个版本的施行时间重叠", f"给旧版本写 until: '{fix}'")
