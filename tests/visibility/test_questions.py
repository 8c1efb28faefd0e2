"""Who sees a question of an enterprise to an expert, and whom its plan names, as data."""

from datetime import date
from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction

from cauhien.accounts.states import Role
from cauhien.enterprises.actions import suggest
from cauhien.members import actions
from cauhien.members.states import Act
from tests.enterprises.things import a_completed, an_enterprise, shipped_templates
from tests.factories import NOW, a_person, a_user
from tests.park.things import a_tenant
from tests.visibility.cases import Shown
from tests.visibility.places import at, shows
from tests.visibility.tables import hide_elsewhere, rows_of, stand_on_the_page

pytestmark = pytest.mark.django_db
ROLES = (
    *("public", "another enterprise", "another expert", "officer", "head", "decision-maker"),
    *("leader", "expert asked", "enterprise", "coordinator", "auditor"),
)
TABLE = """
                                       pub ane anx off hea dec lea exp ent coo aud
a question of an enterprise             ○   ○   ○   ○   ○   ○   ○   ●   ●   ●   ●
the answer of the expert                ○   ○   ○   ○   ○   ○   ○   ●   ●   ●   ●
who else was asked                      ○   ○   ○   ○   ○   ○   ○   ○   ●   ●   ●
an expert in the plan of an enterprise  ○   ○   ○   ○   ○   ○   ○   ○   ●   ○   ○
"""
ROWS = rows_of(TABLE, ROLES)
QUESTION, ANSWER = "Đo gì trước khi lắp robot hàn?", "Đo lưu lượng trước."
PAGES = ("/ask/{code}/", "/advice/{advice}/")
TOLD = {
    "page": (*PAGES, "/ask/"),
    "search": ("/api/v1/search?q=robot+han",),
    "feed": ("/notices/feed/OWN.atom",),
    "export": ("/assessments/{assessment}/report.pdf",),
}
PLACES = {
    "a question of an enterprise": {"page": at(*PAGES, "/ask/", words=QUESTION)},
    "the answer of the expert": {"page": at(*PAGES, words=ANSWER)},
    "who else was asked": {"page": at(*PAGES, words="Phạm Người Khác")},
    "an expert in the plan of an enterprise": {
        "page": at("/assessments/{assessment}/plan/", words="Gần với tiêu chí này."),
        "export": at("/assessments/{assessment}/report.pdf", words="Phạm Người Khác", never=True),
    },
}
hide_elsewhere(PLACES, TOLD)
# Whom a step concerns is told of it: that is a notice of their own, looked at in tests of members.
del PLACES["a question of an enterprise"]["feed"]


@pytest.fixture(scope="module")
def cases(django_db_setup, django_db_blocker):
    """Yield one question with its plan, made once, and take them back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = a_question_with_a_plan()
        connection.check_constraints()
        yield {"question": made}
        transaction.set_rollback(True)


def a_question_with_a_plan():
    shipped_templates()
    enterprise, owner = an_enterprise()
    plan = a_completed(enterprise, owner, "none")
    expert, other = (
        a_person(name, user=a_user(), agreed_at=NOW) for name in ("Trần Hoa", "Phạm Người Khác")
    )
    said = {"rank": 1, "reason_vi": "Gần với tiêu chí này.", "reason_en": "Near."}
    row = {"criterion": "T4", "kind": "person", "code": other.code, **said}
    suggest(assessment=plan, kinds=["person"], found=[row], at=NOW)
    written = {"title": QUESTION, "text": "Ba ca.", "answer_by_on": date(2030, 1, 15)}
    inquiry = actions.open_inquiry(written=written, enterprise=enterprise, by=owner, at=NOW)
    actions.ask_experts(inquiry=inquiry, people=[expert, other], by=owner, at=NOW)
    advice = inquiry.advice.get(person=expert)
    actions.advance(case=advice, act=Act.ANSWER, by=expert.user, at=NOW, words=ANSWER)
    people = {
        "public": AnonymousUser(),
        "another enterprise": an_enterprise("Công ty Khác", "0101248141")[1],
        "another expert": a_person("Lê Ba", user=a_user(Role.EXPERT), agreed_at=NOW).user,
        **{role: a_user(role) for role in (Role.OFFICER, Role.HEAD, Role.LEADER)},
        "decision-maker": a_user(Role.DECISION_MAKER),
        "expert asked": expert.user,
        "enterprise": a_tenant(enterprise.organisation),  # a colleague of who asked
        "coordinator": a_user(Role.COORDINATOR),
        "auditor": a_user(Role.AUDITOR),
    }
    return Shown(inquiry, people, {"advice": advice.code, "assessment": plan.code})


def test_the_page_on_who_sees_what_says_the_same_of_questions():
    assert PLACES.keys() == ROWS.keys()
    assert stand_on_the_page(ROWS)


@pytest.mark.parametrize(("thing", "kind"), [(one, kind) for one in PLACES for kind in PLACES[one]])
def test_a_question_is_shown_to_whom_the_table_says_and_to_nobody_else(cases, ask, thing, kind):
    place, case = PLACES[thing][kind], cases["question"]

    shown = {role: shows(place, case, partial(ask, "question", role)) for role in ROLES}

    assert shown == {role: sees and not place.never for role, sees in ROWS[thing].items()}
