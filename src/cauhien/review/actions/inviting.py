"""Members are invited, answer, declare their interests, leave; stand-ins follow."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts.queries import holders
from cauhien.accounts.states import Role
from cauhien.challenges.actions.steps import hash_of
from cauhien.core.calendar import end_of
from cauhien.notices.actions import make_link, tell, use_link, withdraw, write_to
from cauhien.review import queries, rules
from cauhien.review.actions import opening
from cauhien.review.actions.forming import CannotForm, end_by_dissolving, locked_council
from cauhien.review.actions.placing import checked, in_words, looked_at, new_seat
from cauhien.review.actions.seats import (
    CannotSit,
    advance_seat,
    answer_by_link,
    locked_seat,
)
from cauhien.review.models import Declaration, Seat
from cauhien.review.states import LEFT_SEATS, CouncilState, SeatState

PURPOSE = "review.answer"
INVITED = "review.invited"
VACANT = "review.vacant"
OUTSIDE_LEFT = "review.outside_left"
EXCLUDED = "review.excluded"


@dataclass(frozen=True)
class Offer:
    """What members are promised and asked: fee of each, None where none is paid; by when."""

    answer_by_on: date
    fee_vnd: int | None = None


@transaction.atomic
def invite_council(*, council, offer, by, at):
    """Invite whoever is proposed for a seat, with load and fee; return the council."""
    council = locked_council(council)
    if not rules.may_invite(by, council):
        raise CannotForm(_("The coordinator invites the members of a council."))
    if not localdate(at) <= offer.answer_by_on <= council.review_by_on:
        raise CannotForm(_("The day to answer lies between today and the day of the reviews."))
    if council.state == CouncilState.PROPOSED:
        council.state = CouncilState.INVITING
        council.save(update_fields=["state"])
    for seat in council.seats.filter(state=SeatState.PROPOSED).order_by("id"):
        send_invitation(seat, offer, by, at)
    return council


@transaction.atomic
def accept(*, seat, by, at):
    """Take a seat that was offered; what stands between one and the files is declared next."""
    return advance_seat(seat=seat, to=SeatState.DECLARING, by=by, at=at)


@transaction.atomic
def decline(*, seat, reason, by, at):
    seat = advance_seat(seat=seat, to=SeatState.DECLINED, by=by, at=at, reason=reason)
    follow(seat, at=at)
    return seat


@transaction.atomic
def answer_from_mail(*, token, accepts, reason="", at):
    """Answer an invitation by the link of its mail and return the seat."""
    link = use_link(token, purpose=PURPOSE, at=at)
    seat = Seat.objects.get(code=link.subject_code)
    to = SeatState.DECLARING if accepts else SeatState.DECLINED
    seat = answer_by_link(seat=seat, to=to, at=at, reason=reason)
    if not accepts:
        follow(seat, at=at)
    return seat


@transaction.atomic
def declare(*, seat, ties, keeps_secret, by, at):
    """Write down what a member says of ties to the files, and seat or exclude them by it.

    ties: [{initiative: code, kind, relation, since, until, text}], [] for none at all.
    """
    seat = locked_seat(seat)
    if seat.state != SeatState.DECLARING or not rules.is_holder(by, seat):
        raise CannotSit(_("A declaration is made once, by whoever has accepted the seat."))
    if not keeps_secret:
        raise CannotSit(_("Promise to keep secret what you read; without that no file opens."))
    if seat.user_id is None:
        seat.user = by
        seat.save(update_fields=["user"])
    said = {"ties": ties, "keeps_secret": keeps_secret}
    Declaration.objects.create(
        seat=seat, ties=ties, keeps_secret=True, sha256=hash_of(said), declared_at=at
    )
    if reason := barred_now(seat, at):
        return exclude(seat=seat, reason=reason, by=by, at=at)
    taken = SeatState.READING if seat.is_outside else SeatState.SITTING
    seat = advance_seat(seat=seat, to=taken, by=by, at=at)
    opening.open_files(seat.council, at=at)
    return seat


@transaction.atomic
def exclude(*, seat, reason, by, at):
    """Take a member off for a conflict of interest: no file opens any more; a stand-in follows.

    Those who run the case are told, and nobody else.
    """
    seat = advance_seat(seat=seat, to=SeatState.EXCLUDED, by=by, at=at, reason=reason)
    opening.close_files(seat, at=at, bar=True)
    _tell_staff(EXCLUDED, seat, at, Role.COORDINATOR, Role.SECRETARY)
    follow(seat, at=at)
    return seat


@transaction.atomic
def leave(*, seat, reason, by, at):
    """Leave a council one sits on, with the reason; the reviews that were sent stay."""
    seat = advance_seat(seat=seat, to=SeatState.WITHDRAWN, by=by, at=at, reason=reason)
    opening.close_files(seat, at=at)
    follow(seat, at=at)
    return seat


def barred_now(seat, at):
    """Return in words what bars the holder of a seat from a file today, "" where nothing does."""
    conflicts = looked_at(seat.council, seat.person, at=at)
    return in_words(one for one in conflicts if one.bars(seat.kept_as))


@transaction.atomic
def let_lapse(*, at):
    """Ask the stand-ins of whoever has not answered in time; return how many invitations lapsed."""
    late = queries.unanswered_seats(localdate(at))
    for seat in late:
        reason = _("no answer in time")
        seat = advance_seat(seat=seat, to=SeatState.DECLINED, by=None, at=at, reason=reason)
        follow(seat, at=at)
    return len(late)


def place_seat(*, seat, person, reason, by, at):
    """Give a seat to another person by hand, with the reason, and return the new seat.

    A seat that was proposed or offered goes from one to the other; one that was left is filled.
    What stands between the person and the files is kept, as by `ask_outside`.
    """
    if not rules.may_place(by, seat):
        raise CannotForm(_("The coordinator gives a seat by hand, before it is taken."))
    if not reason.strip():
        raise CannotForm(_("Say why."))
    conflicts = looked_at(seat.council, person, at=at)
    return _placed(seat, person, conflicts, reason, by, at)


@transaction.atomic
def _placed(seat, person, conflicts, reason, by, at):
    council, seat = locked_council(seat.council), locked_seat(seat)
    if not rules.may_place(by, seat):
        raise CannotForm(_("The coordinator gives a seat by hand, before it is taken."))
    candidate = checked(council, seat.role, person, conflicts, besides=seat, at=at)
    if seat.state not in LEFT_SEATS:
        seat = advance_seat(seat=seat, to=SeatState.REPLACED, by=by, at=at, reason=reason)
        withdraw(kind=INVITED, subject=(queries.SEAT, seat.code), at=at)
    return _follow(council, seat, candidate, by, at, reason=reason.strip())


@transaction.atomic
def dissolve_council(*, council, reason, by, at):
    """End a council that has not concluded, with the reason: its files close, nobody answers it."""
    council = locked_council(council)
    if not rules.may_change(by, council):
        raise CannotForm(_("Only the coordinator dissolves a council, before it concludes."))
    if not reason.strip():
        raise CannotForm(_("Say why."))
    end_council(council, reason.strip(), by, at)
    return council


def end_council(council, reason, by, at):
    """End a council that is locked: nobody answers its invitations or reads what it judges."""
    for seat in queries.seats_to_change(council):
        withdraw(kind=INVITED, subject=(queries.SEAT, seat.code), at=at)
        opening.close_files(seat, at=at)
    end_by_dissolving(council, reason, by, at)


def follow(seat, *, at):
    """Let the stand-in follow on a seat that was left; without one the coordinators are told.

    Nobody follows whoever reviews from outside: those who name one are told.
    """
    withdraw(kind=INVITED, subject=(queries.SEAT, seat.code), at=at)
    council = locked_council(seat.council)
    if council.state == CouncilState.CONCLUDED:
        return None
    if seat.is_outside:
        _tell_staff(OUTSIDE_LEFT, seat, at, Role.COORDINATOR, Role.SECRETARY)
        return None
    try:
        if seat.stand_in is None:
            raise CannotForm(_("There is no stand-in."))
        conflicts = looked_at(council, seat.stand_in, at=at)
        candidate = checked(council, seat.role, seat.stand_in, conflicts, besides=seat, at=at)
    except CannotForm:
        _tell_staff(VACANT, seat, at, Role.COORDINATOR)
        return None
    return _follow(council, seat, candidate, None, at)


def _follow(council, old, candidate, by, at, reason=""):
    seat = new_seat(council, old, candidate, reason=reason)
    if council.state == CouncilState.PROPOSED:
        return seat
    offer = Offer(queries.answer_day(council, localdate(at)), old.fee_vnd)
    return send_invitation(seat, offer, by, at)


def send_invitation(seat, offer, by, at):
    seat = advance_seat(seat=seat, to=SeatState.INVITED, by=by, at=at)
    seat.answer_by_on, seat.fee_vnd = offer.answer_by_on, offer.fee_vnd
    seat.save(update_fields=["answer_by_on", "fee_vnd"])
    subject, until = (queries.SEAT, seat.code), end_of(offer.answer_by_on)
    link = make_link(
        purpose=PURPOSE,
        url_name="review:answer",
        subject=subject,
        expires_at=until,
        at=at,
        person=seat.person.user,
        address="" if seat.person.user else seat.email,
    )
    said = {"kind": INVITED, "subject": subject, "at": at, "due_at": until, "link": link}
    facts = queries.invitation_facts(seat)
    if seat.person.user:
        url = reverse("review:seat", args=[seat.code])
        tell(users=[seat.person.user], parameters=facts, url=url, **said)
    else:
        write_to(address=seat.email, language="vi", parameters=facts, **said)
    return seat


def _tell_staff(kind, seat, at, *roles):
    """Tell those who run the case what became of a seat, but not who has a part in it."""
    challenge = seat.council.challenge
    people = {one.pk: one for role in roles for one in holders(role, on=localdate(at))}
    tell(
        users=[one for one in people.values() if rules.stands_apart(one, challenge)],
        kind=kind,
        subject=("council", seat.council.code),
        at=at,
        parameters={"role": seat.role},
        url=seat.council.url(),
    )
