"""How the rest of the product finds councils and seats, names their acts; what waits for whom."""

from datetime import date, datetime, time

from django.urls import reverse
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges.actions.initiative.documents import at_the_door
from cauhien.core import items
from cauhien.core.audit import name_acts
from cauhien.core.subjects import Subject, register
from cauhien.notices.rules import while_it_waits
from cauhien.notices.states import Kind
from cauhien.notices.states import register as register_notice
from cauhien.review import actions, queries, rules
from cauhien.review.actions import telling
from cauhien.review.documents import result_in_words, route_in_words
from cauhien.review.queries import COUNCIL, REVIEW, SEAT
from cauhien.review.queries import decision as decisions
from cauhien.review.queries.published import (
    cases_to_decide,
    cases_to_take_up_again,
    requests_to_handle,
)
from cauhien.review.states import (
    CouncilAct,
    DecisionAct,
    MeetingAct,
    RequestState,
    ReviewAct,
    SeatAct,
    SeatRole,
    SeatState,
)
from cauhien.ui import menu
from cauhien.ui.words import language

name_acts(CouncilAct)
name_acts(SeatAct)
name_acts(DecisionAct)
name_acts(ReviewAct)
name_acts(MeetingAct)
at_the_door(actions.closes_to)
menu.register(menu.Entry(gettext_lazy("Experts"), "review:experts", rules.may_keep_experts))
menu.register(menu.Entry(gettext_lazy("Councils"), "review:seats", rules.has_seats))
register(
    Subject(
        kind=COUNCIL,
        label=gettext_lazy("council"),
        plural=gettext_lazy("councils"),
        url_name="review:by_code",
        visible_to=queries.councils_for,
    )
)
register(
    Subject(
        kind=SEAT,
        label=gettext_lazy("seat on a council"),
        plural=gettext_lazy("seats on councils"),
        url_name="review:seat",
        visible_to=queries.seats_for,
    )
)
register(
    Subject(
        kind=REVIEW,
        label=gettext_lazy("review"),
        plural=gettext_lazy("reviews"),
        url_name="review:review",
        visible_to=queries.reviews_for,
    )
)


def facts_of_invitation(parameters):
    """Return what an invitation says, days as days and the role in the reader's words."""
    days = {name: date.fromisoformat(parameters[name]) for name in ("answer_by", "review_by")}
    return parameters | days | {"role": SeatRole(parameters["role"]).label}


def facts_of_seat(parameters):
    return parameters | {"role": SeatRole(parameters["role"]).label}


def facts_of_meeting(parameters):
    return parameters | {"starts_at": datetime.fromisoformat(parameters["starts_at"])}


register_notice(
    Kind(
        actions.INVITED,
        gettext_lazy("an invitation to a council"),
        urgent=True,
        still_concerns=while_it_waits,
        facts=facts_of_invitation,
    )
)
register_notice(
    Kind(
        actions.VACANT,
        gettext_lazy("a seat on a council that nobody fills"),
        urgent=True,
        facts=facts_of_seat,
    )
)
register_notice(
    Kind(
        actions.EXCLUDED,
        gettext_lazy("members who are excluded for a conflict of interest"),
        urgent=True,
        facts=facts_of_seat,
    )
)

register_notice(
    Kind(
        actions.MEETING,
        gettext_lazy("meetings of a council on which you sit"),
        urgent=True,
        facts=facts_of_meeting,
    )
)


@items.register
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
            _("No file opens to you, and you do not count as a member."),
        ),
    }
    return [
        _item(seat, *to_do[seat.state]) for seat in queries.own_seats(user).filter(state__in=to_do)
    ]


@items.register
def councils_to_ask_for(user, at):
    nothing = _("Nobody judges, and the problem stays where it is.")
    return [
        items.Item(
            decisions.CHALLENGE,
            one.code,
            str(one),
            _("Ask for a council: %(kind)s") % {"kind": kind.label},
            reverse("review:ask", kwargs={"code": one.code, "kind": kind}),
            one.waits_since or at,
            nothing,
        )
        for one, kind in queries.cases_without_council(user)
    ]


@items.register
def seats_to_fill(user, at):
    nothing = _("The council may lack its quorum.")
    return [
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
        for seat in queries.vacant_seats(user)
    ]


@items.register
def reviews_that_wait(user, at):
    """Return for each seat the reviews that its holder has still to submit."""
    nothing = _("The file is judged without you.")
    return [
        items.Item(
            SEAT,
            seat.code,
            str(seat.council.challenge),
            _("Read the files and submit your reviews: %(number)s") % {"number": seat.waiting},
            reverse("review:seat", args=[seat.code]),
            seat.opened_at,
            nothing,
            _end_of(seat.council.review_by_on),
        )
        for seat in queries.seats_with_reviews_to_write(user)
    ]


