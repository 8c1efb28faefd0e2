"""Pairs that may be one: put before a person, decided by a person, and taken back if wrong."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.core.events import read_new
from cauhien.facilities.actions import link_printed as link_hosted
from cauhien.ingest import rules
from cauhien.ingest.models import DoubtfulPair
from cauhien.ingest.queries.namesakes import namesakes
from cauhien.ingest.queries.register import key_of
from cauhien.ingest.queries.unresolved import cells_of, unresolved_cells
from cauhien.ingest.readers.records import NamePrinted
from cauhien.ingest.states import PairStatus
from cauhien.network.actions.merging import CannotMerge, merge_persons, undo_merge
from cauhien.network.actions.projects import link_printed as link_supply
from cauhien.network.models import MergeEvent, Person
from cauhien.organisations.actions.register import (
    join_organisations,
    separate_organisation,
    spread,
    write_names,
)
from cauhien.organisations.models import Organisation

MOST = 500  # pairs found at one time; the likeliest come first
PRINTED = "printed:"
LEFT_READER = "ingest.left"


class CannotDecide(Exception):
    """The pair is decided already, or not this person's to decide."""


@transaction.atomic
def find_doubtful_persons(*, at):
    """Put the persons that may be one before a person; a pair that is known stays as it is."""
    DoubtfulPair.objects.bulk_create(
        [
            DoubtfulPair(
                kind="person",
                left=pair.left.code,
                right=pair.right.code,
                left_label=pair.left.name,
                right_label=pair.right.name,
                reasons=[reason.value for reason in pair.reasons],
                score=pair.score,
                found_at=at,
            )
            for pair in namesakes()[:MOST]
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def decide_pair(*, pair, is_same, by, at):
    """Say that two are one, or that they are not; both are kept and either can be taken back."""
    pair = DoubtfulPair.objects.select_for_update().get(pk=pair.pk)
    if not rules.may_decide(by):
        raise CannotDecide(_("Only a data steward decides this."))
    if pair.status != PairStatus.WAITING:
        raise CannotDecide(_("Somebody has decided this already."))
    if is_same:
        _join(pair, by, at)
    pair.status = PairStatus.SAME if is_same else PairStatus.DIFFERENT
    pair.by, pair.decided_at = by.uuid, at
    pair.save(update_fields=["status", "by", "decided_at"])
    _log(pair, pair.status, by, at)
    return pair


@transaction.atomic
def reopen_pair(*, pair, by, at):
    """Take a decision back: the pair waits again, and what was joined stands apart again."""
    pair = DoubtfulPair.objects.select_for_update().get(pk=pair.pk)
    if not rules.may_decide(by):
        raise CannotDecide(_("Only a data steward decides this."))
    if pair.status == PairStatus.WAITING:
        raise CannotDecide(_("Nothing is decided here."))
    if pair.status == PairStatus.SAME:
        _separate(pair, at)
    pair.status, pair.by, pair.decided_at = PairStatus.WAITING, None, None
    pair.save(update_fields=["status", "by", "decided_at"])
    _log(pair, "reopen", by, at)
    return pair


@transaction.atomic
def forget_who_left():
    """Forget the pairs in which somebody stands who has left: they name them."""
    codes = [event.subject_code for event in read_new(LEFT_READER, kinds=["person.left"])]
    theirs = Q(left__in=codes) | Q(right__in=codes)
    DoubtfulPair.objects.filter(theirs, kind="person").delete()


def _join(pair, by, at):
    if pair.kind == "person":
        rows = Person.objects.in_bulk([pair.left, pair.right], field_name="code")
        kept, merged = sorted(rows.values(), key=lambda person: person.pk)
        try:
            merge_persons(kept=kept, merged=merged, reasons=pair.reasons, by=by, at=at)
        except CannotMerge:
            raise CannotDecide(_("One of them is shown under another person already.")) from None
    else:
        _give_name(pair, at)


def _give_name(pair, at):
    """Let an organisation bear the printed name, and give it what was printed under it."""
    text, row = pair.left.removeprefix(PRINTED), Organisation.objects.get(code=pair.right)
    write_names({row: [NamePrinted(text, "alias")]})
    made = Organisation.objects.filter(source_key=f"name:{key_of(text)}", canonical=None)
    join_organisations([(one, row) for one in made.exclude(pk=row.pk)], at=at)
    _link(unresolved_cells(), text, row, at)
    spread([row], at=at)


def _separate(pair, at):
    if pair.kind == "person":
        codes = [pair.left, pair.right]
        event = MergeEvent.objects.filter(
            kept__code__in=codes, merged__code__in=codes, undone_at=None
        )
        undo_merge(event=event.latest("at"), at=at)
        return
    text, row = pair.left.removeprefix(PRINTED), Organisation.objects.get(code=pair.right)
    row.names.filter(value=text, kind="alias").delete()
    for one in Organisation.objects.filter(source_key=f"name:{key_of(text)}", canonical=row):
        separate_organisation(one, at=at)
    _link(cells_of(row), text, row, at, take_back=True)
    spread([row], at=at)


def _link(cells, text, row, at, **how):
    """Give an organisation, or take from it, what cells name by a text before all others."""
    for cell in cells:
        if cell.split(";")[0].strip() == text:
            link_supply(cell, row, at=at, **how)
            link_hosted(cell, row, at=at, **how)


def _log(pair, act, by, at):
    # Codes say enough: the names of people do not belong into the log.
    detail = {"kind": pair.kind, "left": pair.left, "right": pair.right}
    record(chain=f"pair:{pair.code}", act=f"pair.{act}", by=by, at=at, detail=detail)
