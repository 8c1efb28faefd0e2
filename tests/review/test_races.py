"""Two people act on one council or decision at the same time: one is done, the other refused."""

from datetime import timedelta

import pytest

from cauhien.accounts.models import User
from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.core.audit import verify
from cauhien.core.models import AuditLine
from cauhien.documents.models import Document
from cauhien.notices.actions import CannotUse, signed_link
from cauhien.notices.models import Link
from cauhien.review import actions, queries
from cauhien.review.actions.decision import CannotDecide, sign_decision
from cauhien.review.models import Council, Decision, Meeting, Seat
from cauhien.review.queries import decision as decisions
from cauhien.review.states import (
    Choice,
    CouncilState,
    DecisionAct,
    MeetingAct,
    Outcome,
    SeatAct,
    SeatState,
)
from tests.factories import NOW, TODAY, a_user, acts
from tests.review.decision_things import Case, a_draft
from tests.review.sitting import (
    THREE,
    a_small_council,
    all_submitted,
    holder,
    minuted,
    proposed,
    quorate,
    voted,
)
from tests.review.things import a_call, a_small_procedure, an_initiative, an_invited_council
from tests.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
REFUSALS = (CannotDecide, actions.CannotMeet, actions.CannotSit, CannotUse)


def anew(user):
    """Return a user as a request of their own reads them."""
    found = User.objects.get(pk=user.pk)
    found.day = TODAY
    return found


def sorted_out(results):
    """Return (what was done, how the others were refused)."""
    done = [one for one in results if not isinstance(one, type)]
    return done, [one for one in results if isinstance(one, type)]


def test_of_two_who_sign_a_decision_at_once_one_is_refused_and_nothing_of_theirs_is_left():
    case = Case()
    people = (case.decision_maker, case.second)
    hashes = {one.pk: decisions.hash_of_draft(a_draft(case, by=one)) for one in people}

    def sign(user):
        draft = Decision.objects.get(drafted_by=user)
        return sign_decision(decision=draft, sha256=hashes[user.pk], by=anew(user), at=NOW)

    done, refused = sorted_out(
        at_once(*[lambda user=user: sign(user) for user in people], refusals=REFUSALS)
    )

    assert refused == [CannotDecide]
    assert done == [Decision.objects.exclude(signed_at=None).get()]
    assert case.again().state == State.DECIDED
    assert acts(case.challenge).count(DecisionAct.SIGN) == 1
    assert Document.objects.filter(kind="decision").count() == 1
    verify(case.challenge.chain)


def test_of_two_who_conclude_at_once_one_is_refused_and_files_move_once():
    council, secretary = a_small_council(files=1), a_user(Role.SECRETARY)
    all_submitted(council, ((5,),) * 3)
    meeting = quorate(council, by=secretary)
    for role in THREE:
        voted(meeting, holder(council, role), Choice.YES)
    proposed(council, Outcome.SELECT)
    minuted(meeting, by=secretary)
    people = (secretary, a_user(Role.COORDINATOR))

    def conclude(user):
        held = Meeting.objects.get(pk=meeting.pk)
        return actions.conclude(meeting=held, by=anew(user), at=held.starts_at)

    done, refused = sorted_out(
        at_once(*[lambda user=user: conclude(user) for user in people], refusals=REFUSALS)
    )

    assert (done, refused) == ([council], [actions.CannotMeet])
    assert Council.objects.get().state == CouncilState.CONCLUDED
    assert acts(council).count(MeetingAct.CONCLUDE) == 1
    assert Document.objects.filter(kind="council_minutes").count() == 1


def test_a_seat_that_is_accepted_on_the_site_and_by_mail_at_once_is_accepted_once():
    call = a_call(procedure=a_small_procedure())
    an_initiative(call)
    council = an_invited_council(call, by=a_user(Role.COORDINATOR), size=3, number=4)
    seat = queries.seats_to_change(council).first()
    link = Link.objects.get(subject_code=seat.code)
    token = signed_link(link).rstrip("/").rsplit("/", 1)[1]
    user = anew(seat.person.user)

    done, refused = sorted_out(
        at_once(
            lambda: actions.accept(seat=Seat.objects.get(pk=seat.pk), by=user, at=NOW),
            lambda: actions.answer_from_mail(token=token, accepts=True, at=NOW),
            refusals=REFUSALS,
        )
    )

    assert (done, len(refused)) == ([seat], 1)
    assert Seat.objects.get(pk=seat.pk).state == SeatState.DECLARING
    assert acts(council).count(SeatAct.ACCEPT) == 1


def test_two_seats_that_one_stand_in_would_follow_on_are_not_both_given_to_them():
    call = a_call(procedure=a_small_procedure())
    an_initiative(call)
    council = an_invited_council(call, by=a_user(Role.COORDINATOR), size=3, number=4)
    first, second, *_rest = queries.seats_to_change(council)
    known = queries.persons_by_uuid({one["person"] for one in council.candidates})
    held = {one.person_id for one in queries.seats_to_change(council)}
    free = next(one for one in known.values() if one.pk not in held)
    council.seats.update(stand_in=free)

    def decline(seat):
        found, user = Seat.objects.get(pk=seat.pk), anew(seat.person.user)
        return actions.decline(seat=found, reason="Bận", by=user, at=NOW + timedelta(days=1))

    at_once(lambda: decline(first), lambda: decline(second), refusals=REFUSALS)

    assert Seat.objects.filter(person=free, state=SeatState.INVITED).count() == 1
    assert council.seats.filter(state=SeatState.DECLINED).count() == 2
    assert AuditLine.objects.filter(chain=council.chain, act=SeatAct.DECLINE).count() == 2
