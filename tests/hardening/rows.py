"""What an installation holds, counted table by table: a refusal must leave it as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps

#: Kept for the person, not for the case: what was typed (decision 39) and who has signed in.
BESIDE = {"identity.Draft", "sessions.Session"}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def held() -> dict[str, int]:
    """The number of rows of every table of the product."""
    found = {}
    for model in apps.get_models():
        if model._meta.managed and model._meta.label not in BESIDE:
            found[model._meta.label] = model._default_manager.count()
    return found


@contextmanager
def nothing_written() -> Iterator[None]:
    """No table has gained or lost a row when the block ends."""
    before = held()
    yield
    after = held()
    assert after == before, {name: (before[name], after[name]) for name in after if after[name] != before[name]}


def told(answer: Any) -> dict[str, Any]:
    """The problem of a refused API call: problem+json, a status of the caller, words in Chinese."""
    assert 400 <= answer.status_code < 500, (answer.status_code, answer.content[:2000])
    assert answer["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["status"] == answer.status_code and body["type"] == f"urn:mingzhi:{body['code']}"
    assert chinese(body["title"]), body
    return body


def chinese(text: str) -> bool:
    """Whether a person who reads Chinese finds something to read."""
    return bool(_CHINESE.search(text))
