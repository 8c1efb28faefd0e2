"""What a council has made of a problem before its call, read."""

from cauhien.challenges.queries.problem import frozen_text
from cauhien.challenges.rules import asks_for_definition, may_see_call


def task_for(user, challenge):
    """Return the TaskDefinition that counts, to whoever reads the call; None where there is none."""
    if not asks_for_definition(challenge) or not may_see_call(user, challenge, challenge.call):
        return None
    return task_definition(challenge)


def task_definition(challenge):
    """Return what a council has concluded of the text as it was signed last, None without."""
    newest = challenge.definitions.order_by("-id").first()
    if newest is None or newest.text_sha256 != text_read(challenge):
        return None
    return newest


def text_read(challenge):
    """Return the hash of the text that a council reads now: as it was sent last."""
    frozen = frozen_text(challenge)
    return frozen.sha256 if frozen else ""
