"""Who is told of a step of a problem: whom the table names, but never of what they may not know."""

from django.urls import reverse
from django.utils.timezone import localdate

from cauhien.challenges.queries import KIND
from cauhien.challenges.queries.told import OF_THE_OFFICE, ROLES, people_told
from cauhien.challenges.rules import sees_hidden
from cauhien.challenges.states import Act
from cauhien.notices.actions import tell

STEP, CALL_CHANGED = "challenges.step", "challenges.call_changed"


def tell_of_step(before, challenge, row, asked):
    """Tell of a step whom its row names, but who did it.

    before: (state, is_public) of the problem before the step. Who saw the problem then and does
    not any more is told without a way to its page.
    """
    told, lost = set(), set()
    for word in row.told:
        people = people_told(word, challenge, localdate(asked.at))
        if _sees(word, challenge.state, challenge.is_public):
            told.update(people)
        elif _sees(word, *before):
            lost.update(people)
    told, lost = told - {asked.by}, lost - {asked.by} - told
    kind = CALL_CHANGED if row.act in (Act.EXTEND, Act.AMEND) else STEP
    said = {
        "act": row.act,
        "reason": asked.reason,
        "title": challenge.title_vi or challenge.title_en,
    }
    fact = {"kind": kind, "at": asked.at, "parameters": said}
    tell(users=told, subject=(KIND, challenge.code), **fact)
    tell(users=lost, subject=None, url=reverse("challenges:list"), **fact)


def _sees(word, state, is_public):
    return is_public or word in OF_THE_OFFICE or sees_hidden(ROLES.get(word), state)
