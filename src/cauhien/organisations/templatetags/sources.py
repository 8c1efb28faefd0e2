"""What pages of things from sources show alike: both languages, what was read, where it is from."""

from django import template
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cauhien.core.provenance import corrections
from cauhien.organisations.states import Zone
from cauhien.ui import words
from cauhien.ui.menu import acts_on
from cauhien.ui.templatetags import ui

register = template.Library()

register.filter("zone_words", words.zone_name)


@register.simple_tag
def plain(vietnamese, english):
    """The text in the language of the page, else the other one, without mark-up: for <head>."""
    first, second = (english, vietnamese) if words.language() == "en" else (vietnamese, english)
    return first or second


@register.simple_tag
def other(vietnamese, english):
    """The text in the language that the page is not in, marked; empty where there is one text."""
    if not (vietnamese and english) or vietnamese == english:
        return ""
    if words.language() == "en":
        return ui.lang_span(vietnamese, "vi")
    return ui.lang_span(english, "en")


@register.simple_tag
def in_short(vietnamese, english, most):
    """As `either`, cut after a number of characters."""
    return ui.either(*(Truncator(text).chars(most) for text in (vietnamese, english)))


@register.simple_tag
def language_name(code):
    names = {"vi": _("Vietnamese"), "en": _("English")}
    return names.get(code, code)


@register.filter
def ror_address(ror):
    return ror if ror.startswith("https://") else f"https://ror.org/{ror}"


# Kinds of sources whose texts stand here as they wrote them; of all others an editor wrote.
OWN_WORDS = {"ukri", "openalex", "works", "ror", "offer"}


@register.inclusion_tag("organisations/parts/summaries.html")
def summaries(vietnamese, english, source=None):
    """What a thing is about, in the page's language first, and who wrote that."""
    texts = [(vietnamese, "vi"), (english, "en")]
    if words.language() == "en":
        texts.reverse()
    return {"texts": [pair for pair in texts if pair[0]], "page_language": words.language()} | {
        "by_editor": not (source and source.kind in OWN_WORDS)
    }


@register.inclusion_tag("organisations/parts/place_of_holder.html")
def place_of_holder(zone, holder):
    """Where a thing is whose source says only who holds it: the holder's place, and said so."""
    shown = holder and (holder.canonical or holder)
    basis = shown.get_zone_basis_display() if shown else ""
    return {"place": words.zone_name(zone), "is_known": zone != Zone.UNKNOWN, "basis": basis}


@register.inclusion_tag("organisations/parts/origin.html", takes_context=True)
def origin(context, thing):
    """How much of the source was read, its note, the source itself and how to correct it."""
    kind = thing._meta.model_name
    head, _colon, rest = thing.source_note.partition(":")
    partly = {
        "seen_partly": _(
            "Only a part of the source could be read: a main fact (host, owner, seat or product) "
            "did not stand in it. Check it before relying on it."
        ),
        "name_only": _("Only the name was seen in the source; nothing else here is confirmed."),
    }.get(head)
    return {
        "thing": thing,
        "partly": partly,
        "note": rest.strip() if partly else thing.source_note,
        "corrected": _corrected(thing, kind),
        "acts": acts_on(kind, thing.code, context["user"]),
    }


def _corrected(thing, kind):
    """Return [(value in words, when)] of what was put right here by hand."""
    found = corrections().filter(subject_kind=kind, subject_code=thing.code)
    return [(thing._meta.get_field(one.predicate).verbose_name, one.asserted_at) for one in found]
