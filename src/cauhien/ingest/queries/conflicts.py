"""Values that a person put right and of which a later file says something else."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from cauhien.accounts.queries import names_by_uuid
from cauhien.core.models import Assertion
from cauhien.ingest.queries.corrections import Correction, bodies_named, label_of, things_of

_STATUS = Assertion.Status


@dataclass(frozen=True, kw_only=True)
class Conflict(Correction):
    """One value in dispute. theirs: what the source says now."""

    theirs: Assertion

    @property
    def key(self):
        return (self.theirs.subject_kind, self.theirs.subject_code, self.theirs.predicate)


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
    things = things_of(proposals, models)
    who = names_by_uuid({one.by for one in ours.values()})
    bodies = bodies_named([*ours.values(), *proposals])
    found = []
    for theirs in proposals:
        thing = things.get((theirs.subject_kind, theirs.subject_code))
        own = ours.get((theirs.subject_kind, theirs.subject_code, theirs.predicate))
        if thing and own:
            facts = {"thing": thing, "label": label_of(thing, own), "who": who.get(own.by, "")}
            found.append(Conflict(ours=own, theirs=theirs, bodies=bodies, **facts))
    return found


def _accepted(proposals):
    rows = Assertion.objects.filter(
        subject_code__in=[one.subject_code for one in proposals],
        status=_STATUS.ACCEPTED,
        by__isnull=False,
    ).select_related("source")
    return {(one.subject_kind, one.subject_code, one.predicate): one for one in rows}
