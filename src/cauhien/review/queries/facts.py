"""What the network knows of people that may stand between them and a file."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from cauhien.challenges.models import Member
from cauhien.core.city import umbrella_rors
from cauhien.network.models import Authorship, Contribution, Involvement, Person, PersonIdentifier
from cauhien.organisations.models import Organisation, OrganisationName, OrganisationRelation
from cauhien.organisations.states import OrganisationKind, RelationKind
from cauhien.review.models import Review
from cauhien.review.states import ReviewState

# What of an authorship tells of a conflict: the texts of works are long, and not read for it.
AUTHORSHIP = (
    "person_id",
    "work_id",
    "raw_affiliations",
    "organisation__uuid",
    "organisation__name_vi",
    "organisation__name_en",
    "work__code",
    "work__doi",
    "work__title",
    "work__year",
    "work__source__name",
    "work__source__retrieved_at",
)


@dataclass
class Traces:
    """All that is known of one person, as rows of the network."""

    person: Person
    identifiers: list = field(default_factory=list)  # PersonIdentifier
    involvements: list = field(default_factory=list)  # Involvement with its organisation
    authorships: list = field(default_factory=list)  # rows of AUTHORSHIP
    contributions: list = field(default_factory=list)  # Contribution with its project
    judged: list = field(default_factory=list)  # Review of another council, with its seat


def traces_of(persons, *, council=None, since=None):
    """Return {id of the person: Traces}, in six queries however many persons there are.

    Rows that were joined to a person count as that person's. council: the one that is being
    formed, whose own reviews are no history. since: first year of the works that may count.
    """
    found = {person.pk: Traces(person) for person in persons}
    same = Person.objects.filter(Q(pk__in=found) | Q(canonical__in=found))
    kept = dict(same.values_list("pk", Coalesce("canonical_id", "pk")))
    works = Authorship.objects.values_list(*AUTHORSHIP, named=True)
    if since:
        works = works.filter(Q(work__year=None) | Q(work__year__gte=since))
    for name, rows in (
        ("identifiers", PersonIdentifier.objects.all()),
        ("involvements", Involvement.objects.select_related("organisation")),
        ("authorships", works),
        ("contributions", Contribution.objects.select_related("project__source")),
    ):
        for row in rows.filter(person__in=kept):
            getattr(found[kept[row.person_id]], name).append(row)
    for row in _judged(kept, council):
        found[kept[row.seat.person_id]].judged.append(row)
    return found


def authors_of(work_ids):
    """Return {id of a work: [(uuid of the person or "", printed name), …]} of all its authors."""
    rows = Authorship.objects.filter(work__in=work_ids).order_by("work", "position")
    uuid = Coalesce(F("person__canonical__uuid"), F("person__uuid"))
    authors = defaultdict(list)
    for work, who, name in rows.values_list("work_id", uuid, "raw_name"):
        authors[work].append((str(who or ""), name))
    return authors


def members_of(initiatives):
    """Return {id of the file: [Member, …]} of who is in the teams, the lead first."""
    rows = Member.objects.filter(initiative__in=initiatives, left_at=None)
    members = defaultdict(list)
    for member in rows.select_related("person__canonical", "organisation").order_by("role", "id"):
        members[member.initiative_id].append(member)
    return {id_: sorted(team, key=lambda one: one.role != "lead") for id_, team in members.items()}


def register():
    """Return (organisations, names, parts): the rows that say which organisation is which.

    organisations: (id, uuid, name_vi, name_en, id of what it became). names: (id, value, kind).
    parts: (id of the part, id of the whole).
    """
    organisations = Organisation.objects.values_list(
        "id", "uuid", "name_vi", "name_en", "canonical_id"
    )
    names = OrganisationName.objects.values_list("organisation_id", "value", "kind")
    related = OrganisationRelation.objects
    up = related.filter(kind=RelationKind.PARENT).values_list("organisation_id", "other_id")
    down = related.filter(kind=RelationKind.CHILD).values_list("other_id", "organisation_id")
    return organisations, names, {*up, *down}


def umbrellas():
    """Return the ids of what contains bodies that stand on their own: two of them are not one.

    Those are the bodies of government, and the universities of universities the city file names.
    """
    named = Q(kind=OrganisationKind.GOVERNMENT) | Q(ror__in=umbrella_rors())
    return Organisation.objects.filter(named).values_list("id", flat=True)


def _judged(persons, council):
    rows = Review.objects.filter(seat__person__in=persons).exclude(state=ReviewState.DRAFT)
    return rows.exclude(seat__council=council).select_related("seat__council", "initiative")
