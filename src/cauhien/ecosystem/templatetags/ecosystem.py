"""What pages of the start-up ecosystem say in words."""

from django import template

from cauhien.ecosystem.queries import wording
from cauhien.ecosystem.states import GIVES, BodyKind

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
def kind_in_words(kind):
    return BodyKind(kind).label


@register.filter
def words_read(entry, column):
    """The words from which the editor read what an entry still says in a column, quoted."""
    read = getattr(entry, "read_from", ())
    words = [
        said for where, value, said in read if where == column and value in getattr(entry, column)
    ]
    return "; ".join(f"“{said}”" for said in dict.fromkeys(words))
