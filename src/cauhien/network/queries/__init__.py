"""What is read of people, works, projects and technologies: facts as their sources print them."""

from collections import defaultdict

from django.db.models import Count, F, OuterRef, Prefetch, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce

from cauhien.core import search
from cauhien.core.text import fold, sort_key
from cauhien.network import rules
from cauhien.network.models import (
    Absence,
    Authorship,
    Contribution,
    Evidence,
    Expertise,
    Involvement,
    Person,
    PersonIdentifier,
    PersonName,
    Project,
    ResearchField,
    Technology,
    Work,
)
from cauhien.organisations.queries import NEAREST, alphabetical
from cauhien.organisations.queries import rows_of as organisation_rows

NEWEST = (F("year").desc(nulls_last=True), F("published_on").desc(nulls_last=True), "title", "id")
LATEST = (F("year_start").desc(nulls_last=True), "sort_key", "id")
MOST_COAUTHORS = 24
MOST_TO_DISOWN = 200
RESOLVER = "https://doi.org/"  # with which some sources begin a DOI


# People


def people_for(user):
    return Person.objects.filter(rules.visible(user)).select_related("source", "user")


def open_to_enterprises(user):
    """Return the persons of whom this user is told for an enterprise, each with until when `away`.

    Everything that shows them begins here, so that whoever takes it back is nowhere at once.
    """
    people = people_for(user).filter(rules.open_to_enterprises(user))
    return people.annotate(away=away_until(user.day)).order_by("sort_key", "id")


def people_listed(user, question="", letter="", order="name"):
    """Return people, Vietnamese by their given names and others by their family names.

    Those are not among them who stand for accounts of the demonstration.
    letter: the initial of that name. order: "name", or "near" for those of the city first.
    """
    people = people_for(user).filter(rules.is_real())
    rows = search.narrowed(people, question, user=user, kind="person")
    if letter:
        rows = rows.filter(sort_key__startswith=sort_key(letter)[:1])
    lines = Authorship.objects.filter(person=OuterRef("pk")).order_by().values("person")
    works = Coalesce(Subquery(lines.annotate(count=Count("pk")).values("count")), 0)
    return rows.annotate(works=works).order_by(*[NEAREST] * (order == "near"), "sort_key", "id")


def kept_code(code):
    """Return the code under which a joined person is shown now, None for another row."""
    joined = Person.objects.filter(code=code, left_at=None)
    shown = joined.filter(canonical__left_at=None, canonical__canonical=None)
    return shown.values_list("canonical__code", flat=True).first()


def rows_of(person):
    """Return the ids of all rows that are this person."""
    return Person.objects.filter(rules.is_row_of(person)).values("pk")


def names_of(person):
    return PersonName.objects.filter(person__in=rows_of(person)).order_by("written")


def identifiers_of(person):
    return PersonIdentifier.objects.filter(person__in=rows_of(person)).order_by("scheme", "value")


def works_by(person):
    """Return the works of a person, the newest first, with their authors."""
    lines = Authorship.objects.filter(person__in=rows_of(person))
    return with_authors(Work.objects.filter(pk__in=lines.values("work"))).order_by(*NEWEST)


def works_to_show(person, chosen, most):
    """Return the newest works of a person, and those of these ids however old."""
    own = works_by(person)
    newest = list(own[:most])
    seen = {work.pk for work in newest}
    return newest + list(own.filter(pk__in=set(chosen) - seen))


def projects_of(person):
    lines = Contribution.objects.filter(person__in=rows_of(person))
    return Project.objects.filter(pk__in=lines.values("project")).order_by(*LATEST)


def positions_of(person):
    rows = Involvement.objects.filter(person__in=rows_of(person))
    return rows.select_related("organisation").order_by("-last_year", "id")


def expertise_for(user):
    """Return the declared fields that a user sees, those of everybody who is shown."""
    return Expertise.objects.filter(rules.visible(user, "person__")).select_related("person")


