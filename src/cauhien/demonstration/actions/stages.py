"""The illustrated case is brought to a stage, from nothing or from where it stands."""

from datetime import UTC, timedelta

from django.db import transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from cauhien.accounts.actions import create_demonstration_parts
from cauhien.challenges.actions import CannotMove
from cauhien.challenges.actions.initiative import CannotMoveFile, CannotStart, CannotWrite
from cauhien.challenges.actions.initiative.opening import CannotOpen
from cauhien.challenges.actions.initiative.team import CannotChangeTeam
from cauhien.demonstration import queries
from cauhien.demonstration.actions import call, council, decision, files, pilot
from cauhien.demonstration.actions.play import CannotPlay, Play, play_of
from cauhien.demonstration.actions.times import Times
from cauhien.demonstration.states import TODAY, Stage, is_reached
from cauhien.pilots.actions import CannotDo
from cauhien.review.actions import CannotForm, CannotMeet, CannotPropose, CannotReview, CannotSit
from cauhien.review.actions.decision import CannotDecide

HELD_FOR = timedelta(days=400)  # the roles of its people are as old as the case can be
OFFICE_OPENS = 9  # o'clock
REFUSALS = (
    CannotChangeTeam,
    CannotDecide,
    CannotDo,
    CannotForm,
    CannotMeet,
    CannotMove,
    CannotMoveFile,
    CannotOpen,
    CannotPropose,
    CannotReview,
    CannotSit,
    CannotStart,
    CannotWrite,
)


def bring_to(stage, *, at):
    """Bring the case to a stage; return (problem, whether it was moved). Raises CannotPlay.

    at: the moment now; what is done is dated to it or before. A case that has reached the stage
    is left as it is: nobody goes back in a case.
    """
    known = queries.illustrated()
    if known and is_reached(stage, known.state):
        return known, False
    play = play_of(known, at) if known else _begun(stage, at)
    reached = list(Stage)[: list(Stage).index(stage) + 1]
    for one in reached:
        if not (play.code and is_reached(one, play.challenge.state)):
            _play(play, one, is_last=one == stage)
    return play.challenge, True


def _begun(stage, at):
    create_demonstration_parts(starts_on=localdate(at) - HELD_FOR, at=at)
    morning = localtime(at).replace(hour=OFFICE_OPENS, minute=0, second=0, microsecond=0)
    begins_at = (morning - timedelta(days=TODAY[stage])).astimezone(UTC)
    return Play(Times(begins_at, None, at))


def _play(play, stage, *, is_last):
    try:
        with transaction.atomic():
            STEPS[stage](play, is_last)
    except REFUSALS as refusal:
        said = {"stage": stage.label, "why": refusal}
        message = _("It stays where it was and was not brought to “%(stage)s”: %(why)s")
        raise CannotPlay(message % said) from refusal


def _open(play, is_last):
    call.open_call(play)


def _review(play, is_last):
    call.close(play)
    files.open_and_screen(play)
    council.seat(play)
    council.judge(play, leave=council.LEFT_TO_PLAY if is_last else 0)


def _decide(play, is_last):
    council.seat(play)
    council.conclude(play)
    decision.decide(play)


def _pilot(play, is_last):
    pilot.begin(play)


STEPS = {Stage.OPEN: _open, Stage.REVIEW: _review, Stage.DECIDED: _decide, Stage.PILOT: _pilot}
