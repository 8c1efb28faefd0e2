"""Who has left stays away: of what told who they were, only hashes are kept.

Those are their identifiers, and their name on each of their works: so a source that gives somebody
a new profile does not bring them back, and a namesake is not taken for them.
"""

from cauhien.core.audit import salting
from cauhien.core.text import fold
from cauhien.network.models import Tombstone

ORCID = "orcid"


def bury(keys, *, at):
    """Keep the hashes of keys, from `identifier_key` and `keys_on_work`."""
    salted = salting()
    Tombstone.objects.bulk_create(
        [Tombstone(digest=salted(key), at=at) for key in sorted(set(keys))], ignore_conflicts=True
    )


def lines_of_who_left(records):
    """Return {(key of a work, position)} of the lines of authors where somebody who left stands.

    records: as the readers give works.
    """
    if not Tombstone.objects.exists():
        return frozenset()
    salted = salting()
    digests = {
        (record.key, position): {salted(key) for key in _keys_of(author, record)}
        for record in records
        for position, author in enumerate(record.authors, 1)
    }
    asked = set().union(*digests.values())
    rows = Tombstone.objects.filter(digest__in=asked)
    kept = set(rows.values_list("digest", flat=True))
    return frozenset(line for line, own in digests.items() if own & kept)


def identifier_key(scheme, value):
    return f"{scheme}:{value}"


def keys_on_work(*, key, doi, name):
    """Return what a name on one work is known by. key: of the work in its source."""
    numbers = [number for number in (key, f"doi:{doi.lower()}" if doi else "") if number]
    return [f"{number}|{fold(name)}" for number in numbers]


def _keys_of(author, record):
    """Return all that may tell who an author is; an iD that the source merely infers counts too."""
    keys = keys_on_work(key=record.key, doi=record.doi, name=author.name)
    keys += [identifier_key(author.scheme, author.value)] if author.value else []
    return keys + ([identifier_key(ORCID, author.orcid)] if author.orcid else [])
