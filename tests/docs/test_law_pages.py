"""What a requirement names is there; no requirement of the foundation is left out."""

from __future__ import annotations

from mingzhi.law.yamlfile import read_yaml
from tests.docs import law_requirements
from tests.shared import needs_shared


def test_what_a_requirement_names_is_there() -> None:
    assert list(law_requirements.wrong()) == []


def test_every_requirement_of_the_foundation_is_mapped() -> None:
    wanted = read_yaml(needs_shared("domain", "requirements.yaml"))["requirements"]
    assert [
        one["id"] for one in wanted if one["issue"] == "foundation" and one["id"] not in law_requirements.requirements()
    ] == []
