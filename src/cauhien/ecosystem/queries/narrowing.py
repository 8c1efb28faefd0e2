"""How a list of the ecosystem is narrowed by its address: on its page, as a table, in calendars."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.ecosystem.queries.entries import (
    BODY,
    EVENT,
    MENTOR,
    applying,
    dated,
    listed,
    staged,
    standing,
)
from cauhien.ecosystem.states import EVERY, BodyKind, EventKind, Stage
from cauhien.organisations.states import Topic, Zone
from cauhien.ui.filters import UNSTATED, Asked, Filter, Several
from cauhien.ui.words import zone_name

COMING, OPEN, PAST = "coming", "open", "past"


class When(Filter):
    """A filter of events that is on or off, by a column and what stands in it."""

    def condition(self, value):
        return {self.column: self.name != COMING}


def asked_for(kind, query):
    """Return what an address asks of the list of a kind: the Asked."""
    return Asked.of(query, filters_of(kind))


def found_by(asked, kind, user, at, language="vi"):
    """Return the rows of a kind that hold the words that are asked for, with what is filtered."""
    if kind == EVENT:
        rows = dated(user, at, asked.question)
    else:
        rows = listed(kind, user, asked.question, language)
    if kind == BODY:
        return staged(applying(standing(rows, localdate(at).year), at))
    return rows


def narrowed(kind, query, user, at):
    """Return the rows of a kind that an address asks for."""
    asked = asked_for(kind, query)
    return asked.narrow(found_by(asked, kind, user, at))


def filters_of(kind):
    field, stage, place = _shared(kind)
    if kind == MENTOR:
        return field, stage
    if kind == EVENT:
        of_kind = Filter("kind", _("Kind"), "kind", dict(EventKind.choices))
        times = ((OPEN, "is_open"), (PAST, "is_over"), (COMING, "is_over"))
        return of_kind, field, stage, *(When(name, "", column, {"1": ""}) for name, column in times)
    if kind == BODY:
        of_kind = Filter("kind", _("Kind"), "kind", dict(BodyKind.choices))
        takes = {"True": _("open now"), "False": _("none known to be open")}
        over = {"False": _("no end known"), "True": _("over")}
        return (
            of_kind,
            *(field, stage, place),
            Filter("open", _("Taking applications"), "takes_now", takes),
            Filter("over", _("Standing"), "is_over", over),
        )
    return field, stage, place


def _shared(kind):
    topics = dict(Topic.choices) | {EVERY: _("every field"), UNSTATED: _("not stated")}
    stages = dict(Stage.choices) | {EVERY: _("every stage"), UNSTATED: _("not stated")}
    places = {zone: zone_name(zone) for zone in Zone.values}
    column = "for_stages" if kind == BODY else "stages"
    return (
        Several("topic", _("Field"), "topics", topics, every=EVERY),
        Several("stage", _("Stage"), column, stages, every=EVERY),
        Filter("zone", _("Place"), "zone", places),
    )
