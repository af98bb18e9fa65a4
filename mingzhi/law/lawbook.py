"""The law of one evaluation as one frozen value: shipped files of all layers under one profile (decision 7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from mingzhi.ground.digest import sha256
from mingzhi.ground.errors import NotFound
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.conditions.errors import bad_rule, unknown
from mingzhi.law.instruments import Instrument, cite, read_instruments
from mingzhi.law.profile import Profile, applied, read_profile
from mingzhi.law.rule import Rule
from mingzhi.law.rulefile import Added, extended, read_rules
from mingzhi.law.yamlfile import read_yaml

_PARTS = ("vocabulary", "nation", "field", "region", "instruments")


@dataclass(frozen=True, slots=True, eq=False)
class Lawbook:
    """Everything an evaluation depends on besides the case and the day.

    :param digest: SHA-256 over the law and the profile: stored with every event, finding and decision.
    :param rules: in the order of their ids, so that nothing depends on the order of files.
    :param facts: the definitions of the named facts (law/facts).
    """

    digest: str
    rules: tuple[Rule, ...]
    instruments: Mapping[str, Instrument]
    profile: Profile | None
    facts: Mapping[str, Any]
    _by_id: Mapping[str, Rule] = field(repr=False)
    #: Filled by the evaluator: compiled rules and what applies to whom. No part of the value.
    compiled: dict[Any, Any] = field(default_factory=dict, repr=False)

    def rule(self, id: str) -> Rule:
        """A rule by its id of the catalogue.

        :raises NotFound: there is no such rule; ``nearest`` names the nearest id.
        """
        found = self._by_id.get(id)
        if found is None:
            raise NotFound("no_such_rule", rule=id, nearest=unknown("", "规则", id, self._by_id).fix)
        return found

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)


@cache
def shipped(profile: str | None = None) -> Lawbook:
    """The law that ships, under a profile by name; ``None``: as the law itself has it.

    :raises NotFound: there is no such profile.
    :raises BadInput: a rule file or the profile cannot be read, or sets what it may not set.
    """
    folder = Path(str(resources.files("mingzhi.rules")))
    if profile is None:
        return build(folder)
    path = folder / "profiles" / f"{profile}.yaml"
    if profile not in profiles():
        raise NotFound("no_such_profile", profile=profile, known=list(profiles()))
    return build(folder, read_profile(path))


@cache
def profiles() -> tuple[str, ...]:
    """The names of the profiles that ship."""
    folder = Path(str(resources.files("mingzhi.rules"))) / "profiles"
    return tuple(sorted(path.stem for path in folder.glob("*.yaml"))) if folder.is_dir() else ()


@cache
def _all_profiles() -> tuple[Profile, ...]:
    folder = Path(str(resources.files("mingzhi.rules"))) / "profiles"
    return tuple(read_profile(folder / f"{name}.yaml") for name in profiles())


def lawbook_for(case: CaseFile) -> Lawbook:
    """The shipped law under the profile that the case names, else the one of its acting body's region and field.

    :raises NotFound: the case names a profile that does not exist.
    """
    if case.profile:
        return shipped(case.profile)
    body = case.agency
    if body is None or body.region is None:
        return shipped(None)
    for one in _all_profiles():
        if one.region == body.region and one.field is not None and one.field == body.field:
            return shipped(one.name)
    return shipped(None)


def build(folder: Path, profile: Profile | None = None) -> Lawbook:
    """The lawbook of a rules folder.

    :raises BadInput: with the file, the rule and the nearest known word.
    """
    instruments = read_instruments(folder)
    rules: dict[str, Rule] = {}
    added: list[Added] = []
    for path, scope in _files(folder):
        for one in read_rules(path, scope):
            if isinstance(one, Added):
                added.append(one)
            elif one.id in rules:
                raise bad_rule(one.where, f"规则 {one.id} 已经在 {rules[one.id].where} 中", "改 id，或写成 adds_to")
            else:
                rules[one.id] = one
    for extra in added:
        if extra.rule not in rules:
            raise unknown(f"{extra.where}.adds_to", "规则", extra.rule, rules)
        rules[extra.rule] = extended(rules[extra.rule], extra)
    if profile is not None:
        for named in (*profile.settings, *profile.switches):
            if named not in rules:
                raise unknown(f"profiles/{profile.name}", "规则", named, rules)
        rules = {id: applied(rule, profile) for id, rule in rules.items()}
    ordered = tuple(rules[id] for id in sorted(rules))
    for rule in ordered:
        for version in rule.versions:
            cite(instruments, version.source.instrument, version.source.article, rule.where)
            for word in version.anchors:
                if word not in VOCABULARY:
                    raise unknown(f"{rule.where}.anchor", "事件", word, VOCABULARY)
    return Lawbook(
        digest=_digest(folder, profile),
        rules=ordered,
        instruments=instruments,
        profile=profile,
        facts=_facts(),
        _by_id={rule.id: rule for rule in ordered},
    )


def _files(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The rule files with the scope that their folder gives them."""
    for path in sorted((folder / "nation").glob("*.yaml")):
        yield path, {}
    for kind in ("field", "region"):
        for path in sorted((folder / kind).glob("*.yaml")):
            yield path, {kind: [path.stem]}
        for path in sorted((folder / kind).glob("*/*.yaml")):
            yield path, {kind: [path.parent.name]}


def _facts_path() -> Path:
    return Path(str(resources.files("mingzhi.law.facts"))) / "facts.yaml"


@cache
def _facts() -> Mapping[str, Any]:
    facts: Mapping[str, Any] = read_yaml(_facts_path())
    return facts


def _digest(folder: Path, profile: Profile | None) -> str:
    """SHA-256 over names and digests of every file that can change an answer."""
    files = [folder / "instruments.yaml"]
    for part in _PARTS:
        files += (path for path in (folder / part).rglob("*") if path.suffix in (".yaml", ".md"))
    if profile is not None:
        files.append(folder / "profiles" / f"{profile.name}.yaml")
    named = {path.relative_to(folder).as_posix(): path for path in files} | {"facts.yaml": _facts_path()}
    lines = [f"{name} {sha256(path.read_bytes())}" for name, path in sorted(named.items()) if path.exists()]
    return sha256("\n".join(lines).encode())
