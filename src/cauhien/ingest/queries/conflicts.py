"""Values that a person put right and of which a later file says something else."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from cauhien.accounts.queries import names_by_uuid
from cauhien.core.models import Assertion
from cauhien.core.subjects import subjects

_STATUS = Assertion.Status


@dataclass(frozen=True)
class Conflict:
    """One value in dispute. ours: what a person accepted; theirs: what the source says now."""

    ours: Assertion
    theirs: Assertion
    thing: Any  # the row that both speak of
    label: str  # of the column, in words
    who: str  # who accepted ours; empty where the account is gone

    @property
    def key(self):
        return (self.theirs.subject_kind, self.theirs.subject_code, self.theirs.predicate)

    @property
    def url_name(self):
        """The name of the page of the thing, empty where its kind has none."""
        named = {one.kind: one.url_name for one in subjects()}
        return named.get(self.theirs.subject_kind, "")

    def shown(self, assertion):
        """Return a value as people read it: the word of a list instead of its code."""
        choices = dict(self.thing._meta.get_field(assertion.predicate).flatchoices)
        return choices.get(assertion.value, assertion.value)


def open_proposals():
    """Return what sources say against accepted values of persons, the longest waiting first."""
    same = {name: OuterRef(name) for name in ("subject_kind", "subject_code", "predicate")}
    ours = Assertion.objects.filter(**same, status=_STATUS.ACCEPTED, by__isnull=False)
    newer = Assertion.objects.filter(
        **same, status=_STATUS.PROPOSED, by=None, pk__gt=OuterRef("pk")
    )
    waiting = Assertion.objects.filter(Exists(ours), ~Exists(newer), by=None)
    return waiting.filter(status=_STATUS.PROPOSED).select_related("source").order_by("id")


def proposal_on(kind, code, predicate):
    """Return the open proposal for one value, None where nothing is in dispute."""
    return (
        open_proposals().filter(subject_kind=kind, subject_code=code, predicate=predicate).first()
    )


def conflicts(proposals, models):
    """Return the Conflicts of some open proposals, in their order.

    models: {kind: model}. A thing that is gone leaves no conflict.
    """
    ours = _accepted(proposals)
    things = _things(proposals, models)
    who = names_by_uuid({one.by for one in ours.values()})
    found = []
    for theirs in proposals:
        thing = things.get((theirs.subject_kind, theirs.subject_code))
        own = ours.get((theirs.subject_kind, theirs.subject_code, theirs.predicate))
        if thing and own:
            label = str(thing._meta.get_field(theirs.predicate).verbose_name)
            found.append(Conflict(own, theirs, thing, label, who.get(own.by, "")))
    return found


def _accepted(proposals):
    rows = Assertion.objects.filter(
        subject_code__in=[one.subject_code for one in proposals],
        status=_STATUS.ACCEPTED,
        by__isnull=False,
    ).select_related("source")
    return {(one.subject_kind, one.subject_code, one.predicate): one for one in rows}


def _things(proposals, models):
    codes: dict[str, set] = {}
    for one in proposals:
        codes.setdefault(one.subject_kind, set()).add(one.subject_code)
    return {
        (kind, row.code): row
        for kind, wanted in codes.items()
        for row in models[kind].objects.filter(code__in=wanted)
    }
