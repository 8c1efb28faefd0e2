"""The pilot of the illustrated case: its plan, and what was reported of the first month."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils.timezone import localdate

from cauhien.challenges.states import State
from cauhien.pilots import actions, queries
from cauhien.pilots.states import FROZEN_OF_PLAN, Answer

BEGINS, MONTHS = 78, 6  # its day in the calendar of the case, and how long it runs
REPORTED = 112


def begin(play):
    """Write the plan of measurement, freeze it and begin; a month that has passed is reported."""
    if play.challenge.state != State.DECIDED:
        return
    pilot = _planned(play)
    sha256 = actions.plan_content(pilot)[1]
    pilot = play.do(actions.begin_pilot, "coordinator", 77, pilot=pilot, sha256=sha256)
    if play.times.has_come(REPORTED):
        _report(play, pilot)


def _planned(play):
    """Return the plan, with what nobody has written in it yet."""
    selected = queries.selected_for(play.challenge).first()
    facts = {"challenge": play.challenge, "initiative": selected}
    pilot = play.do(actions.begin_plan, "officer", 70, **facts)
    said = play.script["pilot"]
    is_in_time = play.times.has_come(BEGINS)
    starts_on = play.times.on(BEGINS) if is_in_time else localdate(play.times.last)
    written = {
        "every_months": said["every_months"],
        "stop_rule": said["stop_rule"],
        "contract_number": said["contract_number"],
        "contract_value": Decimal(said["contract_value"]),
        "starts_on": starts_on,
        "due_on": _months_after(starts_on, MONTHS),
    }
    known = {name: getattr(pilot, name) for name in FROZEN_OF_PLAN}
    values = known | {name: value for name, value in written.items() if not known[name]}
    values["contract_value"] = written["contract_value"]
    calls = {one.number: one.due_months for one in play.challenge.call.milestones.all()}
    milestones = [
        actions.PlannedMilestone(
            one.title_vi,
            one.title_en,
            one.due_on or _months_after(values["starts_on"], calls.get(one.number, MONTHS)),
            one.percent,
        )
        for one in pilot.milestones.all()
    ]
    facts = {"pilot": pilot, "values": values, "milestones": milestones}
    return play.do(actions.save_plan, "officer", 74, revision=pilot.revision, **facts)


def _report(play, pilot):
    """Report the devices and the first month, whose value the office returns once, then accepts."""
    said = play.script["pilot"]
    first = pilot.milestones.first()
    evidence = actions.Evidence(said["installed"])
    lead, day = "t1", 105
    report = play.do(actions.report_milestone, lead, day, milestone=first, evidence=evidence)
    accepted = {"answer": Answer.ACCEPTED, "reason": ""}
    play.do(actions.answer_report, "officer", day + 2, report=report, **accepted)
    payment = {
        "amount": pilot.contract_value * first.percent / 100,
        "paid_on": play.times.on(day + 4),
        "document": said["payment"],
        "reason": "",
    }
    play.do(actions.pay, "officer", day + 4, milestone=first, values=payment)
    returned = {"answer": Answer.RETURNED, "reason": said["returned"]}
    for text, answer in ((said["evidence_first"], returned), (said["evidence_again"], accepted)):
        value = _measured(play, pilot, text)
        play.do(actions.answer_value, "officer", REPORTED + 2, measurement=value, **answer)


def _measured(play, pilot, text):
    said = play.script["pilot"]
    values = {name: Decimal(said[name]) for name in ("value", "low", "high")}
    until_on = _months_after(pilot.starts_on, 1) - timedelta(days=1)
    values |= {"from_on": pilot.starts_on, "until_on": until_on, "sample": said["sample"]}
    evidence = actions.Evidence(text)
    return play.do(actions.measure, "t1", REPORTED, pilot=pilot, values=values, evidence=evidence)


def _months_after(day, months):
    """Return the same day some months later, the 28th at most."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))