def expertise_of(person):
    """Return the fields that a person declares, each with its evidence."""
    shown = Evidence.objects.select_related("work", "project", "position__organisation")
    rows = Expertise.objects.filter(person__in=rows_of(person))
    return rows.select_related("field").prefetch_related(Prefetch("evidence", shown))


def declared_words(people):
    """Return {id of a person: the names of the fields they declare, and what they do in them}."""
    rows = Expertise.objects.filter(rules.shown_under(people)).select_related("field", "person")
    found = defaultdict(list)
    for one in rows:
        said = (one.field.name_vi, one.field.name_en, one.words)
        found[one.person.canonical_id or one.person_id] += said
    return {person: "\n".join(said) for person, said in found.items()}


def works_to_disown(person):
    """Return the newest works of a person, of which they may say that they are not theirs."""
    lines = Authorship.objects.filter(person__in=rows_of(person))
    works = Work.objects.filter(pk__in=lines.values("work")).only("code", "title", "year")
    return list(works.order_by(*NEWEST)[:MOST_TO_DISOWN])


def works_known(dois, titles, **among):
    """Return ({bare DOI: work}, {title_key: works}) of those that are here already.

    dois: bare, in lower case. among: a condition for the works that are asked.
    """
    works = Work.objects.filter(**among)
    numbers = {number for doi in set(dois) - {""} for number in (doi, RESOLVER + doi)}
    by_doi = {work.doi.removeprefix(RESOLVER): work for work in works.filter(doi__in=numbers)}
    keys = {title_key(title) for title in titles}
    by_title = defaultdict(list)
    for work in works.filter(code__in=search.codes_with(kind="work", sort_keys=keys)):
        by_title[title_key(work.title)].append(work)
    return by_doi, by_title


def work_named(record, by_title):
    """Return the work of the same title and year; of one with another DOI nothing is said."""
    for work in by_title.get(title_key(record.title), ()):
        if work.year == record.year and not (work.doi and record.doi):
            return work
    return None


def title_key(title):
    """Return what the entry of a work in the search is sorted by."""
    return sort_key(title[:200])[:300]


def names_written(person):
    """Return all names under which a person is known, as they are written."""
    return {person.name, *names_of(person).values_list("written", flat=True)}


def orcid_of(person):
    """Return the ORCID iD that a person certainly has, "" where none is known."""
    found = identifiers_of(person).filter(scheme="orcid", certain=True)
    return found.values_list("value", flat=True).first() or ""


def person_shown(orcids):
    """Return the person whose certain iD is one of these, and whose page nobody has; else None."""
    held = PersonIdentifier.objects.filter(scheme="orcid", certain=True, value__in=orcids)
    codes = held.values_list(Coalesce("person__canonical__code", "person__code"), flat=True)
    return people_for(None).filter(code__in=codes, user=None).first() if orcids else None


def own_person(user, on=None):
    """Return the person of the network that a user is, None where they are none.

    on: a day; the person then carries until when they are `away` on it.
    """
    if user.pk is None:  # a visitor is none of those whose page nobody has
        return None
    rows = Person.objects.filter(rules.visible(user), user=user.pk)
    return (rows.annotate(away=away_until(on)) if on else rows).first()


def absences_of(person):
    return Absence.objects.filter(person__in=rows_of(person))


def away_until(on, person="pk"):
    """Return an expression: the last day of an absence on a day, null where there is none.

    person: the column of the outer query that holds the person.
    """
    on_day = Absence.objects.filter(person=OuterRef(person), from_on__lte=on, until_on__gte=on)
    return Subquery(on_day.order_by("-until_on").values("until_on")[:1])


def sites_printed_with(person):
    """Return (websites, domains of mail) of the organisations that works print a person with."""
    held = Involvement.objects.filter(person__in=rows_of(person))
    told = [
        row
        for path in ("organisation", "organisation__canonical")
        for row in held.values_list(f"{path}__website", f"{path}__domains")
    ]
    return {site for site, _ in told if site}, {one for _, own in told for one in own or ()}


