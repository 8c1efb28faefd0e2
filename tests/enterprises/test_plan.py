"""The improvement plan: what may help at each weak criterion, what is done, what came of it."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from cauhien.core.items import items_for
from cauhien.core.jobs import is_under_way
from cauhien.enterprises import actions, queries
from cauhien.enterprises.models import Measure
from cauhien.enterprises.states.scoring import score, weak
from cauhien.network.actions.availability import set_availability
from tests.enterprises.things import (
    a_completed,
    all_answers,
    an_assessment,
    an_enterprise,
    answered,
    shipped_templates,
    template,
    words_of,
)
from tests.factories import NOW, Role, a_laboratory, a_person, a_technology, a_user, sign_in
from tests.made_once import made_once

LATER = NOW + timedelta(days=200)


def _completed():
    shipped_templates()
    enterprise, owner = an_enterprise()
    found = a_completed(enterprise, owner, "none")
    technology = a_technology("Robot hàn tự động", name_en="Welding robot")
    laboratory = a_laboratory("Phòng thử nghiệm cơ khí")
    said = {"rank": 1, "reason_vi": "Từ chung: robot.", "reason_en": "Words in common: robot."}
    actions.suggest(
        assessment=found,
        kinds=queries.KINDS,
        found=[
            {"criterion": "T4", "kind": "technology", "code": technology.code, **said},
            {"criterion": "T4", "kind": "laboratory", "code": laboratory.code, **said},
            {"criterion": "T4", "kind": "technology", "code": "gone1234", **said},
        ],
        at=NOW,
    )
    found.refresh_from_db()
    return found, owner


made, completed = made_once(_completed)
pytestmark = pytest.mark.django_db


def test_weak_are_the_criteria_with_less_than_half_most_to_win_first():
    answers = all_answers("tt17-2019") | {"T7-1": "2", "O2-1": ["0"], "R1-1": "2"}

    found = weak(score(template("tt17-2019"), answers))

    assert [(one.key, one.points) for one in found] == [("O2", 1), ("R1", 1)]


def test_the_plan_shows_what_may_help_and_leaves_out_what_is_gone(
    client, completed, django_assert_max_num_queries
):
    found, owner = completed
    sign_in(client, owner)

    with django_assert_max_num_queries(12):
        answer = client.get(f"/assessments/{found.code}/plan/")

    of_t4 = next(one for one in answer.context["weak"] if one.score.key == "T4")
    assert [one.title for one in of_t4.helps] == ["Robot hàn tự động", "Phòng thử nghiệm cơ khí"]
    assert answer.context["weak"][0].score.key == "T4"  # the most to win
    assert "Words in common" not in answer.content.decode()
    with translation.override("en"):
        of_t4 = next(one for one in queries.plan_of(found, owner) if one.score.key == "T4")
    assert [one.title for one in of_t4.helps] == ["Welding robot", "Phòng thử nghiệm cơ khí"]


def test_an_expert_who_agreed_stands_in_the_plan_until_they_take_it_back(client, completed):
    found, owner = completed
    expert = a_person("Trần Thị Hoa", user=a_user(), agreed_at=NOW)
    others = [a_person("Lê Chưa Nói", user=a_user()), a_person("Vũ Ẩn", agreed_at=NOW)]
    said = {"criterion": "T4", "kind": "person", "rank": 1, "reason_vi": "Gần.", "reason_en": "N."}
    rows = [said | {"code": one.code} for one in (expert, *others)]
    actions.suggest(assessment=found, kinds=["person"], found=rows, at=NOW)
    sign_in(client, owner)
    addresses = (f"/assessments/{found.code}/plan/", f"/assessments/{found.code}/plan/T4/")
    asking = f"/enterprises/{found.enterprise.code}/ask/?person={expert.code}"

    for address in addresses:
        page = client.get(address).content.decode()
        named = [one.name in page for one in (expert, *others)]
        assert named == [True, False, False]
        assert (asking in page, '<li class="no-print">' in page) == (True, True)
    report = words_of(client.get(f"/assessments/{found.code}/report.pdf"))
    assert ("1 chuyên gia đã đồng ý" in report, "Trần Thị Hoa" in report) == (True, False)
    set_availability(person=expert, agrees=False, by=expert.user, at=NOW)

    assert not any(expert.name in client.get(one).content.decode() for one in addresses)


def test_the_plan_is_looked_for_again_when_its_enterprise_asks(client, completed):
    found, owner = completed
    sign_in(client, a_user(Role.COORDINATOR))
    again = f"/assessments/{found.code}/plan/again/"
    assert client.post(again).status_code == 404
    sign_in(client, owner)

    assert client.post(again)["Location"] == f"/assessments/{found.code}/plan/"

    assert is_under_way("matching.help_enterprise", assessment=found.code)


def test_a_measure_is_planned_waits_in_my_work_and_is_done(client, completed):
    found, owner = completed
    sign_in(client, owner)
    address = f"/assessments/{found.code}/plan/T4/"

    wrong = client.post(address, {"text": "Lắp hai robot hàn", "by_on": ""})
    client.post(address, {"text": "Lắp hai robot hàn", "by_on": "2027-03-31"})

    measure = Measure.objects.get()
    assert (wrong.status_code, "Lắp hai robot hàn" in wrong.content.decode()) == (422, True)
    assert measure.by_on == date(2027, 3, 31)
    assert [one.title for one in items_for(owner, NOW)] == ["Lắp hai robot hàn"]
    client.post(f"/measures/{measure.code}/done/")
    assert items_for(owner, NOW) == []
    assert client.post(f"/measures/{measure.code}/done/").status_code == 404


def test_a_later_assessment_shows_at_each_criterion_what_has_changed(client, completed):
    found, owner = completed
    again = an_assessment(found.enterprise, owner)
    answered(again, owner)
    actions.freeze_assessment(assessment=again, by=owner, at=LATER)
    sign_in(client, owner)

    page = client.get(f"/assessments/{found.code}/plan/")

    of_t4 = next(one for one in page.context["weak"] if one.score.key == "T4")
    assert (of_t4.score.points, of_t4.later) == (0, 7)
    assert client.get(f"/assessments/{again.code}/plan/").context["weak"] == []


def test_what_is_not_weak_is_not_planned_and_a_draft_has_no_plan(client, completed):
    found, owner = completed
    draft = an_assessment(found.enterprise, owner)
    sign_in(client, owner)

    assert client.get(f"/assessments/{draft.code}/plan/").status_code == 404
    assert client.get(f"/assessments/{found.code}/plan/T9/").status_code == 404


def test_a_plan_is_the_secret_of_its_enterprise(client, completed):
    found, owner = completed
    values = {"criterion": "T4", "text": "x", "by_on": date(2027, 1, 1)}
    actions.plan_measure(assessment=found, by=owner, at=NOW, **values)
    measure = Measure.objects.get()

    for stranger in (a_user(), a_user(Role.COORDINATOR), a_user(Role.AUDITOR)):
        sign_in(client, stranger)
        pages = [f"/assessments/{found.code}/plan/", f"/assessments/{found.code}/plan/T4/"]
        assert [client.get(one).status_code for one in pages] == [404, 404]
        assert client.post(f"/measures/{measure.code}/done/").status_code == 404
        assert items_for(stranger, NOW) == []
        with pytest.raises(actions.CannotDo):
            actions.finish_measure(measure=measure, by=stranger, at=NOW)
