"""Files that are alike: found, asked about, answered, decided. Nobody else learns of it."""

from collections import defaultdict
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import combinations, product
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.challenges import bridge
from cauhien.challenges.actions.initiative.telling import people_of
from cauhien.challenges.models import (
    Comparable,
    Duplicate,
    DuplicateAnswer,
    InitiativeVersion,
    Precedent,
)
from cauhien.challenges.queries.initiative import KIND
from cauhien.challenges.queries.initiative import duplicates as queries
from cauhien.challenges.queries.initiative.content import last_version
from cauhien.challenges.rules import duplicate as rules
from cauhien.challenges.states import JUDGED_FROM, DuplicateState, InitiativeAct
from cauhien.core.audit import record
from cauhien.core.calendar import end_of
from cauhien.core.jobs import call_off, defer, run_again
from cauhien.core.sealing import CannotUnseal
from cauhien.notices.actions import tell

ASKED, JUDGED = "challenges.duplicate_asked", "challenges.duplicate_judged"
MOST_PASSAGES = 40  # kept of two files, the strongest
TOGETHER = 300  # registered things that are compared as one text of many parts


class CannotCompare(Exception):
    """No comparison of these files has failed, or it is not this person's to run it again."""


class CannotAsk(Exception):
    """The teams were asked already, the day does not lie ahead, or it is not this person's."""


class CannotAnswer(Exception):
    """The team was not asked, has answered, or its time is over."""


class CannotJudge(Exception):
    """It is decided, a team is still to be heard, no reason is given, or it is not theirs."""


@dataclass(frozen=True)
class Copy:
    """A frozen copy with where its parts stand and what the engine made of them."""

    version: InitiativeVersion
    wheres: list
    text: Any


def compare_later(challenge, initiative=None):
    """Have the worker compare the files of a call, or one of which a new version has come."""
    once = "" if initiative else f"{queries.JOB}:{challenge.code}"
    said = {"challenge": challenge.code, "initiative": initiative.code if initiative else ""}
    defer(queries.JOB, once=once or None, **said)


def compare_at_once(*, challenge, at):
    """Compare the files of a call here and now, so that the worker need not do it any more."""
    call_off(queries.JOB, challenge=challenge.code)
    return find_duplicates(challenge=challenge, at=at)


@transaction.atomic
def compare_again(*, challenge, by, at):
    """Have the worker run again what has failed of comparing the files of a call."""
    if not rules.may_compare_again(by, challenge) or not queries.has_comparison_failed(challenge):
        raise CannotCompare(_("No comparison of these files has failed, or it is not yours."))
    run_again(queries.JOB, at=at, challenge=challenge.code)
    chain = queries.comparison_chain(challenge)
    record(chain=chain, act=InitiativeAct.COMPARE_AGAIN, by=by, at=at)


def find_duplicates(*, challenge, at, initiative=None):
    """Compare the opened files of a call with one another and with those of other calls.

    initiative: compare only this one, of which a new version has come. One other call is read at
    a time, so that memory does not grow with the years. Returns how many suspicions are new.
    """
    own, given = _copies(challenge), bridge.made_comparable(queries.given_texts(challenge))
    new = [one for one in own if initiative in (None, one.version.initiative)]
    rest = [one for one in own if one not in new]
    compared, flagged = _compare(new, rest, [given] * len(own), at, among=True)
    for other in queries.other_calls(challenge) if new else ():
        theirs, given_to_them = _copies(other), bridge.made_comparable(queries.given_texts(other))
        givens = [given] * len(new) + [given_to_them] * len(theirs)
        more = _compare(new, theirs, givens, at)
        compared, flagged = compared + more[0], flagged + more[1]
    counts = {"files": len(own), "pairs": compared, "flagged": flagged}
    counts["cut"] = sum(one.text.is_cut for one in own)
    counts["precedents"] = _find_precedents(new, given, at)
    record(
        chain=queries.comparison_chain(challenge),
        act=InitiativeAct.COMPARE,
        by=None,
        at=at,
        detail={**counts, "engine": bridge.OVERLAP_VERSION},
    )
    return flagged


