"""The cases of the matrix, one for each state: who has which part in them, and their secrets."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser

from cauhien.accounts.models import Grant
from cauhien.accounts.states import Role
from cauhien.challenges import actions as problems
from cauhien.challenges.states import Act, MemberRole, State
from cauhien.core import audit
from cauhien.documents.models import Document
from cauhien.documents.states import Kind
from cauhien.pilots.actions import report_milestone
from cauhien.review import actions, queries
from cauhien.review.actions.decision import TEXTS, save_decision
from cauhien.review.actions.opening import open_files
from cauhien.review.models import Expert, Seat
from cauhien.review.states import Choice, DecisionKind, Outcome, SeatRole, SeatState
from tests.factories import NOW, TODAY, a_call, a_person, a_sent_file, a_user, an_organisation
from tests.pilots.things import EVIDENCE, a_pilot, a_value
from tests.review import sitting
from tests.review.decision_things import signed, what_is_said
from tests.review.defining import TASK, a_defining_council
from tests.review.things import a_match, a_member

QUESTION, ANSWER = "Đo ở nút nào?", "Đo ở nút Ngã Tư Sở."
LENT = "Cho vay vốn năm 2015"
BUSY = "Bận công tác nước ngoài"
VACANT = "còn trống một vị trí: phó chủ tịch"  # in no other case
SCORED = {0: "Phương án đo rất chắc.", 1: "Phương án trạm khá yếu."}
FROM_OUTSIDE = "Cảm biến trôi số đo sau ba tháng."
ONLY_ONE = "Chỉ viện này có hệ thống đo đã kiểm định."
LEAD = "Trưởng nhóm được mời"
DISSENT = "Nên làm ở cấp phường trước."
VERDICT = "Dự kiến chọn hồ sơ số 1 cho hành lang."
ADDRESS = "binh.tran@test.invalid"


@dataclass
class Shown:
    """A case in one state. people: {role: account}. said: whatever the places must name."""

    challenge: object
    people: dict
    said: dict = field(default_factory=dict)

    @property
    def code(self):
        return self.challenge.code


def looking_on(challenge, **parts):
    """Return one account for each role of the matrix; parts: who has one in the case already."""
    roles = {
        "head": Role.HEAD,
        "reviewer": Role.EXPERT,
        "kept_out": Role.EXPERT,
        "chair": Role.EXPERT,
        "outside_reviewer": Role.EXPERT,
        "coordinator": Role.COORDINATOR,
        "own_conflict": Role.COORDINATOR,
        "secretary": Role.SECRETARY,
        "decision_maker": Role.DECISION_MAKER,
        "auditor": Role.AUDITOR,
        "team": Role.ENTERPRISE,
        "other_team": Role.ENTERPRISE,
    }
    found = {"public": AnonymousUser(), "officer": challenge.officer}
    for name, role in roles.items():
        office = challenge.office if role == Role.HEAD else None
        found[name] = parts.get(name) or a_user(role, office=office)
    names = {"decision_maker": "decision-maker"}
    return {names.get(name, name.replace("_", " ")): user for name, user in found.items()}


def a_case_at_triage(way="competition"):
    """Return a case whose task a council has defined, before the call is published."""
    council = a_defining_council()
    problems.index_in_search([council.challenge], at=NOW)
    kept_out = _excluded(council)
    secretary = a_user(Role.SECRETARY, day=TODAY)
    meeting = sitting.a_meeting(council, by=secretary, starts_at=NOW)
    sitting.begun(meeting, [one.code for one in queries.sitting(council)], by=secretary)
    sitting.minuted(meeting, by=secretary)
    for seat in queries.sitting(council):
        seat.user.day = TODAY
        choices = {council.challenge.code: Choice.YES}
        actions.vote(meeting=meeting, choices=choices, dissent=DISSENT, by=seat.user, at=NOW)
    actions.conclude_definition(meeting=meeting, said=TASK | {"way": way}, by=secretary, at=NOW)
    parts = {"reviewer": sitting.holder(council), "chair": sitting.holder(council, "chair")}
    people = looking_on(council.challenge, kept_out=kept_out, secretary=secretary, **parts)
    minutes = Document.objects.get(kind=Kind.COUNCIL_MINUTES, subject_code=council.code)
    said = {"chair": str(parts["chair"]), "minutes": minutes.code}
    return Shown(council.challenge, people, said)


def a_defined_case():
    """Return the same a step later: frozen, assigned directly, and not yet published."""
    case = a_case_at_triage(way="direct")
    case.challenge.state = State.DEFINED
    case.challenge.save(update_fields=["state"])
    call = case.challenge.call
    call.sha256 = "c" * 64
    call.save(update_fields=["sha256"])
    decision_maker = case.people["decision-maker"]
    decision_maker.day = TODAY
    problems.assign_directly(
        challenge=case.challenge,
        organisation=_a_firm(),
        said={"reason_vi": ONLY_ONE, "lead_name": LEAD, "lead_email": "moi@test.invalid"},
        sha256=call.sha256,
        by=decision_maker,
        at=NOW,
    )
    problems.index_in_search([case.challenge], at=NOW)
    case.said["assignment"] = Document.objects.get(subject_code=case.code).code
    return case


def an_open_case(*, sealed=True):
    """Return a call that receives files, with two of them, a question answered and a match."""
    call = a_call(sealed=sealed, opens_at=NOW - timedelta(days=3))
    challenge = call.challenge
    problems.index_in_search([challenge], at=NOW)
    audit.record(chain=challenge.chain, act=Act.PUBLISH, by=None, at=NOW, public=True)
    question = problems.ask(challenge=challenge, by=a_user(Role.EXPERT), at=NOW, text=QUESTION)
    challenge.officer.day = TODAY
    problems.answer(
        question=question, by=challenge.officer, at=NOW, shown=QUESTION, answer_vi=ANSWER
    )
    person = a_person("Phạm Thị Gợi Ý")
    a_match(challenge, [person])
    one, other, third = (a_sent_file(call, title_vi=f"Giải pháp {name}") for name in "ABC")
    teams = {"team": _lead(one), "other_team": _lead(other)}
    case = Shown(challenge, looking_on(challenge, **teams))
    left_the_team(other, case.people["own conflict"])
    case.said = {"person": str(person), "file": one.code, "third file": third.code}
    return case


def a_case_in_review():
    """Return a case whose council reviews: one declared, one declined, one has yet to answer."""
    council = sitting.a_small_council()
    files = queries.judged_files(council)
    case = _with_council(council, kept_out=_excluded(council))
    names = ("Vũ Văn Khai", "Lê Thị Từ Chối", "Hồ Thị Chờ")
    declared, declined, _waits = (
        _offered(council, name, role)
        for name, role in zip(
            names, (SeatRole.MEMBER, SeatRole.VICE_CHAIR, SeatRole.MEMBER), strict=True
        )
    )
    tie = {"initiative": files[0].code, "other": files[0].code, "kind": "money", "relation": ""}
    actions.accept(seat=declared, by=declared.user, at=NOW)
    tie |= {"since": "2015", "until": "2015", "text": LENT}
    actions.declare(seat=declared, ties=[tie], keeps_secret=True, by=declared.user, at=NOW)
    actions.decline(seat=declined, reason=BUSY, by=declined.user, at=NOW)
    for at in SCORED:
        _scored(council, case.people["chair"], at, SCORED[at])
    _scored(council, case.people["reviewer"], 0, SCORED[0])
    case.said |= {"declared": str(declared.person), "declined": str(declined.person)}
    return case


def a_recommended_case():
    """Return a case on which the council has concluded, and whose decision is drafted."""
    council = sitting.a_small_council()
    case = _with_council(council, kept_out=_excluded(council))
    secretary = case.people["secretary"]
    secretary.day = TODAY
    for user in {seat.user for seat in queries.sitting(council)}:
        user.day = TODAY
        for at in SCORED:
            _scored(council, user, at, SCORED[at])
    meeting = sitting.quorate(council, by=secretary)
    for role in sitting.THREE:
        sitting.voted(meeting, sitting.holder(council, role), Choice.YES, Choice.NO)
    sitting.proposed(council, Outcome.SELECT, Outcome.REFUSE)
    sitting.minuted(meeting, by=secretary)
    actions.conclude(meeting=meeting, by=secretary, at=meeting.starts_at)
    case.challenge.refresh_from_db()
    case.said["minutes"] = Document.objects.get(
        kind=Kind.COUNCIL_MINUTES, subject_code=council.code
    ).code
    decision_maker = case.people["decision-maker"]
    decision_maker.day = TODAY
    said = what_is_said(case.challenge, (Outcome.SELECT, Outcome.REFUSE))
    case.said["draft"] = save_decision(
        challenge=case.challenge,
        kind=DecisionKind.FIRST,
        texts=dict.fromkeys(TEXTS, "") | {"summary_vi": VERDICT},
        said=said,
        revision=0,
        by=decision_maker,
        at=NOW,
    )
    return case


def a_decided_case():
    """Return the same a step later: the decision is signed and published."""
    case = a_recommended_case()
    case.said["decision"] = signed(case.said["draft"])
    case.challenge.refresh_from_db()
    return case


def a_case_with_a_pilot():
    """Return a case whose pilot runs, with a value accepted and one that waits."""
    pilot, cast = a_pilot()
    a_value(pilot, cast)
    a_value(pilot, cast, "16.6", "16.0", "17.2", accepted=False)
    report_milestone(
        milestone=pilot.milestones.get(number=1), evidence=EVIDENCE, by=cast.team, at=NOW
    )
    case = Shown(pilot.challenge, looking_on(pilot.challenge, team=cast.team))
    left_the_team(pilot.initiative, case.people["own conflict"])
    return case


def a_case_for_an_expert():
    """Return whoever looks on, and an expert without an account who is reached by an address."""
    case = Shown(a_call().challenge, {})
    case.people = looking_on(case.challenge)
    person = a_person("Trần Thị Bình")
    by = case.people["coordinator"]
    Expert.objects.create(person=person, email=ADDRESS, saved_at=NOW, saved_by=by)
    case.said["person"] = person.code
    return case


CASES = {
    "triage": a_case_at_triage,
    "defined": a_defined_case,
    "open": an_open_case,
    "not sealed": lambda: an_open_case(sealed=False),
    "review": a_case_in_review,
    "recommended": a_recommended_case,
    "decided": a_decided_case,
    "pilot": a_case_with_a_pilot,
    "any": a_case_for_an_expert,
}


def _a_firm():
    """Return an organisation for which somebody acts on the site."""
    body = an_organisation("Viện Đo lường")
    role = {"user": a_user(), "role": Role.ENTERPRISE, "organisation": body}
    Grant.objects.create(**role, starts_on=TODAY, given_at=NOW)
    return body


def _with_council(council, *, kept_out):
    """Return the case of a council: its members and the teams of its two files look on too."""
    one, other = queries.judged_files(council)
    parts = {"reviewer": sitting.holder(council), "chair": sitting.holder(council, "chair")}
    teams = {"team": _lead(one), "other_team": _lead(other)}
    parts["outside_reviewer"] = _from_outside(council, one)
    people = looking_on(council.challenge, kept_out=kept_out, **parts, **teams)
    case = Shown(council.challenge, people)
    left_the_team(other, people["own conflict"])
    review = sitting.review_of(council, parts["chair"])
    case.said = {"file": one.code, "other file": other.code, "chair": str(review.seat.person)}
    case.said["team"] = str(teams["team"])
    case.said["outside"] = sitting.review_of(council, parts["outside_reviewer"]).code
    return case


def _excluded(council):
    """Take somebody onto a council and off it again for a conflict; return their account."""
    seat = sitting.a_sitting_seat(council, SeatRole.MEMBER)
    open_files(council, at=NOW)
    by = a_user(Role.COORDINATOR)
    actions.exclude(seat=seat, reason="Cùng viện với nhóm", by=by, at=NOW)
    return seat.user


def _from_outside(council, file):
    """Let somebody outside the council read one file and review it; return their account."""
    seat = sitting.a_sitting_seat(council, SeatRole.OUTSIDE)
    seat.files.add(file)
    open_files(council, at=NOW)
    seat.user.day = TODAY
    _scored(council, seat.user, 0, FROM_OUTSIDE)
    return seat.user


def _offered(council, name, role):
    """Return a seat to which somebody was invited."""
    user = a_user(Role.EXPERT, name=name)
    return Seat.objects.create(
        council=council,
        role=role,
        person=a_person(name, user=user),
        user=user,
        state=SeatState.INVITED,
        invited_at=NOW,
    )


def _scored(council, user, at, reason):
    words = {"reason": reason, "evidence": "tr. 3", "confidence": "high", "level": 4}
    review = sitting.review_of(council, user, at)
    written = {"scores": dict.fromkeys((1, 2, 3), words)}
    actions.write_review(review=review, by=user, at=NOW, written=written)
    actions.submit_review(review=review, by=user, at=NOW)


def _lead(initiative):
    return initiative.members.get().user


def left_the_team(initiative, user):
    """Let somebody have been in a team, and have left it."""
    a_member(initiative, user=user, role=MemberRole.VIEW, left_at=NOW)
