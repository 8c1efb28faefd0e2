"""Councils, their seats and who was left out, as far as a user sees them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat
from django.utils.timezone import localdate

from cauhien.accounts.queries import names_by_uuid
from cauhien.accounts.rules import holds_role
from cauhien.challenges.models import Call, Challenge
from cauhien.challenges.queries import challenges_for
from cauhien.challenges.states import Act, State
from cauhien.core.audit import act_in_words
from cauhien.core.models import AuditLine
from cauhien.network.models import Person
from cauhien.review import rules
from cauhien.review.models import Council, Declaration, Expert, Finding, Seat, Waiver
from cauhien.review.queries.scores import files_given
from cauhien.review.states import ACTIVE_SEATS, CouncilKind, CouncilState, SeatRole, SeatState

DECLARED = "declaration"  # the source of what a member says of themself
COUNCIL_NEEDED = {
    State.TRIAGE: CouncilKind.DEFINITION,
    State.IN_REVIEW: CouncilKind.SELECTION,
    State.ACCEPTANCE: CouncilKind.ACCEPTANCE,
}


@dataclass(frozen=True)
class LogLine:
    """A line of the log: the act in words, who acted, whom it concerns."""

    line: AuditLine
    act: str
    who: str
    whom: str


# Calls whose procedure asks for a council that defines the task.
_ASKING = Call.objects.filter(challenge=OuterRef("pk"), procedure__definition__council_min__gt=0)
_BY_ROLE = Case(
    *(When(role=role, then=Value(at)) for at, role in enumerate(SeatRole)),
    default=Value(len(SeatRole)),
    output_field=IntegerField(),
)


def councils_for(user):
    """Return the councils this user may see the page of."""
    return Council.objects.filter(rules.visible(user))


def councils_of(challenge):
    """Return all councils of a case, those that were dissolved too, in order."""
    return Council.objects.filter(challenge=challenge).order_by("formed_at", "id")


def chains_of_councils(challenge):
    """Return the names of the chains of the log in which the work of its councils stands."""
    councils = Council.objects.filter(challenge=challenge.pk).order_by()
    return councils.values(chain=Concat(Value("council:"), "code"))


def cases_without_council(user):
    """Return the problems for which somebody of this role, in none of their teams, has to ask for
    a council.

    Each has `waits_since`; `COUNCIL_NEEDED` says which by its state.
    """
    if not holds_role(user, *rules.RUNS_COUNCILS):
        return Challenge.objects.none()
    at_work = Council.objects.exclude(state=CouncilState.DISSOLVED)
    lacks = Q()
    for state, kind in COUNCIL_NEEDED.items():
        lacks |= Q(~Exists(at_work.filter(challenge=OuterRef("pk"), kind=kind)), state=state)
    lacks &= ~Q(state=State.TRIAGE) | Q(Exists(_ASKING))
    acts = AuditLine.objects.filter(
        chain=Concat(Value("challenge:"), OuterRef("code")),
        act__in=(Act.SIGN, Act.BEGIN_REVIEW, Act.REPORT_PILOT),
    )
    since = Subquery(acts.order_by("-number").values("at")[:1])
    cases = challenges_for(user).filter(lacks).exclude(pk__in=rules.own_cases(user))
    return cases.select_related("call__procedure").annotate(waits_since=since).order_by("id")


def seats_of(council):
    """Return the seats of a council by role, those that were left or replaced last."""
    return by_role(Seat.objects.filter(council=council))


def by_role(seats):
    """Return seats, a queryset, in that order with what is shown of them."""
    gone = Case(When(state__in=ACTIVE_SEATS, then=Value(0)), default=Value(1))
    people = seats.annotate(by_role=_BY_ROLE, gone=gone).select_related(
        "person", "next_best", "stand_in", "user", "follows__person", "declaration"
    )
    return people.order_by("gone", "by_role", "-fit", "id")


def who_sat(council):
    """Return the seats of the members of a council that has done its work, by role."""
    return seats_of(council).filter(state=SeatState.SITTING)


def outside_seats(council):
    """Return the seats of who has reviewed from outside, each with `given`: numbers of files."""
    reading = seats_of(council).filter(state=SeatState.READING).annotate(given=files_given())
    return [seat for seat in reading if seat.given]


def log_of(council):
    """Return the lines of a council's log as LogLines, the first first."""
    lines = list(AuditLine.objects.filter(chain=council.chain).order_by("number"))
    names = names_by_uuid({line.by for line in lines if line.by})
    persons = persons_by_uuid({line.detail["person"] for line in lines if "person" in line.detail})
    return [
        LogLine(
            line,
            act_in_words(line.act),
            names.get(line.by, ""),
            str(persons.get(line.detail.get("person"), "")),
        )
        for line in lines
    ]


def seats_to_change(council):
    """Return the seats that somebody holds or was proposed for."""
    return seats_of(council).filter(state__in=ACTIVE_SEATS)


def findings_of(council):
    """Return the conflicts that stand between people and the files of a council today."""
    found = Finding.objects.filter(council=council, ended_at=None)
    return found.select_related("person", "initiative").order_by("person__sort_key", "id")


def declared_ties(council):
    """Return {uuid of a person: [(said, source, day), …]} of what members have declared."""
    rows = Declaration.objects.filter(seat__council=council).select_related("seat__person")
    ties = defaultdict(list)
    for row in rows:
        for said in row.ties:
            told = {"source": DECLARED, "recorded_on": localdate(row.declared_at)}
            ties[str(row.seat.person.uuid)].append((said, told))
    return ties


def waivers_of(council):
    return Waiver.objects.filter(council=council).select_related("person", "initiative", "by")


def lifted_in(council):
    """Return what is lifted: {(id of a person, id of a file, rule)}."""
    return set(waivers_of(council).values_list("person", "initiative", "rule"))


def wholly_lifted(council):
    """Return the uuids of the persons against whom nothing stands that nobody has lifted."""
    lifted, found = lifted_in(council), findings_of(council).exclude(severity="warn")
    standing = {one.person_id for one in found if one.lifted_by not in lifted}
    return {str(one.person.uuid) for one in found if one.person_id not in standing}


def experts_of(persons):
    """Return {id of a person: Expert}."""
    rows = Expert.objects.filter(person__in=[one.pk for one in persons])
    return {row.person_id: row for row in rows}


def persons_by_uuid(uuids):
    return {str(one.uuid): one for one in Person.objects.filter(uuid__in=uuids)}


def experts_for(user):
    """Return all experts with their absences, to whoever keeps the list."""
    if not rules.may_keep_experts(user):
        return Expert.objects.none()
    rows = Expert.objects.select_related("person__user").prefetch_related("person__absences")
    return rows.order_by("person__sort_key", "person_id")
