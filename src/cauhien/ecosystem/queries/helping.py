"""Who can help a start-up at a stage, in a field, with something, and why. Nothing is stored."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.ecosystem.queries.entries import bodies_for, coming, mentors_for, standing
from cauhien.ecosystem.queries.following import fitting
from cauhien.ecosystem.queries.wording import help_in_words
from cauhien.ecosystem.states import EVERY, FOR_STAGES, GIVES, BodyKind, EventKind, Help, Stage
from cauhien.organisations.states import Topic, Zone

STATED, BY_KIND, OPEN, DIFFERS = "stated", "by_kind", "open", "differs"


@dataclass(frozen=True)
class Wanted:
    """What an applicant says of themself; "" where they say nothing."""

    stage: str = ""
    topic: str = ""
    need: str = ""

    @classmethod
    def of(cls, query):
        """Read it from an address; what is wrong there is passed over."""
        known = {"stage": Stage, "topic": Topic, "need": Help}
        said = {name: query.get(name, "") for name in known}
        return cls(**{name: v if v in known[name].values else "" for name, v in said.items()})

    def __bool__(self):
        return bool(self.stage or self.topic or self.need)


@dataclass(frozen=True)
class Suggestion:
    """A body that may help. fits: nothing that was asked is left open by it.

    reasons: [(sentence, whether its own words say so)]. next_date: of its rounds the one that takes
    applications now and closes first, else the next that opens; another date where there is none.
    """

    body: Any
    fits: bool
    reasons: list
    next_date: Any = None


def suggested(wanted, user, at):
    """Return the Suggestions, those that fit in all first; none of a body that is over.

    A body that states another stage, field or help is left out, and so is one that states nothing
    of what was asked.
    """
    rows = standing(bodies_for(user), localdate(at).year).filter(is_over=False)
    judged = (_judged(wanted, body) for body in rows.order_by("sort_key", "id"))
    dates = _next_dates(user, at)
    found = [replace(one, next_date=dates.get(one.body.pk)) for one in judged if one]
    return sorted(found, key=_order)


def _next_dates(user, at):
    """Return {id of a body: its next date}, as a Suggestion has it."""
    rows = coming(user, at).filter(body__isnull=False)
    last = sorted(rows, key=lambda one: (one.is_open, one.kind == EventKind.ROUND), reverse=True)
    return {one.body_id: one for one in reversed(last)}


def _order(one):
    is_open = bool(one.next_date and one.next_date.is_open)
    return not one.fits, -_stated(one), not is_open, not _is_near(one.body)


def silent(wanted, user, year):
    """Return how many bodies that still run state nothing of what was asked."""
    rows = standing(bodies_for(user), year).filter(is_over=False)
    return sum({OPEN} == {how for _name, how in _compared(wanted, body)} for body in rows)


def mentors(wanted, user):
    """Return the mentors who say of themselves what was asked; every mentor gives advice."""
    rows = mentors_for(user)
    if wanted.need and wanted.need != Help.MENTORING:
        rows = rows.filter(helps__contains=[wanted.need])
    return _saying(rows, wanted).order_by("sort_key", "id")


def deadlines(wanted, user, at):
    """Return the events to come that are for this stage or field, and name no other."""
    rows = coming(user, at)
    return fitting(rows, wanted.stage, wanted.topic) if wanted.stage or wanted.topic else rows


def _saying(rows, wanted):
    if wanted.topic:
        rows = rows.filter(topics__overlap=[wanted.topic, EVERY])
    return rows.filter(stages__overlap=[wanted.stage, EVERY]) if wanted.stage else rows


def _stated(one):
    return sum(is_own for _sentence, is_own in one.reasons)


def _is_near(body):
    return body.zone == Zone.CITY


def _judged(wanted, body):
    compared = _compared(wanted, body)
    how = {one for _name, one in compared}
    if DIFFERS in how or how <= {OPEN}:
        return None
    reasons = [(_sentence(name, one, wanted, body), one == STATED) for name, one in compared]
    return Suggestion(body, OPEN not in how, reasons)


def _compared(wanted, body):
    """Return [(what was asked, how the body stands to it)]."""
    asked = [("stage", wanted.stage, body.stages), ("topic", wanted.topic, body.topics)]
    found = [(name, _against(value, words)) for name, value, words in asked if value]
    for_stages = () if body.stages else FOR_STAGES.get(BodyKind(body.kind), ())
    if wanted.stage and wanted.stage in for_stages:  # a convention shuts nobody out
        found[0] = ("stage", BY_KIND)
    if wanted.need:
        how = _against(wanted.need, body.helps)
        if how == OPEN and wanted.need in GIVES.get(BodyKind(body.kind), ()):
            how = BY_KIND
        found.append(("need", how))
    return found


def _against(value, words):
    if not words:
        return OPEN
    return STATED if value in words or EVERY in words else DIFFERS


def _sentence(name, how, wanted, body):
    if name == "stage":
        return _stage_said(how, body, wanted.stage)
    if name == "topic":
        return _topic_said(how, body.topics, wanted.topic)
    return _need_said(how, wanted.need, body)


def _stage_said(how, body, value):
    if how == OPEN:
        return _("It does not state for which stages it is.")
    if EVERY in body.stages:
        return _("It is for every stage.")
    words = {"kind": capfirst(body.get_kind_display()), "stage": Stage(value).label}
    if how == BY_KIND:
        return (
            _(
                "%(kind)s: by a convention of this site such a body is for your stage, %(stage)s;"
                " its source does not say so itself."
            )
            % words
        )
    return _("It is for your stage: %(stage)s.") % words


def _topic_said(how, stated, value):
    if how == OPEN:
        return _("It does not state for which fields it is.")
    if EVERY in stated:
        return _("It is for every field.")
    return _("It is for your field: %(field)s.") % {"field": Topic(value).label}


def _need_said(how, value, body):
    if how == OPEN:
        return _("It does not state what it gives.")
    words = {"kind": capfirst(body.get_kind_display()), "help": help_in_words([value])}
    if how == STATED:
        return _("It gives %(help)s.") % words
    return _("%(kind)s: such a body gives %(help)s; its source does not say so itself.") % words
