"""What became of the problems that the city's offices have published, counted.

Everything public counts: what was withdrawn, merged with another problem, refused, or ended
without a file. What its office withdrew before that is known to nobody else, and not counted.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.contrib.auth.models import AnonymousUser

from cauhien.challenges.models import Challenge
from cauhien.challenges.queries.problem import counted_for
from cauhien.challenges.states import Act, Outcome, State
from cauhien.core.models import AuditLine


@dataclass(frozen=True)
class Course:
    """One problem: when its call was published and first decided on, None where it was not."""

    challenge: Challenge
    published_at: datetime | None
    decided_at: datetime | None

    @property
    def days(self):
        """Days from publishing to the first decision, None before there is one."""
        if not (self.published_at and self.decided_at):
            return None
        return (self.decided_at - self.published_at).days

    @property
    def standing(self):
        """Its state, and how it ended: (State, Outcome or "")."""
        return State(self.challenge.state), self.challenge.outcome

    def is_due(self, day):
        """Return whether its pilot was to be reported before a day."""
        due = self.challenge.pilot_due_on
        return due is not None and due < day


def courses():
    """Return the Course of each problem that an office has made public, the oldest first."""
    public = counted_for(AnonymousUser()).exclude(state=State.CATALOGUED)
    rows = list(public.select_related("office__organisation", "call").order_by("created_at", "id"))
    decided = _first_decisions([row.chain for row in rows])
    return [_course(row, decided.get(row.chain)) for row in rows]


def by_standing(found):
    """Return [((State, Outcome or ""), how many)]: what runs as far as there is some, each end."""
    counts = Counter(one.standing for one in found)
    running = [(state, "") for state in State if counts[state, ""]]
    ends = [(State.CLOSED, outcome) for outcome in Outcome]
    return [(standing, counts[standing]) for standing in (*running, *ends)]


def by_office(found):
    """Return [(office, how many, how many of them run, have ended)], the largest first."""
    offices = {one.challenge.office_id: one.challenge.office for one in found}
    every = Counter(one.challenge.office_id for one in found)
    ended = Counter(one.challenge.office_id for one in found if one.standing[0] == State.CLOSED)
    order = sorted(every, key=lambda key: (-every[key], str(offices[key])))
    return [(offices[key], every[key], every[key] - ended[key], ended[key]) for key in order]


def times_to_decision(found):
    """Return (shortest, median, longest) days from publishing to decision, None without any."""
    days = [one.days for one in found if one.days is not None]
    return (min(days), round(median(days)), max(days)) if days else None


def _first_decisions(chains):
    lines = AuditLine.objects.filter(chain__in=chains, act=Act.DECIDE, public=True)
    return {line.chain: line.at for line in lines.order_by("-number")}


def _course(challenge, decided_at):
    call = getattr(challenge, "call", None)
    return Course(challenge, call.published_at if call else None, decided_at)
