"""Candidates for a need, best first, each with what speaks for it."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from cauhien_engine.match.aggregate import documents_of, held_of, links_of, profiles
from cauhien_engine.match.closeness import Closeness, closeness_of, heard
from cauhien_engine.match.documents import HOLDERS, KINDS
from cauhien_engine.match.evidence import Evidence, evidence_of
from cauhien_engine.match.scoring import score_documents

MOST_KINDS = (*HOLDERS, *KINDS)
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


def rank(index, query, kinds=MOST_KINDS, limit=50, now_year=None):
    """Return the Ranking of the best candidates of some kinds for a query.

    kinds: which of "person", "organisation" and the kinds of documents. limit: how many of each
    kind. now_year: works of later years are left out, so that a past run can be replayed; None
    takes all. An empty query or index gives an empty ranking that abstains.
    Raises UnknownKind.

    >>> from cauhien_engine.match import Document, Need, build, prepare
    >>> index = build([Document("p", "project", title_vi="Chống ngập"), Document("q", "work")])
    >>> [one.id for one in rank(index, prepare(Need("ngập úng"))).candidates]
    ['p']
    """
    if unknown := set(kinds) - set(MOST_KINDS):
        raise UnknownKind(", ".join(sorted(unknown)))
    scores = score_documents(index, query)
    score = _until(index, scores.score, now_year)
    found = [
        *_documents(index, score, set(kinds) & set(KINDS), limit),
        *_holders(index, scores, score, set(kinds) & set(HOLDERS), limit, query.parameters),
    ]
    best = max((one.score for one in found), default=1.0)
    ordered = sorted(found, key=lambda one: (-one.score, one.kind, one.id))
    told = evidence_of(index, scores.asked, [one.entries for one in ordered])
    nearest = _nearest(index, scores.asked, ordered)
    candidates = tuple(
        _candidate(index, one, best, evidence, closeness_of(near, query.parameters))
        for one, evidence, near in zip(ordered, told, nearest, strict=True)
    )
    near = any(one.closeness in (Closeness.CLOSE, Closeness.RELATED) for one in candidates)
    return Ranking(candidates, not near, tuple(one.term for one in scores.asked))


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate before its evidence: entries are (document, its part of the score)."""

    kind: str
    id: str
    score: float
    entries: tuple[tuple[int, float], ...]


def _until(index, score, now_year):
    """Return the scores with -1 for documents that do not count or are of later years."""
    counts = index.living if now_year is None else index.living & (index.year <= now_year)
    return np.where(counts, score, np.float32(-1))


def _documents(index, score, kinds, limit):
    """Yield the best documents of each kind as candidates."""
    for kind in sorted(kinds):
        rows = np.flatnonzero((index.kind == KINDS.index(kind)) & (score > 0))
        for at in _best(index, rows, score, limit):
            value = float(score[at])
            segment, own = index.part_of(at)
            yield _Found(kind, segment.docs[own], value, ((int(at), value),))


def _holders(index, scores, score, kinds, limit, at):
    """Yield the best holders of each kind as candidates."""
    pool = _best(index, np.flatnonzero(score > 0), score, at.pool)
    if not kinds or not len(pool):
        return
    first = held_of(index, links_of(index, pool), score, at)
    chosen = first.holders[np.argsort(-first.totals, kind="stable")]
    for kind in sorted(kinds):
        mine = chosen[index.are_holders(chosen, kind)][: at.profiled]
        yield from _profiled(index, scores, score, mine, at)[:limit]


def _profiled(index, scores, score, holders, at):
    """Return holders of one kind as candidates, best first, by all that they hold."""
    if not len(holders):
        return []
    held = held_of(index, documents_of(index, holders), score, at)
    profile = profiles(index, scores, held, at)
    totals = (held.totals + at.profile_share * profile) / (1 + at.profile_share)
    found = []
    for k, (begin, end) in enumerate(pairwise(held.begins.tolist())):
        kind, name = index.holder(int(held.holders[k]))
        documents, parts = held.documents[begin:end].tolist(), held.parts[begin:end].tolist()
        entries = tuple(zip(documents, parts, strict=True))
        found.append(_Found(kind, name, float(totals[k]), entries))
    return sorted(found, key=lambda one: (-one.score, one.id))


def _best(index, rows, score, limit):
    """Return the limit rows of the highest scores, best first, ties by the hash of the id."""
    values = score[rows]
    if len(rows) > limit:
        least = np.partition(values, len(rows) - limit)[len(rows) - limit]
        rows = rows[values >= least]
    return rows[np.lexsort((index.order[rows], -score[rows]))][:limit]


def _nearest(index, asked, found):
    """Return for each candidate how much of the core its best documents say, 0 to 1."""
    rows = [row for one in found for row, _ in one.entries[:BEST]]
    documents = np.unique(np.array(rows, dtype=np.int64))
    shares = dict(zip(documents.tolist(), heard(index, asked, documents).tolist(), strict=True))
    return [max(shares[row] for row, _ in one.entries[:BEST]) for one in found]


def _candidate(index, found, best, evidence, closeness):
    """Return a Candidate of what was found."""
    segment, own = index.part_of(found.entries[0][0])
    return Candidate(
        kind=found.kind,
        id=found.id,
        score=found.score,
        closeness=closeness,
        share=found.score / best,
        zone=segment.zones[segment.zone[own]],
        evidence=evidence,
    )
