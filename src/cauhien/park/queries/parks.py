"""Parks, their projects and lots, read."""

from collections import defaultdict

from django.db.models import Prefetch, Q
from django.urls import reverse

from cauhien.accounts.queries import who_acted
from cauhien.core import search
from cauhien.core.audit import act_in_words
from cauhien.core.models import AuditLine
from cauhien.core.subjects import subject
from cauhien.organisations.queries import alphabetical, rows_of
from cauhien.park import rules
from cauhien.park.models import (
    STANDS,
    CapitalEntry,
    Figure,
    InvestmentProject,
    Lot,
    Need,
    Park,
    StatusChange,
)
from cauhien.park.queries.totals import Known, Money
from cauhien.park.states import Linked

PARK, KIND = "park", "investmentproject"
ENTRIES = {"status": StatusChange, "capital": CapitalEntry, "figure": Figure}


def parks_for(user):
    return Park.objects.filter(rules.visible(user)).select_related("source", "manager__canonical")


def projects_for(user):
    rows = InvestmentProject.objects.filter(rules.visible(user))
    return rows.select_related("park", "source", "investor__organisation__canonical", "parent")


def projects_listed(user, question="", language="vi"):
    rows = search.narrowed(projects_for(user), question, user=user, kind=KIND)
    return standing_projects(rows).order_by(*alphabetical(language))


def projects_at(organisation, user):
    """Return the projects in which an organisation invests, on whichever of its rows they hang."""
    rows = projects_for(user).filter(investor__organisation__in=rows_of(organisation))
    return standing_projects(rows).order_by("sort_key", "id")


def standing_projects(rows):
    """Return projects with what their totals and their rows in a list ask for."""
    standing = [
        Prefetch(name, model.objects.filter(STANDS))
        for name, model in [("capital", CapitalEntry), ("statuses", StatusChange)]
    ]
    return rows.select_related(
        "park", "source", "investor__organisation__canonical", "parent"
    ).prefetch_related(*standing)


def in_full(rows, *, has_withdrawn=False):
    """Return projects with all that stands of them; has_withdrawn: with what was withdrawn too."""
    wanted = Q() if has_withdrawn else STANDS
    whole = [
        Prefetch(name, model.objects.filter(wanted).select_related("source"))
        for name, model in [
            ("capital", CapitalEntry),
            ("statuses", StatusChange),
            ("figures", Figure),
        ]
    ]
    return (
        rows.select_related("park", "source", "investor__organisation__canonical", "parent")
        .prefetch_related(None)
        .prefetch_related(*whole)
    )


def pages_for(user):
    """Return projects with all that the page of one shows, withdrawn entries among it."""
    whole = [
        Prefetch(name, model.objects.select_related("source", "entered_by", "withdrawn_by"))
        for name, model in [
            ("statuses", StatusChange),
            ("capital", CapitalEntry),
            ("figures", Figure),
        ]
    ]
    return projects_for(user).prefetch_related(*whole, "parts", "lots")


def known_of(projects, day_of=lambda entry: entry.on_date):
    """Return the Known of each of some `standing_projects`. day_of: from when an entry counts."""
    return [
        Known(
            code=row.code,
            parent=row.parent.code if row.parent else "",
            number=row.number,
            area_ha=row.area_ha,
            is_foreign=bool(row.investor and row.investor.is_foreign),
            has_origin=bool(row.investor and row.investor.nationality),
            statuses=tuple((day_of(one), one.status) for one in row.statuses.all()),
            capital=tuple(
                Money(one.kind, day_of(one), one.amount, one.currency, one.qualifier)
                for one in row.capital.all()
            ),
        )
        for row in projects
    ]


def log_of(park):
    """Return the lines of a park's log, the newest first."""
    return AuditLine.objects.filter(chain=park.chain).order_by("-number")


def told(lines):
    """Return [(line, the act in words, who acted)] of some lines of the log."""
    who = who_acted(lines)
    return [(line, act_in_words(line.act), who[line.pk]) for line in lines]


def lots_of(park):
    return Lot.objects.filter(park=park).select_related("project", "source")


def needs_for(user):
    rows = Need.objects.filter(rules.needs_visible(user))
    return rows.select_related("project__park", "project__investor").prefetch_related("links")


def needs_waiting(user):
    """Return the needs that the park has not answered, where it is this user who does."""
    found = Need.objects.filter(state="asked")
    return found if rules.may_manage(user) else found.none()


def linked_of(need, user):
    """Return [(link, thing, address, kind in words)] of what this user may see of the links."""
    return [
        (
            link,
            thing,
            reverse(subject(link.kind).url_name, args=[thing.code]),
            Linked(link.kind).label,
        )
        for link, thing in links_seen([need], user)
    ]


def links_seen(needs, user):
    """Return [(link, thing)] of some needs, as far as this user may see the things."""
    links = [link for need in needs for link in need.links.all()]
    codes = defaultdict(set)
    for link in links:
        codes[link.kind].add(link.subject_code)
    seen = {}
    for kind, wanted in codes.items():
        rows = subject(kind).visible_to(user).filter(code__in=wanted)
        seen |= {(kind, row.code): row for row in rows}
    found = [(link, seen.get((link.kind, link.subject_code))) for link in links]
    return [(link, thing) for link, thing in found if thing is not None]


def possible_parents(project):
    """Return the projects that a project can be inside: of its park, and neither it nor in it."""
    rows = InvestmentProject.objects.filter(park=project.park_id).order_by("sort_key", "id")
    if project.pk is None:
        return rows
    return rows.exclude(Q(pk=project.pk) | Q(pk__in=_inside(project)))


def _inside(project):
    """Return the ids of what is inside a project, at any depth."""
    found, waiting = set(), {project.pk}
    while waiting:
        parts = InvestmentProject.objects.filter(parent__in=waiting).values_list("pk", flat=True)
        waiting = set(parts) - found
        found |= waiting
    return found
