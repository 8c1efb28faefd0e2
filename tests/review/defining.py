"""A problem at triage whose task a council is to define, and that council."""

from cauhien.accounts.states import Role
from cauhien.challenges.models import Call, Comparison
from cauhien.challenges.states import Award, State
from cauhien.review.states import CouncilKind
from tests.factories import NOW, a_challenge, a_user
from tests.review.sitting import THREE, a_council_over
from tests.review.things import a_small_procedure

DEFINITION = {
    "council_min": 3,
    "council_max": 5,
    "reviewers": 0,
    "quorum": {"share": "2/3", "must_include": ["chair"]},
    "carried": "3/4",
    "clocks": {},
    "council_rules": "CR-004",
    "rules": {},
    "legal_basis_vi": "Thông tư 06/2023/TT-BKHCN",
    "legal_basis_en": "Circular 06/2023/TT-BKHCN",
}
TASK = {
    "title_vi": "Nghiên cứu điều khiển đèn tín hiệu thích ứng",
    "goal_vi": "Nâng tốc độ giờ cao điểm lên 18 km/h.",
    "results_vi": "Phần mềm điều khiển và số đo trong sáu tháng.",
    "way": "competition",
    "costs": ["labour", "equipment"],
    "dissent": "",
}


def a_problem(state=State.TRIAGE, **fields):
    """Return a problem, compared, with a call begun by a procedure that wants its task defined."""
    procedure = a_small_procedure(code="commissioned-task", definition=DEFINITION)
    problem = a_challenge(state, **fields)
    Call.objects.create(
        challenge=problem,
        procedure=procedure,
        award=Award.PRIZE,
        saved_at=NOW,
        saved_by=problem.officer,
    )
    by = a_user(Role.COORDINATOR)
    Comparison.objects.create(challenge=problem, reason="Khác", at=NOW, by=by)
    return problem


def a_defining_council(roles=None, **fields):
    """Return a council of a chair, a secretary and a member who sit and read the problem."""
    problem = a_problem(**fields)
    return a_council_over(problem.call, roles or THREE, kind=CouncilKind.DEFINITION)
