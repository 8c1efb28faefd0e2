"""A table of strings as arrays: found by hash, read by number, mapped from a file as it is."""

from functools import lru_cache
from hashlib import blake2b

import numpy as np


class Names:
    """Distinct strings in the order of their 64-bit hashes, so that order of input is forgotten.

    hashes: uint64 array (n,), ascending. text: uint8 array, the UTF-8 of all strings in a row.
    offsets: int64 array (n + 1,), where each begins. Two strings of one hash are taken for one:
    among ten million strings that happens with a probability of 3 in a million.

    >>> names = Names.of(["b", "a", "b"])
    >>> sorted(names.all()), names[names.find(["b"])[0]], names.find(["c"])
    (['a', 'b'], 'b', array([-1]))
    """

    def __init__(self, hashes, text, offsets):
        self.hashes, self.text, self.offsets = hashes, text, offsets

    @classmethod
    def of(cls, strings):
        """Return the table of some strings, repeated ones once."""
        coded = [string.encode() for string in dict.fromkeys(strings)]
        hashes = np.fromiter(map(_hash, coded), dtype=np.uint64, count=len(coded))
        order = np.argsort(hashes, kind="stable")
        return cls(hashes[order], *_packed([coded[at] for at in order]))

    def __len__(self):
        return len(self.hashes)

    def __getitem__(self, at):
        return self.text[self.offsets[at] : self.offsets[at + 1]].tobytes().decode()

    def all(self):
        """Return all strings in the order of the table."""
        return [self[at] for at in range(len(self))]

    def initials(self, rows):
        """Return the first byte of some of the strings, none of them empty: uint8 array."""
        return self.text[self.offsets[rows]]

    def find(self, strings):
        """Return where the strings stand, an int64 array, -1 for a string that is not here."""
        return self.find_hashes(hashes_of(strings))

    def find_hashes(self, wanted):
        """Return where the strings of these hashes stand, -1 for one that is not here."""
        if not len(self):
            return np.full(len(wanted), -1)
        at = np.minimum(np.searchsorted(self.hashes, wanted), len(self) - 1)
        return np.where(self.hashes[at] == wanted, at, -1)

    def only(self, keep):
        """Return the table of the names where keep, a bool array (n,), is true."""
        lengths = np.diff(self.offsets)
        text = np.asarray(self.text)[np.repeat(keep, lengths)]
        offsets = np.concatenate([[0], np.cumsum(lengths[keep])]).astype(np.int64)
        return Names(np.asarray(self.hashes)[keep], text, offsets)

    def joined(self, other):
        """Return the table of the strings of both."""
        new = other.only(self.find_hashes(other.hashes) < 0)
        hashes = np.concatenate([self.hashes, new.hashes])
        lengths = np.concatenate([np.diff(self.offsets), np.diff(new.offsets)])
        starts = np.concatenate([self.offsets[:-1], new.offsets[:-1] + len(self.text)])
        order = np.argsort(hashes, kind="stable")
        text = np.concatenate([self.text, new.text])
        return Names(hashes[order], *_gathered(text, starts[order], lengths[order]))

    def arrays(self, prefix):
        """Return the arrays by name, each name beginning with the prefix."""
        parts = {"hashes": self.hashes, "text": self.text, "offsets": self.offsets}
        return {f"{prefix}_{name}": array for name, array in parts.items()}

    @classmethod
    def from_arrays(cls, arrays, prefix):
        """Return the table that `arrays` gave with this prefix."""
        return cls(*(arrays[f"{prefix}_{name}"] for name in ("hashes", "text", "offsets")))


def hashes_of(strings):
    """Return the 64-bit hashes of some strings, uint64 array."""
    return np.fromiter((_hash(string.encode()) for string in strings), dtype=np.uint64)


def remembered_hashes_of(strings):
    """Return `hashes_of` strings that come again and again, as the terms of needs do."""
    return np.fromiter(map(_hash_of, strings), dtype=np.uint64)


@lru_cache(maxsize=65536)
def _hash_of(string):
    return _hash(string.encode())


def _hash(coded):
    """Return the 64-bit hash of some bytes, the same on every machine."""
    return int.from_bytes(blake2b(coded, digest_size=8).digest(), "little")


def _packed(coded):
    """Return byte strings as one uint8 array and the int64 offsets of where each begins."""
    offsets = np.zeros(len(coded) + 1, dtype=np.int64)
    np.cumsum([len(one) for one in coded], out=offsets[1:])
    return np.frombuffer(b"".join(coded), dtype=np.uint8), offsets


def _gathered(text, starts, lengths):
    """Return the pieces of a text in the order given, as text and offsets."""
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    shift = np.repeat(starts - offsets[:-1], lengths)
    return text[np.arange(offsets[-1]) + shift], offsets
