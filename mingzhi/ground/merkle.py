"""Merkle trees as in Certificate Transparency 2.0: RFC 9162, section 2.1. Pure functions, hash-agile.

A leaf is hashed as H(0x00 ‖ entry), a node as H(0x01 ‖ left ‖ right). Proofs are lists of node hashes as the RFC orders
them. All functions that take leaves take *leaf hashes*, so a tree can be kept after its entries are destroyed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from mingzhi.ground.digest import hasher

Hash = Callable[[bytes], bytes]
_SHA256 = hasher()


class BadProof(ValueError):
    """A proof that does not prove what it claims."""


def leaf_hash(entry: bytes, hash_: Hash = _SHA256) -> bytes:
    """The hash of a leaf (RFC 9162, 2.1.1)."""
    return hash_(b"\x00" + entry)


def node_hash(left: bytes, right: bytes, hash_: Hash = _SHA256) -> bytes:
    """The hash of an inner node (RFC 9162, 2.1.1)."""
    return hash_(b"\x01" + left + right)


@dataclass(slots=True)
class Frontier:
    """A growing tree as the roots of its perfect subtrees: O(log n) state, O(1) amortised per leaf.

    :param size: number of leaves so far.
    :param roots: roots of the perfect subtrees, largest first; one per bit that is set in ``size``.
    """

    size: int = 0
    roots: list[bytes] = field(default_factory=list)
    hash_: Hash = _SHA256

    def add(self, leaf: bytes) -> None:
        """Append one leaf hash."""
        bit = self.size
        while bit & 1:
            leaf = node_hash(self.roots.pop(), leaf, self.hash_)
            bit >>= 1
        self.roots.append(leaf)
        self.size += 1

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Append leaf hashes in order."""
        for leaf in leaves:
            self.add(leaf)

    def root(self) -> bytes:
        """The tree's root; of the empty tree H() (RFC 9162, 2.1.1)."""
        if not self.roots:
            return self.hash_(b"")
        root = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            root = node_hash(left, root, self.hash_)
        return root


def root(leaves: Sequence[bytes], hash_: Hash = _SHA256) -> bytes:
    """The root over leaf hashes: MTH of RFC 9162, 2.1.1."""
    tree = Frontier(hash_=hash_)
    tree.extend(leaves)
    return tree.root()


def inclusion_proof(leaves: Sequence[bytes], index: int, hash_: Hash = _SHA256) -> list[bytes]:
    """PATH(index, leaves) of RFC 9162, 2.1.3.1: proves that the leaf stands at *index* (from 0) in this tree.

    :raises IndexError: there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise IndexError(f"leaf {index} of {len(leaves)}")
    return _path(leaves, index, hash_)


def consistency_proof(leaves: Sequence[bytes], first: int, hash_: Hash = _SHA256) -> list[bytes]:
    """PROOF(first, leaves) of RFC 9162, 2.1.4.1: proves that the tree of the first leaves is a prefix of this one.

    :raises IndexError: ``first`` is not between 1 and the number of leaves.
    """
    if not 0 < first <= len(leaves):
        raise IndexError(f"prefix of {first} of {len(leaves)} leaves")
    return _subproof(leaves, first, True, hash_)


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes, hash_: Hash = _SHA256
) -> None:
    """The algorithm of RFC 9162, 2.1.3.2; returns quietly if the proof holds.

    :raises BadProof: it does not; the message says at which step.
    """
    if not 0 <= index < size:
        raise BadProof("the index lies outside the tree")
    node, last, current = index, size - 1, leaf
    for step in proof:
        if last == 0:
            raise BadProof("the proof is too long")
        if node & 1 or node == last:
            current = node_hash(step, current, hash_)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            current = node_hash(current, step, hash_)
        node, last = node >> 1, last >> 1
    if last:
        raise BadProof("the proof is too short")
    if current != expected:
        raise BadProof("the root is another one")


def verify_consistency(
    first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes], hash_: Hash = _SHA256
) -> None:
    """The algorithm of RFC 9162, 2.1.4.2; returns quietly if the smaller tree is a prefix of the larger.

    :raises BadProof: it is not; the message says at which step.
    """
    if not 0 < first <= second:
        raise BadProof("the sizes do not grow")
    if first == second:
        if proof:
            raise BadProof("equal trees need an empty proof")
        if first_root != second_root:
            raise BadProof("trees of the same size have different roots")
        return
    path = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    if not path or not proof:
        raise BadProof("the proof is empty")
    node, last = first - 1, second - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    older = newer = path[0]
    for step in path[1:]:
        if last == 0:
            raise BadProof("the proof is too long")
        if node & 1 or node == last:
            older, newer = node_hash(step, older, hash_), node_hash(step, newer, hash_)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            newer = node_hash(newer, step, hash_)
        node, last = node >> 1, last >> 1
    if last:
        raise BadProof("the proof is too short")
    if older != first_root:
        raise BadProof("the older root is another one")
    if newer != second_root:
        raise BadProof("the newer root is another one")


def _split(size: int) -> int:
    """The largest power of two smaller than *size*."""
    return 1 << (size - 1).bit_length() - 1


def _path(leaves: Sequence[bytes], index: int, hash_: Hash) -> list[bytes]:
    if len(leaves) == 1:
        return []
    k = _split(len(leaves))
    if index < k:
        return [*_path(leaves[:k], index, hash_), root(leaves[k:], hash_)]
    return [*_path(leaves[k:], index - k, hash_), root(leaves[:k], hash_)]


def _subproof(leaves: Sequence[bytes], first: int, complete: bool, hash_: Hash) -> list[bytes]:
    if first == len(leaves):
        return [] if complete else [root(leaves, hash_)]
    k = _split(len(leaves))
    if first <= k:
        return [*_subproof(leaves[:k], first, complete, hash_), root(leaves[k:], hash_)]
    return [*_subproof(leaves[k:], first - k, False, hash_), root(leaves[:k], hash_)]
