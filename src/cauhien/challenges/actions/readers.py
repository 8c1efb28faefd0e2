"""Who reads a problem before it is public, besides its office and the staff: begun and ended."""

from cauhien.challenges.models import ProblemReader


def let_read(*, challenge, user, note, at):
    """Let a user read a problem while it is defined; return whether that is new.

    note: for what. Whoever calls has checked that it may be, and writes it into a log that the
    office of the problem does not read.
    """
    _reader, is_new = ProblemReader.objects.get_or_create(
        challenge=challenge, user=user, note=note, until_at=None, defaults={"from_at": at}
    )
    return is_new


def end_reading(*, challenge, note, at):
    """End what was given for that; return how many readers it had."""
    standing = ProblemReader.objects.filter(challenge=challenge, note=note, until_at=None)
    return standing.update(until_at=at)
