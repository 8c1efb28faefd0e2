"""What the engine finds for weak criteria: with a reason, and of persons who agreed alone."""

import pytest

from cauhien.enterprises.actions import move_need
from cauhien.enterprises.models import Suggestion
from cauhien.enterprises.states import NeedAct
from cauhien.matching.actions.enterprises import forget_who_disagrees, help_enterprise
from cauhien.network.actions.availability import set_availability
from cauhien.network.models import Expertise, Person, ResearchField
from tests.enterprises.things import a_completed, a_need, an_enterprise, shipped_templates
from tests.factories import NOW, a_person, a_source, a_user, sign_in

pytestmark = pytest.mark.django_db


def test_each_weak_criterion_gets_what_is_close_with_the_words_in_common(indexed, now):
    shipped_templates()
    enterprise, owner = an_enterprise()
    found = a_completed(enterprise, owner, "none")
    for one in found.content["criteria"]:
        one["seek_vi"] = "giảm ùn tắc giao thông giờ cao điểm" if one["key"] == "T4" else "lan rừng"

    help_enterprise(assessment=found, at=now)
    help_enterprise(assessment=found, at=now)  # again: nothing stands there twice

    rows = Suggestion.objects.filter(assessment=found, criterion="T4")
    codes = {(one.kind, one.code) for one in rows}
    assert ("technology", indexed["technology"].code) in codes
    assert {one.kind for one in rows} <= {"technology", "laboratory", "organisation"}
    assert rows[0].reason_vi.startswith("Từ chung:")
    assert "_" not in "".join(row.reason_vi for row in rows)  # as written, not as terms
    assert rows[0].reason_en.startswith("Words in common:")
    assert set(rows[0].basis) == {"engine", "index", "input"}
    found.refresh_from_db()
    assert found.looked_for == ["laboratory", "organisation", "person", "technology"]
    assert found.suggestions.filter(kind="person").count() == 0  # nobody has agreed


def test_what_is_close_to_the_products_alone_does_not_help_with_every_criterion(indexed, now):
    shipped_templates()
    enterprise, owner = an_enterprise()
    enterprise.products = "giảm ùn tắc giao thông giờ cao điểm"
    enterprise.save()
    found = a_completed(enterprise, owner, "none")
    for one in found.content["criteria"]:
        one["seek_vi"] = "giao thông giờ cao điểm" if one["key"] == "T4" else "trồng lan rừng"

    help_enterprise(assessment=found, at=now)

    assert {one.criterion for one in Suggestion.objects.all()} == {"T4"}


def test_an_expert_is_found_once_they_agree_and_forgotten_once_they_take_it_back(indexed, now):
    shipped_templates()
    found = a_completed(*an_enterprise(), "none")
    for one in found.content["criteria"]:
        one["seek_vi"] = "giảm ùn tắc giao thông giờ cao điểm" if one["key"] == "T4" else "lan rừng"
    expert = indexed["person"]
    Person.objects.filter(pk=expert.pk).update(user=a_user())
    expert.refresh_from_db()

    set_availability(person=expert, agrees=True, by=expert.user, at=now)
    help_enterprise(assessment=found, at=now)

    row = Suggestion.objects.get(kind="person")
    assert (row.criterion, row.code) == ("T4", expert.code)
    assert row.reason_vi.startswith("Có công trình gần với nội dung này: Giảm ùn tắc giao thông")
    assert "Words in common:" in row.reason_en
    set_availability(person=expert, agrees=False, by=expert.user, at=now)
    forget_who_disagrees()
    assert not Suggestion.objects.filter(kind="person").exists()
    assert Suggestion.objects.exists()


def test_what_may_help_with_a_need_is_found_with_its_words_and_no_persons(
    client, indexed, django_assert_max_num_queries
):
    enterprise, owner = an_enterprise()
    need = a_need(enterprise, owner)
    move_need(need=need, act=NeedAct.SHOW, by=owner, at=NOW)

    with django_assert_max_num_queries(12):
        html = client.get(f"/technology-needs/{need.code}/help/").content.decode()

    assert f"/technologies/{indexed['technology'].code}/" in html
    assert "<mark>" in html
    assert indexed["person"].code not in html


def test_who_acts_for_it_is_told_by_a_need_of_an_expert_who_agreed_and_nobody_else_is(
    client, indexed
):
    enterprise, owner = an_enterprise()
    need = a_need(enterprise, owner)
    move_need(need=need, act=NeedAct.SHOW, by=owner, at=NOW)
    expert, page = indexed["person"], f"/technology-needs/{need.code}/help/"
    Person.objects.filter(pk=expert.pk).update(user=a_user(), agreed_at=NOW)

    visitor = client.get(page).content.decode()
    sign_in(client, owner)
    told = client.get(page).content.decode()
    by_api = client.get(f"/api/v1{page}").content.decode()

    assert [expert.code in said for said in (visitor, told, by_api)] == [False, True, False]


@pytest.fixture
def role(indexed):
    """Return whom the role "expert" stands for, beside somebody real who agreed as well."""
    Person.objects.filter(pk=indexed["person"].pk).update(user=a_user(), agreed_at=NOW)
    said = {"scheme": "VN", "version": "2008", "level": 3, "source": a_source()}
    field = ResearchField.objects.create(code="20104", name_vi="Giao thông", **said)
    user = a_user(email="expert@demo.invalid", is_demonstration=True)
    role = a_person("Vai", user=user, agreed_at=NOW)
    words = "giảm ùn tắc giao thông giờ cao điểm"
    Expertise.objects.create(person=role, field=field, words=words, declared_at=NOW)
    return role


@pytest.mark.parametrize("is_invented", [True, False])
def test_an_invented_enterprise_is_told_of_the_role_alone_and_no_other_is(
    client, indexed, role, now, is_invented
):
    shipped_templates()
    enterprise, owner = an_enterprise()
    type(enterprise.organisation).objects.update(is_illustration=is_invented)
    type(owner).objects.filter(pk=owner.pk).update(is_demonstration=is_invented)
    enterprise.refresh_from_db()
    found = a_completed(enterprise, owner, "none")
    found.content["criteria"] = [one for one in found.content["criteria"] if one["key"] == "T4"]
    found.content["criteria"][0]["seek_vi"] = "giảm ùn tắc giao thông giờ cao điểm"
    page = f"/technology-needs/{a_need(enterprise, owner).code}/help/"

    help_enterprise(assessment=found, at=now)
    sign_in(client, owner)
    told = client.get(page, headers={"accept-language": "vi"}).content.decode()

    expected = role if is_invented else indexed["person"]
    assert Suggestion.objects.get(kind="person").code == expected.code
    asked = [f"/ask/?person={one.code}" in told for one in (role, indexed["person"])]
    assert (asked, "minh họa" in told) == ([is_invented, not is_invented], is_invented)
