"""Calls, files and councils to test with, complete enough to be used."""

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cauhien.accounts.states import Role
from cauhien.challenges.models import Call, Criterion, Initiative, Member, Procedure
from cauhien.challenges.states import Award, InitiativeState, MemberRole, State
from cauhien.matching.models import Match, Run
from cauhien.matching.states import Closeness, Kind, RunState
from cauhien.network.models import Involvement
from cauhien.network.states import InvolvementKind
from cauhien.review.actions import Offer, Wish, accept, declare, form_council, invite_council
from cauhien.review.models import Expert
from cauhien.review.queries import seats_to_change
from tests.factories import (
    NOW,
    TODAY,
    a_challenge,
    a_person,
    a_user,
    an_organisation,
    sign_in,
)

MOST_QUERIES = 12  # of a page, those of the session and the header among them
TO_LOG = 6

EXCLUSIONS = [
    {"relation": "staff_of", "to": "lead organisation", "role_affected": "any", "clause": "8.2.b"}
]
RULES = {
    "id": "CR-001",
    "size_min": 7,
    "size_max": 9,
    "sizes_allowed": None,
    "roles": {
        "chair": 1,
        "vice_chair": 1,
        "scientific_secretary": 1,
        "reviewer": 2,
        "member": "rest",
    },
    "quorum": {"min_fraction": "2/3", "must_include": ["chair", "both reviewers"]},
    "exclusions": EXCLUSIONS,
    "legal_document": "Thông tư 20/2023/TT-BKHCN",
    "legal_basis": [{"article": "8"}],
    "valid_from": "2023-11-27",
    "valid_to": None,
}


def a_procedure(**fields):
    """Return a procedure like the commissioned task: seven to nine members, two of them review."""
    given = {
        "code": "commissioned-task",
        "name_vi": "Đặt hàng nhiệm vụ",
        "name_en": "Commissioned task",
        "initiative_vi": "hồ sơ đăng ký tuyển chọn",
        "initiative_en": "file for selection",
        "sealed": True,
        "blind": True,
        "council_min": 7,
        "council_max": 9,
        "reviewers": 2,
        "quorum": {"share": "2/3", "must_include": ["chair", "both_reviewers"]},
        "levels": 5,
        "disagreement_limit": "0.4",
        "pass_threshold": "70",
        "review_request_days": 10,
        "clocks": {
            "answer_invitation": {"days": 5, "working": True},
            "answer_review_request": {"days": 15, "working": True},
        },
        "council_rules": "CR-001",
        "rules": RULES,
    }
    given |= fields
    return Procedure.objects.update_or_create(code=given.pop("code"), defaults=given)[0]


def a_small_procedure(**fields):
    """Return a procedure like the open call: a chair, a secretary and members, three at least."""
    given = {
        "code": "open-call",
        "council_min": 3,
        "council_max": 5,
        "reviewers": 0,
        "quorum": {"share": "2/3", "must_include": ["chair"]},
        "council_rules": "",
        "rules": {},
    }
    return a_procedure(**given | fields)


def a_call(state=State.IN_REVIEW, *, procedure=None, **fields):
    """Return a call of three criteria whose files are with the council."""
    challenge = a_challenge(state, is_public=True, **fields)
    call = Call.objects.create(
        challenge=challenge,
        procedure=procedure or a_procedure(),
        award=Award.PRIZE,
        opens_at=NOW - timedelta(days=60),
        closes_at=NOW - timedelta(days=20),
        published_at=NOW - timedelta(days=61),
        saved_at=NOW,
        saved_by=challenge.officer,
    )
    for number, (name, weight) in enumerate(
        [("Tính mới", 30), ("Tính khả thi", 40), ("Hiệu quả", 30)], start=1
    ):
        Criterion.objects.create(call=call, number=number, name_vi=name, weight=weight)
    return call


def an_initiative(call, *, lead=None, state=InitiativeState.IN_REVIEW, **fields):
    """Return a file of a team with one member, who leads it."""
    given = {
        "number": call.challenge.initiatives.count() + 1,
        "title_vi": "Làn sóng xanh cho hành lang",
        "submitted_at": NOW - timedelta(days=21),
        "opened_at": NOW - timedelta(days=19),
        "created_at": NOW - timedelta(days=30),
        "saved_at": NOW - timedelta(days=21),
    }
    initiative = Initiative.objects.create(challenge=call.challenge, state=state, **given | fields)
    a_member(initiative, user=lead or a_user(Role.ENTERPRISE))
    return initiative


