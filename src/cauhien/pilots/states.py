"""The words of a pilot: what is planned, reported, answered, measured, judged and found later."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Answer(TextChoices):
    """What the office says of a report or a measurement of the team."""

    WAITING = "waiting", _("waits for an answer")
    ACCEPTED = "accepted", _("accepted")
    RETURNED = "returned", _("returned")


class Choice(TextChoices):
    """A vote in the acceptance council."""

    MET = "met", _("target met")
    NOT_MET = "not_met", _("target not met")
    ABSTAIN = "abstain", _("abstains")


class Later(TextChoices):
    """Whether the problem went away, asked a year after the end."""

    GONE = "gone", _("the problem has gone away")
    SMALLER = "smaller", _("the problem has become smaller")
    SAME = "same", _("the problem is as it was")
    WORSE = "worse", _("the problem has become worse")


class Standing(TextChoices):
    """Where a measured value stands between baseline and target, its interval considered."""

    SURE = "sure", _("target reached, by the whole interval")
    REACHED = "reached", _("target reached, but part of the interval misses it")
    REACHED_BARE = "reached_bare", _("target reached; no interval is stated")
    BETTER = "better", _("better than the baseline, target not reached")
    UNCLEAR = "unclear", _("not distinguishable from the baseline")
    WORSE = "worse", _("no better than the baseline")


class Act(TextChoices):
    """What people do with a pilot, as the log of the case says it."""

    WRITE = "pilot_write", _("plan of measurement written")
    LET_BEGIN = "pilot_let_begin", _("pilot allowed to begin before the days for requests are over")
    REPORT = "pilot_report_milestone", _("milestone reported")
    ACCEPT = "pilot_accept_milestone", _("milestone accepted")
    RETURN = "pilot_return_milestone", _("report of a milestone returned")
    PAY = "pilot_pay", _("payment recorded")
    MEASURE = "pilot_measure", _("measured value reported")
    ACCEPT_VALUE = "pilot_accept_value", _("measured value accepted")
    RETURN_VALUE = "pilot_return_value", _("measured value returned")
    SUM_UP = "pilot_sum_up", _("report on the pilot frozen")
    VOTE = "pilot_vote", _("vote on the acceptance given")
    CONCLUDE = "pilot_conclude", _("acceptance concluded")
    FOLLOW_UP = "pilot_follow_up", _("looked at again after the end")


# What is frozen of a plan besides its milestones; the hash is over exactly these.
FROZEN_OF_PLAN = (
    "indicator",
    "unit",
    "baseline",
    "target",
    "measured_by",
    "every_months",
    "stop_rule",
    "starts_on",
    "due_on",
    "contract_number",
    "contract_value",
    "currency",
)

# What a plan must say before it can be frozen, and what to do where it does not.
NEEDED_OF_PLAN = {
    "indicator": _("Say what is measured."),
    "unit": _("Enter the unit."),
    "baseline": _("Enter the value before the pilot."),
    "target": _("Enter the value at which the pilot has met its target."),
    "measured_by": _("Say who measures."),
    "every_months": _("Say how often it is measured."),
    "stop_rule": _("Say when the pilot is stopped early."),
    "starts_on": _("Enter the first day of the pilot."),
    "due_on": _("Enter the day by which the pilot is reported."),
}
