"""What councils, meetings and decisions let wait for whom."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core import items
from cauhien.core.calendar import end_of
from cauhien.review import queries, rules
from cauhien.review.queries import COUNCIL, SEAT
from cauhien.review.queries import decision as decisions
from cauhien.review.queries.published import (
    cases_to_decide,
    cases_to_take_up_again,
    has_handler,
    requests_sent,
    requests_to_handle,
    reserve_to_take,
)
from cauhien.review.states import CouncilKind, CouncilState, SeatState


@items.register(by=rules.own_seats)
def seats_that_wait(user, at):
    """Return what a member has still to answer or to declare."""
    to_do = {
        SeatState.INVITED: (
            "seat",
            _("Answer the invitation to the council"),
            _("Somebody else is asked when the day has passed."),
        ),
        SeatState.DECLARING: (
            "declare",
            _("Declare your interests"),
            _("Nothing opens to you, and the council goes on without you."),
        ),
    }
    seats = queries.own_seats(user).filter(state__in=to_do)
    seats = seats.exclude(council__state=CouncilState.DISSOLVED)
    from_outside = (
        "seat",
        _("Answer the invitation to review from outside"),
        _("The council goes on without your review."),
    )
    return items.Asked(
        seats,
        lambda: [
            _item(
                seat,
                *(
                    from_outside
                    if seat.is_outside and seat.state == SeatState.INVITED
                    else to_do[seat.state]
                ),
            )
            for seat in seats
        ],
    )


@items.register
def councils_to_ask_for(user, at):
    nothing = _("Nobody judges, and the problem stays where it is.")
    cases = queries.cases_without_council(user)
    return items.Asked(
        cases,
        lambda: [
            items.Item(
                decisions.CHALLENGE,
                one.code,
                str(one),
                _("Ask for a council: %(kind)s") % {"kind": kind.label},
                reverse("review:ask", kwargs={"code": one.code, "kind": kind}),
                one.waits_since or at,
                nothing,
            )
            for one in cases
            if rules.may_form(user, one, kind := queries.COUNCIL_NEEDED[one.state])
        ],
    )


@items.register
def files_to_share_out(user, at):
    """Return the councils of which a member has left whose files nobody else reads."""
    nothing = _("These files are judged by fewer members than was asked for.")
    return items.Asked(
        queries.sharing_councils(user),
        lambda: [
            items.Item(
                COUNCIL,
                council.code,
                str(council.challenge),
                _("Find readers for files that lack one: %(number)s") % {"number": number},
                council.url("assignment"),
                council.formed_at,
                nothing,
            )
            for council, number in queries.assignments_to_renew(user)
        ],
    )


@items.register
def seats_to_fill(user, at):
    nothing = _("The council may lack its quorum.")
    seats = queries.vacant_seats(user)
    return items.Asked(
        seats,
        lambda: [
            items.Item(
                COUNCIL,
                seat.council.code,
                str(seat.council.challenge),
                _("Find somebody for a seat on the council: %(role)s")
                % {"role": seat.get_role_display()},
                reverse("review:place", args=[seat.code]),
                seat.answered_at or seat.invited_at or at,
                nothing,
            )
            for seat in seats
        ],
    )


@items.register(by=rules.own_seats)
def reviews_that_wait(user, at):
    """Return for each seat the reviews that its holder has still to submit."""
    nothing = _("The file is judged without you.")
    reviews = queries.reviews_to_write(user)
    return items.Asked(
        reviews,
        lambda: [
            items.Item(
                SEAT,
                seat.code,
                str(seat.council.challenge),
                _("Read the files and submit your reviews: %(number)s") % {"number": seat.waiting},
                reverse("review:seat", args=[seat.code]),
                seat.opened_at,
                nothing,
                end_of(seat.council.review_by_on),
            )
            for seat in queries.seats_of_reviews(reviews)
        ],
    )


@items.register(by=rules.sees_or_sits)
def meetings_that_wait(user, at):
    """Return what a meeting asks of its members, of who presides and of who runs it."""
    meetings = queries.meetings_ahead(user)
    return items.Asked(
        meetings,
        lambda: [
            _meeting_item(one, at, *asked) for one in meetings if (asked := _asked(user, one, at))
        ],
    )


@items.register
def meetings_to_call(user, at):
    councils = queries.councils_to_call(user, localdate(at))
    return items.Asked(
        councils,
        lambda: [
            items.Item(
                COUNCIL,
                council.code,
                str(council.challenge),
                _("Call the meeting of the council"),
                council.url("call"),
                council.formed_at,
                _("The council does not conclude, and nothing is decided."),
            )
            for council in councils
        ],
    )


@items.register(by=rules.own_seats)
def notes_that_wait(user, at):
    """Return the files on which members differ and the chair has recorded nothing."""
    councils = queries.councils_sat_on(user)
    return items.Asked(
        councils,
        lambda: [
            items.Item(
                COUNCIL,
                council.code,
                str(council.challenge),
                _("Record the discussion of file %(file)s, on which members differ")
                % {"file": file.number or file.code},
                f"{reverse('review:file', args=[council.challenge.code, file.code])}#notes",
                council.formed_at,
                _("The council cannot conclude."),
            )
            for council in councils
            for file in queries.notes_to_write(user, council)
        ],
    )


def _asked(user, meeting, at):
    """Return (what is to be done, where, what else happens), () where nothing is."""
    council = meeting.council
    if meeting.starts_at > at:
        if rules.sitting_seat(user, council) is None:
            return ()
        nothing = _("The council may lack its quorum.")
        return _("Come to the meeting of the council"), council.url("meeting"), nothing
    nothing = _("The council does not conclude, and nothing is decided.")
    if queries.votes_waiting(user, meeting):
        is_on_task = council.kind == CouncilKind.DEFINITION
        to_do = _("Vote on the task") if is_on_task else _("Vote on the files")
        return to_do, council.url("vote"), nothing
    if rules.may_propose(user, council, meeting) and queries.proposal_waiting(meeting):
        return _("Propose what becomes of the files"), council.url("propose"), nothing
    if rules.may_run(user, council):
        page = "close" if meeting.had_quorum else "attendance"
        return _("Record the meeting of the council and end it"), council.url(page), nothing
    return ()


def _meeting_item(meeting, at, to_do, url, if_nothing):
    council = meeting.council
    due = meeting.starts_at if meeting.starts_at > at else queries.concluded_by(meeting)
    return items.Item(
        COUNCIL,
        council.code,
        str(council.challenge),
        to_do,
        url,
        council.formed_at,
        if_nothing,
        due,
    )


def _item(seat, page, to_do, if_nothing):
    council = seat.council
    day = seat.answer_by_on if page == "seat" else council.review_by_on
    return items.Item(
        SEAT,
        seat.code,
        str(council.challenge),
        to_do,
        reverse(f"review:{page}", args=[seat.code]),
        seat.answered_at or seat.invited_at,
        if_nothing,
        end_of(day),
    )


@items.register
def recommendations_to_decide_on(user, at):
    nothing = _("The teams go on waiting, and nothing is published.")
    to_do = _("Read the recommendation and decide")
    cases = cases_to_decide(user)
    return items.Asked(
        cases,
        lambda: [
            items.Item(
                decisions.CHALLENGE,
                one.code,
                str(one),
                to_do,
                reverse("review:write", args=[one.code]),
                one.recommended_at or at,
                nothing,
            )
            for one in cases
            if rules.may_decide(user, one)
        ],
    )


@items.register
def reserves_to_take(user, at):
    nothing = _("The problem stays unsolved though a file is on the reserve list.")
    cases = cases_to_take_up_again(user)
    return items.Asked(
        cases,
        lambda: [
            items.Item(
                decisions.CHALLENGE,
                one.code,
                str(one),
                _("Take the next of the reserve list"),
                reverse("review:reserve", args=[one.code]),
                following.decision.signed_at,
                nothing,
            )
            for one in cases
            if (following := reserve_to_take(user, one))
        ],
    )


@items.register
def requests_without_handler(user, at):
    """Return the requests that no decision-maker may answer, as all of them signed in the case."""
    nothing = _("Nobody may answer the team.")
    sent = requests_sent(user)
    return items.Asked(
        sent,
        lambda: [
            items.Item(
                decisions.CHALLENGE,
                one.decision.challenge.code,
                str(one.decision.challenge),
                _(
                    "See that another decision-maker is named for request for review no."
                    " %(number)s: all of them have decided in this case"
                )
                % {"number": one.number},
                reverse("review:decision", args=[one.decision.challenge.code]),
                one.sent_at,
                nothing,
            )
            for one in sent
            if not has_handler(one, localdate(at))
        ],
    )


@items.register
def requests_for_review(user, at):
    """Return the requests that wait; once accepted, each has a day on which it is due."""
    nothing = _("The team has no answer in the days that the procedure gives.")
    waiting = requests_to_handle(user)
    return items.Asked(
        waiting,
        lambda: [
            items.Item(
                decisions.CHALLENGE,
                one.decision.challenge.code,
                str(one.decision.challenge),
                _("Answer request for review no. %(number)s") % {"number": one.number},
                reverse("review:handle", args=[one.code]),
                one.accepted_at or one.sent_at,
                nothing,
                end_of(one.answer_by_on) if one.answer_by_on else None,
            )
            for one in waiting
            if rules.may_handle(user, one)
        ],
    )
