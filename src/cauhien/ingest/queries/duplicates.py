"""Rows of organisations that are the same one without doubt: one whole name, one country."""

from collections import defaultdict

from cauhien.ingest.queries.register import key_of, shown
from cauhien.organisations.models import Organisation, OrganisationName, OrganisationRelation
from cauhien.organisations.states import RelationKind

FEWEST_WORDS = 2  # a name of one word may be anybody's
REGISTER, TABLE, CELL = range(3)


def same_organisations():
    """Return [(row, the row it is the same as)], the register's row before any other.

    Of a register's or a table's rows with one name none is joined: their sources tell them apart.
    Two parts that cells name are one where they are parts of the same body.
    """
    known = Organisation.objects.filter(canonical=None, active=True, is_illustration=False)
    rows = list(known.order_by("pk"))
    above = _Above()
    pairs: dict[int, Organisation] = {}
    for found in _namesakes(rows).values():
        first, *others = sorted(found, key=lambda row: (_rank(row), row.pk))
        for row in others:
            if row.pk not in pairs and _may_be_one(row, first, others, above):
                pairs[row.pk] = first
    held = {row.pk: row for row in rows}
    return [(held[pk], _last(other, pairs)) for pk, other in pairs.items()]


def _namesakes(rows):
    """Return {name as it is compared: rows that bear it}, of names that several rows bear."""
    held = {row.pk: row for row in rows}
    labels = OrganisationName.objects.filter(organisation__in=rows)
    labels = labels.exclude(kind=OrganisationName.Kind.ACRONYM).order_by("pk")
    by_key: dict[str, dict] = defaultdict(dict)
    for name in labels.iterator():
        by_key[key_of(name.value)][name.organisation_id] = held[name.organisation_id]
    return {
        key: list(found.values())
        for key, found in by_key.items()
        if len(found) > 1 and len(key.split()) >= FEWEST_WORDS
    }


def _may_be_one(row, first, others, above):
    """Return whether nothing speaks against it: no other country, body above or row as good."""
    if row.country_code and first.country_code and row.country_code != first.country_code:
        return False
    own = above.parents(row)
    if _rank(first) == CELL:
        return bool(own) and own == above.parents(first)
    if any(_rank(other) == _rank(first) for other in others):
        return False
    return not own or bool(own & above.all(first))


class _Above:
    """What organisations are part of, each body by the row that is shown of it."""

    def __init__(self):
        relations = OrganisationRelation.objects.filter(kind=RelationKind.PARENT)
        self.known = defaultdict(set)
        for relation in relations.select_related("organisation__canonical", "other__canonical"):
            self.known[shown(relation.organisation).pk].add(shown(relation.other).pk)

    def parents(self, row):
        return self.known[row.pk]

    def all(self, row):
        seen, waiting = set(), [row.pk]
        while waiting:
            pk = waiting.pop()
            if pk not in seen:
                seen.add(pk)
                waiting += self.known[pk]
        return seen


def _last(row, pairs):
    """Return the row at the end of a chain: the cell's row, the table's, the register's."""
    while row.pk in pairs:
        row = pairs[row.pk]
    return row


def _rank(row):
    if row.ror:
        return REGISTER
    return CELL if (row.source_key or "").startswith("name:") else TABLE
