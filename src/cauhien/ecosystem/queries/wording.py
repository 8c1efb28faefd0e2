"""Values of the ecosystem in words."""

from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from cauhien.ecosystem.states import (
    EVERY,
    BodyKind,
    EventKind,
    Help,
    InvestmentKind,
    Qualifier,
    Stage,
)
from cauhien.organisations.states import Topic
from cauhien.ui.words import day, moment, number, zone_name


def topics_in_words(values):
    return _listed(values, Topic, _("every field"))


def stages_in_words(values):
    return _listed(values, Stage, _("every stage"))


def help_in_words(values):
    return _listed(values, Help, "")


def kind_in_words(value):
    """Return what a kind of body, event or investment is called; no word means two things."""
    words = next(words for words in (BodyKind, EventKind, InvestmentKind) if value in words.values)
    return str(words(value).label)


_WORDED = {
    "topics": topics_in_words,
    "stages": stages_in_words,
    "helps": help_in_words,
    "zone": zone_name,
    "kind": kind_in_words,
    "qualifier": lambda value: str(Qualifier(value).label),
}


def in_words(column, value):
    """Return the value of a column of an entry as people read it; "" for nothing."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return number(value.normalize())
    return str(_WORDED.get(column, str)(value))


def _listed(values, words, every):
    return every if EVERY in values else "; ".join(str(words(value).label) for value in values)
