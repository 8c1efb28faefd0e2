"""The end of a pilot: its report, the acceptance council, the outcome, the look a year later."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.challenges.actions import advance
from cauhien.challenges.actions.initiative import advance_initiative
from cauhien.challenges.actions.steps import as_text, hash_of
from cauhien.challenges.states import Act as CaseAct
from cauhien.challenges.states import InitiativeAct, InitiativeState, Outcome, RefusalReason, State
from cauhien.documents.actions import Filing, freeze_document
from cauhien.documents.states import Audience
from cauhien.pilots import queries, rules
from cauhien.pilots.actions.refusals import CannotDo, ask, locked, log
from cauhien.pilots.documents import certificate_texts, minutes_texts
from cauhien.pilots.models import AcceptanceVote, FollowUp
from cauhien.pilots.states import Act, Choice
from cauhien.review.actions import CannotMeet, close_council, locked_meeting, look_again
from cauhien.review.queries import gathering_of


@transaction.atomic
def sum_up(*, pilot, report, by, at):
    """Freeze the report on a pilot with its accepted values, and hand it to the council."""
    pilot = locked(pilot)
    ask(rules.may_sum_up(by, pilot))
    if not report.strip():
        raise CannotDo(_("Write what came of the pilot."), "report")
    if queries.newest_accepted(pilot) is None:
        raise CannotDo(_("No measured value has been accepted as yet."))
    pilot.report, pilot.reported_at = report.strip(), at
    pilot.report_sha256 = hash_of(_report_content(pilot))
    pilot.save(update_fields=["report", "reported_at", "report_sha256"])
    log(pilot, Act.SUM_UP, by, at, public=True, basis=pilot.report_sha256)
    advance(
        challenge=pilot.challenge,
        to=State.ACCEPTANCE,
        by=by,
        at=at,
        basis=pilot.report_sha256,
    )
    return pilot


@transaction.atomic
def continue_pilot(*, pilot, reason, by, at):
    """Give a reported pilot back to go on; the votes given fall away, the log keeps them."""
    pilot = locked(pilot)
    ask(rules.may_continue(by, pilot))
    pilot.reported_at = None
    pilot.save(update_fields=["reported_at"])
    pilot.votes.all().delete()
    advance(challenge=pilot.challenge, to=State.PILOT, by=by, at=at, reason=reason)
    return pilot


@transaction.atomic
def stop_pilot(*, pilot, reason, by, at):
    """End a pilot before its time."""
    pilot = locked(pilot)
    ask(rules.may_stop(by, pilot))
    advance(
        challenge=pilot.challenge,
        to=State.CLOSED,
        by=by,
        at=at,
        reason=reason,
        outcome=Outcome.NOT_MET,
        act=CaseAct.STOP_PILOT,
    )
    _end_file(pilot, InitiativeAct.STOP_PILOT, at, reason=reason)
    _end(pilot, reason, at)
    return pilot


@transaction.atomic
def vote(*, pilot, choice, reason, by, at):
    """Give the vote of one's seat on the acceptance council; the last one given counts."""
    pilot = locked(pilot)
    ask(rules.may_vote(by, pilot))
    if not reason.strip():
        raise CannotDo(_("Give your reason."), "reason")
    seat = rules.voting_seat_of(by, pilot)
    given, _new = AcceptanceVote.objects.update_or_create(
        pilot=pilot,
        seat=seat,
        defaults={"choice": choice, "reason": reason.strip(), "at": at},
    )
    log(pilot, Act.VOTE, by, at, seat=seat.code, choice=choice)
    return given


def conclude(*, pilot, outcome, conclusion, by, at):
    """Conclude the acceptance as the council has voted: minutes, certificate, end of the case.

    outcome: SCALED, MET_NOT_SCALED or NOT_MET of challenges.states.Outcome. Conflicts of interest
    are looked at once more; a member whom one bars now is excluded, and nothing is concluded.
    """
    if meeting := rules.meeting_of(pilot):
        try:
            look_again(meeting.council, at=at)
        except CannotMeet as refusal:
            raise CannotDo(str(refusal)) from None
    return _concluded(pilot, outcome, conclusion, by, at)


