"""Who may take a seat that is free or becomes so: every rule is asked again."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.review import queries
from cauhien.review.actions.conflicts import found_between, write_findings
from cauhien.review.actions.forming import CannotForm
from cauhien.review.models import Seat
from cauhien.review.states import Out, SeatRole


@transaction.atomic
def looked_at(council, person, *, at):
    """Return the conflicts of a person with what a council judges, as the engine finds them now.

    They are kept, whatever becomes of the person: what may be lifted is lifted on them.
    """
    files = queries.files_of(council.challenge, council.kind)
    conflicts, *_rest = found_between([person], files, council, at=at)
    write_findings(council, conflicts, [person], files, at=at)
    return conflicts


def checked(council, role, person, conflicts, *, besides, at):
    """Return the Candidate who may take a seat in a role; CannotForm says why one may not.

    conflicts: as `looked_at`. besides: the seat that becomes free, whose holder no longer counts.
    """
    if str(person.uuid) not in {one["person"] for one in council.candidates}:
        raise CannotForm(_("This person is not among the experts who were asked for."))
    candidate = candidate_now(council, person, at)
    others = queries.seats_to_change(council).exclude(pk=besides.pk)
    check_free(role, person, others, conflicts)
    members = others.exclude(role=SeatRole.OUTSIDE).values_list("person", flat=True)
    if broken := _broken(council, {*members, person.pk}):
        raise CannotForm(_("The council would no longer keep: %(quota)s.") % {"quota": broken})
    return candidate


def new_seat(council, old, candidate, *, reason=""):
    """Return the seat that follows another, proposed to a candidate."""
    person, fits = candidate.person, _fits(council, old.role)
    stand_in = old.stand_in if old.stand_in_id != person.pk else None
    return Seat.objects.create(
        council=council,
        role=old.role,
        person=person,
        user=person.user,
        email=candidate.expert.email,
        fit=candidate.fit,
        place=1 + sum(fit > candidate.fit for fit in fits),
        of=len(fits),
        evidence=candidate.evidence,
        stand_in=stand_in,
        follows=old,
        reason=reason,
    )


def check_free(role, person, others, conflicts):
    """Raise CannotForm where a person holds one of the other seats, or a conflict bars the role."""
    if others.filter(person=person).exists():
        raise CannotForm(_("This person has another seat on the council."))
    bars = [one for one in conflicts if one.bars(role)]
    if not bars:
        return
    said = [_("A conflict of interest keeps this person out: %(why)s.") % {"why": in_words(bars)}]
    if all(one.severity == "waiver" for one in bars):
        said.append(
            _("The coordinator may look at it on the page of the council, under “Kept out”.")
        )
    raise CannotForm(" ".join(said))


def in_words(conflicts):
    """Return conflicts in words, each ground once."""
    return "; ".join(dict.fromkeys(queries.reason_in_words(one) for one in conflicts))


def candidate_now(council, person, at):
    """Return the Candidate that an expert is on this day; CannotForm where they cannot be asked."""
    days = {"on": localdate(at), "until": council.review_by_on}
    found = queries.candidates_for(council.challenge, council=council, **days)
    candidate = next((one for one in found if one.person.pk == person.pk), None)
    if candidate is None:
        raise CannotForm(_("This person can no longer be reached."))
    if candidate.out:
        why = {"why": Out(candidate.out).label}
        raise CannotForm(_("This person cannot be asked: %(why)s.") % why)
    return candidate


def _broken(council, persons):
    """Return in words the first quota that a council of these persons breaks, else ""."""
    known = queries.persons_by_uuid({one["person"] for one in council.candidates})
    uuids = {uuid for uuid, one in known.items() if one.pk in persons}
    for quota in council.quotas:
        inside = len(uuids & set(quota["people"]))
        most = quota["most"]
        if inside < (quota["least"] or 0) or (most is not None and inside > most):
            return queries.quota_in_words(quota)
    return ""


def _fits(council, role):
    """Return how well those suit who were allowed in a role when the council was formed."""
    return [
        one["fit"] for one in council.candidates if not one["out"] and role not in one["barred"]
    ]
