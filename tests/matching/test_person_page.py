"""From a person's own works and declared fields to the problems of the city that fit them."""

import re

import pytest

from cauhien.challenges.states import State
from cauhien.matching.actions.index import build_index
from cauhien.network.actions.expertise import declare
from cauhien.network.models import Evidence, ResearchField
from tests.factories import a_challenge, a_person, a_source, a_user, sign_in

pytestmark = pytest.mark.django_db
PATH = "/match/my-problems/"


def test_who_has_taken_their_page_over_sees_problems_close_to_their_works(
    client, collection, now, django_assert_max_num_queries
):
    person, user = collection["person"], a_user()
    person.user = user
    person.save()
    published = a_challenge(State.CATALOGUED, title_vi="Giảm ùn tắc giao thông giờ cao điểm")
    draft = a_challenge(State.DRAFT, title_vi="Đèn tín hiệu giảm ùn tắc giao thông")
    build_index(at=now)
    sign_in(client, user)

    with django_assert_max_num_queries(12):
        html = client.get(PATH).content.decode()

    assert re.findall(r'href="/challenges/(\w+)/"', html).count(published.code) == 1
    assert draft.code not in html
    assert re.search(r"<mark>[^<]*tắc[^<]*</mark>", html)
    assert f'href="{PATH}"' in client.get(f"/people/{person.code}/").content.decode()


def test_nobody_else_has_such_a_page(client, collection):
    assert client.get(PATH).status_code == 302
    sign_in(client, a_user())
    assert client.get(PATH).status_code == 404


def test_without_an_index_the_page_says_that_it_is_not_ready_in_either_language(client, collection):
    person, user = collection["person"], a_user(language="en")
    person.user = user
    person.save()
    sign_in(client, user)

    html = client.get(PATH).content.decode()

    assert ("Problems that fit you" in html, "not ready" in html) == (True, True)


def test_a_field_that_somebody_declares_finds_problems_without_any_work(client, collection, now):
    person = a_person("Trần Thị Hoa", user=a_user())
    said = {"scheme": "VN", "version": "2008", "level": 3, "source": a_source()}
    field = ResearchField.objects.create(code="20104", name_vi="Kỹ thuật giao thông", **said)
    words = "Giảm ùn tắc giao thông giờ cao điểm"
    evidence = [Evidence(kind="patent", title="Bằng 1-0012345", on=now.date())]
    written = {"field": field, "words": words, "evidence": evidence}
    declare(person=person, written=written, by=person.user, at=now)
    problem = a_challenge(State.CATALOGUED, title_vi="Giảm ùn tắc giao thông giờ cao điểm")
    build_index(at=now)
    sign_in(client, person.user)

    assert f'href="/challenges/{problem.code}/"' in client.get(PATH).content.decode()
