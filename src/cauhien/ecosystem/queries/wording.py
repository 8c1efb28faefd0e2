"""Values of the ecosystem in words."""

from django.utils.translation import gettext as _

from cauhien.ecosystem.states import EVERY, BodyKind, Help, Stage
from cauhien.organisations.states import Topic
from cauhien.ui.words import zone_name


def topics_in_words(values):
    return _listed(values, Topic, _("every field"))


def stages_in_words(values):
    return _listed(values, Stage, _("every stage"))


def help_in_words(values):
    return _listed(values, Help, "")


_WORDED = {
    "topics": topics_in_words,
    "stages": stages_in_words,
    "helps": help_in_words,
    "zone": zone_name,
    "kind": lambda value: str(BodyKind(value).label),
}


def in_words(column, value):
    """Return the value of a column of an entry as people read it; "" for nothing."""
    if value in (None, "", []):
        return ""
    return str(_WORDED.get(column, str)(value))


def _listed(values, words, every):
    return every if EVERY in values else ", ".join(str(words(value).label) for value in values)