@transaction.atomic
def _concluded(pilot, outcome, conclusion, by, at):
    pilot = locked(pilot)
    ask(rules.may_conclude(by, pilot))
    if not conclusion.strip():
        raise CannotDo(_("Write the conclusion of the council."), "conclusion")
    meeting = rules.meeting_of(pilot)
    gathering = gathering_of(locked_meeting(meeting)) if meeting else None
    ballot = queries.ballot_of(pilot, gathering)
    lacks = queries.lacking(gathering, ballot)
    if gathering is None or lacks:
        raise CannotDo(lacks)
    _check_outcome(ballot, outcome)
    pilot.conclusion = conclusion.strip()
    filing = _filing(pilot, Audience.STAFF)
    texts = minutes_texts(pilot, gathering, ballot, outcome, at)
    minutes = freeze_document(texts=texts, filing=filing, by=by, at=at)
    close_council(gathering.meeting, basis=minutes.sha256, by=by, at=at)
    log(pilot, Act.CONCLUDE, by, at, public=True, outcome=outcome, basis=minutes.sha256)
    is_met = outcome in rules.MET
    act = InitiativeAct.MEET if is_met else InitiativeAct.MISS
    _end_file(pilot, act, at, basis=minutes.sha256, reason=pilot.conclusion)
    advance(
        challenge=pilot.challenge,
        to=State.CLOSED,
        by=by,
        at=at,
        basis=minutes.sha256,
        outcome=outcome,
        act=CaseAct.ACCEPT,
    )
    _end(pilot, pilot.conclusion, at)
    if is_met:
        filing = _filing(pilot, Audience.PUBLIC)
        freeze_document(texts=certificate_texts(pilot, outcome), filing=filing, by=by, at=at)
    return pilot


@transaction.atomic
def follow_up(*, pilot, answer, value, text, by, at):
    """Say a year after the end whether the problem went away. value: measured now, or None."""
    pilot = locked(pilot)
    ask(rules.may_follow_up(by, pilot))
    if FollowUp.objects.filter(pilot=pilot).exists():
        raise CannotDo(_("Somebody has answered this already."))
    if localdate(at) < pilot.follow_up_on:
        raise CannotDo(_("It is too early: this is asked a year after the end."))
    said = {"answer": answer, "value": value, "text": text}
    found = FollowUp.objects.create(pilot=pilot, at=at, by=by, **said)
    log(pilot, Act.FOLLOW_UP, by, at, public=True, answer=answer, value=as_text(value))
    return found


def _check_outcome(ballot, outcome):
    """Let an outcome through for which more than half of those present have voted."""
    counts = queries.counted(ballot)
    is_met = counts[Choice.MET] * 2 > len(ballot)
    if is_met != (outcome in rules.MET):
        raise CannotDo(_("The council has voted otherwise."), "outcome")


def _report_content(pilot):
    accepted = queries.measurements_of(pilot, inside=False)
    return {
        "plan": pilot.sha256,
        "report": pilot.report,
        "values": [
            [one.code, as_text(one.value), as_text(one.low), as_text(one.high)] for one in accepted
        ],
        "milestones": [[one.number, as_text(one.accepted_at)] for one in pilot.milestones.all()],
    }


def _filing(pilot, audience):
    challenge = pilot.challenge
    return Filing(
        kind=queries.KIND,
        code=challenge.code,
        audience=audience,
        office=challenge.office,
        chain=challenge.chain,
        is_illustration=challenge.is_illustration,
        basis_sha256=pilot.report_sha256,
    )


def _end_file(pilot, act, at, *, basis="", reason=""):
    is_met = act == InitiativeAct.MEET
    advance_initiative(
        initiative=pilot.initiative,
        to=InitiativeState.MET if is_met else InitiativeState.NOT_MET,
        act=act,
        by=None,
        at=at,
        basis=basis,
        reason_code="" if is_met else RefusalReason.OTHER,
        reason=reason,
    )


def _end(pilot, conclusion, at):
    pilot.conclusion, pilot.ended_at = conclusion, at
    pilot.follow_up_on = _a_year_after(localdate(at))
    pilot.save(update_fields=["conclusion", "ended_at", "follow_up_on"])


def _a_year_after(day):
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year + 1)
