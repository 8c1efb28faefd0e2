"""What may help an enterprise with its weak criteria: found by the engine, written down below."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cauhien.core.events import read_new
from cauhien.core.text import fold
from cauhien.enterprises.actions import suggest, withdraw_suggestions
from cauhien.enterprises.queries import weak_criteria
from cauhien.matching.actions.runs import ask
from cauhien.matching.bridge.evidence import described
from cauhien.matching.states import Closeness, Kind, claim
from cauhien.network.actions.availability import DISAGREED
from cauhien.network.models import Person
from cauhien.network.rules import open_to_enterprises

THINGS = ("technology", "laboratory", "organisation")
KINDS = (*THINGS, Kind.PERSON.value)
EACH = 3  # of each kind for one criterion
MOST_TERMS = 6
DISAGREED_READER = "matching.disagreed"


def help_enterprise(*, assessment, at):
    """Look for what may help with each weak criterion.

    Of persons only those are looked at who have agreed to it (decision 0014).
    """
    meets = {"is_illustrated": assessment.enterprise.is_illustration}
    agreed = Person.objects.filter(open_to_enterprises(**meets)).values_list("code", flat=True)
    asked: list[dict[str, Any]] = [{"kinds": THINGS}]
    if people := list(agreed):
        asked.append({"kinds": (Kind.PERSON.value,), "among": people, **meets})
    found = [
        row
        for one in weak_criteria(assessment)
        for how in asked
        for row in _for(one, assessment, how, at)
    ]
    suggest(assessment=assessment, kinds=KINDS, found=found, at=at)


@transaction.atomic
def forget_who_disagrees():
    """Delete from plans whoever agrees no longer; the pages have not named them since then."""
    codes = [event.subject_code for event in read_new(DISAGREED_READER, kinds=[DISAGREED])]
    withdraw_suggestions(kind=Kind.PERSON, codes=codes)


def _for(criterion, assessment, how, at):
    answer = ask(title=criterion["seek_vi"], text=assessment.enterprise.products, at=at, **how)
    basis = {
        "engine": answer.engine_version,
        "index": answer.index_version,
        "input": answer.input_hash,
    }
    near = [one for one in answer.candidates if one.closeness != Closeness.DISTANT]
    speaking = (_speaking(criterion, one) for one in described(near, answer.asked))
    told = [one for one in speaking if one["evidence"]]
    for kind in how["kinds"]:
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


def _speaking(criterion, found):
    """Return what was found with the proofs alone that share words with the criterion, these first.

    What is close to all that an enterprise makes would else help with everything.
    """
    texts = [fold(criterion.get(name, "")).split() for name in ("seek_vi", "seek_en", "vi", "en")]
    sought = {run for text in texts for length in (1, 2) for run in _runs(text, length)}
    proofs = []
    for proof in found["evidence"]:
        shared = [word for word in proof["words"] if _is_among(word, sought)]
        if shared:
            others = [word for word in proof["words"] if word not in shared]
            proofs.append(proof | {"words": shared + others})
    return found | {"evidence": proofs}


def _is_among(word, sought):
    """Return whether two neighbours of a marked stretch are sought: a syllable says little."""
    words = fold(word).split()
    return any(run in sought for run in _runs(words, min(2, len(words))))


def _runs(words, length):
    return [tuple(words[at : at + length]) for at in range(len(words) - length + 1)]


def _words_for(kind):
    """Return how an answer calls a kind: a company among organisations is an enterprise."""
    return {"organisation", "enterprise"} if kind == "organisation" else {kind}


def _reason(found):
    """Yield the reason in both languages, with the words in common as they are written."""
    written = (word for proof in found["evidence"] for word in proof["words"])
    terms = list({word.casefold(): word for word in written}.values())
    for language in ("vi", "en"):
        with override(language):
            words = _("Related in what it says.")
            if terms:
                words = _("Words in common: %(terms)s.") % {"terms": ", ".join(terms[:MOST_TERMS])}
            yield f"{_by_what(found, language)}{words}"


def _by_what(found, language):
    """Return by which work or field a person is near; of a thing its own words say it."""
    if found["kind"] != Kind.PERSON:
        return ""
    first = found["evidence"][0]
    title = first[f"title_{language}"] or first["title_vi"] or first["title_en"]
    return f"{claim(Kind.PERSON, found['closeness'], first['kind'])}: {title}. "
