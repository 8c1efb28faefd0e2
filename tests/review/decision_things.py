"""A call whose council has recommended, and decisions on it."""

from dataclasses import replace

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative.access import show_for_state
from cauhien.challenges.states import InitiativeState, State
from cauhien.review.actions.decision import TEXTS, save_decision, sign_decision
from cauhien.review.models import Conclusion, Council, Meeting, Seat
from cauhien.review.queries import decision as decisions
from cauhien.review.states import CouncilState, DecisionKind, Outcome, SeatRole, SeatState
from tests.factories import NOW, TODAY, a_person, a_user
from tests.review.things import a_call, an_initiative

SUMMARY = "Chọn hồ sơ số 1 vì khả thi nhất trên hành lang này."
CHOSEN = (Outcome.SELECT, Outcome.RESERVE, Outcome.REFUSE)
STATES = {
    Outcome.SELECT: InitiativeState.RECOMMENDED,
    Outcome.RESERVE: InitiativeState.RESERVE,
    Outcome.REFUSE: InitiativeState.NOT_RECOMMENDED,
}


class Case:
    """A recommended call: three files, their council, and whoever has a part in it."""

    def __init__(self):
        self.call = a_call(State.RECOMMENDED)
        self.challenge = self.call.challenge
        self.decision_maker, self.second = a_user(Role.DECISION_MAKER), a_user(Role.DECISION_MAKER)
        self.coordinator, self.secretary = a_user(Role.COORDINATOR), a_user(Role.SECRETARY)
        self.auditor = a_user(Role.AUDITOR)
        self.officer = self.challenge.officer
        self.leads = [a_user(Role.ENTERPRISE) for _ in CHOSEN]
        self.files = [
            an_initiative(
                self.call, lead=lead, state=STATES[outcome], title_vi=f"Giải pháp bí mật {at}"
            )
            for at, (lead, outcome) in enumerate(zip(self.leads, CHOSEN, strict=True), start=1)
        ]
        for one in self.files:
            show_for_state(one, by=None, at=NOW)
        self.council = self._council()

    def _council(self):
        council = Council.objects.create(
            challenge=self.challenge,
            state=CouncilState.CONCLUDED,
            engine_version="test",
            input_sha256="a" * 64,
            formed_at=NOW,
            formed_by=self.coordinator,
            concluded_at=NOW,
        )
        for role in (SeatRole.CHAIR, SeatRole.REVIEWER, SeatRole.MEMBER):
            user = a_user(Role.EXPERT)
            Seat.objects.create(
                council=council,
                role=role,
                person=a_person(f"Chuyên gia {role}", user=user),
                user=user,
                state=SeatState.SITTING,
                invited_at=NOW,
            )
        Meeting.objects.create(
            council=council,
            starts_at=NOW,
            where="Phòng họp",
            agenda="Đánh giá",
            minutes="Biên bản đầy đủ.",
            public_minutes="Phần công khai.",
            had_quorum=True,
            held_at=NOW,
            called_by=self.secretary,
        )
        for at, (one, outcome) in enumerate(zip(self.files, CHOSEN, strict=True)):
            Conclusion.objects.create(
                council=council,
                initiative=one,
                outcome=outcome,
                reserve_place=1 if outcome == Outcome.RESERVE else None,
                standing={"mean": 80 - 10 * at, "interval": [70, 90], "ranks": [1, 2]},
                at=NOW,
            )
        return council

    def member(self):
        """Return somebody who judged the files."""
        user = self.council.seats.get(role=SeatRole.REVIEWER).user
        user.day = TODAY
        return user

    def again(self):
        """Return the problem as it stands now."""
        self.challenge.refresh_from_db()
        return self.challenge

    def states(self):
        return [type(one).objects.get(pk=one.pk).state for one in self.files]


def what_is_said(challenge, outcomes=CHOSEN, kind=DecisionKind.FIRST, **changes):
    """Return the Said of each file with a reason for each criterion."""
    numbers = [one.number for one in decisions.criteria_of(challenge)]
    reasons = {str(one): {"vi": f"Lý do của tiêu chí {one}.", "en": ""} for one in numbers}
    files = decisions.files_to_decide(challenge, kind)
    said = [
        decisions.Said(one, outcome, 1 if outcome == Outcome.RESERVE else None, reasons)
        for one, outcome in zip(files, outcomes, strict=True)
    ]
    return [replace(one, **changes) for one in said] if changes else said


def a_draft(case, said=None, *, by=None, kind=DecisionKind.FIRST, answers=None):
    texts = dict.fromkeys(TEXTS, "") | {"summary_vi": SUMMARY}
    said = what_is_said(case.challenge, kind=kind) if said is None else said
    return save_decision(
        challenge=case.again(),
        kind=kind,
        texts=texts,
        said=said,
        revision=0,
        by=by or case.decision_maker,
        at=NOW,
        answers=answers,
    )


def signed(draft, *, by=None, at=NOW):
    """Sign what is drafted as it stands."""
    by = by or draft.drafted_by
    sha256 = decisions.hash_of_draft(draft)
    return sign_decision(decision=draft, sha256=sha256, by=by, at=at)


def a_decided():
    """Return a Case whose decision is signed and public."""
    case = Case()
    case.decision = signed(a_draft(case))
    case.again()
    return case
