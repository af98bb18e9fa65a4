"""The Merkle tree against pymerkle, an independent implementation, and against every single forgery."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from mingzhi.ground.merkle import (
    BadProof,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

ENTRIES = [f"决定 {number}".encode() for number in range(40)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]


def oracle(entries: list[bytes]) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for entry in entries:
        tree.append_entry(entry)
    return tree


@pytest.mark.parametrize("size", range(1, 41))
def test_the_root_is_the_root_of_an_independent_implementation(size: int) -> None:
    assert root(LEAVES[:size]) == oracle(ENTRIES[:size]).get_state()


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert root([]) == hashlib.sha256(b"").digest()


@given(st.integers(1, 40), st.data())
@settings(max_examples=80, deadline=None)
def test_an_inclusion_proof_holds_the_hashes_of_the_independent_implementation(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(LEAVES[:size], index)
    verify_inclusion(LEAVES[index], index, size, proof, root(LEAVES[:size]))
    theirs = oracle(ENTRIES[:size]).prove_inclusion(index + 1, size)
    assert sorted([LEAVES[index], *proof]) == sorted(theirs.path)


@given(st.integers(1, 40), st.data())
@settings(max_examples=80, deadline=None)
def test_a_grown_tree_proves_that_nothing_before_was_altered(size: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, size))
    older, newer = root(LEAVES[:first]), root(LEAVES[:size])
    proof = consistency_proof(LEAVES[:size], first)
    verify_consistency(first, size, older, newer, proof)
    assert older == oracle(ENTRIES[:size]).get_state(first)
    for at in range(len(proof)):
        forged = [*proof[:at], leaf_hash(b"forged"), *proof[at + 1 :]]
        with pytest.raises(BadProof):
            verify_consistency(first, size, older, newer, forged)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 13])
def test_no_other_leaf_place_or_proof_passes_for_inclusion(size: int) -> None:
    whole = root(LEAVES[:size])
    for index in range(size):
        proof = inclusion_proof(LEAVES[:size], index)
        for other in range(size):
            if other != index:
                with pytest.raises(BadProof):
                    verify_inclusion(LEAVES[index], other, size, proof, whole)
        with pytest.raises(BadProof):
            verify_inclusion(leaf_hash(b"forged"), index, size, proof, whole)
        with pytest.raises(BadProof, match="long"):
            verify_inclusion(LEAVES[index], index, size, [*proof, LEAVES[0]], whole)
        if proof:
            with pytest.raises(BadProof):
                verify_inclusion(LEAVES[index], index, size, proof[:-1], whole)


def test_an_altered_leaf_breaks_consistency() -> None:
    altered = [*LEAVES[:3], leaf_hash(b"forged"), *LEAVES[4:9]]
    proof = consistency_proof(altered, 6)
    with pytest.raises(BadProof):
        verify_consistency(6, 9, root(LEAVES[:6]), root(altered), proof)


def test_trees_of_one_size_need_one_root_and_no_proof() -> None:
    verify_consistency(5, 5, root(LEAVES[:5]), root(LEAVES[:5]), [])
    with pytest.raises(BadProof):
        verify_consistency(5, 5, root(LEAVES[:5]), root(LEAVES[1:6]), [])
    with pytest.raises(BadProof):
        verify_consistency(5, 5, root(LEAVES[:5]), root(LEAVES[:5]), [LEAVES[0]])


@pytest.mark.parametrize(("first", "second"), [(0, 3), (4, 3), (-1, 3)])
def test_sizes_that_do_not_grow_prove_nothing(first: int, second: int) -> None:
    with pytest.raises(BadProof):
        verify_consistency(first, second, LEAVES[0], LEAVES[0], [LEAVES[0]])


def test_an_empty_proof_of_growth_is_refused() -> None:
    with pytest.raises(BadProof, match="empty"):
        verify_consistency(2, 3, root(LEAVES[:2]), root(LEAVES[:3]), [])


def test_there_is_no_proof_of_what_is_not_there() -> None:
    for index in (-1, 3):
        with pytest.raises(IndexError):
            inclusion_proof(LEAVES[:3], index)
    for first in (0, 4):
        with pytest.raises(IndexError):
            consistency_proof(LEAVES[:3], first)
    with pytest.raises(BadProof):
        verify_inclusion(LEAVES[0], 3, 3, [], LEAVES[0])


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = LEAVES[0], LEAVES[1]
    assert leaf_hash(left + right) != node_hash(left, right)


def test_a_frontier_grows_as_the_tree_and_keeps_one_root_for_each_bit() -> None:
    tree = Frontier()
    for size, leaf in enumerate(LEAVES, start=1):
        tree.add(leaf)
        assert tree.root() == root(LEAVES[:size])
        assert len(tree.roots) == size.bit_count()


def test_another_hash_gives_another_tree() -> None:
    def sha512(data: bytes) -> bytes:
        return hashlib.sha512(data).digest()

    leaves = [leaf_hash(entry, sha512) for entry in ENTRIES[:5]]
    proof = inclusion_proof(leaves, 2, sha512)
    verify_inclusion(leaves[2], 2, 5, proof, root(leaves, sha512), sha512)
    assert len(root(leaves, sha512)) == 64
