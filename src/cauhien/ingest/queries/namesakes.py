"""Persons with one name, and what speaks for and against their being one.

Only persons with a tie to the country are compared, so that the cost stays bounded: of the
whole world there are too many, and nobody here can decide on them.
"""

from collections import defaultdict
from itertools import combinations
from typing import NamedTuple

from django.db.models import Count

from cauhien.ingest.states import PairReason
from cauhien.network.models import Authorship, Involvement, Person, PersonIdentifier, PersonName
from cauhien.network.rules import is_row_of, visible
from cauhien.organisations.states import Zone

MOST_OF_ONE = 30  # namesakes that one person is shown
LARGEST_GROUP = 12  # persons with one name; more are no pair that a person could judge
MOST_NAMES = 2000
# What each reason adds to the share in which the pair looks like one person.
WEIGHTS = {
    PairReason.SAME_NAME: 0.3,
    PairReason.SAME_COAUTHOR: 0.35,
    PairReason.SAME_ORGANISATION: 0.25,
    PairReason.OTHER_ORCID: -0.6,
}
LEAST = 0.5  # the same name alone is no reason to ask anybody


class Namesakes(NamedTuple):
    left: Person
    right: Person
    reasons: list
    score: float


def namesakes():
    """Return the pairs of persons that share a name and something else, the likeliest first."""
    groups = _groups()
    ids = {pk for group in groups for pk in group}
    people = Person.objects.in_bulk(ids)
    facts = _Facts(ids)
    pairs = [
        _pair(people[one], people[two], facts)
        for group in groups
        for one, two in combinations(sorted(group), 2)
    ]
    return sorted((p for p in pairs if p.score >= LEAST), key=lambda pair: -pair.score)


def namesakes_of(person):
    """Return Namesakes of one person, who stands left, that nobody has as their own.

    Those as well of whom the name alone tells, the likeliest first: the person knows.
    """
    rows = list(Person.objects.filter(is_row_of(person)))
    names = PersonName.objects.filter(person__in=rows).values("folded")
    alike = PersonName.objects.filter(folded__in=names).exclude(person__in=rows).values("person")
    free = Person.objects.filter(visible(None), pk__in=alike, user=None).order_by("pk")
    others = free.prefetch_related("identifiers")[:MOST_OF_ONE]
    facts = _Facts({one.pk for one in (*rows, *others)})
    pairs = [max((_pair(row, one, facts) for row in rows), key=_score) for one in others]
    return sorted(pairs, key=_score, reverse=True)


def _score(pair):
    return pair.score


def _groups():
    """Return sets of ids of persons that are shown and bear one folded name."""
    near = Person.objects.filter(zone__in=[Zone.CITY, Zone.COUNTRY], canonical=None, left_at=None)
    names = PersonName.objects.filter(person__in=near).values("folded")
    shared = (
        PersonName.objects.filter(folded__in=names, person__canonical=None, person__left_at=None)
        .values("folded")
        .annotate(people=Count("person", distinct=True))
        .filter(people__gt=1, people__lte=LARGEST_GROUP)
        .values_list("folded", flat=True)[:MOST_NAMES]
    )
    groups = defaultdict(set)
    for folded, person in PersonName.objects.filter(folded__in=list(shared)).values_list(
        "folded", "person_id"
    ):
        groups[folded].add(person)
    return list({frozenset(group) for group in groups.values()})


class _Facts:
    """Co-authors, organisations and ORCID iDs of some persons, each read once."""

    def __init__(self, ids):
        lines = list(Authorship.objects.filter(person__in=ids).values_list("person_id", "work_id"))
        works = defaultdict(set)
        for person, work in lines:
            works[work].add(person)
        self.coauthors = defaultdict(set)
        beside = Authorship.objects.filter(work__in=works).exclude(raw_author_id="")
        for work, author in beside.values_list("work_id", "raw_author_id"):
            for person in works[work]:
                self.coauthors[person].add(author)
        self.own = defaultdict(set)
        own = Authorship.objects.filter(person__in=ids).values_list("person_id", "raw_author_id")
        for person, author in own:
            self.own[person].add(author)
        self.organisations = _sets(
            Involvement.objects.filter(person__in=ids).values_list("person_id", "organisation_id")
        )
        given = PersonIdentifier.objects.filter(person__in=ids, scheme="orcid", certain=True)
        self.orcids = _sets(given.values_list("person_id", "value"))

    def with_whom(self, person):
        return self.coauthors[person] - self.own[person]


def _sets(rows):
    found = defaultdict(set)
    for key, value in rows:
        found[key].add(value)
    return found


def _pair(left, right, facts):
    reasons = [PairReason.SAME_NAME]
    if facts.with_whom(left.pk) & facts.with_whom(right.pk):
        reasons.append(PairReason.SAME_COAUTHOR)
    if facts.organisations[left.pk] & facts.organisations[right.pk]:
        reasons.append(PairReason.SAME_ORGANISATION)
    if facts.orcids[left.pk] and facts.orcids[right.pk]:
        reasons.append(PairReason.OTHER_ORCID)
    score = sum(WEIGHTS[reason] for reason in reasons)
    return Namesakes(left, right, reasons, round(max(0.0, score), 2))
