"""Councils that sit over files that are open, without the way that leads there."""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative.access import show_opened
from cauhien.challenges.actions.initiative.drafts import show_to_member
from cauhien.challenges.models import CallKey, InitiativeVersion, Receipt
from cauhien.challenges.states import InitiativeAct
from cauhien.core.audit import record
from cauhien.core.hashing import hash_of
from cauhien.core.sealing import new_wrapped_key
from cauhien.review import queries
from cauhien.review.actions import (
    Agenda,
    Line,
    call_meeting,
    propose,
    record_attendance,
    save_minutes,
    submit_review,
    vote,
    write_review,
)
from cauhien.review.actions.forming import locked_council
from cauhien.review.actions.opening import open_files
from cauhien.review.models import Council, Meeting, Review, Seat
from cauhien.review.states import CouncilKind, CouncilState, SeatRole, SeatState
from tests.factories import A_FILE, NOW, TODAY, a_person, a_user
from tests.review.things import a_call, an_initiative

THREE = {SeatRole.CHAIR: 1, SeatRole.SECRETARY: 1, SeatRole.MEMBER: 1}


def a_judged_file(call, **fields):
    """Return a file in review with a frozen copy, seen by its team and the staff of the case."""
    CallKey.objects.get_or_create(
        challenge=call.challenge,
        defaults={"wrapped": new_wrapped_key(call.challenge.chain), "made_at": NOW},
    )
    file = an_initiative(call, **fields)
    file.draft = file.sealed_json(A_FILE, "draft")
    file.save(update_fields=["draft"])
    members = [{"code": "x", "name": "Công ty Ánh Sáng", "organisation": "", "role": "lead"}]
    content = {"texts": A_FILE, "members": members, "documents": []}
    version = InitiativeVersion.objects.create(
        initiative=file,
        number=1,
        content=file.sealed_json(content, "version:1"),
        sha256=hash_of(content),
        at=NOW,
        by=file.members.get().user,
    )
    line = record(chain=file.chain, act=InitiativeAct.SUBMIT, by=version.by, at=NOW)
    place = {"line_number": line.number, "line_hash": line.hash}
    Receipt.objects.create(version=version, received_at=NOW, sha256=version.sha256, **place)
    show_opened(file, by=None, at=NOW)
    show_to_member(file, user=file.members.get().user, by=None, at=NOW)
    return file


def a_small_council(files=2, roles=None, **procedure):
    """Return a council of a chair, a secretary and a member, who sit and have files to judge."""
    call = a_call()
    for name, value in ({"rules": {}} | procedure).items():
        setattr(call.procedure, name, value)
    call.procedure.save()
    for number in range(1, files + 1):
        a_judged_file(call, title_vi=f"Giải pháp {number}")
    return a_council_over(call, roles or THREE)


@transaction.atomic
def a_council_over(call, roles, kind=CouncilKind.SELECTION):
    """Return a council of these roles who sit; what there is to judge is open to them."""
    council = Council.objects.create(
        challenge=call.challenge,
        kind=kind,
        state=CouncilState.INVITING,
        roles=roles,
        engine_version="test",
        input_sha256="0" * 64,
        review_by_on=TODAY,
        formed_at=NOW,
        formed_by=a_user(Role.COORDINATOR),
    )
    for role, count in roles.items():
        for _ in range(count):
            a_sitting_seat(council, role)
    open_files(locked_council(council), at=NOW)
    return locked_council(council)


def a_sitting_seat(council, role):
    number = council.seats.count() + 1
    user = a_user(name=f"Ủy viên {number}")
    person = a_person(f"Ủy viên {number}", user=user)
    return Seat.objects.create(
        council=council,
        role=role,
        person=person,
        user=user,
        state=SeatState.READING if role == SeatRole.OUTSIDE else SeatState.SITTING,
        answer_by_on=TODAY,
        invited_at=NOW,
        answered_at=NOW,
    )


def holder(council, role=SeatRole.MEMBER):
    """Return the account of whoever has a seat in that role."""
    user = council.seats.filter(role=role).first().user
    user.day = TODAY
    return user