@transaction.atomic
def ask_teams(*, duplicate, by, at, due_on):
    """Ask both teams what they say to the passages, until a day. Each is shown its own alone."""
    duplicate = _locked(duplicate, by)
    if duplicate is None or not rules.may_ask(by, duplicate):
        raise CannotAsk(_("The teams were asked already, or it is not yours to ask."))
    if due_on <= localdate(at):
        raise CannotAsk(_("Set a date that lies ahead."))
    duplicate.state, duplicate.asked_at, duplicate.due_on = DuplicateState.ASKED, at, due_on
    duplicate.save(update_fields=["state", "asked_at", "due_on"])
    _log(InitiativeAct.ASK_DUPLICATE, duplicate, by, at, due_on=due_on.isoformat())
    _tell_teams(ASKED, duplicate, by, at, due_at=end_of(due_on))


@transaction.atomic
def answer_duplicate(*, duplicate, initiative, by, at, text):
    """Answer for a team, once."""
    duplicate = Duplicate.objects.select_for_update(of=("self",)).get(pk=duplicate.pk)
    is_asked = initiative.pk in {file.pk for file in duplicate.files}
    if not is_asked or not rules.may_answer(by, duplicate, initiative, at):
        raise CannotAnswer(_("The time to answer is over, or it is not yours to answer."))
    if duplicate.answers.filter(initiative=initiative).exists():
        raise CannotAnswer(_("Your team has answered already."))
    sealed = initiative.sealed_json(text, f"answer:{duplicate.code}")
    DuplicateAnswer.objects.create(
        duplicate=duplicate, initiative=initiative, text=sealed, at=at, by=by
    )
    _log(InitiativeAct.ANSWER_DUPLICATE, duplicate, by, at, file=initiative.code)


@transaction.atomic
def judge_duplicate(*, duplicate, by, at, state, reason):
    """Say what the likeness means; teams that were asked are told, what follows is for screening.

    state: no duplicate, earlier work of the same team, or a duplicate, which can be found only
    after both teams were heard.
    """
    duplicate = _locked(duplicate, by)
    if duplicate is None or not rules.may_judge(by, duplicate):
        raise CannotJudge(_("It is decided already, or it is not yours to decide."))
    if duplicate.state not in JUDGED_FROM.get(state, ()):
        raise CannotJudge(_("Ask both teams first; they may have an answer."))
    if state == DuplicateState.CONFIRMED and not rules.is_heard(duplicate, at):
        raise CannotJudge(_("Both teams may answer until the day that was set."))
    if not reason.strip():
        raise CannotJudge(_("Give the reason."))
    duplicate.state, duplicate.reason = state, reason.strip()
    duplicate.judged_at, duplicate.judged_by = at, by
    duplicate.save(update_fields=["state", "reason", "judged_at", "judged_by"])
    _log(InitiativeAct.JUDGE_DUPLICATE, duplicate, by, at, state=state, reason=duplicate.reason)
    if duplicate.asked_at:
        _tell_teams(JUDGED, duplicate, by, at, state=state, reason=duplicate.reason)


def _copies(challenge):
    """Return the last frozen copy of each opened file of a call, made comparable."""
    copies = []
    for initiative in queries.opened_files(challenge):
        version = last_version(initiative)
        version.initiative = initiative
        with suppress(CannotUnseal):  # it was altered; the minutes of the opening tell of it
            copies.append(_copy(version))
    return copies


def _copy(version):
    """Return a frozen copy made comparable, read anew only where that was never done by the rules.

    What was made of it is kept sealed: it says nearly as much as the file.
    """
    rules = bridge.reading_rules()
    if kept := Comparable.objects.filter(version=version, rules=rules).first():
        kept.version = version  # whose key is known already
        said = kept.read()
        return Copy(version, said["wheres"], bridge.of_json(said["text"]))
    parts = queries.parts_of(version)
    text = bridge.made_comparable([text for _where, text in parts])
    wheres = [where for where, _text in parts]
    said = {"wheres": wheres, "text": bridge.as_json(text)}
    found = {"rules": rules, "content": Comparable.sealed(version, said)}
    Comparable.objects.update_or_create(version=version, defaults=found)
    return Copy(version, wheres, text)


def _compare(new, others, givens, at, *, among=False):
    """Compare new copies with others, or with one another too; return (pairs, new suspicions)."""
    pairs = [*product(range(len(new)), range(len(new), len(new) + len(others)))]
    pairs += combinations(range(len(new)), 2) if among else ()
    copies = new + others
    compared = bridge.compared([copy.text for copy in copies], givens)
    flagged = 0
    for pair in pairs:
        one, other = sorted(pair, key=lambda place: _received(copies[place]))
        if passages := compared.passages(one, other)[:MOST_PASSAGES]:
            flagged += _flag(copies[one], copies[other], passages, at)
    return len(pairs), flagged


