"""Persons, told by identifiers alone: a name, however rare, joins nobody.

An ORCID iD that an author gave is certain. The id of a profile (OpenAlex, ACL Anthology) stands
for one set of works and may cover namesakes, so it is kept as uncertain, and where it meets
two ORCID iDs, two persons are kept apart and the pair waits for somebody to decide.
"""

from collections import defaultdict
from functools import lru_cache

from django.db import transaction
from django.db.models import Count, Max, Min

from cauhien.core import search
from cauhien.core.city import country_code as own_country
from cauhien.core.copying import copy_rows
from cauhien.core.events import announce_many
from cauhien.core.provenance import kept_by_people, propose
from cauhien.core.text import fold, name_sort_key, parse_name
from cauhien.network.actions.tombstones import ORCID, lines_of_who_left
from cauhien.network.models import (
    Authorship,
    Involvement,
    Person,
    PersonIdentifier,
    PersonName,
)
from cauhien.network.queries import declared_words
from cauhien.network.states import InvolvementKind
from cauhien.organisations.states import Zone, ZoneBasis

KIND = "person"
_NEAREST: dict[str, int] = {Zone.CITY: 3, Zone.COUNTRY: 2, Zone.ABROAD: 1, Zone.UNKNOWN: 0}


def persons_of(records, *, source, at, claimed=frozenset()):
    """Return {key of a work: [person or None for each author]}, making who is not known yet.

    claimed: {(key of a work, name as printed)} that persons have said to be them: nobody is made
    for these lines.
    """
    gone = lines_of_who_left(records)
    people = _People([author for record in records for author in record.authors], source)
    known = {
        record.key: [
            None
            if (record.key, position) in gone
            else people.person(author, may_make=(record.key, author.name) not in claimed)
            for position, author in enumerate(record.authors, 1)
        ]
        for record in records
    }
    people.write()
    return known


class _People:
    """The persons of a chunk of works, in memory until all are written at once.

    They are told apart by their uuid: a row that is not written yet has no other key.
    """

    def __init__(self, authors, source):
        self.source = source
        self.rows = {}  # uuid → person, one object each
        self.holders = {}  # (scheme, value) → person
        self.certain = defaultdict(set)  # uuid → ORCID iDs that the person gave
        self.given = {}  # (scheme, value) → (person, certain): to be written
        self.moved = set()  # identifiers that leave the row they have
        self.names = {}  # (uuid, as written) → person
        self.new = []
        self._load(authors)

    def _load(self, authors):
        wanted = defaultdict(set)
        for author in authors:
            wanted[author.scheme].add(author.value)
            wanted[ORCID].add(author.orcid)
        for scheme, values in wanted.items():
            self._hold(PersonIdentifier.objects.filter(scheme=scheme, value__in=values - {""}))
        people = [person.pk for person in self.rows.values()]
        self._hold(PersonIdentifier.objects.filter(scheme=ORCID, person__in=people))

    def _hold(self, identifiers):
        for row in identifiers.select_related("person"):
            person = self.rows.setdefault(row.person.uuid, row.person)
            self.holders[row.scheme, row.value] = person
            if row.certain and row.scheme == ORCID:
                self.certain[person.uuid].add(row.value)

    def person(self, author, *, may_make):
        """Return the person of a line of authors, None where only a name is printed."""
        own = (author.scheme, author.value) if author.scheme and author.value else None
        orcid = author.orcid if author.orcid_printed else ""
        if not (own or orcid):
            return None
        person = self._by_orcid(orcid) or self._by_own(own, orcid)
        if person is None and not may_make:
            return None
        person = person or self._make(author)
        if own:
            self._give(person, own, certain=False)
        if author.orcid:
            self._give(person, (ORCID, author.orcid), certain=bool(orcid))
        if author.name:
            self.names.setdefault((person.uuid, author.name[:200]), person)
        return person

    def _by_orcid(self, orcid):
        """Return who gave this iD; a profile that merely carries it is not asked."""
        holder = self.holders.get((ORCID, orcid)) if orcid else None
        return holder if holder and orcid in self.certain[holder.uuid] else None

    def _by_own(self, own, orcid):
        holder = self.holders.get(own) if own else None
        if holder and orcid and self.certain[holder.uuid] - {orcid}:
            return None  # one id with two ORCID iDs: two persons share it
        return holder

    def _make(self, author):
        name = author.name[:200]
        read = _read(name)
        person = Person(
            name=name,
            folded=read["folded"],
            sort_key=read["sort_key"],
            source=self.source,
            retrieved_at=self.source.retrieved_at,
        )
        self.new.append(person)
        self.rows[person.uuid] = person
        return person

    def _give(self, person, key, *, certain):
        """Note that a person has an identifier; only its owner's own word takes it from a row."""
        holder = self.holders.get(key)
        if holder is not None and (not certain or key[1] in self.certain[holder.uuid]):
            return
        if holder is not None and key not in self.given:
            self.moved.add(key)
        self.holders[key] = person
        self.given[key] = (person, certain)
        if certain:
            self.certain[person.uuid].add(key[1])

    def write(self):
        Person.objects.bulk_create(self.new, batch_size=1000)
        for scheme, value in self.moved:
            PersonIdentifier.objects.filter(scheme=scheme, value=value).delete()
        copy_rows(
            [
                PersonIdentifier(person=person, scheme=scheme, value=value, certain=certain)
                for (scheme, value), (person, certain) in self.given.items()
            ]
        )
        self._write_names()

    def _write_names(self):
        new = {person.uuid for person in self.new}
        names = [PersonName(person=p, **_read(written)) for (_, written), p in self.names.items()]
        copy_rows([name for name in names if name.person.uuid in new])
        PersonName.objects.bulk_create(
            [name for name in names if name.person.uuid not in new],
            ignore_conflicts=True,
            batch_size=1000,
        )


