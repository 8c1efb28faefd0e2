"""Pilots, read: the plan, what was accepted, what waits, whether there is silence."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Prefetch, Q, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role
from cauhien.challenges.models import Challenge, Initiative, Member
from cauhien.challenges.queries import KIND as CHALLENGE
from cauhien.challenges.queries import OF_CASE, challenges_for
from cauhien.challenges.states import InitiativeState, MemberRole, State
from cauhien.core.models import AuditLine
from cauhien.members.states import Done
from cauhien.network.queries import rows_of
from cauhien.pilots import rules
from cauhien.pilots.models import Measurement, MilestoneReport, Payment, Pilot, PilotMilestone
from cauhien.pilots.states import NEEDED_OF_PLAN, Act, Answer, Choice
from cauhien.review.models import Attendance, Decision, ReviewRequest
from cauhien.review.queries import gathering_ahead
from cauhien.review.queries.decision import signed_decisions
from cauhien.review.states import CouncilKind, RequestState
from cauhien.ui.words import day

KIND = CHALLENGE  # a pilot has no page but that of its problem
FULL = 100
SELECTED_OR_LATER = (
    InitiativeState.SELECTED,
    InitiativeState.PILOT,
    InitiativeState.MET,
    InitiativeState.NOT_MET,
)


def pilots():
    """Return pilots with what their rules ask for."""
    members = Prefetch("initiative__members", Member.objects.filter(left_at=None))
    return Pilot.objects.select_related(
        "challenge__office__organisation", "initiative", "follow_up"
    ).prefetch_related(members)


def pilot_of(challenge):
    return pilots().filter(challenge=challenge).first()


def pilot_for(user, code):
    """Return the pilot of a problem that a user may see, with all that the page of one shows."""
    found = pilots().filter(challenge__code=code, challenge__in=challenges_for(user))
    return found.select_related(*(f"challenge__{name}" for name in OF_CASE)).first()


def selected_for(challenge):
    """Return the initiatives that were selected for a problem, the first of which is tried."""
    found = Initiative.objects.filter(challenge=challenge, state=InitiativeState.SELECTED)
    return found.order_by("number", "id")


def milestones_of(pilot):
    """Return the milestones with their reports and what was `paid`, for whoever sees inside."""
    reports = MilestoneReport.objects.select_related("by", "answered_by", "file")
    rows = pilot.milestones.annotate(payment=FilteredRelation("payments"))
    rows = rows.select_related("payment").prefetch_related(Prefetch("reports", reports))
    found: dict[int, Any] = {}
    for row in rows.order_by("number", "payment__paid_on", "payment__id"):
        one = found.setdefault(row.pk, row)
        one.paid = one.__dict__.get("paid", [])
        one.paid += [row.payment] if hasattr(row, "payment") else []
    return list(found.values())


def measurements_of(pilot, *, inside):
    """Return the measured values: whoever sees inside reads those not accepted too."""
    found = pilot.measurements.select_related("by", "answered_by", "file")
    return found if inside else found.filter(answer=Answer.ACCEPTED)


def newest_of(measurements):
    """Return the newest accepted one of measured values in their order, None where none is."""
    accepted = [one for one in measurements if one.answer == Answer.ACCEPTED]
    return accepted[-1] if accepted else None


def newest_accepted(pilot):
    accepted = pilot.measurements.filter(answer=Answer.ACCEPTED)
    return accepted.order_by("-until_on", "-id").first()


def missing_in_plan(pilot):
    """Return {field: what to do} for what a plan must say before it is frozen."""
    missing = {
        name: say for name, say in NEEDED_OF_PLAN.items() if getattr(pilot, name) in (None, "")
    }
    if pilot.baseline is not None and pilot.baseline == pilot.target:
        missing["target"] = NEEDED_OF_PLAN["target"]
    return missing


@dataclass(frozen=True)
class Hindrance:
    """Why a pilot does not begin now. is_waiting: a request for review has no answer yet.

    until_on: else the last day on which teams may ask for one.
    """

    is_waiting: bool
    until_on: date

    def __str__(self):
        if self.is_waiting:
            return _("A request for review waits for its answer. The pilot begins after that.")
        said = _("Teams may ask for a review until the end of %(day)s. The pilot begins after that,"
                 " or before if the decision-maker lets it, with the reason.")  # fmt: skip
        return said % {"day": day(self.until_on)}


def hindrance_of(challenge, on):
    """Return the Hindrance of a pilot on a day, None where it may begin.

    In an illustration nobody waits for days to pass.
    """
    let = AuditLine.objects.filter(
        chain=challenge.chain, act=Act.LET_BEGIN, at__gte=OuterRef("signed_at")
    )
    waiting = ReviewRequest.objects.filter(
        decision__challenge=challenge, state__in=(RequestState.SENT, RequestState.IN_HANDLING)
    )
    newest = signed_decisions(challenge).annotate(is_let=Exists(let), waits=Exists(waiting)).first()
    if newest is None or not (newest.waits or on <= newest.requests_until_on):
        return None
    is_let = newest.is_let or challenge.is_illustration
    return (
        None if is_let and not newest.waits else Hindrance(newest.waits, newest.requests_until_on)
    )


def owed_by(offices):
    """Return the pilots of some offices in which something may wait for them.

    Each has `waiting_reports` and `waiting_values`, lists of what waits for an answer.
    """
    waits = {"answer": Answer.WAITING}
    milestones = PilotMilestone.objects.prefetch_related(
        Prefetch("reports", MilestoneReport.objects.filter(**waits), "waiting_reports")
    )
    values = Prefetch("measurements", Measurement.objects.filter(**waits), "waiting_values")
    running = Q(challenge__state=State.PILOT)
    ended = Q(follow_up=None, follow_up_on__isnull=False)
    return (
        Pilot.objects.filter(running | ended, challenge__office__in=offices)
        .select_related("challenge")
        .prefetch_related(Prefetch("milestones", milestones), values)
    )


def milestones_of_team(user):
    """Return the milestones of running pilots that the user has to report: lead, or may edit."""
    places = Member.objects.filter(user=user.pk, left_at=None).exclude(role=MemberRole.VIEW)
    return (
        PilotMilestone.objects.filter(
            pilot__challenge__state=State.PILOT,
            pilot__initiative__members__in=places,
            accepted_at=None,
        )
        .exclude(reports__answer=Answer.WAITING)
        .select_related("pilot__challenge")
        .distinct()
    )


def values_to_measure_again(user):
    """Return the values returned to a team of the user, lead or may edit, and not sent again.

    Sent again is one whose time has a part in common with that of a later value.
    """
    places = Member.objects.filter(user=user.pk, left_at=None).exclude(role=MemberRole.VIEW)
    later = Measurement.objects.filter(
        pilot=OuterRef("pilot"),
        pk__gt=OuterRef("pk"),
        from_on__lte=OuterRef("until_on"),
        until_on__gte=OuterRef("from_on"),
    )
    returned = Measurement.objects.filter(
        answer=Answer.RETURNED,
        pilot__challenge__state=State.PILOT,
        pilot__initiative__in=places.values("initiative"),
    )
    return returned.exclude(Exists(later))


def to_plan(offices):
    """Return the decided problems of some offices with a selected file and no frozen plan.

    Each has `decided_at`.
    """
    selected = Initiative.objects.filter(state=InitiativeState.SELECTED).values("challenge")
    signed = Decision.objects.filter(challenge=OuterRef("pk")).order_by(F("signed_at").desc())
    decided = Challenge.objects.filter(state=State.DECIDED, office__in=offices, pk__in=selected)
    at = signed.exclude(signed_at=None).values("signed_at")[:1]
    return decided.annotate(decided_at=Subquery(at)).exclude(decided_at=None)


def to_begin(user):
    """Return the plans that are not frozen yet, to whom it may fall to freeze them."""
    waiting = Pilot.objects.filter(frozen_at=None, challenge__state=State.DECIDED)
    begins = holds_role(user, Role.COORDINATOR, Role.HEAD)
    return (waiting if begins else waiting.none()).select_related("challenge__office")


def to_vote(user):
    """Return the pilots whose acceptance council meets with a user who has not voted."""
    there = Attendance.objects.filter(
        meeting__held_at=None,
        meeting__had_quorum=True,
        seat__in=rules.taken_seats().filter(user=user.pk),
        is_present=True,
    )
    cases = there.values("meeting__council__challenge")
    waiting = Pilot.objects.filter(challenge__state=State.ACCEPTANCE, challenge__in=cases)
    return waiting.exclude(votes__seat__user=user.pk).select_related("challenge")


def gathering_for(pilot):
    """Return the Gathering of the acceptance council's meeting, None where none is called."""
    return gathering_ahead(pilot.challenge, CouncilKind.ACCEPTANCE)


