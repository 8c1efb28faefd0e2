"""Who has left is shown nowhere; who was joined to another is shown there."""

import pytest

from cauhien.network.actions import merging, persons
from cauhien.network.models import Involvement, PersonName
from tests.factories import NOW, a_person, a_user, a_work, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def left():
    """Somebody who has left, with a work, a co-author, an organisation and an entry of old."""
    left = a_person("Nguyễn Thị Minh Khai")
    friend = a_person("Trần Văn Ân")
    work = a_work(by=[left, friend])
    body = an_organisation()
    Involvement.objects.create(person=left, organisation=body, kind="printed")
    persons.spread([left, friend], at=NOW)
    left.left_at = NOW
    left.save()  # without telling the search: it must ask
    left.friend, left.work, left.body = friend, work, body
    return left


def test_a_person_who_left_has_no_page(client, left):
    assert client.get(f"/people/{left.code}/").status_code == 404


@pytest.mark.parametrize("path", ["/people/", "/people/?q=minh+khai", "/search/?q=minh+khai"])
def test_a_person_who_left_is_in_no_list(client, left, path):
    assert "Minh Khai" not in client.get(path).content.decode().replace('value="minh khai"', "")


def test_a_person_who_left_is_in_no_count(client, left):
    answer = client.get("/api/v1/search?q=minh+khai").json()

    assert (answer["count"], answer["facets"]["kind"]) == (0, [])
    assert client.get("/api/v1/people").json()["count"] == 1
    tab = client.get(f"/organisations/{left.body.code}/people/").content.decode()
    assert "Minh Khai" not in tab


def test_a_person_who_left_is_not_answered_by_the_api(client, left):
    assert client.get(f"/api/v1/people/{left.code}").status_code == 404
    assert client.get(f"/api/v1/people/{left.code}/works").status_code == 404
    work = client.get(f"/api/v1/works/{left.work.code}").json()
    assert [author["person"] for author in work["authorships"]] == [None, left.friend.code]


def test_a_person_who_left_is_nobodys_coauthor_and_no_link_on_a_work(client, left):
    friend = client.get(f"/people/{left.friend.code}/").content.decode()
    work = client.get(f"/works/{left.work.code}/").content.decode()

    assert f"/people/{left.code}/" not in friend + work


def test_a_joined_person_leads_on_to_the_one_who_is_shown(client):
    kept, merged = a_person("Lê Hồng Phong"), a_person("Le Hong Phong")
    work = a_work("Cảm biến nước", by=[merged])
    PersonName.objects.create(person=merged, written="Le Hong Phong", folded="")

    merging.merge_persons(kept=kept, merged=merged, reasons=["orcid"], by=a_user(), at=NOW)

    answer = client.get(f"/people/{merged.code}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/people/{kept.code}/")
    page = client.get(f"/people/{kept.code}/").content.decode()
    assert "Cảm biến nước" in page
    assert "Le Hong Phong" in page
    assert client.get(f"/api/v1/people/{merged.code}").json()["code"] == kept.code
    assert client.get("/api/v1/people").json()["count"] == 1
    assert f'"/people/{kept.code}/"' in client.get(f"/works/{work.code}/").content.decode()
