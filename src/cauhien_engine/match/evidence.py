"""Which documents speak for a candidate, and by which words."""

from dataclasses import dataclass

import numpy as np

from cauhien_engine.match.segment import UNKNOWN_YEAR

MOST_DOCUMENTS = 3
MOST_TERMS = 8


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document that speaks for a candidate.

    doc_id: the caller's. terms: the words and pairs ("giao_thong") that matched, folded as
    cauhien_engine.text.terms gives them, weightiest first, so that `spans_of` can mark them.
    year: of the document or None. share: its part of the candidate's score, 0 to 1.
    """

    doc_id: str
    terms: tuple[str, ...]
    year: int | None
    share: float


def evidence_of(index, scores, entries, told):
    """Return for each candidate the Evidence of its best documents.

    entries: for each candidate (document, part of the score), best first. told: {document: float
    array (asked,), what each asked term says of it}.
    """
    values = np.array([one.value for one in scores.asked], dtype=np.float32)
    names = [one.term.partition(":")[2] for one in scores.asked]
    terms = {doc: _terms(names, row * values) for doc, row in told.items()}
    return [tuple(_evidence(index, rows, terms)) for rows in entries]


def _terms(names, added):
    """Return the terms that added most to one document."""
    hit = np.flatnonzero(added)
    order = hit[np.argsort(-added[hit], kind="stable")][: 2 * MOST_TERMS]  # a name in two tongues
    return tuple(dict.fromkeys(names[at] for at in order.tolist()))[:MOST_TERMS]


def _evidence(index, rows, told):
    """Yield the Evidence of one candidate."""
    total = sum(part for _, part in rows)
    for doc, part in rows[:MOST_DOCUMENTS]:
        if not part:
            return
        segment, own = index.part_of(doc)
        year = int(segment.year[own])
        yield Evidence(
            doc_id=segment.docs[own],
            terms=told[doc],
            year=None if year == UNKNOWN_YEAR else year,
            share=part / total,
        )
