"""While a pilot runs: milestones, values and payments, each with its evidence and its answer."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts.queries import holders
from cauhien.accounts.states import Role
from cauhien.challenges.actions.results import show_measured
from cauhien.core.keeping import CannotKeep, keep
from cauhien.notices.actions import tell
from cauhien.pilots import queries, rules
from cauhien.pilots.actions.refusals import CannotDo, ask, locked, log
from cauhien.pilots.models import Measurement, MilestoneReport, Payment, PilotMilestone
from cauhien.pilots.states import Act, Answer

REPORTED, ANSWERED = "pilots.reported", "pilots.answered"


@dataclass(frozen=True)
class Evidence:
    """What shows that it is so. data: the bytes of one file, None where there is none."""

    text: str
    name: str = ""
    data: bytes | None = None


@transaction.atomic
def report_milestone(*, milestone, evidence, by, at):
    """Report a milestone as done; return the report."""
    pilot = locked(milestone.pilot)
    ask(rules.may_report(by, pilot) and not milestone.accepted_at)
    kept = _kept(evidence, by, at)
    try:
        with transaction.atomic():
            report = MilestoneReport.objects.create(
                milestone=milestone, text=evidence.text, file=kept, at=at, by=by
            )
    except IntegrityError:
        raise CannotDo(_("This milestone is reported already and waits for an answer.")) from None
    log(pilot, Act.REPORT, by, at, milestone=milestone.number, report=report.code)
    _tell_office(pilot, by, at, f"{milestone.number}. {milestone.title_vi}")
    return report


@transaction.atomic
def answer_report(*, report, answer, reason, by, at):
    """Accept the report of a milestone, or return it with a reason."""
    pilot = locked(report.milestone.pilot)
    report = MilestoneReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    _answer(pilot, report, answer, reason, by, at)
    milestone = report.milestone
    if answer == Answer.ACCEPTED:
        milestone.accepted_at = at
        milestone.save(update_fields=["accepted_at"])
    act = Act.ACCEPT if answer == Answer.ACCEPTED else Act.RETURN
    log(pilot, act, by, at, milestone=milestone.number, report=report.code, reason=report.reason)
    _tell_team(pilot, by, at, f"{milestone.number}. {milestone.title_vi}", report)
    return report


@transaction.atomic
def measure(*, pilot, values, evidence, by, at):
    """Report a measured value; return the Measurement.

    values: {from_on, until_on, value, low, high, sample}; low, high, sample may be None.
    """
    pilot = locked(pilot)
    ask(rules.may_report(by, pilot))
    _check_value(pilot, values, at)
    kept = _kept(evidence, by, at)
    found = Measurement.objects.create(
        pilot=pilot, text=evidence.text, file=kept, at=at, by=by, **values
    )
    log(pilot, Act.MEASURE, by, at, measurement=found.code, **_said(found))
    _tell_office(pilot, by, at, pilot.indicator)
    return found


@transaction.atomic
def answer_value(*, measurement, answer, reason, by, at):
    """Accept a measured value, so that everybody reads it, or return it with a reason."""
    pilot = locked(measurement.pilot)
    measurement = Measurement.objects.select_for_update(of=("self",)).get(pk=measurement.pk)
    _answer(pilot, measurement, answer, reason, by, at)
    is_taken = answer == Answer.ACCEPTED
    act = Act.ACCEPT_VALUE if is_taken else Act.RETURN_VALUE
    detail = {"measurement": measurement.code, "reason": measurement.reason}
    log(pilot, act, by, at, public=is_taken, **detail, **_said(measurement))
    if is_taken:
        accepted = queries.measurements_of(pilot, inside=False)
        values = [
            {
                "from": one.from_on,
                "until": one.until_on,
                "value": one.value,
                "low": one.low,
                "high": one.high,
            }
            for one in accepted
        ]
        show_measured(challenge=pilot.challenge, values=values, at=at)
    _tell_team(pilot, by, at, pilot.indicator, measurement)
    return measurement


@transaction.atomic
def pay(*, milestone, values, by, at):
    """Record that an accepted milestone was paid; return the Payment.

    values: {amount, paid_on, document, reason}; reason: why more is paid for the milestone than its
    share of the contract, else empty.
    """
    pilot = locked(milestone.pilot)
    milestone = PilotMilestone.objects.get(pk=milestone.pk)
    ask(rules.may_pay(by, pilot))
    if not milestone.accepted_at:
        raise CannotDo(_("Only an accepted milestone is paid."))
    amount, paid_on = values["amount"], values["paid_on"]
    if amount <= 0:
        raise CannotDo(_("Enter an amount above zero."), "amount")
    if paid_on > localdate(at):
        raise CannotDo(_("This day is still to come."), "paid_on")
    if pilot.contract_value and queries.paid_of(pilot) + amount > pilot.contract_value:
        raise CannotDo(_("More would be paid than the value of the contract."), "amount")
    if not values["reason"]:
        _check_share(milestone, amount)
    try:
        with transaction.atomic():
            payment = Payment.objects.create(milestone=milestone, at=at, by=by, **values)
    except IntegrityError:
        raise CannotDo(_("This payment order is recorded already."), "document") from None
    said = values | {"amount": f"{amount:f}", "paid_on": paid_on.isoformat()}
    log(pilot, Act.PAY, by, at, milestone=milestone.number, **said)
    return payment


def _answer(pilot, reported, answer, reason, by, at):
    ask(rules.may_answer(by, pilot))
    if reported.answer != Answer.WAITING:
        raise CannotDo(_("Somebody has answered this already."))
    if answer == Answer.RETURNED and not reason.strip():
        raise CannotDo(_("Say what is missing."), "reason")
    reported.answer, reported.reason = answer, reason.strip()
    reported.answered_at, reported.answered_by = at, by
    reported.save(update_fields=["answer", "reason", "answered_at", "answered_by"])


def _check_share(milestone, amount):
    share = queries.share_of(milestone)
    paid = queries.paid_for(milestone) + amount
    if share is None or paid <= share:
        return
    said = _("%(paid)s would be paid for this milestone, more than its share of %(share)s. "
             "Put the amount right, or give the reason below.")  # fmt: skip
    figures = {name: milestone.pilot.money(x) for name, x in (("paid", paid), ("share", share))}
    raise CannotDo(said % figures, "amount")


def _check_value(pilot, values, at):
    if values["until_on"] < values["from_on"]:
        raise CannotDo(_("The last day lies before the first."), "until_on")
    if values["until_on"] > localdate(at):
        raise CannotDo(_("This day is still to come."), "until_on")
    if values["from_on"] < pilot.starts_on:
        raise CannotDo(_("The pilot had not begun on this day."), "from_on")
    low, high = values["low"], values["high"]
    if low is not None and low > values["value"]:
        raise CannotDo(_("The lower end lies above the value."), "low")
    if high is not None and high < values["value"]:
        raise CannotDo(_("The upper end lies below the value."), "high")


def _said(measurement):
    named = {"value": measurement.value, "low": measurement.low, "high": measurement.high}
    figures = {name: f"{x.normalize():f}" for name, x in named.items() if x is not None}
    return figures | {"until_on": measurement.until_on.isoformat()}


def _kept(evidence, by, at):
    """Keep the file of an evidence, cleaned and scanned; None where there is none."""
    if evidence.data is None:
        return None
    try:
        return keep(data=evidence.data, name=evidence.name, by=by, at=at)
    except CannotKeep as refusal:
        raise CannotDo(str(refusal), "file") from None


def _tell_office(pilot, by, at, what):
    office, day = pilot.challenge.office, localdate(at)
    people = [person for role in (Role.OFFICER,) for person in holders(role, on=day, office=office)]
    _tell(REPORTED, pilot, [one for one in people if one != by], at, {"what": what})


def _tell_team(pilot, by, at, what, reported):
    team = pilot.initiative.members.filter(left_at=None, user__isnull=False)
    people = [one.user for one in team.select_related("user") if one.user_id != by.pk]
    said = {"what": what, "answer": reported.answer, "reason": reported.reason}
    _tell(ANSWERED, pilot, people, at, said)


def _tell(kind, pilot, people, at, said):
    subject = (queries.KIND, pilot.challenge.code)
    tell(users=people, kind=kind, subject=subject, at=at, parameters=said)
