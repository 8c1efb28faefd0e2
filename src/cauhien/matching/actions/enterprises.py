"""What may help an enterprise with its weak criteria: found by the engine, written down below."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cauhien.enterprises.actions import suggest
from cauhien.enterprises.queries import weak_criteria
from cauhien.matching.actions.runs import ask
from cauhien.matching.bridge.evidence import described
from cauhien.matching.states import Closeness

# Persons are left out: decision 0014.
KINDS = ("technology", "laboratory", "organisation")
EACH = 3  # of each kind for one criterion
MOST_TERMS = 6


def help_enterprise(*, assessment, at):
    """Look for technologies, laboratories and organisations for each weak criterion."""
    found = [row for one in weak_criteria(assessment) for row in _for(one, assessment, at)]
    suggest(assessment=assessment, kinds=KINDS, found=found, at=at)


def _for(criterion, assessment, at):
    answer = ask(
        title=criterion["seek_vi"], text=assessment.enterprise.products, at=at, kinds=KINDS
    )
    basis = {
        "engine": answer.engine_version,
        "index": answer.index_version,
        "input": answer.input_hash,
    }
    near = [one for one in answer.candidates if one.closeness != Closeness.DISTANT]
    told = described(near, answer.asked)
    for kind in KINDS:
        rows = [one for one in told if one["kind"] in _words_for(kind)]
        for rank, one in enumerate(rows[:EACH], 1):
            vi, en = _reason(one)
            yield {
                "criterion": criterion["key"],
                "kind": kind,
                "code": one["code"],
                "rank": rank,
                "reason_vi": vi,
                "reason_en": en,
                "basis": basis,
            }


def _words_for(kind):
    """Return how an answer calls a kind: a company among organisations is an enterprise."""
    return {"organisation", "enterprise"} if kind == "organisation" else {kind}


def _reason(found):
    """Yield the reason in both languages, with the words in common as they are written."""
    written = (word for proof in found["evidence"] for word in proof["words"])
    terms = list({word.casefold(): word for word in written}.values())
    for language in ("vi", "en"):
        with override(language):
            if not terms:
                yield _("Related in what it says.")
            else:
                yield _("Words in common: %(terms)s.") % {"terms": ", ".join(terms[:MOST_TERMS])}
