"""Acts that only some may know of, each in a case of its own state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cauhien.accounts.states import Role
from cauhien.review import actions, queries
from cauhien.review.actions.decision import TEXTS, save_decision
from cauhien.review.models import Decision, Seat
from cauhien.review.states import CouncilKind, DecisionKind, Outcome, SeatRole, SeatState
from tests.factories import NOW, TODAY, a_sent_file, a_user
from tests.review import sitting
from tests.review.decision_things import what_is_said
from tests.review.things import a_call, a_small_procedure, experts
from tests.visibility import cases
from tests.visibility.matrix import ROLES

STAFF = {"coordinator", "secretary", "decision-maker", "auditor"}


@dataclass(frozen=True)
class Hidden:
    """An act in a case. knows: the roles of the matrix that may learn of it."""

    name: str
    make: Callable
    act: Callable
    knows: set

    @property
    def outsiders(self):
        return [role for role in ROLES if role not in self.knows]


def a_case_with_a_late_team():
    """Return a call that receives files, and somebody who has yet to send one."""
    case = cases.an_open_case()
    case.said["late"] = a_user(Role.ENTERPRISE)
    return case


def a_case_without_a_council():
    """Return a case whose files wait for a council, with experts who can be asked."""
    call = a_call(procedure=a_small_procedure())
    teams = [sitting.a_judged_file(call, title_vi=f"Giải pháp {number}") for number in (1, 2)]
    experts(5, call.challenge)
    one, other = (file.members.get().user for file in teams)
    people = cases.looking_on(call.challenge, team=one, other_team=other)
    cases.left_the_team(teams[1], people["own conflict"])
    return cases.Shown(call.challenge, people)


def a_case_without_a_draft():
    """Return a case on which the council has concluded, before anybody drafts a decision."""
    case = cases.a_recommended_case()
    Decision.objects.filter(challenge=case.challenge).delete()
    return case


def a_file_is_sent(case):
    a_sent_file(case.challenge.call, lead=case.said["late"])


def a_council_is_invited(case):
    by = _today(case.people["coordinator"])
    wish = actions.Wish(size=3, until=date(2026, 12, 20))
    council = actions.form_council(challenge=case.challenge, wish=wish, by=by, at=NOW)
    offer = actions.Offer(answer_by_on=date(2026, 12, 1), fee_vnd=2_000_000)
    actions.invite_council(council=council, offer=offer, by=by, at=NOW)


def a_score_is_kept(case):
    """Let the reviewer keep a draft of what they have not submitted: nobody's but theirs."""
    by = _today(case.people["reviewer"])
    review = sitting.review_of(_council(case), by, 1)
    actions.write_review(review=review, by=by, at=NOW, written=sitting.written(5, 5, 5))


def a_score_is_submitted(case):
    """Let another member submit a review of the file of which the reviewer owes theirs."""
    seat = _council(case).seats.get(role=SeatRole.SECRETARY)
    sitting.submitted(_council(case), _today(seat.user), 1, (1, 1, 1))


def a_tie_is_declared(case):
    seat = Seat.objects.get(council__challenge=case.challenge, state=SeatState.INVITED)
    file = queries.judged_files(seat.council)[0]
    tie = {"initiative": file.code, "other": file.code, "kind": "money", "relation": ""}
    tie |= {"since": "2016", "until": "2016", "text": "Được tài trợ năm 2016"}
    _today(seat.user)
    actions.accept(seat=seat, by=seat.user, at=NOW)
    actions.declare(seat=seat, ties=[tie], keeps_secret=True, by=seat.user, at=NOW)


def a_verdict_is_drafted(case):
    save_decision(
        challenge=case.challenge,
        kind=DecisionKind.FIRST,
        texts=dict.fromkeys(TEXTS, "") | {"summary_vi": cases.VERDICT},
        said=what_is_said(case.challenge, (Outcome.SELECT, Outcome.REFUSE)),
        revision=0,
        by=_today(case.people["decision-maker"]),
        at=NOW,
    )


ACTS = (
    Hidden("a file is sent, sealed", a_case_with_a_late_team, a_file_is_sent, {"auditor"}),
    Hidden("a council is invited", a_case_without_a_council, a_council_is_invited, STAFF),
    Hidden("a draft of a score is kept", cases.a_case_in_review, a_score_is_kept, {"reviewer"}),
    Hidden(
        "a score is submitted",
        cases.a_case_in_review,
        a_score_is_submitted,
        {"chair", "coordinator", "secretary", "auditor"},
    ),
    Hidden(
        "a tie is declared",
        cases.a_case_in_review,
        a_tie_is_declared,
        {"chair", *STAFF},  # to whoever decides: that this member sits, not why
    ),
    Hidden(
        "a verdict is drafted", a_case_without_a_draft, a_verdict_is_drafted, {"decision-maker"}
    ),
)


def _council(case):
    return queries.council_of(case.challenge, CouncilKind.SELECTION)


def _today(user):
    user.day = TODAY
    return user
