"""Letting go of files that nothing names: rendered, and then never recorded (decision 28)."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from functools import cache

from django.db.models import Q

from mingzhi.casework.documents.models import Document
from mingzhi.ledger.journal.api import read_after, sequence
from mingzhi.ledger.vault import api as vault

_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


def forget_unnamed() -> int:
    """Delete the files, older than the days of grace, that neither a document nor an event names; how many.

    Daily work. A document is asked first: it is cheap. Only for what is left are the events read, once a run, and
    whatever in them looks like a digest counts as a name: an entry of ``documents``, ``recordings``, an imported file.
    """
    by_events = cache(_named_by_events)

    def named(digests: Collection[str]) -> set[str]:
        asked = set(digests)
        rows = Document.objects.filter(Q(docx__in=asked) | Q(pdf__in=asked)).values_list("docx", "pdf")
        found = {digest for pair in rows for digest in pair} & asked
        return found | (asked & by_events() if asked - found else set())

    return vault.delete_unreferenced(named)


def _named_by_events() -> set[str]:
    """Every digest that an event of the journal tells."""
    sequence()
    found: set[str] = set()
    position = 0
    while events := read_after(position):
        for one in events:
            found.update(_DIGEST.findall(json.dumps(one.payload)) if one.payload else ())
        position = events[-1].position or 0
    return found
