"""Candidates for a need, best first, each with what speaks for it."""

from dataclasses import dataclass

import numpy as np

from cauhien_engine.match.aggregate import documents_of, held_of, links_of, profiles
from cauhien_engine.match.closeness import Closeness, closeness_of, nearness
from cauhien_engine.match.documents import HOLDERS, KINDS
from cauhien_engine.match.evidence import Evidence, evidence_of
from cauhien_engine.match.hits import hits_of
from cauhien_engine.match.scoring import score_documents

MOST_KINDS = (*HOLDERS, *KINDS)
MORE = 4  # times as many documents are looked at closely as are asked for
BEST = 3  # documents of a candidate by which its closeness is told: those that it shows


class UnknownKind(ValueError):
    """A kind of candidate that the engine does not know."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who or what may help.

    kind: "person" or a kind of document; a holder of kind organisation and a document of kind
    organisation are both "organisation". id: the caller's. score: 0 and more; comparable within
    one ranking. closeness: of the best document. share: score beside the best candidate's, 0 to
    1. zone: of the best document. evidence: up to three documents, best first.
    """

    kind: str
    id: str
    score: float
    closeness: Closeness
    share: float
    zone: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """candidates: tuple of Candidate, best first, equal scores by kind and id. abstained: nothing
    is close; the candidates are then what came nearest. version, parameters, terms: by what.
    """

    candidates: tuple[Candidate, ...]
    abstained: bool
    terms: tuple[str, ...]


