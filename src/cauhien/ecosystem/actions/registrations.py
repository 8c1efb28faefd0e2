"""Somebody asks to have an entry listed, changed or taken off, and the moderator decides."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.core.calendar import due_at
from cauhien.core.city import days_to_answer_registrations
from cauhien.ecosystem import rules
from cauhien.ecosystem.actions.catalogue import keep, spread, take_off
from cauhien.ecosystem.actions.following import announce_to_followers
from cauhien.ecosystem.actions.refusals import CannotRegister, need
from cauhien.ecosystem.models import Mentor, Registration
from cauhien.ecosystem.queries.entries import MODELS
from cauhien.ecosystem.queries.registrations import REGISTRATION, open_about, values_of
from cauhien.ecosystem.states import (
    OPEN,
    WAYS,
    Aim,
    EntryKind,
    RegistrationAct,
    RegistrationActor,
)
from cauhien.notices.actions import tell
from cauhien.organisations.actions.firms import CannotEnter, note_ror
from cauhien.organisations.queries import with_ror

ANSWERED = "ecosystem.registration_answered"
SOURCE = (
    REGISTRATION,
    "Registrations in the start-up ecosystem",
    "Đăng ký trong hệ sinh thái khởi nghiệp",
)


@dataclass(frozen=True)
class Asked:
    """What is asked for. values: {column: value} as JSON knows them. standing: who asks."""

    kind: str
    aim: Aim
    title: str
    standing: str
    values: dict = field(default_factory=dict)


@transaction.atomic
def send(*, asked, by, at, entry=None):
    """Ask to have something listed, changed or taken off, and return the Registration.

    entry: what is changed or taken off.
    """
    need(rules.may_register(by), _("Sign in as yourself to register something."))
    if entry is not None:
        entry = MODELS[asked.kind].objects.select_for_update().get(pk=entry.pk)
        need(rules.may_change(by, entry), _("Whoever registered this page changes it."))
        need(open_about(asked.kind, entry) is None, _("A change of this page waits already."))
    registration = Registration.objects.create(
        kind=asked.kind,
        aim=asked.aim,
        entry_code=entry.code if entry else "",
        title=asked.title[:300],
        values=asked.values,
        standing=asked.standing,
        sent_by=by,
        sent_at=at,
        due_at=_due_at(at),
    )
    _log(registration, RegistrationAct.SEND, by, at)
    return registration


@transaction.atomic
def send_again(*, registration, values, standing, by, at):
    """Put other words into what waits or was asked back; the period begins anew."""
    registration = _moved(registration, RegistrationAct.SEND_AGAIN, by)
    registration.values, registration.standing = values, standing
    registration.title = (values.get("name_vi") or registration.title)[:300]
    registration.sent_at, registration.due_at = at, _due_at(at)
    registration.save()
    _log(registration, RegistrationAct.SEND_AGAIN, by, at)
    return registration


@transaction.atomic
def advance(*, registration, act, by, at, reason=""):
    """Move a registration as the table says; accepted, its words are the page's from now on."""
    registration = _moved(registration, act, by)
    way = WAYS[act]
    need(reason.strip() or not way.needs_reason, _("Give a reason."), "reason")
    if act == RegistrationAct.ACCEPT:
        registration.entry_code = _accepted(registration, by, at).code
    if way.actor == RegistrationActor.MODERATOR:
        registration.answered_at, registration.reason = at, reason.strip()
    registration.save()
    _log(registration, act, by, at)
    if way.actor == RegistrationActor.MODERATOR:
        tell(
            users=[registration.sent_by],
            kind=ANSWERED,
            subject=(REGISTRATION, registration.code),
            at=at,
            parameters={"act": act, "reason": registration.reason},
        )
    return registration


@transaction.atomic
def leave(*, mentor, by, at):
    """Take a mentor off at once, as they want it; what they wrote of themselves is blanked."""
    mentor = Mentor.objects.select_for_update().get(pk=mentor.pk)
    need(rules.may_register(by) and mentor.owner_id == by.pk, _("Only the mentor leaves."))
    mentor.name_vi, mentor.name_en, mentor.about_vi, mentor.about_en = "", "", "", ""
    mentor.website, mentor.orcid, mentor.consented_at = "", "", None
    take_off(EntryKind.MENTOR, mentor, at=at)
    own = Registration.objects.filter(kind=EntryKind.MENTOR, sent_by=by)
    for registration in own.filter(state__in=OPEN):
        advance(registration=registration, act=RegistrationAct.WITHDRAW, by=by, at=at)
    own.update(title="–", values={}, standing="")
    record(chain=f"mentor:{mentor.code}", act=RegistrationAct.LEAVE, by=by, at=at)


def _moved(registration, act, by):
    rows = Registration.objects.select_for_update(of=("self",)).select_related("sent_by")
    registration = rows.get(pk=registration.pk)
    allowed = rules.may(by, registration, act)
    need(allowed, _("This step is not yours, or it is no longer where it was."))
    registration.state = WAYS[act].target
    return registration


def _accepted(registration, by, at):
    """Write what a registration says into its entry, and return the entry."""
    model = MODELS[registration.kind]
    if registration.aim == Aim.ADD:
        entry = model(owner=registration.sent_by, registered_at=at)
    else:
        entry = model.objects.select_for_update().get(code=registration.entry_code)
    if registration.aim == Aim.REMOVE:
        take_off(registration.kind, entry, at=at)
        return entry
    _write(registration, entry, by, at)
    if registration.kind == EntryKind.MENTOR:
        entry.consented_at = registration.sent_at
    if registration.kind == EntryKind.INVESTMENT:
        entry.save()
        return entry
    entry.derive()
    entry.save()
    spread(registration.kind, [entry], at=at)
    if registration.kind == EntryKind.EVENT and registration.aim == Aim.ADD:
        announce_to_followers(entry, at=at)
    return entry


def _write(registration, entry, by, at):
    """Put what a registration says into the columns of its entry."""
    if getattr(entry, "source_id", None):
        _vouch(registration, entry, by, at)
    for column, value in values_of(registration).items():
        setattr(entry, column, value)
    if getattr(entry, "read_here", None):  # what it says itself counts from now on
        entry.read_here = [one for one in entry.read_here if one[0] not in registration.values]
    if registration.values.get("ror"):
        _join(registration, entry, by, at)


def _join(registration, entry, by, at):
    """Join an entry to the organisation of its ROR; one that is joined already learns its ROR."""
    if entry.organisation is None:
        entry.organisation = next(iter(with_ror(entry.ror)), None)
        if entry.organisation and entry.source_id:
            said = {"organisation": entry.organisation.code}
            keep(registration.kind, entry, said, told_in=SOURCE, by=by, at=at)
        return
    organisation = entry.organisation.canonical or entry.organisation
    try:
        note_ror(organisation=organisation, ror=entry.ror, by=by, at=at)
    except CannotEnter:
        raise CannotRegister(
            _("The register has this ROR for another organisation, or another one for this.")
        ) from None


def _vouch(registration, entry, by, at):
    """Keep what was accepted of an entry from a file, so that no import overwrites it."""
    said = registration.values.items()
    changed = {column: value for column, value in said if value != getattr(entry, column)}
    keep(registration.kind, entry, changed, told_in=SOURCE, by=by, at=at)


def _due_at(at):
    return due_at(at, days_to_answer_registrations(), working=True)


def _log(registration, act, by, at):
    detail = {"to": registration.state, "kind": registration.kind, "entry": registration.entry_code}
    record(chain=registration.chain, act=act, by=by, at=at, detail=detail)
