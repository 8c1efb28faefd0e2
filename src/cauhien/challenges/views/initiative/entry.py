"""The way from the public page of an open call to a file for it."""

from cauhien.accounts.rules import grants_on
from cauhien.challenges.queries.initiative import own_file
from cauhien.challenges.rules import assigned_to
from cauhien.challenges.rules.initiative import may_start
from cauhien.challenges.states import State


def entry_to(challenge, user, at):
    """Return what the page offers this user, as {what: it}; None where nothing is received.

    file: that of their team; may_start: a new one; may_ask: a role, for who has none yet.
    is_assigned: one organisation alone sends a file.
    Who is not signed in gets the last alone.
    """
    call = getattr(challenge, "call", None)
    if challenge.state != State.OPEN or call is None or not call.receives_at(at):
        return None
    is_assigned = assigned_to(challenge) is not None
    if not user.is_authenticated:
        return {"is_assigned": is_assigned}
    return {
        "file": own_file(user, challenge),
        "may_start": may_start(user, challenge, at),
        "may_ask": not grants_on(user),
        "is_assigned": is_assigned,
    }
