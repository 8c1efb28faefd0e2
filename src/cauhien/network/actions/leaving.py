"""A person leaves: what tells of them is blanked, and no later import brings them back."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.core.events import announce, announce_many
from cauhien.core.models import Assertion
from cauhien.network import rules
from cauhien.network.actions.availability import end_agreement
from cauhien.network.actions.expertise import EXPERTISE
from cauhien.network.actions.own_facts import BY_PERSON
from cauhien.network.actions.persons import KIND, spread
from cauhien.network.actions.tombstones import bury, identifier_key, keys_on_work
from cauhien.network.models import (
    Absence,
    Authorship,
    Claim,
    Contribution,
    Expertise,
    Involvement,
    Person,
    PersonIdentifier,
    PersonName,
    PersonNotice,
    PersonRequest,
    WorkJoin,
)
from cauhien.network.states import PersonAct
from cauhien.organisations.states import Zone

LEFT = "person.left"


class CannotLeave(Exception):
    """Not this person's to decide, or nobody whom the network shows."""


@transaction.atomic
def let_leave(*, person, by, at):
    """Blank a person, with the rows that were joined to them, and keep hashes against imports.

    Works keep their authors as printed, for they are cited so, but for works that the person told
    themself; nothing leads from them to a person any more. The apps above forget what they hold
    when they read `LEFT`.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not rules.may_decide_about(by, person):
        raise CannotLeave(_("A data steward decides this, or the person themself."))
    if not rules.may_see(by, person):
        raise CannotLeave(_("This person has left already, or is shown under another."))
    rows = list(Person.objects.select_for_update().filter(rules.is_row_of(person)))
    bury(_keys_of(rows), at=at)
    _forget(rows, at)
    for row in rows:
        end_agreement(row, by=by, at=at)
        row.name, row.folded, row.sort_key, row.user, row.left_at = "", "", "", None, at
        row.objected_at = None
        row.zone, row.zone_basis = Zone.UNKNOWN, ""
        row.save(update_fields=[*BLANKED, "user", "left_at", "objected_at"])
        record(chain=f"{KIND}:{row.code}", act=PersonAct.LEFT, by=by, at=at)
        announce(kind=LEFT, subject_kind=KIND, subject_code=row.code, at=at)
    spread(rows, at=at)


BLANKED = ("name", "folded", "sort_key", "zone", "zone_basis")


def _keys_of(rows):
    for held in PersonIdentifier.objects.filter(person__in=rows):
        yield identifier_key(held.scheme, held.value)
    for line in Authorship.objects.filter(person__in=rows).select_related("work"):
        work = line.work
        yield from keys_on_work(key=work.source_key, doi=work.doi, name=line.raw_name)


def tell_where_named(rows, *, at):
    """Tell the apps above that works and projects say something else of these persons now."""
    for kind, model in (("work", Authorship), ("project", Contribution)):
        lines = model.objects.filter(person__in=rows)
        codes = sorted(set(lines.values_list(f"{kind}__code", flat=True)))
        announce_many(kind=f"{kind}.changed", subject_kind=kind, subject_codes=codes, at=at)


def _forget(rows, at):
    tell_where_named(rows, at=at)
    fields = list(Expertise.objects.filter(person__in=rows).values_list("code", flat=True))
    announce_many(kind="expertise.changed", subject_kind=EXPERTISE, subject_codes=fields, at=at)
    lines = Authorship.objects.filter(person__in=rows)
    lines.filter(work__source__kind=BY_PERSON).delete()  # printed nowhere: they told it themself
    lines.update(person=None, raw_author_id="")
    Contribution.objects.filter(person__in=rows).update(person=None)
    for model in (PersonName, PersonIdentifier, Expertise, Involvement, Absence, Claim):
        model.objects.filter(person__in=rows).delete()
    codes = [row.code for row in rows]
    for code in codes:
        WorkJoin.objects.filter(people__contains=[code]).delete()
    Assertion.objects.filter(subject_kind=KIND, subject_code__in=codes).delete()
    PersonNotice.objects.filter(person__in=rows).update(address="", found_at="")
    PersonRequest.objects.filter(person__in=rows).update(
        values={}, text="", proof="", address="", identity=""
    )
