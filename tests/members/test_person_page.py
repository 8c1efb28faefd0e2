"""The page of a person of whom everything is known, and what waits about persons."""

from datetime import date

import pytest

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.members import actions
from cauhien.network.actions.expertise import declare
from cauhien.network.models import Authorship, Contribution, Evidence, Involvement, ResearchField
from tests.factories import (
    NOW,
    a_person,
    a_project,
    a_source,
    a_user,
    a_work,
    an_office,
    an_organisation,
    sign_in,
)

pytestmark = pytest.mark.django_db


def everything_of(person):
    """Give a person works, a second row, each kind of evidence, and a membership."""
    work = a_work(by=[person, a_person("Lê Bình")], source=a_source())
    body, project = an_organisation(), a_project()
    Authorship.objects.filter(person=person).update(organisation=body, raw_affiliations=["HUST"])
    twin = a_person("Hoa T.", canonical=person)
    for row, scheme in ((person, "orcid"), (twin, "acl")):
        row.identifiers.create(scheme=scheme, value=f"{scheme}-1", certain=True)
        row.names.create(written=row.name, folded=row.folded)
    place = Involvement.objects.create(person=person, organisation=body, kind="printed")
    Contribution.objects.create(project=project, person=person, role="leader", raw_name="Hoa")
    evidence = [
        Evidence(kind="work", work=work),
        Evidence(kind="project", project=project),
        Evidence(kind="position", position=place),
        Evidence(kind="patent", title="Bằng 1-0012345", on=date(2020, 1, 1)),
    ]
    said = {"scheme": "VN", "version": "2020", "level": 3, "source": a_source()}
    field = ResearchField.objects.create(code="20104", name_vi="Kỹ thuật giao thông", **said)
    written = {"field": field, "words": "Đèn", "evidence": evidence}
    declare(person=person, written=written, by=person.user, at=NOW)
    asked = {"group": "transport", "fields": [field], "reason": "Giỏi."}
    made = actions.nominate(person=person, written=asked, office=None, by=person.user, at=NOW)
    term = {"words": "Đủ.", "standing": "expert", "ends_on": date(2029, 11, 1)}
    actions.accept(membership=made, written=term, by=a_user(Role.COORDINATOR), at=NOW)


def test_the_page_of_who_has_everything_costs_twelve_queries_whoever_looks(
    client, django_assert_max_num_queries
):
    person = a_person("Trần Thị Hoa", user=a_user(), source=a_source())
    everything_of(person)
    officer = a_user(Role.OFFICER, office=an_office())

    for user in (None, person.user, a_user(Role.COORDINATOR), officer):
        client.logout()
        if user:
            sign_in(client, user)
        with django_assert_max_num_queries(12):
            shown = client.get(f"/people/{person.code}/").content.decode()
        told = ("Bằng 1-0012345", "thành viên mạng lưới", "HUST", "orcid.org/orcid-1", "acl-1")
        assert [one for one in told if one not in shown] == []


def test_who_was_not_told_that_they_are_listed_waits_for_the_data_steward_alone():
    steward, coordinator = a_user(Role.DATA_STEWARD), a_user(Role.COORDINATOR)
    assert [one for one in items_for(steward, NOW) if one.url == "/data/told/"] == []

    a_person("Lê Bình", retrieved_at=NOW)

    waits = [one.since for one in items_for(steward, NOW) if one.url == "/data/told/"]
    assert waits == [NOW]
    assert [one for one in items_for(coordinator, NOW) if one.url == "/data/told/"] == []


def test_an_office_calls_a_group_of_members_together_from_their_list(client):
    link = "/meetings/new/?group=transport"
    assert link not in client.get("/members/?group=transport").content.decode()

    sign_in(client, a_user(Role.OFFICER, office=an_office()))

    assert link in client.get("/members/?group=transport").content.decode()
    assert client.get(link).context["form"]["group"].value() == "transport"
