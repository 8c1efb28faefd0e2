"""The register of organisations in memory: what a printed name can mean, and when to abstain.

Likeness alone is harmful here (measured: it takes one university of a city for another), so a
name counts only whole, by all its words, and only where it leaves no doubt.
"""

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from cauhien.core import city
from cauhien.core.text import fold
from cauhien.ingest.readers import printed
from cauhien.organisations.models import Organisation, OrganisationName, OrganisationRelation, Place
from cauhien.organisations.states import PlaceKind, RelationKind, Zone

MOST_SEGMENTS = 4  # "Vietnam National University, Hanoi" is one name in two segments
ACRONYM = OrganisationName.Kind.ACRONYM
Names = dict[str, list[Organisation]]


class Meant(NamedTuple):
    """What was found for a printed name: one organisation, or those between which it waits."""

    organisation: Organisation | None = None
    doubtful: tuple = ()


def key_of(name):
    """Return a name as the register compares it."""
    return printed.comparable(name, fold, city.short_forms())


class Register:
    """All organisations that are shown, by their names; rows joined to another stand for it."""

    def __init__(self):
        rows = Organisation.objects.select_related("canonical", "place")
        self.rows = {row.pk: row for row in rows.order_by("-active", "pk")}
        self.whole: Names = defaultdict(list)
        self.short: Names = defaultdict(list)
        self.labels: dict[int, set[str]] = defaultdict(set)
        for row in self.rows.values():
            for name in (row.name_vi, row.name_en):
                self._add(self.whole, name, row)
        for one in OrganisationName.objects.all().iterator():
            table = self.short if one.kind == ACRONYM else self.whole
            self._add(table, one.value, self.rows[one.organisation_id])
        self.by_ror = {row.ror: shown(row) for row in self.rows.values() if row.ror}
        self.parents = defaultdict(set)
        for relation in OrganisationRelation.objects.filter(kind=RelationKind.PARENT):
            self.parents[relation.organisation_id].add(relation.other_id)
        self.city_names = _city_names()
        self.read = lru_cache(maxsize=20_000)(self._read)

    def _add(self, table, name, row):
        key = key_of(name) if name else ""
        if key and shown(row) not in table[key]:
            table[key].append(shown(row))
        if key and table is self.whole:
            self.labels[row.pk].add(name)

    def add(self, row, names):
        """Take in an organisation that was made after this register was read."""
        self.rows[row.pk] = row
        for name in names:
            self._add(self.whole, name, row)
        if row.ror:
            self.by_ror[row.ror] = shown(row)
        self.read.cache_clear()

    def named(self, name, parent=None):
        """Return what a whole name means; a parent decides between namesakes."""
        found = [row for row in self.whole.get(key_of(name), ()) if row.active]
        if parent is not None:
            below = [row for row in found if parent.pk in self.ancestors(row)]
            below = below or self._children_called(name, parent)
            if below:
                found = below
            elif any(self.parents[row.pk] for row in found):
                return Meant()  # a namesake that belongs to somebody else
        if len(found) == 1:
            return Meant(found[0])
        return Meant(doubtful=tuple(found))

    def _children_called(self, name, parent):
        """Return the parts of a body that are called so but for the name of the city."""
        key = _without_city(key_of(name))
        children = [self.rows[pk] for pk, above in self.parents.items() if parent.pk in above]
        return [
            row
            for row in children
            if row.active and key in {_without_city(key_of(n)) for n in self.labels[row.pk]}
        ]

    def short_form(self, text):
        """Return the organisations that a short form may mean; it never decides alone."""
        return tuple(self.short.get(key_of(text), ()))

    def ancestors(self, row):
        """Return the ids of what a row is part of, at any height, itself included."""
        seen, waiting = set(), [row.pk]
        while waiting:
            pk = waiting.pop()
            if pk not in seen:
                seen.add(pk)
                waiting += self.parents[pk]
        return seen

    def _read(self, affiliation):
        """Return (organisation or None, zone) of an affiliation as printed under a title."""
        parts = printed.segments(affiliation)
        folded = [fold(part) for part in parts]
        where = _where(folded)
        if where == Zone.UNKNOWN and not self._names_own_place(folded):
            return None, Zone.UNKNOWN
        found = self._first_whole(parts)
        if found and self._stands_elsewhere(found, folded):
            found = None
        return found, found.zone if found else where

    def _first_whole(self, parts):
        """Return the organisation of the first and longest run of segments that is a name."""
        for start in range(len(parts)):
            for end in range(min(len(parts), start + MOST_SEGMENTS), start, -1):
                meant = self.named(" ".join(parts[start:end]))
                row = meant.organisation
                if row and row.country_code == city.country_code():
                    return row
                if meant.doubtful:
                    return None
        return None

    def _names_own_place(self, folded):
        text = f" {' '.join(folded)} "
        return any(f" {name} " in text for name in self.city_names | _own_names())

    def _stands_elsewhere(self, row, folded):
        """Return whether the text names another city than the one where the organisation is."""
        if row.place is None:
            return False
        names = (row.place.name_vi, row.place.name_en)
        own = {_without_code(fold(name)) for name in names}
        named = {part for part in map(_without_code, folded) if part in self.city_names}
        return bool(named) and not named & own


def _without_city(key):
    names = {fold(city.city_name(language)) for language in ("vi", "en")}
    return next((key.removesuffix(n).strip() for n in names if key.endswith(f" {n}")), key)


def shown(row):
    """Return the row that stands for an organisation."""
    return row.canonical or row


def _where(folded):
    """Return the zone that the last segments of an affiliation say."""
    parts = {_without_code(part) for part in folded}
    if parts & {fold(city.city_name(language)) for language in ("vi", "en")}:
        return Zone.CITY
    return Zone.COUNTRY if parts & _country_names() else Zone.UNKNOWN


def _without_code(part):
    """Return a segment without a postal code or the word city: "ho chi minh city 70000"."""
    words = [word for word in part.split() if not word.isdigit()]
    return " ".join(words[:-1] if words[-1:] == ["city"] and len(words) > 2 else words)


def _country_names():
    names = {fold(city.country_name(language)) for language in ("vi", "en")}
    return names | {name.replace(" ", "") for name in names}


def _own_names():
    return {fold(city.city_name(language)) for language in ("vi", "en")} | _country_names()


def _city_names():
    return frozenset(
        _without_code(fold(name))
        for place in Place.objects.filter(kind=PlaceKind.CITY)
        for name in (place.name_vi, place.name_en)
        if name
    )
