"""Whatever is thrown at the reader, it answers with a case or an error, never with anything else."""

from __future__ import annotations

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhi.ground.errors import BadInput
from mingzhi.law.casefile.reader import read_bytes
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.casefile.vocabulary import VOCABULARY

scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=8,
)
words = st.sampled_from(sorted(VOCABULARY))


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_arbitrary_bytes_are_answered(data: bytes) -> None:
    assert all(isinstance(one, (CaseFile, BadInput)) for one in read_bytes(data, "f"))


@st.composite
def near_cases(draw: st.DrawFn) -> dict[str, object]:
    """Mappings that look like cases, with fields of the vocabulary holding anything."""
    events = []
    for _ in range(draw(st.integers(0, 3))):
        word = draw(words)
        names = [*VOCABULARY[word].fields, "at", "officers", "note", "recorded_at"]
        events.append({"event": word, **draw(st.dictionaries(st.sampled_from(names), values, max_size=3))})
    return {
        "format": "mingzhi-case/1",
        "id": "a",
        "act": "penalty",
        "events": events,
        **draw(
            st.dictionaries(
                st.sampled_from(["agency", "parties", "law_at", "absent", "authority", "x"]), values, max_size=2
            )
        ),
    }


@given(near_cases())
@settings(max_examples=300, deadline=None)
def test_anything_in_a_known_field_is_answered(raw: dict[str, object]) -> None:
    text = yaml.safe_dump(raw, allow_unicode=True)
    assert all(isinstance(one, (CaseFile, BadInput)) for one in read_bytes(text.encode(), "f"))
