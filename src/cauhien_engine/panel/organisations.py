"""Organisations told apart and put together: by id, by name, up the tree of what contains what."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from cauhien_engine.text.folding import fold

_SHORT = {
    "dh": "dai hoc", "dhqg": "dai hoc quoc gia", "dhqghn": "dai hoc quoc gia ha noi",
    "hn": "ha noi", "dhqgtphcm": "dai hoc quoc gia thanh pho ho chi minh",
    "dhbk": "dai hoc bach khoa", "dhqghcm": "dai hoc quoc gia thanh pho ho chi minh",
    "hcm": "ho chi minh", "tp": "thanh pho", "hcmc": "ho chi minh city",
    "hochiminh": "ho chi minh", "tphcm": "thanh pho ho chi minh", "hanoi": "ha noi",
    "vietnam": "viet nam", "vn": "viet nam", "univ": "university", "inst": "institute",
    "acad": "academy", "natl": "national", "nat": "national", "dept": "department",
    "sci": "science", "tech": "technology", "technol": "technology", "eng": "engineering",
    "khcn": "khoa hoc cong nghe", "kh": "khoa hoc", "cntt": "cong nghe thong tin",
    "cn": "cong nghe", "centre": "center", "hv": "hoc vien", "bk": "bach khoa",
    "qg": "quoc gia",
}  # fmt: skip
# Words by which no organisation is told from another: small ones, and those of legal forms.
_EMPTY = {"the", "of", "and", "va", "cua", "for", "in", "at", "a"}
_FORMS = re.compile(
    r"\b(cong ty|cty|ctcp|co phan|cp|trach nhiem huu han|tnhh|mot thanh vien|mtv|tap doan"
    r"|joint stock|jsc|limited|ltd|company|co|corporation|corp|inc|llc|plc|group)\b"
)
_PARTS = re.compile(r"\s*[,;()/|]\s*|\s+[-–]\s+")
_WITHIN = re.compile(
    r"(khoa|phong|bo mon|ban|to|trung tam|vien|department|faculty|school|division|laboratory|lab"
    r"|center|institute|ha noi|viet nam|thanh pho)\b"
)
LEVELS = ("own", "unit", "top")


def name_key(name):
    """Return a name of an organisation as it is compared: folded, unshortened, bare of its form.

    >>> name_key("Trường ĐH Bách Khoa Hà Nội") == name_key("Dai hoc Bach khoa Ha Noi")
    True
    >>> name_key("Công ty Cổ phần Sao Mai"), name_key("SAO MAI JSC.")
    ('sao mai', 'sao mai')
    """
    words = re.findall(r"\w+", fold(name.replace("&", " ")))
    plain = " ".join(_SHORT.get(word, word) for word in words)
    plain = re.sub(r"\btruong (?=dai hoc|cao dang)", "", plain)
    bare = _FORMS.sub(" ", plain)
    kept = [word for word in bare.split() if word not in _EMPTY]
    return " ".join(kept) or plain


@lru_cache(maxsize=100_000)
def id_key(text):
    """Return an id as it is compared: lower case, without the address it may be written as.

    >>> id_key("https://ror.org/02JMFJ006"), id_key("doi:10.1000/A")
    ('02jmfj006', '10.1000/a')
    """
    plain = re.sub(r"^https?://", "", text.strip().lower()).rstrip("/")
    return re.sub(r"^((dx\.)?doi\.org/|doi:|orcid\.org/|ror\.org/)", "", plain)


@dataclass(frozen=True)
class Organisations:
    """What is known of organisations, each by its id.

    names: id -> full names in every language; acronyms: id -> short names, which prove nothing
    alone. parents: id -> ids of what contains it. same: id -> id of what it became. umbrellas:
    ids of what contains organisations that stand on their own (a national university, a
    ministry): at the level "unit" one rolls up to below them.
    """

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    acronyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    umbrellas: frozenset[str] = frozenset()

    def resolve(self, organisation, name):
        """Return {key: whether it is sure} of all that an id and a name may stand for.

        A key is an id, or "name:" and the compared name where no known organisation is meant.

        >>> known = Organisations(names={"b": ("Hanoi University of Science",)})
        >>> known.resolve("", "Ha Noi Univ. of Science, Vietnam"), known.resolve("", "Mai Ltd")
        ({'b': True}, {'name:mai': True})
        """
        asked = (organisation, name)
        if asked not in self._resolved:
            self._resolved[asked] = self._looked_up(organisation, name)
        return self._resolved[asked]

    def units(self, key, level):
        """Return the keys to which one organisation rolls up at a level, itself if to no other.

        level: "own", "unit" (below the umbrellas) or "top" (all of a national university is one).
        """
        above = () if level == "own" else self._parents.get(key, ())
        if level == "unit":
            above = [one for one in above if one not in self._umbrellas]
        return {unit for one in above for unit in self.units(one, level)} or {key}

    def ancestors(self, key):
        """Return the keys of all that contains an organisation."""
        above = self._parents.get(key, ())
        return {*above}.union(*(self.ancestors(one) for one in above))

    def is_umbrella(self, key):
        """Return whether what stands under this organisation stands on its own."""
        return key in self._umbrellas

    def _looked_up(self, organisation, name):
        if organisation:
            return {self._now(id_key(organisation)): True}
        whole = self._named(name_key(name))
        found = whole or self._of_parts(name) or self._misspelt(name_key(name))
        return found or self._unknown(name)

    @cached_property
    def _resolved(self):
        return {}  # what was looked up: people of one house name it alike

    def _now(self, key):
        return self._same.get(key, key)

    @cached_property
    def _same(self):
        return {id_key(one): id_key(other) for one, other in self.same.items()}

    @cached_property
    def _umbrellas(self):
        return {id_key(one) for one in self.umbrellas}

    @cached_property
    def _parents(self):
        return {
            self._now(id_key(one)): tuple(self._now(id_key(parent)) for parent in parents)
            for one, parents in self.parents.items()
        }

    @cached_property
    def _by_name(self):
        return self._table(self.names)

    @cached_property
    def _by_size(self):
        """The names by (words, letters): one slip changes no word and at most one letter."""
        table = defaultdict(list)
        for name in self._by_name:
            table[name.count(" "), len(name)].append(name)
        return table

    @cached_property
    def _by_acronym(self):
        return self._table(self.acronyms)

    def _table(self, names):
        table = defaultdict(set)
        for one, spellings in names.items():
            for spelling in spellings:
                table[name_key(spelling)].add(self._now(id_key(one)))
        return table

    def _named(self, key):
        """Return {id: sure} of a whole name, else of an acronym, which is never sure."""
        full = self._by_name.get(key, ())
        short = () if full else self._by_acronym.get(key, ())
        return {one: len(full) == 1 for one in full} | dict.fromkeys(short, False)

    def _of_parts(self, name):
        """Return {id: sure} of the parts of an address, the narrowest, never cut at an "and"."""
        parts = [part for part in _PARTS.split(name) if part]
        found = [one for part in parts if (one := self._named(name_key(part)))]
        every = {key: sure for one in found for key, sure in one.items()}
        inside = {key: True for key in every if self.ancestors(key) & every.keys()}
        covered = {above for key in every for above in self.ancestors(key)}
        beside = {key: sure for one in found if not inside.keys() & one.keys()
                  for key, sure in one.items() if key not in covered}  # fmt: skip
        return beside | inside

    def _misspelt(self, key):
        """Return {id: False} of the names that one slip of the pen in one long word makes."""
        sizes = [(key.count(" "), len(key) + more) for more in (-1, 0, 1)]
        alike = (one for size in sizes for one in self._by_size.get(size, ()))
        near = (one for one in alike if _is_one_slip(one.split(), key.split()))
        return {found: False for one in near for found in self._by_name[one]}

    def _unknown(self, name):
        keys = [name_key(part) for part in _PARTS.split(name) if part]
        parts = [key for key in keys if key and not _WITHIN.match(key)]
        loose = {f"name:{key}": False for key in parts}
        return loose | ({f"name:{whole}": True} if (whole := name_key(name)) else {})


def _is_one_slip(one, other):
    """Return whether two lists of words differ by one letter in one word of six or more."""
    apart = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    if len(one) != len(other) or len(apart) != 1:
        return False
    short, long = sorted(apart[0], key=len)
    at = next((at for at, pair in enumerate(zip(short, long, strict=False)) if len({*pair}) > 1),
              len(short))  # fmt: skip
    swapped = short[at + 1 : at + 2] + short[at : at + 1] + short[at + 2 :]
    rests = {short[at:], short[at + 1 :]}
    same = len(short) == len(long) and long[at:] == swapped
    return len(long) >= 6 and (same or long[at + 1 :] in rests)
