"""A need and a collection -> ranked candidates with evidence.

    index = build(documents)                      # or Index.from_arrays(mapped arrays)
    query = prepare(Need(title, text), lexicon, place_terms)
    ranking = rank(index, query, kinds=("person", "laboratory"), limit=50, now_year=2026)
    seated = rank(index, query, kinds=("person",), among=members)  # only these, all of them

`Index.arrays()` gives a dict of numpy arrays for the caller to write and to map;
`Index.with_changes(documents, removed)` takes what is new or changed within a moment;
`Index.compacted()` makes one large part of it, byte for byte what `build` would have made.
`Parameters` holds every weight, `ENGINE_VERSION` names the rules: store both with a run, and the
same index, need and parameters give the same ranking.
"""

from cauhien_engine.match.closeness import Closeness
from cauhien_engine.match.documents import FIELDS, HOLDERS, KINDS, BadDocument, Document, Holder
from cauhien_engine.match.evidence import Evidence
from cauhien_engine.match.index import Index, WrongLayout, build
from cauhien_engine.match.need import Need
from cauhien_engine.match.parameters import Parameters
from cauhien_engine.match.query import Query, prepare
from cauhien_engine.match.ranking import Candidate, Ranking, UnknownKind, rank

ENGINE_VERSION = "match 5"

__all__ = [
    "ENGINE_VERSION", "FIELDS", "HOLDERS", "KINDS", "BadDocument", "Candidate", "Closeness",
    "Document", "Evidence", "Holder", "Index", "Need", "Parameters", "Query", "Ranking",
    "UnknownKind", "WrongLayout", "build", "prepare", "rank",
]  # fmt: skip