def ballot_of(pilot, gathering):
    """Return [(seat, its vote or None)] of whoever is at a meeting, by role."""
    votes = {vote.seat_id: vote for vote in pilot.votes.all()}
    return [(seat, votes.get(seat.pk)) for seat in gathering.present] if gathering else []


def lacking(gathering, ballot):
    """Return what the conclusion of an acceptance still waits for, in words; "" where nothing.

    gathering: None where no meeting is called. ballot: as of `ballot_of`.
    """
    if gathering is None:
        return _("The acceptance council has not met as yet.")
    if not gathering.meeting.minutes:
        return _("Write the minutes of the meeting first.")
    if not gathering.quorum.is_met:
        return _("There is no quorum.")
    if not all(vote for _seat, vote in ballot):
        return _("Not everybody present has voted.")
    return ""


def counted(ballot):
    """Return {Choice: how many}."""
    given = [vote.choice for _, vote in ballot if vote]
    return {choice: given.count(choice) for choice in Choice}


def paid_of(pilot):
    """Return the sum of all payments, 0 where there is none."""
    payments = Payment.objects.filter(milestone__pilot=pilot)
    return sum(payments.values_list("amount", flat=True))


def paid_for(milestone):
    """Return the sum of the payments for one milestone, 0 where there is none."""
    return sum(milestone.payments.values_list("amount", flat=True), Decimal(0))


