"""Clock, digests, errors, ULIDs, the actor's stamp."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, date, datetime

import pytest

from mingzhi.ground import clock, digest, ulid
from mingzhi.ground.actor import ActorStamp, system
from mingzhi.ground.errors import BadInput, Conflict, Forbidden, NotFound, Problem, Refused


def test_a_civil_day_in_china_begins_sixteen_hours_before_its_utc_noon() -> None:
    with clock.fixed(datetime(2024, 1, 31, 15, 59, 59, tzinfo=UTC)):
        assert clock.today() == date(2024, 1, 31)
    with clock.fixed(datetime(2024, 1, 31, 16, tzinfo=UTC)):
        assert clock.today() == date(2024, 2, 1)


def test_a_day_stops_the_clock_at_its_noon_in_china_and_lets_it_go_again() -> None:
    with clock.fixed(date(2024, 5, 6)):
        assert clock.now() == datetime(2024, 5, 6, 4, tzinfo=UTC)
        with clock.fixed(date(2020, 1, 1)):
            assert clock.today() == date(2020, 1, 1)
        assert clock.today() == date(2024, 5, 6)
    assert clock.now().tzinfo is UTC
    assert clock.today() > date(2024, 5, 6)


def test_the_clock_takes_no_time_without_offset() -> None:
    with pytest.raises(ValueError, match="aware"), clock.fixed(datetime(2024, 1, 1)):  # noqa: DTZ001
        pass


def test_sha256_is_the_one_of_the_standard() -> None:
    assert digest.sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_sm3_is_the_one_of_the_standard_where_the_machine_has_it() -> None:
    if "sm3" not in hashlib.algorithms_available:
        pytest.skip("this OpenSSL has no SM3")
    assert digest.hasher("sm3")(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_an_unknown_digest_is_refused() -> None:
    with pytest.raises(ValueError, match="md5"):
        digest.running("md5")


def test_a_salt_changes_the_digest_and_stands_before_the_content() -> None:
    assert digest.salted(b"salt", b"x") == digest.sha256(b"saltx") != digest.salted(b"tlas", b"x")


def test_a_stream_is_digested_in_pieces_to_its_end() -> None:
    content = b"0123456789" * (digest.CHUNK // 5)
    assert digest.of_stream(io.BytesIO(content)) == (digest.sha256(content), len(content))
    assert [len(one) for one in digest.chunks(io.BytesIO(content))] == [digest.CHUNK, len(content) - digest.CHUNK]


def test_ulids_have_26_characters_and_sort_as_they_were_made() -> None:
    made = [ulid.new_ulid() for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert all(len(one) == 26 and one.isalnum() and not set(one) & set("ILOU") for one in made)


def test_a_ulid_tells_its_moment() -> None:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    with clock.fixed(datetime(2024, 1, 31, tzinfo=UTC)) as _:
        made = ulid.new_ulid()
    millis = 0
    for char in made[:10]:
        millis = millis * 32 + alphabet.index(char)
    assert millis == int(datetime(2024, 1, 31, tzinfo=UTC).timestamp() * 1000)


def test_bad_input_says_where_what_and_how_to_mend_it() -> None:
    problem = BadInput("wrong", where="第 3 行", what="没有日期", fix="写日期", line=3)
    assert str(problem) == "第 3 行：没有日期。写日期"
    assert problem.facts == {"where": "第 3 行", "what": "没有日期", "fix": "写日期", "line": 3}
    assert str(BadInput("wrong", where="a", what="b", fix="")) == "a：b"


@pytest.mark.parametrize(
    ("kind", "status"), [(Problem, 400), (Refused, 409), (Conflict, 412), (Forbidden, 403), (NotFound, 404)]
)
def test_each_kind_of_refusal_has_its_status(kind: type[Problem], status: int) -> None:
    problem = kind("some_code", number=1)
    assert (problem.status, problem.code, dict(problem.facts)) == (status, "some_code", {"number": 1})
    assert "some_code" in str(problem)
    assert str(kind("bare")) == "bare"


def test_a_stamp_survives_its_json_and_leaves_out_what_is_empty() -> None:
    stamp = ActorStamp("person", "p1", "张三", agency="a1", role="officer", credential="23030001")
    assert ActorStamp.from_json(stamp.as_json()) == stamp
    assert "unit" not in stamp.as_json()
    assert system("tick").as_json() == {"kind": "system", "id": "tick", "name": "系统"}