def rank(index, query, kinds=MOST_KINDS, limit=50, now_year=None, among=None):
    """Return the Ranking of the best candidates of some kinds for a query.

    kinds: which of "person", "organisation" and the kinds of documents. limit: how many of each
    kind. now_year: works of later years are left out, so that a past run can be replayed; None
    takes all. among: ids, one for all kinds, of the only candidates that are asked for, as the
    members of a council are; None takes all. Each of them scores what it scores among all, and
    is left out when nothing of what is asked is said. An empty query or index gives an empty
    ranking that abstains.
    Raises UnknownKind.

    >>> from cauhien_engine.match import Document, Need, build, prepare
    >>> index = build([Document("p", "project", title_vi="Chống ngập"), Document("q", "work")])
    >>> [one.id for one in rank(index, prepare(Need("ngập úng"))).candidates]
    ['p']
    """
    if unknown := set(kinds) - set(MOST_KINDS):
        raise UnknownKind(", ".join(sorted(unknown)))
    asking = _Asking(index, query, now_year, among if among is None else list(among))
    found = [
        *(one for kind in sorted(set(kinds) & set(KINDS)) for one in asking.documents(kind, limit)),
        *asking.holders(sorted(set(kinds) & set(HOLDERS)), limit),
    ]
    best = max((one.score for one in found), default=1.0)
    ordered = sorted(found, key=lambda one: (-one.score, one.kind, one.id))
    candidates = tuple(_candidates(asking, ordered, best))
    near = any(one.closeness in (Closeness.CLOSE, Closeness.RELATED) for one in candidates)
    return Ranking(candidates, not near, tuple(one.term for one in asking.scores.asked))


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate before its evidence: entries are (document, its part) of the best, all the sum
    of all parts.
    """

    kind: str
    id: str
    score: float
    entries: tuple[tuple[int, float], ...]
    all: float


class _Asking:
    """One query put to one index. score: float32 array of all documents, -1 for those that do not
    count or are of later years; exact for those that were looked at closely.
    """

    def __init__(self, index, query, now_year, among):
        self.index, self.at, self.among = index, query.parameters, among
        self.scores = score_documents(index, query, self.at.most_read)
        self.values = np.array([one.value for one in self.scores.asked], dtype=np.float32)
        self.score, self.looked = self.scores.score, []
        self.score[index.dead] = -1
        if now_year is not None and now_year < index.last_year:
            self.score[index.year > now_year] = -1

    def look(self, documents):
        """Return the Hits of some documents, ascending, and make their scores exact."""
        hits = hits_of(self.index, self.scores.asked, documents)
        shares = self.scores.shares[self.index.languages[documents]]
        exact = (hits.sums(self.values) / shares).astype(np.float32)
        self.score[documents] = np.where(self.score[documents] < 0, np.float32(-1), exact)
        if len(documents):
            self.looked.append((documents, hits))
        return hits

    def table(self, documents):
        """Return what each asked term says of some documents: float32 array (m, asked)."""
        table = np.zeros((len(documents), len(self.values)), dtype=np.float32)
        missing = np.ones(len(documents), dtype=bool)
        for known, hits in self.looked:
            at = np.minimum(np.searchsorted(known, documents), len(known) - 1)
            here = missing & (known[at] == documents)
            table[here] = hits.of(at[here]).table()
            missing &= ~here
        if missing.any():
            table[missing] = hits_of(self.index, self.scores.asked, documents[missing]).table()
        return table

    def near(self, documents, table):
        """Return how near some documents are that were looked at closely: float array (m,)."""
        languages = self.index.languages[documents]
        return nearness(self.scores, self.score[documents], languages, table)

    def documents(self, kind, limit):
        """Yield the best documents of a kind as candidates."""
        are_asked = self.index.kind == KINDS.index(kind)
        if self.among is None:
            rows = np.flatnonzero(are_asked & (self.score > 0))
        else:
            named = np.unique(self.index.documents_named(self.among))
            rows = named[are_asked[named]]
        if not self.scores.whole:
            rows = np.sort(self.best(rows, MORE * limit))
            self.look(rows)
        for at in self.best(rows[self.score[rows] > 0], limit).tolist():
            value = float(self.score[at])
            yield _Found(kind, self.index.document_id(at), value, ((at, value),), value)

    def holders(self, kinds, limit):
        """Yield the best holders of some kinds as candidates."""
        if not kinds:
            return
        links = self.links(kinds)
        first = held_of(self.index, links, self.score, self.at, np.unique(links[1]))
        chosen = first.holders[np.argsort(-first.totals, kind="stable")]
        for kind in kinds:
            mine = chosen[self.index.are_holders(chosen, kind)][: max(self.at.profiled, limit)]
            yield from self.profiled(mine, limit)

    def links(self, kinds):
        """Return (holder, document) of those worth a closer look, two int arrays: who holds the
        best documents, or all that those hold who alone are asked for.
        """
        if self.among is None:
            pool = self.best(np.flatnonzero(self.score > 0), self.at.pool)
            return links_of(self.index, pool)
        named = [self.index.holders_named(kind, self.among) for kind in kinds]
        return documents_of(self.index, np.unique(np.concatenate(named)))

    def profiled(self, holders, limit):
        """Return the best of some holders of one kind as candidates, by all that they hold."""
        if not len(holders):
            return []
        links = documents_of(self.index, holders)
        documents = np.unique(links[1])
        hits = self.look(documents)
        held = held_of(self.index, links, self.score, self.at, documents)
        profile = profiles(self.index, self.scores, held, (documents, hits), self.at)
        totals = (held.totals + self.at.profile_share * profile) / (1 + self.at.profile_share)
        least = np.sort(totals)[::-1][: limit + 1][-1]
        best = np.flatnonzero((totals >= least) & (totals > 0))
        found = [self.holder(held, at, totals[at]) for at in best]
        return sorted(found, key=lambda one: (-one.score, one.id))[:limit]

    def holder(self, held, at, total):
        """Return one of the Held as a candidate."""
        kind, name = self.index.holder(int(held.holders[at]))
        own = slice(held.begins[at], held.begins[at + 1])
        parts = held.parts[own]
        best = zip(held.documents[own][:BEST].tolist(), parts[:BEST].tolist(), strict=True)
        return _Found(kind, name, float(total), tuple(best), float(parts.sum()))

    def best(self, rows, limit):
        """Return the limit rows of the highest scores, best first, ties by the hash of the id."""
        values = self.score[rows]
        if len(rows) > limit:
            least = np.partition(values, len(rows) - limit)[len(rows) - limit]
            rows = rows[values >= least]
        return rows[np.lexsort((self.index.order[rows], -self.score[rows]))][:limit]


def _candidates(asking, found, best):
    """Yield what was found as Candidates with their evidence and closeness."""
    shown = [[row for row, _ in one.entries] for one in found]
    documents = np.unique(np.array([row for rows in shown for row in rows], dtype=np.int64))
    table = asking.table(documents)
    near = dict(zip(documents.tolist(), asking.near(documents, table).tolist(), strict=True))
    rows_of = [(one.entries, one.all) for one in found]
    proofs = evidence_of(asking.index, asking.scores, rows_of, documents, table)
    for one, rows, evidence in zip(found, shown, proofs, strict=True):
        segment, own = asking.index.part_of(rows[0])
        yield Candidate(
            kind=one.kind,
            id=one.id,
            score=one.score,
            closeness=closeness_of(max(near[row] for row in rows), asking.at),
            share=one.score / best,
            zone=segment.zones[segment.zone[own]],
            evidence=evidence,
        )
