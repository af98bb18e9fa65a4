"""Every view of a list is an address: filters, search and page are read from it and written into it (pages.md 7)."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import QueryDict

from mingzhi.oversight.publication.api import Filter

#: The largest cursor a place can have; more digits in an address are nobody's cursor.
_DIGITS = 18
#: Name in the address → field of the filter.
_NAMES = {
    "q": "query",
    "act": "act",
    "agency": "agency",
    "region": "region",
    "year": "year",
    "state": "state",
    "kind": "kind",
}


def filter_of(given: QueryDict) -> Filter:
    """The filter that an address tells; what it does not know is ignored."""
    return Filter(**{field: given.get(name, "").strip()[:200] for name, field in _NAMES.items()})


def number_of(given: QueryDict, name: str) -> int | None:
    """A whole number of the address, ``None`` where it is none."""
    text = given.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def query_of(wanted: Filter, **more: int | str) -> str:
    """The query string of a filter, empty values left out: ``?q=施工许可&act=penalty``; empty for everything."""
    pairs = [(name, value) for name, field in _NAMES.items() if (value := getattr(wanted, field))]
    pairs += [(name, str(value)) for name, value in more.items()]
    return f"?{urlencode(pairs)}" if pairs else ""


def changed(wanted: Filter, **values: str) -> str:
    """The query string of the same list with other values; the page starts anew."""
    return query_of(replace(wanted, **values))