def coauthors_of(person, user, most=MOST_COAUTHORS):
    """Return those with whom a person has written, the most `together` first.

    Only people with a page of their own.
    """
    rows = rows_of(person)
    works = Authorship.objects.filter(person__in=rows).values("work")
    others = (
        Authorship.objects.filter(work__in=works, person__isnull=False)
        .exclude(person__in=rows)
        .annotate(shown=Coalesce("person__canonical", "person"))
        .order_by()
    )
    counted = others.values("shown").annotate(number=Count("work", distinct=True))
    together = Subquery(counted.filter(shown=OuterRef("pk")).values("number"))
    people = people_for(user).filter(pk__in=others.values("shown")).annotate(together=together)
    return people.order_by("-together", "sort_key")[:most]


# Works


def works_for(user):
    return Work.objects.select_related("source")


def works_listed(user, question=""):
    rows = search.narrowed(works_for(user), question, user=user, kind="work")
    return with_authors(rows).order_by(*NEWEST)


def with_authors(works):
    lines = Authorship.objects.order_by("position")
    return works.prefetch_related(Prefetch("authorships", lines)).defer("abstract")


def read_authors(works):
    """Read the lines of the authors of works that are at hand."""
    prefetch_related_objects(
        works, Prefetch("authorships", Authorship.objects.order_by("position"))
    )


def authors_of(work, user):
    """Return the lines of a work's authors; `shown` is the person to link to, if any."""
    lines = list(
        work.authorships.select_related("person__canonical", "organisation__canonical").order_by(
            "position"
        )
    )
    for line in lines:
        person = line.person and (line.person.canonical or line.person)
        line.shown = person if person and rules.may_see(user, person) else None
        line.body = line.organisation and (line.organisation.canonical or line.organisation)
    return lines


def may_part(user, join):
    return rules.may_part(user, people_for(user).filter(code__in=join.people))


# Projects and technologies


def projects_for(user):
    return Project.objects.select_related("source")


def projects_listed(user, question=""):
    rows = search.narrowed(projects_for(user), question, user=user, kind="project")
    return with_contributions(rows).order_by(*LATEST)


def with_contributions(projects):
    lines = Contribution.objects.select_related("organisation__canonical").order_by("id")
    return projects.prefetch_related(Prefetch("contributions", lines))


def technologies_for(user):
    return Technology.objects.select_related("source", "owner__canonical")


def technologies_listed(user, question="", language="vi"):
    rows = search.narrowed(technologies_for(user), question, user=user, kind="technology")
    return rows.order_by(*alphabetical(language))


# Fields


def research_fields():
    return ResearchField.objects.order_by("code")


def research_field(written):
    """Return the field of a code, or of "10201 Khoa học máy tính", or of a name; else None."""
    known = ResearchField.objects.order_by("code")
    code = written.split(maxsplit=1)[0] if written.split() else ""
    if code.isdigit():
        return known.filter(code=code).first()
    wanted = fold(written)
    return next((f for f in known if wanted in (fold(f.name_vi), fold(f.name_en))), None)


# What an organisation has; on whichever of its rows it hangs


def involvements_at(organisation, user):
    """Return who is or was with an organisation, in the order of given names."""
    return (
        Involvement.objects.filter(
            rules.visible(user, "person__"), organisation__in=organisation_rows(organisation)
        )
        .select_related("person")
        .order_by("person__sort_key", "person_id", "id")
    )


def works_at(organisation, user):
    lines = Authorship.objects.filter(organisation__in=organisation_rows(organisation))
    return with_authors(works_for(user).filter(pk__in=lines.values("work"))).order_by(*NEWEST)


def projects_at(organisation, user):
    lines = Contribution.objects.filter(organisation__in=organisation_rows(organisation))
    rows = projects_for(user).filter(pk__in=lines.values("project"))
    return with_contributions(rows).order_by(*LATEST)


def technologies_at(organisation, user):
    rows = technologies_for(user).filter(owner__in=organisation_rows(organisation))
    return rows.order_by("sort_key", "id")
