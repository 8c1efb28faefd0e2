"""How far the illustrated case is played, and on which day of its own calendar."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cauhien.challenges.states import State


class Stage(TextChoices):
    """Where `./cauhien up --stage` brings the illustrated case."""

    OPEN = "open", _("the call is open")
    REVIEW = "review", _("the council judges the files")
    DECIDED = "decided", _("the decision is published")
    PILOT = "pilot", _("the pilot runs")


# From this state on the case is at a stage, or past it.
REACHED = {
    Stage.OPEN: State.OPEN,
    Stage.REVIEW: State.IN_REVIEW,
    Stage.DECIDED: State.DECIDED,
    Stage.PILOT: State.PILOT,
}

# Day 0 of the calendar is the day of publishing. Made from nothing, a case is as old as this.
TODAY = {Stage.OPEN: 20, Stage.REVIEW: 48, Stage.DECIDED: 65, Stage.PILOT: 120}


def is_reached(stage, state):
    order = list(State)
    return order.index(State(state)) >= order.index(REACHED[stage])
