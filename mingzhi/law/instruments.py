"""The cited law itself: which instrument, in force from when, and the wording of every cited article (decision 16).

``rules/instruments.yaml`` names the instruments; ``rules/instruments/<KEY>.md`` holds the cited articles word for word,
each under a heading ``## <article>``. A rule cites by key and article, so no text stands twice.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mingzhi.law.conditions.errors import bad_rule, unknown
from mingzhi.law.findings import Citation
from mingzhi.law.yamlfile import read_yaml

_HEADING = re.compile(r"^## (.+?)\s*$", re.MULTILINE)
_PART = re.compile(r"^(\S+?)(\(.*)?$")


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation, rule or opinion.

    :param key: short word used in rule files.
    :param title: full Chinese name, with the year of the version where there are several.
    :param level: law, admin_regulation, dept_rule, local_rule, opinion, judicial_interpretation, standard.
    :param texts: wording of the cited articles by number; empty where the text was not read.
    """

    key: str
    title: str
    level: str
    in_force_from: date | None
    in_force_until: date | None
    source: str | None
    texts: Mapping[str, str]


def read_instruments(folder: Path) -> dict[str, Instrument]:
    """All instruments below a rules folder, with the texts that ship."""
    raw = read_yaml(folder / "instruments.yaml")
    found = {}
    for key, spec in raw["instruments"].items():
        path = folder / "instruments" / f"{key}.md"
        span = spec.get("in_force") or [None, None]
        found[key] = Instrument(
            key=key,
            title=spec["title"],
            level=spec["level"],
            in_force_from=date.fromisoformat(span[0]) if span[0] else None,
            in_force_until=date.fromisoformat(span[1]) if span[1] else None,
            source=spec.get("source"),
            texts=_texts(path) if path.exists() else {},
        )
    return found


def _texts(path: Path) -> dict[str, str]:
    parts = _HEADING.split(path.read_text(encoding="utf-8"))
    return {name.strip(): text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def articles(cited: str, known: Container[str] = ()) -> list[str]:
    """The article numbers of a citation such as ``44; 62`` or ``64(一)``, without the item.

    A point that has a text of its own (opinions: ``二(六)``) keeps it: *known* are the numbers that have one.
    """
    found = []
    for part in re.split(r"[;；,，、]\s*", cited):
        match = _PART.match(part.strip())
        if match:
            found.append(part.strip() if part.strip() in known else match.group(1))
    return found


def cite(instruments: Mapping[str, Instrument], key: str, article: str, where: str) -> Citation:
    """The citation of a version, with the wording of its articles where the text was read.

    :raises BadInput: an instrument that ``instruments.yaml`` does not name, or an article whose text is not there.
    """
    if key not in instruments:
        raise unknown(f"{where}.citation", "法律文件", key, instruments)
    instrument = instruments[key]
    texts = []
    for number in articles(article, instrument.texts):
        text = instrument.texts.get(number)
        if text is None and instrument.texts:
            raise bad_rule(f"{where}.citation", f"{key} 没有第 {number} 条的条文", f"补到 instruments/{key}.md")
        if text is not None:
            texts.append(text)
    return Citation(instrument.title, article, "\n\n".join(texts) or None, instrument.in_force_from)
