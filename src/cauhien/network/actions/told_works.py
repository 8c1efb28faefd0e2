"""Works that a person tells of themself by a list; what other sources say stays as it is."""

from collections import defaultdict
from hashlib import sha256
from typing import NamedTuple

from django.db import transaction
from django.db.models import Case, When

from cauhien.core.audit import record
from cauhien.core.provenance import Said, take_over
from cauhien.core.text import guess_language
from cauhien.network import queries, rules
from cauhien.network.actions import persons, works
from cauhien.network.actions.lists.entries import Entry, Unread
from cauhien.network.actions.lists.reading import NoList, publications
from cauhien.network.actions.own_facts import own_line, told_by_persons
from cauhien.network.models import Authorship, Person, Work
from cauhien.network.queries.same_works import joined_as
from cauhien.network.states import ListFault, ListForm, PersonAct


class CannotTell(Exception):
    """Not the page of whoever hands the list in."""


class New(NamedTuple):
    """A work that is not here. own: the place of the person among its authors, from 0."""

    entry: Entry
    own: int


class Known(NamedTuple):
    """A work that is here already, found by its DOI or by its title and year.

    line: of its authors, the one that may be the person and names nobody yet; None where none is.
    """

    entry: Entry
    work: Work
    line: Authorship | None


class Plan(NamedTuple):
    """What taking a list over would do."""

    form: ListForm
    new: list[New]
    known: list[Known]
    unread: list[Unread]

    @property
    def joined(self):
        """What is here already and would be joined to the person."""
        return [one for one in self.known if one.line]


def plan(*, person, written):
    """Return the Plan of a list of publications for a person; raise NoList. Nothing is written."""
    found = publications(written)
    own = queries.orcid_of(person)
    if own and found.orcid and own != found.orcid:
        raise NoList(ListFault.OTHER_ORCID)
    by_doi, by_title = queries.works_known(
        [one.doi for one in found.entries], [one.title for one in found.entries]
    )
    joined = joined_as(_source_key(one) for one in found.entries)
    names = queries.names_written(person)
    new, here, unread, seen = [], [], list(found.unread), set()
    for entry in found.entries:
        work = by_doi.get(entry.doi) or queries.work_named(entry, by_title)
        work = work or joined.get(_source_key(entry))
        places = _places(entry.authors, names)
        if work:
            here.append((entry, work))
        elif seen & (keys := _keys(entry)):
            unread.append(Unread(entry.line, ListFault.TWICE, entry.title))
        elif len(places) != 1:
            fault = ListFault.UNCLEAR if places else ListFault.NOT_YOURS
            unread.append(Unread(entry.line, fault, entry.title))
        else:
            seen |= keys
            new.append(New(entry, places[0]))
    free = _free_lines([work for _, work in here], person, names)
    known = [Known(entry, work, free.pop(work.pk, None)) for entry, work in here]
    return Plan(found.form, new, known, sorted(unread))


@transaction.atomic
def tell_works(*, person, written, by, at):
    """Write the works of a list that are not here yet; join the person to those that are.

    Return both, as works.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not rules.may_tell(by, person):
        raise CannotTell
    found = plan(person=person, written=written)
    new, joined = found.new, [one.work for one in found.joined]
    for one in found.joined:
        own_line(person=person, line=one.line, by=by, at=at)
    said = {_source_key(one.entry): Said(_columns(one.entry), _digest(one.entry)) for one in new}
    taken = take_over(Work, works.KIND, said, source=told_by_persons(at), at=at)
    Authorship.objects.bulk_create(
        line for one in new for line in _lines(taken.rows[_source_key(one.entry)], one, person)
    )
    persons.spread([person], at=at)
    works.spread([*taken.written, *joined], at=at)
    detail = {"count": len(taken.new), "joined": len(joined)}
    record(chain=f"{persons.KIND}:{person.code}", act=PersonAct.TOLD, by=by, at=at, detail=detail)
    return [*taken.written, *joined]


def _free_lines(works, person, names):
    """Return {id of a known work: the one line that may be the person and names nobody}."""
    is_own = Case(When(person__in=queries.rows_of(person), then=True), default=False)
    printed = Authorship.objects.filter(work__in=works).annotate(is_own=is_own)
    lines = defaultdict(list)
    for line in printed.select_related("work"):
        lines[line.work_id].append(line)
    found = {}
    for work, own in lines.items():
        places = _places([line.raw_name for line in own], names)
        is_theirs = any(line.is_own for line in own)
        if len(places) == 1 and not is_theirs and own[places[0]].person_id is None:
            found[work] = own[places[0]]
    return found


def _keys(entry):
    """Return what tells a work within a list: its DOI, or else its title and year."""
    return {entry.doi or (queries.title_key(entry.title), entry.year)}


def _places(authors, names):
    """Return where a person may stand among printed authors; a list without any is their own."""
    return rules.places_among(authors, names) if authors else [0]


def _source_key(entry):
    """Return a key that tells the work and nobody: whoever leaves leaves no trace in it."""
    told = entry.doi or f"{queries.title_key(entry.title)}|{entry.year}"
    return f"told:{sha256(told.encode()).hexdigest()[:32]}"


def _digest(entry):
    return sha256(repr(entry._replace(line=0)).encode()).hexdigest()


def _columns(entry):
    names = ("title", "abstract", "kind", "year", "venue", "doi", "url")
    language = "vi" if guess_language(entry.title).startswith("vi") else "en"
    return {name: getattr(entry, name) for name in names} | {"language": language}


def _lines(work, told, person):
    for at, name in enumerate(told.entry.authors or (person.name,)):
        own = person if at == told.own else None
        yield Authorship(work=work, position=at + 1, raw_name=name, person=own)