def a_member(initiative, *, user=None, role=MemberRole.LEAD, **fields):
    given = {
        "name": str(user or "Thành viên"),
        "email": user.email if user else f"thanh-vien-{initiative.members.count()}@test.invalid",
        "invited_at": NOW - timedelta(days=29),
        "consent_at": NOW - timedelta(days=28),
    }
    return Member.objects.create(initiative=initiative, user=user, role=role, **given | fields)


def an_expert(name="Trần Thị Bình", *, user=None, by=None, **fields):
    """Return an expert whom the coordinator may ask, with an account."""
    user = user or a_user(Role.EXPERT, name=name)
    person = a_person(name, user=user)
    return Expert.objects.create(
        person=person, saved_at=NOW, saved_by=by or a_user(Role.COORDINATOR), **fields
    )


def with_organisation(person, organisation=None, first=2020, last=None):
    """Say that a person works somewhere; return the organisation."""
    organisation = organisation or an_organisation()
    Involvement.objects.create(
        person=person,
        organisation=organisation,
        kind=InvolvementKind.CLAIMED,
        first_year=first,
        last_year=last,
    )
    return organisation


def experts(number, challenge=None):
    """Return experts E1, E2, … of as many organisations; for a problem the first suits best."""
    by = a_user(Role.COORDINATOR)
    found = [an_expert(f"Chuyên gia E{at}", by=by) for at in range(1, number + 1)]
    for one in found:
        with_organisation(one.person)
    if challenge:
        a_match(challenge, [one.person for one in found])
    return found


def a_match(challenge, persons):
    """Return a run that found these persons for a problem, the first the nearest."""
    run = Run.objects.create(
        challenge=challenge,
        state=RunState.DONE,
        input_hash="0" * 64,
        created_at=NOW,
        finished_at=NOW,
    )
    proof = {"kind": "work", "code": "w1", "title_vi": "Đèn thích ứng", "title_en": ""}
    proof |= {"year": 2024, "share": 1.0, "words": [], "passage": "", "spans": [], "terms": []}
    for rank, person in enumerate(persons, start=1):
        Match.objects.create(
            run=run,
            rank=rank,
            kind=Kind.PERSON,
            code=person.code,
            title_vi=person.name,
            zone=person.zone,
            score=100.0 - rank,
            closeness=Closeness.CLOSE,
            evidence=[proof],
        )
    return run


def a_council(call, *, by, size=7, number=12, until=date(2026, 12, 20)):
    """Return a council that the engine seated from so many experts, the best suited first."""
    experts(number, call.challenge)
    return form_council(challenge=call.challenge, wish=Wish(size=size, until=until), by=by, at=NOW)


def an_invited_council(call, *, by, **how):
    """Return a council whose members were invited."""
    council = a_council(call, by=by, **how)
    offer = Offer(answer_by_on=date(2026, 12, 1), fee_vnd=2_000_000)
    return invite_council(council=council, offer=offer, by=by, at=NOW)


def holder(seat):
    """Return the account of whoever holds a seat, as they come in today."""
    user = seat.person.user
    user.day = TODAY
    return user


def sit(seat, *, ties=(), at=NOW):
    """Accept a seat for its holder and declare; return it."""
    user = holder(seat)
    accept(seat=seat, by=user, at=at)
    return declare(seat=seat, ties=list(ties), keeps_secret=True, by=user, at=at)


def a_sitting_council(call, *, by, **how):
    """Return a council of which everybody sits; the files are open to them."""
    council = an_invited_council(call, by=by, **how)
    for seat in seats_to_change(council):
        sit(seat)
    council.refresh_from_db()
    return council


def queries_of(client, url, user=None):
    """Return how many questions a page asks the database when somebody looks at it again.

    Without those that write down that the audit has read it.
    """
    client.logout()
    if user and user.is_authenticated:
        sign_in(client, user)
    client.get(url)  # the first reading of a day is logged
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200, url
    is_logged = any(one["sql"].startswith('INSERT INTO "core_auditline"') for one in asked)
    return len(asked) - TO_LOG * is_logged
