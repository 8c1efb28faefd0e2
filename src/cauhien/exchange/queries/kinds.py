"""The kinds of things that are given out, each as everybody may see it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Prefetch, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cauhien.challenges.queries import counted_for
from cauhien.ecosystem.queries.entries import bodies_for, entries_for, events_for, startups_for
from cauhien.ecosystem.queries.narrowing import narrowed
from cauhien.ecosystem.states import EntryKind
from cauhien.exchange import rules
from cauhien.facilities.models import Equipment
from cauhien.facilities.queries import laboratories_counted
from cauhien.members.models import Membership
from cauhien.members.states import MembershipState
from cauhien.network.models import Authorship, Contribution, Involvement
from cauhien.network.queries import people_for, projects_for, technologies_for, works_for
from cauhien.network.states import WorkKind
from cauhien.organisations.models import OrganisationRelation
from cauhien.organisations.queries import organisations_for

ANYBODY = AnonymousUser()


def _everything(row):
    return True


@dataclass(frozen=True)
class Kind:
    """One kind of things that are given out.

    name: as Record.kind has it. label: of many, lazy.
    collection: begins the identifier, "Publications/k7d2mq9x".
    set_spec, set_name: the set they are in. rows: returns the queryset of what everybody may see.
    joined, read_along: what a mapping reads besides.
    read_on_page: what JSON-LD reads besides; few, for a page has its own queries.
    is_given: whether a row that a page shows is given out too.
    told_by: {subject of an event ".changed": lookup that leads from it to the things}.
    """

    name: str
    label: str | Promise
    collection: str
    set_spec: str
    set_name: str
    rows: Callable
    joined: tuple[str, ...] = ()
    read_along: tuple[str | Prefetch, ...] = ()
    told_by: dict[str, str] = field(default_factory=dict)
    read_on_page: tuple[str | Prefetch, ...] = ()
    is_given: Callable = _everything

    def whole(self):
        """Return the rows with all that is said of them."""
        return self.rows().select_related(*self.joined).prefetch_related(*self.read_along)


@dataclass(frozen=True)
class Tabled:
    """What is given out as a table alone; label, rows and joined as of a Kind.

    narrowed: takes the query of an address and the time; returns the rows that the list on the page
    then shows.
    """

    label: str | Promise
    rows: Callable
    joined: tuple[str, ...] = ()
    narrowed: Callable | None = None


def _works():
    return works_for(ANYBODY).exclude(kind=WorkKind.DATASET)


def _datasets():
    return works_for(ANYBODY).filter(kind=WorkKind.DATASET)


def _people():
    """Return the people, who is a member of the network with `member_from` and `member_until`."""
    held = Membership.objects.filter(person=OuterRef("pk"), state=MembershipState.MEMBER)
    return (
        people_for(ANYBODY)
        .filter(rules.given_people())
        .annotate(
            member_from=Subquery(held.values("starts_on")[:1]),
            member_until=Subquery(held.values("ends_on")[:1]),
        )
    )


def _equipment():
    return Equipment.objects.filter(laboratory__in=laboratories_counted(ANYBODY).values("pk"))


def _lines(name, model, order):
    """Return how to read the lines of a thing, each with whoever it names."""
    joined = ("person__user", "person__canonical__user", "organisation__canonical")
    lines = model.objects.order_by(order).select_related(*joined)
    return Prefetch(name, lines.prefetch_related("person__names", "person__canonical__names"))


_AUTHORS = _lines("authorships", Authorship, "position")
_CONTRIBUTORS = _lines("contributions", Contribution, "id")
_BODIES = Prefetch(
    "involvements",
    Involvement.objects.order_by("id").select_related("organisation__canonical"),
)
_PARENTS = Prefetch(
    "relations",
    OrganisationRelation.objects.order_by("id").select_related("other__canonical"),
)
_OF_PEOPLE = (_BODIES, "identifiers", "person_set__identifiers")

KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            name="work",
            label=_("Publications"),
            collection="Publications",
            set_spec="openaire_cris_publications",
            set_name="OpenAIRE_CRIS_publications",
            rows=_works,
            read_along=(_AUTHORS,),
            read_on_page=(_AUTHORS,),
            told_by={"work": "code"},
        ),
        Kind(
            name="dataset",
            label=_("Data sets"),
            collection="Products",
            set_spec="openaire_cris_products",
            set_name="OpenAIRE_CRIS_products",
            rows=_datasets,
            read_along=(_AUTHORS,),
            read_on_page=(_AUTHORS,),
            told_by={"work": "code"},
        ),
        Kind(
            name="person",
            label=_("People"),
            collection="Persons",
            set_spec="openaire_cris_persons",
            set_name="OpenAIRE_CRIS_persons",
            rows=_people,
            read_along=("names", *_OF_PEOPLE),
            read_on_page=(_BODIES,),
            is_given=partial(rules.is_given, ANYBODY),
            told_by={"person": "code"},
        ),
        Kind(
            name="organisation",
            label=_("Organisations"),
            collection="OrgUnits",
            set_spec="openaire_cris_orgunits",
            set_name="OpenAIRE_CRIS_orgunits",
            rows=lambda: organisations_for(ANYBODY),
            joined=("place",),
            read_along=("names", _PARENTS),
            read_on_page=("names", _PARENTS),
            told_by={"organisation": "code"},
        ),
        Kind(
            name="project",
            label=_("Projects"),
            collection="Projects",
            set_spec="openaire_cris_projects",
            set_name="OpenAIRE_CRIS_projects",
            rows=lambda: projects_for(ANYBODY),
            read_along=(_CONTRIBUTORS,),
            read_on_page=(_CONTRIBUTORS,),
            told_by={"project": "code"},
        ),
        Kind(
            name="equipment",
            label=_("Equipment"),
            collection="Equipments",
            set_spec="openaire_cris_equipments",
            set_name="OpenAIRE_CRIS_equipments",
            rows=_equipment,
            joined=("source", "laboratory__host__canonical"),
            told_by={"laboratory": "laboratory__code"},
        ),
        Kind(
            name="laboratory",
            label=_("Laboratories"),
            collection="Laboratories",
            set_spec="laboratories",
            set_name="Laboratories and test sites",
            rows=lambda: laboratories_counted(ANYBODY),
            is_given=lambda row: not row.is_illustration,
            read_on_page=("equipment",),
            told_by={"laboratory": "code"},
        ),
        Kind(
            name="technology",
            label=_("Technologies"),
            collection="Technologies",
            set_spec="technologies",
            set_name="Technologies on offer",
            rows=lambda: technologies_for(ANYBODY),
            told_by={"technology": "code"},
        ),
        Kind(
            name="problem",
            label=_("Problems"),
            collection="Problems",
            set_spec="problems",
            set_name="Problems of the city",
            rows=lambda: counted_for(ANYBODY),
            is_given=lambda row: row.is_public and not row.is_illustration,
            joined=("source", "office__organisation"),
            told_by={"challenge": "code"},
        ),
    )
}


def _narrowed(kind):
    return lambda query, at: narrowed(kind, query, ANYBODY, at)


# What no set of OAI-PMH holds.
TABLED = {
    "startup": Tabled(
        _("Start-ups"),
        lambda: startups_for(ANYBODY),
        narrowed=_narrowed(EntryKind.STARTUP),
    ),
    "supportbody": Tabled(
        _("Support bodies for start-ups"),
        lambda: bodies_for(ANYBODY),
        narrowed=_narrowed(EntryKind.BODY),
    ),
    "event": Tabled(
        _("Rounds and events for start-ups"),
        lambda: events_for(ANYBODY),
        joined=("body",),
        narrowed=_narrowed(EntryKind.EVENT),
    ),
    "investment": Tabled(
        _("Investments in start-ups"), lambda: entries_for(EntryKind.INVESTMENT, ANYBODY)
    ),
}
GIVEN: dict[str, Kind | Tabled] = KINDS | TABLED
# These three besides are demanded by the guidelines; nothing here fills them.
SETS = {kind.set_spec: kind.set_name for kind in KINDS.values()} | {
    "openaire_cris_patents": "OpenAIRE_CRIS_patents",
    "openaire_cris_funding": "OpenAIRE_CRIS_funding",
    "openaire_cris_events": "OpenAIRE_CRIS_events",
}


def kind_of_set(spec):
    """Return the kind whose set this is, None for an empty set and for none of ours."""
    return next((kind for kind in KINDS.values() if kind.set_spec == spec), None)
