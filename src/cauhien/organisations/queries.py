"""What is read of organisations."""

import re

from django.contrib.postgres.search import TrigramDistance
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce, Lower, NullIf

from cauhien.core import search
from cauhien.core.text import fold
from cauhien.organisations import rules
from cauhien.organisations.models import Organisation, OrganisationRelation
from cauhien.organisations.states import RelationKind, Zone

KIND = "organisation"
MOST_RELATIONS = 200
FARTHEST = 0.7  # distance of two names by their trigrams, 0 to 1, at which they are still like
_NEARNESS = (Zone.CITY, Zone.COUNTRY, Zone.UNKNOWN, Zone.ABROAD)
# The order of things with a zone: those of the city first, then those of the country …
NEAREST = Case(
    *(When(zone=zone, then=Value(place)) for place, zone in enumerate(_NEARNESS)),
    default=Value(len(_NEARNESS)),
    output_field=IntegerField(),
)
_INVERSE = {
    RelationKind.PARENT: RelationKind.CHILD,
    RelationKind.CHILD: RelationKind.PARENT,
    RelationKind.PREDECESSOR: RelationKind.SUCCESSOR,
    RelationKind.SUCCESSOR: RelationKind.PREDECESSOR,
    RelationKind.RELATED: RelationKind.RELATED,
}


def organisations_for(user):
    return Organisation.objects.filter(rules.visible(user)).select_related("source")


def alphabetical(language, field="name"):
    """Return how to sort rows by their names in a language; Vietnamese has its own alphabet."""
    if language != "en":
        return "sort_key", "id"
    return Lower(Coalesce(NullIf(f"{field}_en", Value("")), f"{field}_vi")), "id"


def working_for(user, question="", order="name", language="vi"):
    """Return the organisations that still exist, of a question where there is one.

    order: "name", or "near" for those of the city first.
    """
    rows = organisations_for(user).filter(active=True)
    rows = search.narrowed(rows, question, user=user, kind=KIND)
    return rows.order_by(*[NEAREST] * (order == "near"), *alphabetical(language))


def pages_for(user):
    """Return the organisations with all that the page of one shows."""
    rows = organisations_for(user).select_related("place__parent")
    return rows.prefetch_related("names")


def kept_code(code):
    """Return the code under which a joined organisation is shown now, None for another row."""
    joined = Organisation.objects.filter(code=code, canonical__canonical=None)
    return joined.values_list("canonical__code", flat=True).first()


def rows_of(organisation):
    """Return the ids of all rows that are this organisation: what it owns may hang on any."""
    same = Organisation.objects.filter(Q(pk=organisation.pk) | Q(canonical=organisation.pk))
    return same.values("pk")


def with_tax_code(code):
    """Return the organisation of a tax code as it is shown, None where the register has none."""
    found = Organisation.objects.select_related("canonical").filter(tax_code=code).first()
    return found and (found.canonical or found)


def with_ror(ror):
    """Return the organisations of an id of ROR as they are shown, a list of one or none."""
    found = Organisation.objects.select_related("canonical").filter(ror=ror)
    return [one.canonical or one for one in found]


def named_like(name, most=5):
    """Return organisations whose names are like this one, the nearest first."""
    rows = Organisation.objects.filter(canonical=None, active=True, is_illustration=False)
    near = rows.annotate(distance=TrigramDistance("folded", fold(name)))
    return near.filter(distance__lt=FARTHEST).order_by("distance", "id")[:most]


def organisations_called(said, most=5):
    """Return the organisations that a code, a whole name, or "name (code)" stands for."""
    code = re.search(r"\(([-\w]+)\)$", said)
    rows = Organisation.objects.select_related("canonical").filter(is_illustration=False)
    found = list(rows.filter(code=code[1] if code else said))
    if not found:
        is_name = Q(folded=fold(said)) | Q(names__folded=fold(said))
        found = list(rows.filter(is_name, active=True).distinct().order_by("id")[:most])
    return list({one.pk: one for one in (row.canonical or row for row in found)}.values())


def relations_of(organisation):
    """Return {kind: [organisation]}, read from both sides, each once and in order."""
    ids = rows_of(organisation)
    lines = (
        OrganisationRelation.objects.filter(Q(organisation__in=ids) | Q(other__in=ids))
        .exclude(organisation=F("other"))
        .select_related("organisation__canonical", "other__canonical")[:MOST_RELATIONS]
    )
    found = {}
    for line in lines:
        one, other = (row.canonical or row for row in (line.organisation, line.other))
        kind = RelationKind(line.kind)
        if other.pk == organisation.pk:
            kind, other = _INVERSE[kind], one
        if other.pk != organisation.pk:
            found.setdefault(kind, {})[other.pk] = other
    order = sorted(found.items(), key=lambda pair: list(RelationKind).index(pair[0]))
    return {kind: sorted(rows.values(), key=lambda row: row.sort_key) for kind, rows in order}