def share_of(milestone):
    """Return what a milestone brings of the value of the contract, None where no share is said."""
    pilot = milestone.pilot
    if not pilot.contract_value or not pilot.milestones.filter(percent__gt=0).exists():
        return None
    return pilot.contract_value * milestone.percent / FULL


def files_chosen(person):
    """Return each file of a person's teams that a signed decision selected, by its problem."""
    signed = Decision.objects.filter(challenge=OuterRef("challenge"), signed_at__isnull=False)
    first = Subquery(signed.order_by("signed_at").values("signed_at")[:1])
    rows = _own_files(person, SELECTED_OR_LATER).annotate(chosen_at=first)
    return [
        Done(localdate(one.chosen_at), one.challenge.title_vi, one.challenge.title_en)
        for one in rows.exclude(chosen_at=None)
    ]


def pilots_that_met(person):
    """Return each pilot of a person's teams that reached its target, by its problem."""
    files = _own_files(person, [InitiativeState.MET])
    rows = Pilot.objects.filter(initiative__in=files.order_by(), ended_at__isnull=False)
    return [
        Done(localdate(one.ended_at), one.challenge.title_vi, one.challenge.title_en)
        for one in rows.select_related("challenge")
    ]


def _own_files(person, states):
    """Return the files in some states of the teams that a person belongs to, and agreed to."""
    own = Q(person__in=rows_of(person)) | Q(user__isnull=False, user=person.user_id)
    members = Member.objects.filter(own, left_at=None, consent_at__isnull=False)
    files = Initiative.objects.filter(pk__in=members.values("initiative"), state__in=states)
    return files.filter(challenge__is_illustration=False).select_related("challenge")