def _find_precedents(copies, given, at):
    """Note what is registered that passages of copies say; return how many are new."""
    registered = queries.registered_texts()
    groups = [registered[at:][:TOGETHER] for at in range(0, len(registered), TOGETHER)]
    count = 0
    for group in groups:
        known = bridge.made_comparable([text for *_about, text in group])
        texts, givens = [known, *(copy.text for copy in copies)], [None] + [given] * len(copies)
        compared = bridge.compared(texts, givens)
        for place, copy in enumerate(copies, start=1):
            by_thing = defaultdict(list)
            for passage in compared.passages(place, 0):
                by_thing[group[passage.other.part][:3]].append(passage)
            for thing, passages in by_thing.items():
                count += _note_precedent(copy, thing, known, passages, at)
    return count


def _note_precedent(copy, thing, known, passages, at):
    kind, code, title = thing
    found = {
        "title": title,
        "likeness": round(max(one.likeness for one in passages), 3),
        "passages": [_row_of_registered(copy, known, one) for one in passages],
        "engine": bridge.OVERLAP_VERSION,
        "at": at,
    }
    key = {"version": copy.version, "kind": kind, "subject_code": code}
    _precedent, is_new = Precedent.objects.get_or_create(**key, defaults=found)
    return is_new


def _row_of_registered(copy, known, passage):
    place = passage.other
    text = known.parts[place.part][place.start : place.end]
    marks = [[start - place.start, end - place.start] for start, end in place.marks]
    return {
        "one": _placed(copy, passage.one),
        "other": {"text": text, "lang": place.lang, "marks": marks},
        "likeness": round(passage.likeness, 3),
        "is_translated": passage.is_translated,
    }


def _received(copy):
    initiative = copy.version.initiative
    return initiative.submitted_at, initiative.pk


@transaction.atomic
def _flag(one, other, passages, at):
    """Write a suspicion down unless all its passages were before people already."""
    pair = (one.version.initiative_id, other.version.initiative_id)
    earlier = Duplicate.objects.select_for_update(of=("self",)).filter(
        one__initiative=pair[0], other__initiative=pair[1]
    )
    known = {said for duplicate in earlier for said in _said(duplicate)}
    if known >= {_texts(one, other, passage) for passage in passages}:
        return False
    duplicate = Duplicate.objects.create(
        one=one.version,
        other=other.version,
        likeness=round(max(one.likeness for one in passages), 3),
        passages=[_row(one, other, passage) for passage in passages],
        engine=bridge.OVERLAP_VERSION,
        at=at,
    )
    files = {"files": [file.code for file in duplicate.files]}
    _log(InitiativeAct.FLAG_DUPLICATE, duplicate, None, at, **files, likeness=duplicate.likeness)
    return True


def _said(duplicate):
    return [(one.text, other.text) for one, other, *_about in queries.passages_of(duplicate)]


def _texts(one, other, passage):
    return tuple(
        copy.text.parts[place.part][place.start : place.end]
        for copy, place in ((one, passage.one), (other, passage.other))
    )


def _row(one, other, passage):
    return {
        "one": _placed(one, passage.one),
        "other": _placed(other, passage.other),
        "likeness": round(passage.likeness, 3),
        "is_translated": passage.is_translated,
    }


def _placed(copy, place):
    said = asdict(place)
    return copy.wheres[said.pop("part")] | said


def _locked(duplicate, by):
    """Return the suspicion, locked, None where this person may not read both files."""
    if not queries.duplicates_for(by).filter(pk=duplicate.pk).exists():
        return None
    return Duplicate.objects.select_for_update(of=("self",)).get(pk=duplicate.pk)


def _tell_teams(kind, duplicate, by, at, *, due_at=None, **said):
    for file in duplicate.files:
        titles = {"title_vi": file.challenge.title_vi, "title_en": file.challenge.title_en}
        tell(
            users=people_of(file).exclude(pk=by.pk),
            kind=kind,
            subject=(KIND, file.code),
            url=reverse("challenges:initiative_likeness", args=[file.code, duplicate.code]),
            at=at,
            parameters=titles | said,
            due_at=due_at,
        )


def _log(act, duplicate, by, at, **detail):
    record(chain=duplicate.chain, act=act, by=by, at=at, detail=detail)
