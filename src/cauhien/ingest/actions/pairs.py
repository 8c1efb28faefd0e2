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
from cauhien.network.actions.claims import take_apart
from cauhien.network.actions.merging import JOINED, PARTED, CannotMerge, merge_persons
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
LEFT_READER, MERGED_READER = "ingest.left", "ingest.merged"


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
        _separate(pair, by, at)
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


@transaction.atomic
def follow_merges():
    """Put what persons themselves joined, or took apart, among the pairs that are decided."""
    for event in read_new(MERGED_READER, kinds=[JOINED, PARTED]):
        _follow(MergeEvent.objects.filter(merged__code=event.subject_code).latest("at", "id"))


def _follow(merge):
    people = sorted([merge.kept, merge.merged], key=lambda person: person.pk)
    left, right = (person.code for person in people)
    status = PairStatus.DIFFERENT if merge.undone_at else PairStatus.SAME
    decided = {"by": merge.by, "decided_at": merge.undone_at or merge.at}
    pair = DoubtfulPair.objects.filter(kind="person", left=left, right=right).first()
    if pair is None:
        labels = dict(zip(("left_label", "right_label"), map(str, people), strict=True))
        said = {"reasons": merge.reasons, "score": 1, "found_at": merge.at, "status": status}
        DoubtfulPair.objects.create(
            kind="person", left=left, right=right, **labels, **said, **decided
        )
    elif _is_news(pair, merge):
        decided["reasons"] = list(dict.fromkeys([*pair.reasons, *merge.reasons]))
        DoubtfulPair.objects.filter(pk=pair.pk).update(status=status, **decided)


def _is_news(pair, merge):
    """Return whether a pair does not stand yet as a merge has left the two."""
    return (pair.status == PairStatus.SAME) == bool(merge.undone_at)


def _join(pair, by, at):
    if pair.kind == "person":
        rows = Person.objects.in_bulk([pair.left, pair.right], field_name="code")
        # The page that somebody has as their own is the one that stays.
        kept, merged = sorted(rows.values(), key=lambda person: (not person.user_id, person.pk))
        if merged.user_id:
            message = _("Two accounts have these pages: one gives its page back first.")
            raise CannotDecide(message)
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


def _separate(pair, by, at):
    if pair.kind == "person":
        codes = [pair.left, pair.right]
        event = MergeEvent.objects.filter(
            kept__code__in=codes, merged__code__in=codes, undone_at=None
        )
        take_apart(merge=event.latest("at"), by=by, at=at)
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
