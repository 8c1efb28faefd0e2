"""Addresses in the city, by the names of its wards and districts, old and new."""

import re
from collections import defaultdict

from cauhien.core.text import fold
from cauhien.organisations.models import Place
from cauhien.organisations.states import PlaceKind, Zone

_KIND_WORDS = re.compile(r"^(phuong|xa|thi tran|thi xa|quan|huyen|p\.|q\.)\s*")


class Addresses:
    """The wards and districts of the city in memory."""

    def __init__(self):
        self.by_name = defaultdict(list)
        units = [PlaceKind.WARD, PlaceKind.COMMUNE, PlaceKind.DISTRICT]
        for place in Place.objects.filter(kind__in=units):
            self.by_name[_bare(place.name_vi)].append(place)

    def place(self, address):
        """Return (place or None, zone) of an address as printed.

        A former ward with its district is told exactly; a name that several units bear tells the
        city and no unit.
        """
        found = [self._units(part) for part in address.split(",") if part.strip()]
        if not any(found):
            return None, Zone.UNKNOWN
        *_, last = [units for units in found if units]
        first = next(units for units in found if units)
        parents = {unit.pk for unit in last if unit.kind == PlaceKind.DISTRICT}
        exact = [u for u in first if u.parent_id in parents and u.parent_id] or first
        return (exact[0] if len(exact) == 1 else None), Zone.CITY

    def _units(self, part):
        """Return the units that a part of an address is called, or whose name it ends with."""
        bare = _bare(part)
        if bare in self.by_name:
            return self.by_name[bare]
        words = bare.split()
        return self.by_name.get(" ".join(words[-2:]), []) if len(words) > 2 else []


def _bare(name):
    return _KIND_WORDS.sub("", fold(name)).strip()
