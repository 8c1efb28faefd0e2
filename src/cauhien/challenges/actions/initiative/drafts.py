"""A draft of a file is begun and written; what is written is sealed at once."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cauhien.challenges.actions.drafts import AlreadyBegun, OpenForm
from cauhien.challenges.actions.initiative.access import grant_access
from cauhien.challenges.actions.initiative.steps import locked_initiative
from cauhien.challenges.models import CallKey, Challenge, Initiative, Member
from cauhien.challenges.rules.initiative import may_start, may_write
from cauhien.challenges.states import (
    WRITTEN_TEXTS,
    AccessBasis,
    InitiativeAct,
    MemberRole,
    Part,
)
from cauhien.core.audit import record
from cauhien.core.codes import random_code
from cauhien.core.sealing import new_wrapped_key

_UNKNOWN_FORM = OpenForm()


class CannotStart(Exception):
    """The call is not open, or this account sends no files."""


class CannotWrite(Exception):
    """The person is not of the team, may only read, or it is too late."""


class WrittenElsewhere(Exception):
    """Another form has saved this file since this one was opened; `initiative` is how it stands."""

    def __init__(self, initiative):
        super().__init__(_("This text was saved elsewhere in the meantime."))
        self.initiative = initiative


@transaction.atomic
def start_initiative(*, challenge, by, at, code=None, form=_UNKNOWN_FORM, written=None):
    """Begin a draft of a file for an open call and return it; whoever begins it leads its team.

    code: the one that the form was opened with, so that sending twice makes one file.
    written: {name: value} of states.WRITTEN_TEXTS.
    """
    if not may_start(by, challenge, at):
        raise CannotStart(
            _("Files are begun by an enterprise or an expert, while the call is open.")
        )
    initiative = Initiative(
        code=code or random_code(), challenge=_with_key(challenge, at), created_at=at, saved_at=at
    )
    _take(initiative, written or {}, form, at)
    try:
        with transaction.atomic():
            initiative.save(force_insert=True)
    except IntegrityError:
        raise AlreadyBegun(code) from None
    Member.objects.create(
        initiative=initiative,
        user=by,
        email=by.email,
        name=by.name,
        role=MemberRole.LEAD,
        invited_at=at,
    )
    detail = {"challenge": challenge.code}
    record(chain=initiative.chain, act=InitiativeAct.START, by=by, at=at, detail=detail)
    show_to_member(initiative, user=by, by=by, at=at)
    return initiative


def begin_for_lead(challenge, *, by, at):
    """Begin the empty draft of a task that is directly assigned, for a lead still to be invited."""
    initiative = Initiative(challenge=_with_key(challenge, at), created_at=at)
    _take(initiative, {}, _UNKNOWN_FORM, at)
    initiative.save(force_insert=True)
    detail = {"challenge": challenge.code}
    record(chain=initiative.chain, act=InitiativeAct.START, by=by, at=at, detail=detail)
    return initiative


@transaction.atomic
def write_initiative(*, initiative, by, at, written, form, finished=False):
    """Keep what was typed into a file and return it; see `save_draft` of a problem."""
    initiative = locked_initiative(initiative)
    if not may_write(by, initiative, at):
        raise CannotWrite(_("Only who leads or edits writes in this file, while there is time."))
    if initiative.saved_in == form.token and at < initiative.saved_at:
        return initiative  # an autosave that a later save of the same form has overtaken
    if initiative.revision != form.revision and initiative.saved_in != form.token:
        raise WrittenElsewhere(initiative)
    kept = initiative.written()
    changed = [
        name for name in WRITTEN_TEXTS if name in written and written[name] != kept.get(name)
    ]
    if not changed:
        return initiative
    is_first_of_form = initiative.saved_in != form.token
    _take(initiative, written, form, at)
    initiative.save(update_fields=["draft", "saved_at", "saved_in", "revision"])
    if finished or is_first_of_form:  # one line for each form, not one for each word
        detail = {"fields": changed}
        record(chain=initiative.chain, act=InitiativeAct.WRITE, by=by, at=at, detail=detail)
    return initiative


def show_to_member(initiative, *, user, by, at):
    grant_access(
        initiative=initiative,
        user=user,
        part=Part.CONFIDENTIAL,
        basis=AccessBasis.TEAM,
        by=by,
        at=at,
    )


def _take(initiative, written, form, at):
    """Put what was typed to what is kept, sealed under the key of the call."""
    kept = initiative.written()
    kept |= {name: written[name] for name in WRITTEN_TEXTS if name in written}
    initiative.draft = initiative.sealed_json(kept, "draft")
    initiative.saved_at, initiative.saved_in = at, form.token
    initiative.revision += 1


def _with_key(challenge, at):
    """Return the problem; the key of its call is made when its first file is begun, once."""
    challenge = Challenge.objects.select_for_update(of=("self",), no_key=True).get(pk=challenge.pk)
    CallKey.objects.get_or_create(
        challenge=challenge,
        defaults={"wrapped": new_wrapped_key(challenge.chain), "made_at": at},
    )
    return challenge
