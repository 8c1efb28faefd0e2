"""The words that the engine is given besides the texts: the lexicon, and names of places."""

from cauhien.core.city import place_words
from cauhien.core.text import lexicon
from cauhien.organisations.models import Place
from cauhien.organisations.states import PlaceKind

__all__ = ["lexicon", "place_names"]


def place_names():
    """Return the words that say where and not what: of the city file, and today's places.

    A name of one word is left out: it is a word of the language first.
    """
    kinds = [PlaceKind.WARD, PlaceKind.COMMUNE, PlaceKind.DISTRICT]
    names = Place.objects.filter(kind__in=kinds, valid_to=None).values_list("name_vi", flat=True)
    return tuple(sorted({*place_words(), *(name for name in names if len(name.split()) > 1)}))
