"""Rows of the network and of teams -> the facts of the engine."""

from dataclasses import replace
from datetime import date
from functools import cache

from cauhien.organisations.models import OrganisationName
from cauhien.review.queries import authors_of, members_of, register, traces_of, umbrellas
from cauhien.review.states import CouncilKind
from cauhien_engine.panel.facts import (
    ALWAYS,
    Body,
    Judged,
    Member,
    Period,
    Person,
    Post,
    Project,
    Proposal,
    Tie,
    Work,
    period,
    shifted,
)
from cauhien_engine.panel.organisations import Organisations

TEAM = "team"  # the source of what a file says of its own people
_ROLES = {"lead": "lead", "edit": "main", "view": "member"}

# A team tells where its members worked in so many years, not when exactly.
TOLD_YEARS = 3


def people_of(persons, *, ties=None, council=None, since=None):
    """Return the engine's Person of each person of the network, in their order.

    ties: {uuid of the person: Ties that were declared}. council, since: as `traces_of` has them.
    """
    traces = traces_of(persons, council=council, since=since)
    rows = {row.work_id: row for one in traces.values() for row in one.authorships}
    authors = authors_of(rows)
    works = {id_: _work(row, authors[id_]) for id_, row in rows.items()}
    declared = ties or {}
    return [
        _person(traces[person.pk], works, declared.get(str(person.uuid), ())) for person in persons
    ]


def proposals_of(initiatives, *, since=None):
    """Return the engine's Proposal of each file: its team with what is known of it, its bodies."""
    teams = members_of(initiatives)
    persons = {_kept(member) for team in teams.values() for member in team} - {None}
    known = {one.id: one for one in people_of(sorted(persons, key=_key), since=since)}
    return [_proposal(one, teams.get(one.pk, []), known) for one in initiatives]


def judged_by(council, files, *, since=None):
    """Return the engine's Proposals of what a council judges: its files, or the problem itself.

    To a problem only what members declare binds anybody: the rules for councils that define tasks
    seat people of the body that proposes it beside the others.
    """
    if council.kind == CouncilKind.DEFINITION:
        return [Proposal(council.challenge.code)]
    return proposals_of(files, since=since)


def tie_of(said, *, source, recorded_on):
    """Return the engine's Tie of {kind, other, relation, since, until} as people declare it."""
    return Tie(
        kind=said["kind"],
        other=said["other"],
        relation=said.get("relation", ""),
        period=_said(said.get("since", ""), said.get("until", "")),
        source=source,
        recorded_on=recorded_on,
    )


def known_organisations():
    """Return the engine's Organisations of all that the register holds."""
    rows, written, parts = register()
    uuids = {id_: str(uuid) for id_, uuid, *_ in rows}
    names = {str(uuid): [name for name in (vi, en) if name] for _, uuid, vi, en, _ in rows}
    short = {}
    for organisation, value, kind in written:
        acronym = kind == OrganisationName.Kind.ACRONYM
        (short if acronym else names).setdefault(uuids[organisation], []).append(value)
    parents = {}
    for part, whole in parts:
        parents.setdefault(uuids[part], []).append(uuids[whole])
    return Organisations(
        names={one: tuple(said) for one, said in names.items()},
        acronyms={one: tuple(said) for one, said in short.items()},
        parents={one: tuple(above) for one, above in parents.items()},
        same={uuids[id_]: uuids[kept] for id_, *_, kept in rows if kept in uuids},
        umbrellas=frozenset(uuids[one] for one in umbrellas()),
    )


def _proposal(initiative, team, known):
    bodies = [
        Body(
            organisation=str(member.organisation.uuid) if member.organisation else "",
            name=str(member.organisation or member.organisation_text),
            role="lead organisation" if at == 0 else "partner organisation",
        )
        for at, member in enumerate(team)
        if member.organisation or member.organisation_text
    ]
    members = tuple(Member(_of_team(one, known), _ROLES[one.role]) for one in team)
    return Proposal(initiative.code, members, tuple(dict.fromkeys(bodies)))


def _of_team(member, known):
    """Return the engine's Person of a member: what the network knows, and what the team told."""
    person = known.get(_uuid(_kept(member))) or Person(f"member:{member.code}", member.name)
    said_on = (member.consent_at or member.invited_at).date()
    told = Period(shifted(said_on, -TOLD_YEARS), said_on)
    posts = [Post(name=name, period=told, source=TEAM) for name in member.employers]
    if member.organisation or member.organisation_text:
        key = str(member.organisation.uuid) if member.organisation else ""
        name = str(member.organisation or member.organisation_text)
        posts.append(Post(key, name, source=TEAM))
    kin = [_kin(text, said_on) for text in member.related_persons]
    return replace(person, posts=(*person.posts, *posts), ties=(*person.ties, *kin))


def _kin(text, said_on):
    """Return the Tie of "name, relation, where" as a team writes it."""
    name, relation = (*(part.strip() for part in text.split(",", 2)), "")[:2]
    return Tie("kinship", name, relation, source=TEAM, recorded_on=said_on)


def _kept(member):
    """Return the person of the network whom a member of a team is, None where nobody says."""
    return member.person and (member.person.canonical or member.person)


def _key(person):
    return person.pk


def _uuid(person):
    return str(person.uuid) if person else ""


def _person(traces, works, ties):
    person = traces.person
    return Person(
        id=str(person.uuid),
        name=person.name,
        aliases=tuple(one.value for one in traces.identifiers if one.certain),
        posts=(*map(_post, traces.involvements), *_printed(traces.authorships)),
        works=tuple(works[row.work_id] for row in traces.authorships),
        projects=tuple(_project(row.project) for row in traces.contributions),
        ties=tuple(ties),
        judged=tuple(map(_judged, traces.judged)),
    )


def _post(row):
    return Post(
        organisation=str(row.organisation.uuid),
        name=str(row.organisation),
        period=Period(
            date(row.first_year, 1, 1) if row.first_year else None,
            date(row.last_year, 12, 31) if row.last_year else None,
        ),
        source=row.kind,
    )


def _printed(authorships):
    """Yield where works say that a person was, each for the year of the work."""
    for row in authorships:
        name = row.organisation__name_vi or row.organisation__name_en
        if row.organisation__uuid or row.raw_affiliations:
            yield Post(
                organisation=str(row.organisation__uuid or ""),
                name=name or row.raw_affiliations[0],
                period=_of_year(row.work__year),
                source=row.work__title,
                recorded_on=_day_of(row.work__source__retrieved_at),
            )


def _work(row, authors):
    """Return the Work of an authorship, with all its authors."""
    return Work(
        id=row.work__doi or row.work__code,
        title=row.work__title,
        period=_of_year(row.work__year),
        authors=tuple(uuid or name for uuid, name in authors),
        author_count=len(authors),
        source=row.work__source__name or "",
        recorded_on=_day_of(row.work__source__retrieved_at),
    )


@cache
def _of_year(year):
    return period(str(year)) if year else ALWAYS


def _project(project):
    since = str(project.year_start or "")
    until = str(project.year_end) if project.year_end else "now"
    return Project(
        id=project.code,
        period=period(since, until) if since else ALWAYS,
        source=project.source.name if project.source else "",
        recorded_on=_day_of(project.source and project.source.retrieved_at),
    )


def _judged(review):
    day = review.submitted_at.date()
    return Judged(subject=review.initiative.code, role=review.seat.role, period=Period(day, day))


def _said(since, until):
    """Return the Period of what somebody wrote; "" for an end means that it goes on."""
    return period(since, until or "now") if since else ALWAYS


def _day_of(time):
    return time.date() if time else None