@items.register
def meetings_that_wait(user, at):
    """Return what a meeting asks of its members, of who presides and of who runs it."""
    called = [
        _meeting_item(one, *asked)
        for one in queries.meetings_ahead(user)
        if (asked := _asked(user, one, at))
    ]
    to_call = [
        items.Item(
            COUNCIL,
            council.code,
            str(council.challenge),
            _("Call the meeting of the council"),
            council.url("call"),
            council.formed_at,
            _("The council does not conclude, and nothing is decided."),
        )
        for council in queries.councils_to_call(user, localdate(at))
    ]
    return called + to_call


@items.register
def notes_that_wait(user, at):
    """Return the files on which members differ and the chair has recorded nothing."""
    return [
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
        for council, file in queries.notes_to_write(user)
    ]


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
        return _("Vote on the files"), council.url("vote"), nothing
    if rules.may_propose(user, council, meeting) and queries.proposal_waiting(meeting):
        return _("Propose what becomes of the files"), council.url("propose"), nothing
    if rules.may_run(user, council):
        page = "close" if meeting.had_quorum else "attendance"
        return _("Record the meeting of the council and end it"), council.url(page), nothing
    return ()


def _meeting_item(meeting, to_do, url, if_nothing):
    council = meeting.council
    return items.Item(
        COUNCIL,
        council.code,
        str(council.challenge),
        to_do,
        url,
        council.formed_at,
        if_nothing,
        meeting.starts_at,
    )


def _item(seat, page, to_do, if_nothing):
    council = seat.council
    day = council.answer_by_on if page == "seat" else council.review_by_on
    return items.Item(
        SEAT,
        seat.code,
        str(council.challenge),
        to_do,
        reverse(f"review:{page}", args=[seat.code]),
        seat.answered_at or seat.invited_at,
        if_nothing,
        _end_of(day),
    )


def facts_of_decision(parameters):
    """Return what a team is told of the decision on its file, in the reader's language."""
    result = result_in_words(parameters["outcome"], parameters["reserve_place"])
    reasons = [
        {"name": _either(one["name_vi"], one["name_en"]), "text": _either(one["vi"], one["en"])}
        for one in parameters["reasons"]
    ]
    until = date.fromisoformat(parameters["until"])
    told = {"result": result, "reasons": reasons, "until": until}
    return _titled(parameters) | told


def facts_of_request(parameters):
    return _titled(parameters)


def facts_of_answer(parameters):
    """Return the answer to a request, or by when there will be one."""
    return _titled(parameters) | {
        "state": RequestState(parameters["state"]).label,
        "answer": _either(parameters["vi"], parameters["en"]),
        "by": date.fromisoformat(parameters["by"]) if parameters["by"] else None,
    }


for kind in (
    Kind(
        telling.DECIDED,
        gettext_lazy("decisions on a file of your team"),
        urgent=True,
        facts=facts_of_decision,
    ),
    Kind(
        telling.ASKED,
        gettext_lazy("requests for review of a decision"),
        urgent=True,
        facts=facts_of_request,
    ),
    Kind(
        telling.ANSWERED,
        gettext_lazy("answers to a request for review of your team"),
        urgent=True,
        facts=facts_of_answer,
    ),
):
    register_notice(kind)


@items.register
def recommendations_to_decide_on(user, at):
    nothing = _("The teams go on waiting, and nothing is published.")
    to_do = _("Read the recommendation and decide")
    return [
        items.Item(
            decisions.CHALLENGE,
            one.code,
            str(one),
            to_do,
            reverse("review:write", args=[one.code]),
            one.recommended_at or at,
            nothing,
        )
        for one in cases_to_decide(user)
    ]


@items.register
def reserves_to_take(user, at):
    nothing = _("The problem stays unsolved though a file is on the reserve list.")
    return [
        items.Item(
            decisions.CHALLENGE,
            one.code,
            str(one),
            _("Take the next of the reserve list"),
            reverse("review:reserve", args=[one.code]),
            following.decision.signed_at,
            nothing,
        )
        for one, following in cases_to_take_up_again(user)
    ]


@items.register
def requests_for_review(user, at):
    """Return the requests that wait; once accepted, each has a day on which it is due."""
    nothing = _("The team has no answer in the days that the procedure gives.")
    return [
        items.Item(
            decisions.CHALLENGE,
            one.decision.challenge.code,
            str(one.decision.challenge),
            _("Answer request for review no. %(number)s") % {"number": one.number},
            reverse("review:handle", args=[one.code]),
            one.accepted_at or one.sent_at,
            nothing,
            _end_of(one.answer_by_on) if one.answer_by_on else None,
        )
        for one in requests_to_handle(user)
    ]


def _titled(parameters):
    title = _either(parameters["title_vi"], parameters["title_en"])
    return parameters | {"title": title, "route": route_in_words()}


def _either(vietnamese, english):
    return (vietnamese or english) if language() == "vi" else (english or vietnamese)


def _end_of(day):
    return make_aware(datetime.combine(day, time(23, 59)))
