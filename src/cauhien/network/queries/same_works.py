"""Works that are one: what somebody told, and what a source gives."""

from cauhien.core import search
from cauhien.network import queries, rules
from cauhien.network.models import Person, Work, WorkJoin

BY_PERSON = "person"  # kind of the source of what persons say of themselves
MOST_TO_CHOOSE = 20


def joins_of(work):
    """Return the joins of a work with what persons told that still count, the newest last."""
    return list(work.joins.filter(undone_at=None))


def work_under(code):
    """Return the code of the work under which a told one is shown, None where it is none."""
    held = WorkJoin.objects.filter(undone_at=None, told__code=code)
    return held.values_list("work__code", flat=True).first()


def joined_as(keys):
    """Return {key of a told work: the work of a source that it was joined to}."""
    held = WorkJoin.objects.filter(undone_at=None, told__key__in=list(keys))
    return {one.told["key"]: one.work for one in held.select_related("work")}


def tellers_of(work):
    """Return who told a work, in the order of its authors; nobody of what a source gives."""
    if work.source is None or work.source.kind != BY_PERSON:
        return []
    lines = work.authorships.order_by("position").select_related(
        "person__user", "person__canonical__user"
    )
    people = [line.person.canonical or line.person for line in lines if line.person]
    return list(dict.fromkeys(people))


def may_be_same(told, question, user):
    """Return works of sources that may be a told one: by its DOI, its title, or other words."""
    of_sources = Work.objects.exclude(source__kind=BY_PERSON)
    doi = told.doi.removeprefix(queries.RESOLVER)
    by_doi, by_title = queries.works_known([doi], [told.title])
    alike = {one.pk for one in [*by_doi.values(), *by_title[queries.title_key(told.title)]]}
    found = search.narrowed(of_sources, question, user=user, kind="work") if question else ()
    chosen = [one.pk for one in found[:MOST_TO_CHOOSE]]
    return queries.with_authors(of_sources.filter(pk__in=alike.union(chosen)))


def lines_to_own(work, person, user):
    """Return the lines of a work's authors that may be a person, as this user may say it.

    Of those that lead to nobody else: to the person the ones that bear their name, to a data
    steward all.
    """
    lines = list(work.authorships.order_by("position").select_related("person"))
    own = set(Person.objects.filter(rules.is_row_of(person)).values_list("pk", flat=True))
    names = queries.names_written(person)
    near = set(rules.places_among([line.raw_name for line in lines], names))
    is_steward = rules.may_answer_requests(user)
    return [
        line
        for place, line in enumerate(lines)
        if line.person_id in own or (line.person_id is None and (is_steward or place in near))
    ]
