"""A council is asked for, seated by the engine, proved."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.challenges.actions.steps import hash_of, locked
from cauhien.core.audit import record
from cauhien.core.jobs import defer
from cauhien.review import bridge, queries, rules
from cauhien.review.actions.conflicts import found_between, write_findings
from cauhien.review.models import Council, Seat
from cauhien.review.states import (
    CouncilAct,
    CouncilKind,
    CouncilState,
    Out,
    SeatState,
)


class CannotForm(Exception):
    """No council is formed: not by this person, not now, or not as it was asked for.

    reasons: the fewest demands that clash, as `bridge.CannotSeat` has them, with the quotas.
    left_out: {Out: how many candidates}.
    """

    def __init__(self, message, reasons=(), quotas=(), left_out=None):
        super().__init__(message)
        self.reasons = reasons
        self.quotas = {one["id"]: one for one in quotas}
        self.left_out = left_out or {}


@dataclass(frozen=True)
class Wish:
    """What is asked of a council. limits: {QuotaKind: number}. until: when it will be done."""

    size: int
    until: date
    limits: dict = field(default_factory=dict)
    kind: CouncilKind = CouncilKind.SELECTION


@transaction.atomic
def form_council(*, challenge, wish, by, at):
    """Seat a council for the files of a call, or for the problem whose task is to be defined.

    Returns it; an earlier proposal is dissolved.
    """
    challenge = locked(challenge)
    if not rules.may_form(by, challenge, wish.kind):
        raise CannotForm(
            _("The coordinator forms a council at triage, once the files are open, or in a pilot.")
        )
    files = queries.files_of(challenge, wish.kind)
    if not files and wish.kind != CouncilKind.DEFINITION:
        raise CannotForm(_("There is no file to judge."))
    council = _begun(challenge, wish, by, at)
    candidates = queries.candidates_for(challenge, on=localdate(at), until=wish.until)
    persons = [one.person for one in candidates]
    conflicts, people, organisations = found_between(persons, files, council, at=at)
    council.quotas = bridge.quotas_for(people, organisations, wish.limits, localdate(at))
    council.candidates = [_stored(one, conflicts, council.roles) for one in candidates]
    asked = bridge.asked_of(council)
    council.input_sha256 = hash_of(_input(council))
    formed = _seated(council, asked)
    council.save()
    _write_seats(council, formed, candidates)
    write_findings(council, conflicts, persons, files, at=at)
    log(council, CouncilAct.FORM, by, at, seed=council.seed, sha256=council.input_sha256)
    if not council.is_optimal:
        defer("review.prove", once=f"review.prove:{council.code}", council=council.code)
    return council


@transaction.atomic
def prove_council(*, council, at):
    """Search on for as long as it takes; where that finds a better council, it is the proposal.

    A council that was changed by hand or invited meanwhile stays as it is.
    """
    council = locked_council(council)
    if council.state != CouncilState.PROPOSED or council.proved_at:
        return council
    formed = bridge.seats_for(bridge.asked_of(council), seed=council.seed, effort=bridge.PATIENT)
    better = formed.total > council.total + 1e-9
    council.bound, council.is_optimal, council.proved_at = formed.bound, formed.is_optimal, at
    untouched = not council.seats.filter(state=SeatState.REPLACED).exists()
    if better and untouched:
        evidence = {str(seat.person.uuid): seat.evidence for seat in queries.seats_of(council)}
        council.seats.all().delete()
        council.total = formed.total
        _write_seats(council, formed, evidence=evidence)
    council.save(update_fields=["bound", "is_optimal", "proved_at", "total"])
    log(council, CouncilAct.PROVE, None, at, is_optimal=council.is_optimal, better=better)
    return council


def _begun(challenge, wish, by, at):
    """Return the council as it is asked for, before anybody is seated; not yet stored whole."""
    before = queries.council_of(challenge, wish.kind)
    if before and before.state != CouncilState.PROPOSED:
        raise CannotForm(_("There is a council at work. Dissolve it first, and say why."))
    if before:
        end_by_dissolving(before, _("asked for anew"), by, at)
    law = queries.law_of(challenge.call.procedure, wish.kind)
    try:
        roles = bridge.roles_asked(law, wish.size)
    except bridge.BadSize:
        raise CannotForm(_("The procedure knows no council of this size.")) from None
    number = Council.objects.filter(challenge=challenge).count()
    return Council.objects.create(
        challenge=challenge,
        kind=wish.kind,
        roles=roles,
        rules_code=law.code,
        seed=_seed(challenge, number),
        engine_version=bridge.VERSION,
        review_by_on=wish.until,
        formed_at=at,
        formed_by=by,
    )


def _seed(challenge, number):
    """Return the seed of a search: given by the case, so that nobody can choose a lucky one."""
    said = hashlib.sha256(f"{challenge.code}:{number}".encode()).hexdigest()
    return int(said[:7], 16)


def _stored(candidate, conflicts, roles):
    uuid = str(candidate.person.uuid)
    own = [one for one in conflicts if one.person == uuid]
    barred = [role for role in roles if any(one.bars(role) for one in own)]
    why = candidate.out or (Out.CONFLICT if len(barred) == len(roles) else "")
    return {
        "person": uuid,
        "fit": candidate.fit,
        "rank": candidate.rank,
        "out": str(why),
        "until": candidate.until.isoformat() if candidate.until else "",
        "barred": barred,
    }


def _input(council):
    return {name: getattr(council, name) for name in ("roles", "quotas", "candidates", "seed")}


def _seated(council, asked):
    try:
        formed = bridge.seats_for(asked, seed=council.seed)
    except bridge.CannotSeat as refusal:
        left_out = Counter(one["out"] for one in council.candidates if one["out"])
        raise CannotForm(
            _("No council can be seated as it was asked for."),
            refusal.reasons,
            council.quotas,
            dict(left_out) | {"": len(asked.people) - left_out[Out.CONFLICT]},
        ) from None
    council.total, council.bound = formed.total, formed.bound
    council.is_optimal = formed.is_optimal
    return formed


def _write_seats(council, formed, candidates=(), evidence=None):
    persons = queries.persons_by_uuid({one["person"] for one in council.candidates})
    shown = evidence or {str(one.person.uuid): one.evidence for one in candidates}
    experts = queries.experts_of(persons.values())
    Seat.objects.bulk_create(
        Seat(
            council=council,
            role=seat.role,
            person=persons[seat.person],
            user=persons[seat.person].user,
            email=experts[persons[seat.person].pk].email,
            fit=seat.fit,
            place=seat.place,
            of=seat.of,
            evidence=shown.get(seat.person, []),
            next_best=persons.get(seat.next_best),
            why_not_next=list(seat.why_not_next),
            stand_in=persons.get(seat.stand_in),
        )
        for seat in formed.seats
    )


def end_by_dissolving(council, reason, by, at):
    council.state = CouncilState.DISSOLVED
    council.save(update_fields=["state"])
    log(council, CouncilAct.DISSOLVE, by, at, reason=reason)


def locked_council(council):
    rows = Council.objects.select_for_update(of=("self",))
    return rows.select_related("challenge__call__procedure").get(pk=council.pk)


def log(council, act, by, at, **detail):
    detail = {name: value for name, value in detail.items() if value not in ("", None)}
    record(chain=council.chain, act=act, by=by, at=at, detail=detail)
