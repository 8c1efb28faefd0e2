"""Who can be asked onto a council: how well they suit, and what keeps them out before conflicts."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cauhien.accounts.models import User
from cauhien.accounts.queries import valid_grants
from cauhien.accounts.states import Role
from cauhien.challenges.models import Initiative
from cauhien.challenges.states import InitiativeState
from cauhien.matching.models import Match
from cauhien.matching.queries import newest_run
from cauhien.matching.states import Kind
from cauhien.network.models import Absence, Person
from cauhien.network.rules import suggestable
from cauhien.review.models import Council, Expert, Seat
from cauhien.review.queries.councils import wholly_lifted
from cauhien.review.states import ACTIVE_SEATS, CouncilKind, CouncilState, Out, SeatRole, SeatState

# Whoever runs or audits the case does not judge in it too.
OTHER_ROLES = (Role.COORDINATOR, Role.SECRETARY, Role.DECISION_MAKER, Role.AUDITOR)
# The files that a council of a kind judges, or would.
JUDGED = {
    CouncilKind.DEFINITION: (),  # there is none as yet
    CouncilKind.SELECTION: (
        InitiativeState.SUBMITTED,
        InitiativeState.FIX_ASKED,
        InitiativeState.ELIGIBLE,
        InitiativeState.IN_REVIEW,
    ),
    CouncilKind.ACCEPTANCE: (InitiativeState.PILOT,),
}
MOST_EVIDENCE = 3  # works shown beside a name


@dataclass
class Candidate:
    """A person who can be asked. fit: 0 to 1, of the match; out: why not, "" where nothing is."""

    person: Person
    expert: Expert
    fit: float = 0.0
    rank: int | None = None
    evidence: list = field(default_factory=list)
    out: str = ""
    until: date | None = None


def files_of(challenge, kind):
    """Return the files of a call that a council of a kind judges, or would."""
    files = Initiative.objects.filter(challenge=challenge, state__in=JUDGED[kind])
    return list(files.order_by("number"))


def experts_for_asking():
    """Return the experts who can be reached: by their account, or by an address."""
    reachable = Q(person__user__is_active=True) | (Q(person__user=None) & ~Q(email=""))
    rows = Expert.objects.filter(reachable, suggestable("person__"))
    return rows.select_related("person__user").order_by("person__sort_key", "person_id")


def candidates_for(challenge, *, on, until, council=None):
    """Return the Candidates for a council of a call, the best suited first.

    on, until: the days between which it works. council: whose own seats do not count as load.
    """
    matched = _matched(challenge)
    top = max((one.score for one in matched.values()), default=0.0) or 1.0
    out = _kept_out(challenge, on, until, council)
    found = [
        _candidate(expert, matched.get(expert.person.code), top, out)
        for expert in experts_for_asking()
    ]
    return sorted(found, key=lambda one: (-one.fit, one.rank or 0, one.person.sort_key))


def free_for_outside(council, on):
    """Return the Candidates who may be asked for a review from outside, the best suited first.

    Without whom a conflict is known to bar; whether one bars today is asked when one is chosen.
    """
    states = (*ACTIVE_SEATS, SeatState.EXCLUDED)
    held = Seat.objects.filter(council=council, state__in=states).values_list("person", flat=True)
    taken = set(held)
    barred = {one["person"] for one in council.candidates if SeatRole.REVIEWER in one["barred"]}
    barred -= wholly_lifted(council)
    found = candidates_for(council.challenge, on=on, until=council.review_by_on, council=council)
    free = [one for one in found if not one.out and one.person.pk not in taken]
    return [one for one in free if str(one.person.uuid) not in barred]


def council_of(challenge, kind):
    """Return the council of a call that is at work, None before one was formed."""
    councils = Council.objects.filter(challenge=challenge, kind=kind)
    found = councils.exclude(state=CouncilState.DISSOLVED).first()
    if found:
        found.challenge = challenge  # as whoever asks has loaded it
    return found


def _candidate(expert, match, top, out):
    why, until = out.get(expert.person_id, ("", None))
    if match is None:
        return Candidate(expert.person, expert, out=why, until=until)
    evidence = [_shown(work) for work in match.evidence[:MOST_EVIDENCE]]
    fit = round(match.score / top, 6)
    return Candidate(expert.person, expert, fit, match.rank, evidence, why, until)


def _shown(work):
    names = ("kind", "code", "title", "title_vi", "title_en", "year")
    return {name: work[name] for name in names if work.get(name)}


def _matched(challenge):
    """Return {code of a person: Match} of the newest run of a problem."""
    run = newest_run(challenge)
    rows = Match.objects.filter(run=run, kind=Kind.PERSON) if run else ()
    return {one.code: one for one in rows}


def _kept_out(challenge, on, until, council):
    """Return {id of a person: (why, until when)}; who holds another role comes last, and counts."""
    away = Absence.objects.filter(from_on__lte=until, until_on__gte=on).order_by("until_on")
    out = {person: (Out.AWAY, last) for person, last in away.values_list("person", "until_on")}
    out |= dict.fromkeys(_full(council), (Out.FULL, None))
    return out | dict.fromkeys(_with_other_role(challenge, on), (Out.ROLE, None))


def _full(council):
    """Return the ids of the persons who sit on as many councils as they agreed to."""
    at_work = Q(council__state__in=[CouncilState.CONCLUDED, CouncilState.DISSOLVED])
    seats = Seat.objects.filter(state__in=ACTIVE_SEATS).exclude(at_work)
    if council:
        seats = seats.exclude(council=council)
    held = seats.order_by().values("person").annotate(number=Count("pk"))
    load = held.filter(person=OuterRef("person")).values("number")
    rows = Expert.objects.annotate(load=Coalesce(Subquery(load), 0))
    return list(rows.filter(load__gte=F("person__most_seats")).values_list("person", flat=True))


def _with_other_role(challenge, on):
    held = valid_grants(on).filter(role__in=OTHER_ROLES)
    own = valid_grants(on).filter(office=challenge.office_id) if challenge.office_id else None
    users = User.objects.filter(
        Q(pk__in=held.values("user")) | (Q(pk__in=own.values("user")) if own else Q(pk__in=[]))
    )
    return Person.objects.filter(user__in=users).values_list("pk", flat=True)
