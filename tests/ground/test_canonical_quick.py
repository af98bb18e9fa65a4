"""The quick way to the plain form (what the journal does for every event) gives what the careful way gives."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhi.ground import canonical as module
from mingzhi.ground.canonical import MAX_INTEGER, plain
from mingzhi.ground.errors import BadInput

_texts = st.text(max_size=6)  # lone surrogates too
_leaves = st.none() | st.booleans() | st.integers(-MAX_INTEGER - 5, MAX_INTEGER + 5) | _texts | st.floats()
values = st.recursive(
    _leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_texts, inner, max_size=4), max_leaves=12
)


@given(values)
def test_both_ways_agree_on_every_value_and_every_refusal(value: Any) -> None:
    try:
        careful = module._plain(value, "$", 0)
    except BadInput as refusal:
        with pytest.raises(BadInput) as quick:
            plain(value)
        assert (quick.value.code, quick.value.where) == (refusal.code, refusal.where)
    else:
        assert plain(value) == careful
