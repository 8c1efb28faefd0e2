"""Who plays the illustrated case, by which text, and when: what all its steps share."""

from dataclasses import dataclass

from django.utils.timezone import localdate

from cauhien.accounts.models import User
from cauhien.accounts.states import demonstration_address
from cauhien.challenges.models import Challenge
from cauhien.core.models import AuditLine
from cauhien.demonstration.actions.times import Times
from cauhien.demonstration.queries import script
from cauhien.trail.queries import chains_of


class CannotPlay(Exception):
    """The case cannot be brought further; the message says why."""


@dataclass
class Play:
    """The case as it is being played. code: of the problem, "" before there is one."""

    times: Times
    code: str = ""

    @property
    def script(self):
        return script()

    @property
    def challenge(self):
        """The problem as it stands now."""
        rows = Challenge.objects.select_related("office", "call__procedure")
        return rows.get(code=self.code)

    def do(self, act, who, day, **facts):
        """Do an act of the product as an account of the demonstration, on a day of the calendar."""
        at = self.times.at(day)
        return act(by=person(who, at), at=at, **facts)


def play_of(challenge, now):
    """Return the Play of a case whose call is published."""
    last = AuditLine.objects.filter(chain__in=chains_of(challenge)).latest("at")
    return Play(Times(challenge.call.published_at, last.at, now), challenge.code)


def person(who, at):
    """Return an account of the demonstration as it acts at a time. who: a role or a part's code."""
    user = User.objects.get(email=demonstration_address(who))
    user.day = localdate(at)
    return user
