"""One hash over many leaves, and the short proof that one leaf is among them: RFC 6962, section 2.

>>> leaves = [bytes([n]) for n in range(5)]
>>> proof = path(leaves, 3)
>>> len(proof), root_from(leaves[3], 3, 5, proof) == root(leaves)
(3, True)
"""

import hashlib


def root(leaves):
    """Return the tree hash of a list of bytes; the hash of nothing where there is none."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return _hash(b"\0" + leaves[0])
    split = _split(len(leaves))
    return _hash(b"\1" + root(leaves[:split]) + root(leaves[split:]))


def path(leaves, place):
    """Return the hashes that lead from one leaf up to the root, the lowest first.

    place: 0 ≤ place < len(leaves).
    """
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if place < split:
        return [*path(leaves[:split], place), root(leaves[split:])]
    return [*path(leaves[split:], place - split), root(leaves[:split])]


def root_from(leaf, place, count, proof):
    """Return the root that follows from a leaf at a place among `count`, with its path."""
    if count == 1:
        return _hash(b"\0" + leaf)
    split, beside = _split(count), proof[-1]
    if place < split:
        return _hash(b"\1" + root_from(leaf, place, split, proof[:-1]) + beside)
    return _hash(b"\1" + beside + root_from(leaf, place - split, count - split, proof[:-1]))


def _split(count):
    """Return the largest power of two below a count of at least 2."""
    return 1 << (count - 1).bit_length() - 1


def _hash(data):
    return hashlib.sha256(data).digest()
