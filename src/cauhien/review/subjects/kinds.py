"""Councils, seats and reviews: their kinds and acts, and what is told of them."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy

from cauhien.challenges.actions.initiative.documents import at_the_door
from cauhien.challenges.rules import register_chains
from cauhien.core.audit import name_acts
from cauhien.core.subjects import Subject, register
from cauhien.members.states import Deed, register_deed
from cauhien.notices.rules import while_it_waits
from cauhien.notices.states import Kind
from cauhien.notices.states import register as register_notice
from cauhien.review import actions, queries, rules
from cauhien.review.actions import telling
from cauhien.review.documents import result_in_words, route_in_words
from cauhien.review.queries import COUNCIL, REVIEW, SEAT
from cauhien.review.states import (
    CouncilAct,
    DecisionAct,
    MeetingAct,
    RequestState,
    ReviewAct,
    SeatAct,
    SeatRole,
)
from cauhien.ui import menu
from cauhien.ui.words import language

register_deed(Deed("reviews", gettext_lazy("files reviewed"), queries.reviews_given))
register_deed(Deed("councils", gettext_lazy("councils sat on"), queries.public_seats))
name_acts(CouncilAct)
name_acts(SeatAct)
name_acts(DecisionAct)
name_acts(ReviewAct)
name_acts(MeetingAct)
at_the_door(actions.closes_to)
register_chains(queries.chains_of_councils)
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
    is_outside = parameters["role"] == SeatRole.OUTSIDE
    role = {"role": SeatRole(parameters["role"]).label, "is_outside": is_outside}
    return parameters | days | role


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
        actions.OUTSIDE_LEFT,
        gettext_lazy("outside reviewers who no longer review"),
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


def _titled(parameters):
    title = _either(parameters["title_vi"], parameters["title_en"])
    return parameters | {"title": title, "route": route_in_words()}


def _either(vietnamese, english):
    return (vietnamese or english) if language() == "vi" else (english or vietnamese)
