"""What pages of the start-up ecosystem say in words."""

from datetime import date

from django import template
from django.utils.text import capfirst

from cauhien.ecosystem.queries import wording
from cauhien.ecosystem.states import FOR_STAGES, GIVES, BodyKind, Stage
from cauhien.organisations.states import Topic

register = template.Library()

register.filter("fields_in_words", wording.topics_in_words)
register.filter("stages_in_words", wording.stages_in_words)
register.filter("help_in_words", wording.help_in_words)

TONES = {"sent": "info", "asked_back": "warn", "accepted": "ok", "refused": "bad"}


@register.filter
def tone(registration):
    """The ground on which the state of a registration stands."""
    return TONES.get(registration.state, "")


@register.filter
def given_by_kind(body):
    """What a body gives by its very kind, in words; empty where it says itself what it gives."""
    return "" if body.helps else wording.help_in_words(GIVES.get(BodyKind(body.kind), ()))


@register.filter
def for_by_kind(body):
    """For which stages a body is by its very kind, in words; empty where it states any."""
    of_kind = FOR_STAGES.get(getattr(body, "kind", ""))
    return wording.stages_in_words(of_kind) if of_kind and not body.stages else ""


@register.filter
def followed_in_words(followed):
    """The stage and the field that somebody follows."""
    said = [
        words(one).label for words, one in ((Stage, followed.stage), (Topic, followed.topic)) if one
    ]
    return capfirst(", ".join(map(str, said)))


@register.filter
def kind_in_words(kind):
    return BodyKind(kind).label


@register.filter
def words_read(entry, column):
    """The words from which the editor read what an entry still says in a column, quoted."""
    if _here(entry, column):
        return ""
    read = getattr(entry, "read_from", ())
    words = [
        said for where, value, said in read if where == column and value in getattr(entry, column)
    ]
    return "; ".join(f"“{said}”" for said in dict.fromkeys(words))


@register.filter
def read_by_coordinator(entry, column):
    """What a coordinator has read of a column: {words, url, on}, None where nobody has."""
    found = _here(entry, column)
    if not found:
        return None
    _column, _value, words, url, on = found[0]
    return {"words": f"“{words}”", "url": url, "on": date.fromisoformat(on)}


def _here(entry, column):
    return [one for one in getattr(entry, "read_here", ()) if one[0] == column]
