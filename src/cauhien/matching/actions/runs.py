"""Runs of the match engine: made, kept and made again."""

import time

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cauhien.challenges.states import Act
from cauhien.core.audit import record
from cauhien.matching import queries
from cauhien.matching.bridge import ranking, store
from cauhien.matching.bridge.evidence import described
from cauhien.matching.models import Match, Run
from cauhien.matching.states import RunState

NO_INDEX = gettext_lazy(
    "The match index is not ready yet. It is being built; please come back in a few minutes."
)
NO_WORDS = gettext_lazy(
    "This text has no words to look for. Write one sentence that says what is needed."
)
FAILED = gettext_lazy(
    "The match could not be finished. The error has been written down; please try again later."
)
CHANGED = gettext_lazy("The engine or its lexicon has changed; it cannot be replayed.")


class CannotMatch(Exception):
    """The text says too little, or (is_ours) there is no index to look in; the message says it."""

    def __init__(self, message, *, is_ours=False):
        super().__init__(message)
        self.message, self.is_ours = message, is_ours


class CannotReplay(Exception):
    """What the run was made with is not here any more; the message says what is missing."""


def ask(*, title="", text="", at, kinds=ranking.ALL_KINDS, among=None, **said):
    """Return the Answer to a text, without keeping anything of it.

    among: codes of the only persons who are looked at; None: everybody. said: without,
    is_illustrated, as a Question has them.
    """
    title, text = (title, text) if title else ranking.split(text)
    only = among if among is None else tuple(sorted(among))
    question = ranking.Question(title, text, at.year, among=only, **said)
    if not ranking.has_words(question.said):
        raise CannotMatch(NO_WORDS)
    try:
        return ranking.answer(question, kinds=kinds)
    except store.NoIndex as missing:
        raise CannotMatch(NO_INDEX, is_ours=True) from missing


def run_match(*, challenge, by, at):
    """Match a problem, keep the run with its candidates and return it.

    A run that cannot be finished is kept too, with the sentence why.
    """
    title = challenge.title_vi or challenge.title_en
    text = challenge.description_vi if challenge.title_vi else challenge.description_en
    run = Run(challenge=challenge, title=title, text=text, by=by, created_at=at)
    began = time.perf_counter()
    try:
        answer = ask(title=title, text=text, at=at, without=tuple(queries.same_codes(challenge)))
    except CannotMatch as refusal:
        return _keep(run, RunState.FAILED, at, message=_in_english(refusal.message))
    rows = described(answer.candidates, answer.asked)
    run.duration_ms = round(1000 * (time.perf_counter() - began), 1)
    for name in ("language", "engine_version", "index_version", "parameters", "input_hash"):
        setattr(run, name, getattr(answer, name))
    run.abstained = answer.abstained
    return _keep(run, RunState.DONE, at, rows=rows)


def note_failure(*, challenge, at):
    """Keep that a run ended in an error, so that the page says so instead of waiting."""
    return _keep(
        Run(challenge=challenge, created_at=at), RunState.FAILED, at, message=_in_english(FAILED)
    )


@transaction.atomic
def _keep(run, state, at, message="", rows=()):
    run.state, run.message, run.finished_at = state, message, at
    run.save(force_insert=True)
    Match.objects.bulk_create(
        [Match(run=run, rank=rank, **row) for rank, row in enumerate(rows, start=1)],
        batch_size=500,
    )
    detail = {
        "run": run.code,
        "state": state,
        "engine": run.engine_version,
        "index": run.index_version,
        "input": run.input_hash,
    }
    record(chain=run.challenge.chain, act=Act.MATCH, by=run.by, at=at, detail=detail)
    return run


def replay(run):
    """Return whether the run gives the same ranking again, put to the index it was made with.

    Raises CannotReplay where that index, engine or lexicon is not here any more.
    """
    if run.state != RunState.DONE:
        raise CannotReplay(_("This run did not end with a result."))
    if run.engine_version != store.ENGINE_VERSION:
        raise CannotReplay(CHANGED)
    asked = {name: run.parameters[name] for name in ("now_year", "without")}
    question = ranking.Question(run.title, run.text, asked["now_year"], tuple(asked["without"]))
    try:
        answer = ranking.answer(question, version=run.index_version)
    except store.NoIndex as missing:
        gone = _("The index %(version)s of this run has been removed; it cannot be replayed.")
        raise CannotReplay(gone % {"version": run.index_version}) from missing
    if answer.input_hash != run.input_hash:
        raise CannotReplay(CHANGED)
    then = Match.objects.filter(run=run).order_by("rank").values_list("kind", "code", "score")
    return [*then] == [(one.kind, one.code, one.score) for one in answer.candidates]


def _in_english(sentence):
    """Return a sentence as it stands in the code; the page translates it for each reader."""
    with override("en"):
        return str(sentence)