def review_of(council, user, file=0):
    return Review.objects.get(seat__user=user, initiative=queries.judged_files(council)[file])


def written(*levels, **more):
    """Return what a member writes: these levels of the criteria, with all that goes with them."""
    said = {"reason": "Số liệu rõ.", "evidence": "“Đo mỗi năm phút”, tr. 3", "confidence": "high"}
    return {"scores": {at: said | {"level": level} for at, level in enumerate(levels, 1)}} | more


def submitted(council, user, file=0, levels=(4, 4, 4)):
    """Return the review of a member on a file, written and submitted."""
    review = review_of(council, user, file)
    write_review(review=review, by=user, at=NOW, written=written(*levels))
    return submit_review(review=review, by=user, at=NOW)


def all_submitted(council, levels):
    """Submit all reviews. levels: for each seat, in their order, the level for each file."""
    for seat, given in zip(_members(council), levels, strict=True):
        seat.user.day = TODAY
        for at, level in enumerate(given):
            submitted(council, seat.user, at, (level,) * 3)


def _members(council):
    return council.seats.filter(state=SeatState.SITTING).order_by("id")


def called(council, *, by, **about):
    """Return the meeting to which the council is called, twenty days ahead."""
    said = {
        "starts_at": NOW + timedelta(days=20),
        "where": "Phòng họp số 2",
        "agenda": "Đánh giá hồ sơ\nBỏ phiếu",
    }
    return call_meeting(council=council, about=Agenda(**said | about), by=by, at=NOW)


def a_meeting(council, *, by, **fields):
    """Return such a meeting without its invitation, which takes a second to set."""
    said = {"starts_at": NOW + timedelta(days=20), "where": "Phòng họp số 2", "agenda": "Đánh giá"}
    return Meeting.objects.create(council=council, called_by=by, **said | fields)


def begun(meeting, present, *, by, authorised=""):
    """Record who is there when it begins and return the Quorum."""
    at = {"by": by, "at": meeting.starts_at}
    return record_attendance(meeting=meeting, present=present, authorised=authorised, **at)


def quorate(council, *, by, besides=""):
    """Return a meeting at which everybody is there, besides who sits in one role."""
    meeting = a_meeting(council, by=by)
    begun(meeting, [one.code for one in queries.sitting(council) if one.role != besides], by=by)
    return queries.meeting_ahead(council)


def voted(meeting, user, *choices):
    codes = [file.code for file in queries.judged_files(meeting.council)]
    given = dict(zip(codes, choices, strict=False))
    vote(meeting=meeting, choices=given, by=user, at=meeting.starts_at)


def proposed(council, *outcomes, places=(), reasons=()):
    """Propose as the chair: an outcome for each file, its place and the reason."""
    codes = [file.code for file in queries.judged_files(council)]
    lines = {
        code: Line(
            outcome,
            dict(enumerate(places)).get(at),
            dict(enumerate(reasons)).get(at, "Phù hợp hơn với hạ tầng hiện có."),
        )
        for at, (code, outcome) in enumerate(zip(codes, outcomes, strict=True))
    }
    at = queries.meeting_ahead(council).starts_at
    return propose(council=council, lines=lines, by=holder(council, "chair"), at=at)


def minuted(meeting, *, by):
    said = {"minutes": "Hội đồng trao đổi.", "public_minutes": "Hội đồng đã họp."}
    return save_minutes(meeting=meeting, **said, by=by, at=meeting.starts_at)


def people(council):
    """Return who looks on: one for each column of the matrix."""
    challenge = council.challenge
    team = queries.judged_files(council)[0].members.get().user
    found = {
        "public": AnonymousUser(),
        "team": team,
        "officer": a_user(Role.OFFICER, office=challenge.office),
        "head": a_user(Role.HEAD, office=challenge.office),
        "stranger": a_user(Role.OFFICER),
        "member": holder(council),
        "chair": holder(council, "chair"),
        "coordinator": a_user(Role.COORDINATOR),
        "secretary": a_user(Role.SECRETARY),
        "decision-maker": a_user(Role.DECISION_MAKER),
        "auditor": a_user(Role.AUDITOR),
    }
    team.day = TODAY
    return found
