"""The numbers of the engine in one place, so that a run can be stored and replayed."""

import json
from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True)
class Parameters:
    """All weights of the engine. None was fitted to queries or judgements; see `match`.

    The first block is built into the weights of an index and cannot be changed afterwards.

    k1, b: how fast repetition of a term saturates, how much length counts (Robertson's values).
    pivot: the length, in terms, of a document of ordinary length. A constant instead of the
        collection's mean, so that a document weighs the same whatever stands beside it.
    title_weight: a word in a title counts as so many in the text.

    repetition: how slowly a word said c times in a need saturates, c (r + 1) / (c + r).
    title_need: a word of a need's title weighs so many times.
    pair_weight: weight of a pair of neighbours beside a single word's 1.
    place_weight: weight of a word inside the name of a place.
    number_weight: weight of a bare number: how many and when tell little of what is needed.
    own_signal, translated_signal: weight of the need's own words and of their translation.
    back_signal: weight of the Vietnamese translation of an English need: so little that it only
        reaches documents which have no English text.
    most_terms: how many terms of a need are looked up, heaviest first.
    most_read: so many entries of the index are read to see which documents are worth a closer
        look, rarest words first; those are then scored by all their words.
    core: a document that says so many of the heaviest terms, once, scores 1.
    unheard: so many needs more, that a few known needs do not yet tell which words all needs use.
    usual: a word must be in more needs than this to be thought usual.

    decay: the i-th best document of a holder counts decay**i: more works help less and less.
    pool: how many of the best documents are looked at for their holders.
    profiled: how many holders, best first by these, are looked at with all they hold.
    most_works: how many documents of one holder are looked at, best first.
    profile_share: weight of all that a holder's documents say together, beside the best ones.
    profile_pivot: of how many documents an ordinary holder's profile is made.

    distant, related, close: from which nearness on one of the best documents is called so.
        Round: what parts problems with an answer from those without best lies at 0.31 in
        Vietnamese and 0.23 in English, see left_out in benchmarks/supply_match.py.
    """

    k1: float = 1.2
    b: float = 0.75
    pivot: float = 100.0
    title_weight: float = 2.0

    repetition: float = 0.5
    title_need: float = 1.25
    pair_weight: float = 0.5
    place_weight: float = 0.1
    number_weight: float = 0.1
    own_signal: float = 1.0
    translated_signal: float = 0.5
    back_signal: float = 0.02
    most_terms: int = 300
    most_read: int = 100_000
    core: int = 12
    unheard: float = 20.0
    usual: float = 3.0

    decay: float = 0.5
    pool: int = 1000
    profiled: int = 64
    most_works: int = 50
    profile_share: float = 1.0
    profile_pivot: float = 8.0

    distant: float = 0.15
    related: float = 0.25
    close: float = 0.4

    def to_json(self):
        """Return the parameters as a JSON object with sorted keys.

        >>> Parameters.from_json(Parameters(k1=2.0).to_json()) == Parameters(k1=2.0)
        True
        """
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text):
        """Return the parameters that `to_json` wrote; a name it does not know raises TypeError."""
        return cls(**json.loads(text))

    def with_values(self, **values):
        """Return a copy with some values changed.

        >>> Parameters().with_values(pool=10).pool
        10
        """
        return replace(self, **values)
