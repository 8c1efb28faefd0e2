"""Who may do what in the observatory: everybody reads it, the data steward writes it."""

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role
from cauhien.observatory.states import LOAD_WAYS, LoadActor, RoundState


def may_import(user):
    return holds_role(user, Role.DATA_STEWARD)


IS_LOAD_ACTOR = {
    LoadActor.STEWARD: lambda user: user is not None and may_import(user),
    LoadActor.SYSTEM: lambda user: user is None,
}


def load_way(user, load, act):
    """Return the row of the table by which this user moves a sheet, None where none does."""
    rows = [row for row in LOAD_WAYS if (row.act, row.source) == (act, load.state)]
    return next((row for row in rows if IS_LOAD_ACTOR[row.actor](user)), None)


def may_see_sheets(user):
    return holds_role(user, Role.DATA_STEWARD, Role.COORDINATOR, Role.AUDITOR)


def may_choose(user):
    """Return whether the user may say which of several values is shown."""
    return holds_role(user, Role.DATA_STEWARD)


def may_fork(user):
    """Return whether the user may fork a frame and change its weights or plan."""
    return holds_role(user, Role.DATA_STEWARD)


def may_edit(user, frame):
    """Return whether the user may edit a fork: locked methods and what was replaced stay."""
    return may_fork(user) and is_open(frame)


def is_open(frame):
    """Return whether a frame is a fork that nothing has replaced."""
    return bool(frame.fork_of_id) and not frame.locked and not hasattr(frame, "replaced_by")


def may_ask(user):
    """Return whether the user may ask people for weights, and close the round."""
    return holds_role(user, Role.DATA_STEWARD)


def may_see_answers(user):
    """Return whether the user may see who gave which weights; everybody sees their own."""
    return holds_role(user, Role.DATA_STEWARD, Role.AUDITOR)


def may_answer(user, asked):
    """Return whether the user may say the weights that they were asked for.

    asked: their WeightAnswer, None for who was not asked. A judgement is one's own: nobody gives it
    in somebody's stead.
    """
    return asked is not None and asked.round.state == RoundState.OPEN and user.delegation is None
