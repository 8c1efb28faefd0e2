"""A draft is begun, written, or made of a problem of the catalogue."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cauhien.accounts.rules import is_office_staff
from cauhien.challenges import rules
from cauhien.challenges.actions.spreading import match, spread
from cauhien.challenges.actions.steps import CannotMove, locked
from cauhien.challenges.models import Challenge
from cauhien.challenges.states import WRITTEN, Act, State, transition
from cauhien.core.audit import record
from cauhien.core.codes import random_code
from cauhien.core.text import sort_key
from cauhien.ui.open_form import OpenForm

PAUSE = 15  # seconds without a new save before an unfinished draft is matched


class CannotDraft(Exception):
    """Only the officers and the head of an office write a problem."""


class AlreadyBegun(Exception):
    """There is a problem of this code: the form was sent twice, or its code is another's."""


class CannotEdit(Exception):
    """It is not a draft, or not one of this person's office."""


class SavedElsewhere(Exception):
    """Another form has saved this draft since this one was opened; `challenge` is how it stands."""

    def __init__(self, challenge):
        super().__init__(_("This text was saved elsewhere in the meantime."))
        self.challenge = challenge


_UNKNOWN_FORM = OpenForm()


@transaction.atomic
def draft_challenge(*, office, by, at, code=None, form=_UNKNOWN_FORM, written=None):
    """Begin a draft of an office and return it.

    code: the one that the form was opened with, so that sending twice makes one draft.
    written: {field: value} of states.WRITTEN.
    """
    if not is_office_staff(by, office=office):
        raise CannotDraft(_("Only the officers and the head of an office write its problems."))
    challenge = Challenge(
        code=code or random_code(), office=office, officer=by, created_at=at, saved_at=at
    )
    _take(challenge, written or {}, form, at)
    try:
        with transaction.atomic():
            challenge.save(force_insert=True)
    except IntegrityError:
        raise AlreadyBegun(code) from None
    _take_fields(challenge, written or {})
    return _begun(challenge, Act.DRAFT, by, at)


@transaction.atomic
def save_draft(*, challenge, by, at, written, form, finished=False):
    """Keep what was typed into a draft and return it.

    Two saves of one form follow each other; a form that knows nothing of what another one has
    saved since raises SavedElsewhere.
    finished: a person pressed Save; else it is an autosave, and matching waits for a pause.
    """
    challenge = locked(challenge)
    if not rules.may_edit(by, challenge):
        raise CannotEdit(_("This is not a draft of your office."))
    if challenge.saved_in == form.token and at < challenge.saved_at:
        return challenge  # an autosave that a later save of the same form has overtaken
    if challenge.revision != form.revision and challenge.saved_in != form.token:
        raise SavedElsewhere(challenge)
    changed = _differences(challenge, written)
    if not changed:
        if finished:
            match(challenge, wait=0)
        return challenge
    is_first_of_form = challenge.saved_in != form.token
    _take(challenge, written, form, at)
    challenge.save()
    _take_fields(challenge, written)
    if finished or is_first_of_form:  # one line for each form, not one for each word
        record(chain=challenge.chain, act=Act.EDIT, by=by, at=at, detail={"fields": changed})
    spread(challenge, at, wait=0 if finished else PAUSE)
    return challenge


@transaction.atomic
def adopt_challenge(*, challenge, office, by, at):
    """Make a draft of an office out of a catalogued problem, which stays as it is."""
    challenge = locked(challenge)
    row = transition(challenge.state, State.DRAFT)
    if not (row and row.copies and rules.may_adopt(by, challenge)):
        raise CannotMove(_("Only the officers and the head of an office adopt a problem."))
    if not is_office_staff(by, office=office):
        raise CannotDraft(_("Only the officers and the head of an office write its problems."))
    draft = Challenge.objects.create(
        office=office,
        officer=by,
        adopted_from=challenge,
        title_vi=challenge.title_vi,
        title_en=challenge.title_en,
        description_vi=challenge.description_vi,
        description_en=challenge.description_en,
        topic=challenge.topic,
        place=challenge.place,
        place_text=challenge.place_text,
        sort_key=challenge.sort_key,
        created_at=at,
        saved_at=at,
        revision=1,
    )
    draft.research_fields.set(challenge.research_fields.all())
    adopted = {"office": office.code, "draft": draft.code}
    record(chain=challenge.chain, act=Act.ADOPT, by=by, at=at, detail=adopted)
    return _begun(draft, Act.ADOPT, by, at, {"from": challenge.code})


@transaction.atomic
def draft_of_suggestion(*, suggestion, office, by, at):
    """Begin a draft of an office with what somebody has suggested, and return it."""
    if not is_office_staff(by, office=office):
        raise CannotDraft(_("Only the officers and the head of an office write its problems."))
    draft = Challenge.objects.create(
        office=office,
        officer=by,
        title_vi=suggestion.title,
        description_vi=suggestion.text,
        place_text=suggestion.place_text,
        topic=suggestion.topic,
        sort_key=sort_key(suggestion.title)[:300],
        known_since=suggestion.sent_at,
        created_at=at,
        saved_at=at,
        revision=1,
    )
    return _begun(draft, Act.ADOPT_SUGGESTION, by, at, {"suggestion": suggestion.code})


def _begun(challenge, act, by, at, detail=None):
    record(chain=challenge.chain, act=act, by=by, at=at, detail=detail)
    spread(challenge, at, wait=0)
    return challenge


def _take(challenge, written, form, at):
    """Put what was typed into the row (its research fields: `_take_fields`, once it is saved)."""
    for name in WRITTEN:
        if name in written and name != "research_fields":
            setattr(challenge, name, written[name])
    challenge.sort_key = sort_key(challenge.title_vi)[:300]
    challenge.saved_at, challenge.saved_in = at, form.token
    challenge.revision += 1


def _take_fields(challenge, written):
    if "research_fields" in written:
        challenge.research_fields.set(written["research_fields"])


def _differences(challenge, written):
    """Return the names of the fields in which what was typed differs from what is kept."""
    plain = [name for name in WRITTEN if name in written and name != "research_fields"]
    changed = [name for name in plain if getattr(challenge, name) != written[name]]
    if "research_fields" in written:
        kept = set(challenge.research_fields.values_list("pk", flat=True))
        if kept != {field.pk for field in written["research_fields"]}:
            changed.append("research_fields")
    return changed