def bear_name(person):
    """Let the name in the row be one of the names by which the person is known."""
    read = _read(person.name)
    PersonName.objects.get_or_create(person=person, written=person.name, defaults=read)


@lru_cache(maxsize=8192)
def _read(written):
    """Return the columns of a PersonName that follow from how it is written."""
    read = parse_name(written)
    return {
        "written": written,
        "family": read.family[:100],
        "given": read.given_rest[:150],
        "order": read.order,
        "language": read.lang,
        "script": "Latn" if written.isascii() or read.lang else "",
        "folded": (read.folded or fold(written))[:200],
        "sort_key": name_sort_key(written)[:300],
    }


def update_involvements(people, *, source, at):
    """Count anew with whom persons are printed on their works, and how near that is.

    Where a person has said it otherwise, what the works print is kept as a proposal.
    """
    ids = [person.pk for person in people]
    lines = (
        Authorship.objects.filter(person__in=ids, organisation__isnull=False)
        .values("person_id", "organisation_id")
        .annotate(first=Min("work__year"), last=Max("work__year"), works=Count("work_id"))
    )
    Involvement.objects.bulk_create(
        [
            Involvement(
                person_id=line["person_id"],
                organisation_id=line["organisation_id"],
                kind=InvolvementKind.PRINTED,
                first_year=line["first"],
                last_year=line["last"],
                works_count=line["works"],
            )
            for line in lines
        ],
        update_conflicts=True,
        unique_fields=["person", "organisation", "kind", "role"],
        update_fields=["first_year", "last_year", "works_count"],
        batch_size=1000,
    )
    _update_zones({person.pk: person for person in people}, source, at)


def _update_zones(people, source, at):
    latest: dict[int, tuple] = {}
    for person, zone, country, year in (
        Authorship.objects.filter(person__in=people)
        .values("person_id", "organisation__zone", "country_code")
        .annotate(year=Max("work__year"))
        .values_list("person_id", "organisation__zone", "country_code", "year")
    ):
        near = zone if zone and zone != Zone.UNKNOWN else _of_country(country)
        if near != Zone.UNKNOWN:
            latest[person] = max(latest.get(person, (0, 0, "")), (year or 0, _NEAREST[near], near))
    kept = kept_by_people(KIND, [person.code for person in people.values()])
    changed, against = [], []
    for pk, (_, _, zone) in latest.items():
        if people[pk].zone == zone:
            continue
        if "zone" in kept.get(people[pk].code, {}):
            against.append((people[pk].code, "zone", zone))
        else:
            people[pk].zone, people[pk].zone_basis = zone, ZoneBasis.PRINTED
            changed.append(people[pk])
    Person.objects.bulk_update(changed, ["zone", "zone_basis"], batch_size=1000)
    propose(KIND, against, source=source, at=at)


def _of_country(code):
    if not code:
        return Zone.UNKNOWN
    return Zone.COUNTRY if code == own_country() else Zone.ABROAD


def spread(people, *, at):
    """Tell the search and the apps above that persons have changed."""
    played = Person.objects.filter(
        pk__in=[p.pk for p in people if p.user_id], user__is_demonstration=True
    )
    invented = set(played.values_list("pk", flat=True))
    shown = [p for p in people if p.canonical_id is None and p.left_at is None]
    shown = [p for p in shown if p.pk not in invented]
    declared = declared_words(shown)
    search.index_many((_thing(p, declared.get(p.pk, "")) for p in shown), at=at)
    search.forget(KIND, [p.code for p in people if p.canonical_id or p.left_at])
    codes = [person.code for person in people]
    announce_many(kind="person.changed", subject_kind=KIND, subject_codes=codes, at=at)


def _thing(person, declared):
    return search.Thing(
        kind=KIND,
        code=person.code,
        title=(person.name, ""),
        sort_key=person.sort_key,
        text=declared,
        place=person.zone,
        public=False,
    )


@transaction.atomic
def demonstration_person(*, user):
    """Return who stands on councils for an account of the demonstration; made once.

    Nobody is meant by it: it stands in no list and no search finds it.
    """
    said = {"name": user.name, "folded": fold(user.name), "sort_key": name_sort_key(user.name)}
    person, _is_new = Person.objects.get_or_create(user=user, defaults=said)
    return person
