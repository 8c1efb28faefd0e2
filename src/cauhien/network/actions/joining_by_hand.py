"""Somebody says that a told work and one of a source are one; `parting` takes it back.

The row that was told goes into the one of the source, which keeps its address and what it says.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core import search
from cauhien.core.audit import record
from cauhien.core.events import announce_many
from cauhien.core.models import Assertion
from cauhien.network import rules
from cauhien.network.actions import persons, works
from cauhien.network.actions.joining import as_told
from cauhien.network.actions.own_facts import own_line
from cauhien.network.models import Evidence, Work, WorkJoin
from cauhien.network.queries.same_works import lines_to_own, tellers_of
from cauhien.network.states import BY, JoinGround, PersonAct


class CannotJoin(Exception):
    """Not this user's to say, or not of these two works; `field` names where the reason stands."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@transaction.atomic
def join_by_hand(*, told, work, places, by, at):
    """Let a work that persons told stand under the one of a source, and return that.

    places: {code of each who told it: the position of their line among the source's authors}.
    """
    rows = Work.objects.select_for_update(of=("self",)).select_related("source")
    found = {row.pk: row for row in rows.filter(pk__in=[told.pk, work.pk])}
    if len(found) < 2:
        raise CannotJoin(_("Somebody has decided this already."))
    told, work = found[told.pk], found[work.pk]
    people = tellers_of(told)
    if tellers_of(work) or not rules.may_part(by, people):
        raise CannotJoin(_("Who told the work says this, or a data steward."))
    lines = _lines(work, people, places, by)
    WorkJoin.objects.create(
        work=work,
        source_key=work.source_key,
        told=as_told(told) | {"code": told.code},
        people=sorted(person.code for person in people),
        ground=JoinGround.HAND,
        at=at,
    )
    for person, line in lines.items():
        own_line(person=person, line=line, by=by, at=at)
        chain, detail = f"{persons.KIND}:{person.code}", {"work": work.code}
        record(chain=chain, act=PersonAct.JOINED, by=by, at=at, detail=detail)
    _put_under(told, work, at)
    persons.spread(people, at=at)
    works.spread([work], at=at)
    return work


def _lines(work, people, places, by):
    """Return {person: their line of the work's authors}."""
    lines = {}
    for person in people:
        own = {line.position: line for line in lines_to_own(work, person, by)}
        line = own.get(places.get(person.code))
        if line is None or line in lines.values():
            raise CannotJoin(_("Choose one author, a different one for each person."), person.code)
        lines[person] = line
    return lines


def _put_under(told, work, at):
    Evidence.objects.filter(work=told).update(work=work)
    said = Assertion.objects.filter(subject_kind=persons.KIND, predicate=f"{BY}{told.code}")
    said.update(status=Assertion.Status.REJECTED)
    code = told.code
    told.delete()
    search.forget(works.KIND, [code])
    announce_many(kind="work.changed", subject_kind=works.KIND, subject_codes=[code], at=at)
