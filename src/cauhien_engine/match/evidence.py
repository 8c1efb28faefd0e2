"""Which documents speak for a candidate, and by which words."""

from dataclasses import dataclass

import numpy as np

from cauhien_engine.match.segment import UNKNOWN_YEAR
from cauhien_engine.text.terms import is_telling

MOST_TERMS = 8


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document that speaks for a candidate.

    doc_id: the caller's. terms: the words and pairs ("giao_thong") that matched, folded as
    cauhien_engine.text.terms gives them, weightiest first, so that `spans_of` can mark them; bare
    numbers and function words, which count for little, speak for nobody and are left out.
    year: of the document or None. share: its part of the candidate's score, 0 to 1.
    """

    doc_id: str
    terms: tuple[str, ...]
    year: int | None
    share: float


def evidence_of(index, scores, candidates, documents, told):
    """Return for each candidate the Evidence of its best documents.

    candidates: for each ([(document, part of the score), …] best first, sum of all parts).
    documents: int array (m,), ascending, all that are named. told: float array (m, asked), what
    each asked term says of each.
    """
    terms = _terms(scores.asked, told)
    year = index.year[documents].tolist()
    about = {
        number: (index.document_id(number), terms[at], None if when == UNKNOWN_YEAR else when)
        for at, (number, when) in enumerate(zip(documents.tolist(), year, strict=True))
    }
    return [
        tuple(Evidence(*about[doc], part / total) for doc, part in rows if part)
        for rows, total in candidates
    ]


def _terms(asked, told):
    """Return for each document the terms that added most to it."""
    split = [one.term.split(":") for one in asked]
    names = [name for _, name in split]
    values = [
        one.value * is_telling(name, lang) for one, (lang, name) in zip(asked, split, strict=True)
    ]
    added = told * np.array(values, dtype=np.float32)
    row, slot = np.nonzero(added)
    order = np.lexsort((slot, -added[row, slot], row))
    ends = np.cumsum(np.bincount(row, minlength=len(told))).tolist()
    slots, begin, terms = slot[order].tolist(), 0, []
    for end in ends:
        most = slots[begin : min(end, begin + 2 * MOST_TERMS)]  # a name in two tongues
        terms.append(tuple(dict.fromkeys(names[at] for at in most))[:MOST_TERMS])
        begin = end
    return terms
