"""Rows of organisations that are the same one without doubt: the same whole name, once each."""

from collections import defaultdict

from cauhien.ingest.queries.register import key_of
from cauhien.organisations.models import Organisation, OrganisationName

FEWEST_WORDS = 2  # a name of one word may be anybody's


def same_organisations():
    """Return [(row, the row it is the same as)], the register's row before any other.

    Of rows with the same rank (two of a register, two named by cells) none is joined.
    """
    rows = list(Organisation.objects.filter(canonical__isnull=True, active=True))
    by_key: dict[str, dict] = defaultdict(dict)
    names = OrganisationName.objects.filter(organisation__in=rows)
    labels = names.exclude(kind=OrganisationName.Kind.ACRONYM)
    held = {row.pk: row for row in rows}
    for name in labels.iterator():
        by_key[key_of(name.value)][name.organisation_id] = held[name.organisation_id]
    pairs: dict[int, Organisation] = {}
    for key, found in by_key.items():
        if len(key.split()) >= FEWEST_WORDS and len(found) > 1:
            _pair(list(found.values()), pairs)
    return [(held[pk], other) for pk, other in pairs.items() if other.pk not in pairs]


def _pair(found, pairs):
    best = min(map(_rank, found))
    first = [row for row in found if _rank(row) == best]
    if len(first) == 1:
        pairs.update({row.pk: first[0] for row in found if _rank(row) > best})


def _rank(row):
    """Return 0 for a row of the register, 1 for one of a table, 2 for one that a cell names."""
    if row.ror:
        return 0
    return 2 if (row.source_key or "").startswith("name:") else 1
