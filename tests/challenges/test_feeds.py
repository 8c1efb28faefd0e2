"""New problems and decisions as Atom, for everybody."""

import pytest

from cauhien.challenges.states import Act, State
from cauhien.core.audit import record
from tests.factories import a_challenge

pytestmark = pytest.mark.django_db


def feed(client, name="problems", language="vi"):
    return client.get(f"/feeds/{name}.{language}.atom")


def note(challenge, act, at, *, public=True):
    record(chain=challenge.chain, act=act, by=None, at=at, public=public)
    return challenge


def test_a_feed_tells_what_is_new_in_the_language_of_its_address(client, now):
    problem = a_challenge(State.CATALOGUED, title_vi="Giảm ngập", title_en="Less flooding")
    note(problem, Act.CATALOGUE, now)

    said = [feed(client, language=language).content.decode() for language in ("vi", "en")]

    assert ["<title>Giảm ngập</title>" in said[0], "<title>Less flooding</title>" in said[1]] == [
        True,
        True,
    ]
    assert f"/challenges/{problem.code}/" in said[0]
    assert feed(client, language="fr").status_code == 404


def test_decisions_have_a_feed_of_their_own(client, now):
    note(a_challenge(State.DECIDED, title_vi="Giảm ngập", is_public=True), Act.DECIDE, now)

    assert "Giảm ngập" in feed(client, "decisions").content.decode()
    assert "Giảm ngập" not in feed(client).content.decode()


def test_what_the_public_may_not_see_is_in_no_feed(client, now):
    note(a_challenge(title_vi="Còn là nháp"), Act.CATALOGUE, now)
    hidden = a_challenge(State.CATALOGUED, title_vi="Việc nội bộ")
    note(hidden, Act.CATALOGUE, now, public=False)

    said = feed(client).content.decode()

    assert "<entry>" not in said


def test_a_feed_takes_few_queries_however_long_it_is(client, now, django_assert_max_num_queries):
    for _number in range(5):
        note(a_challenge(State.CATALOGUED), Act.CATALOGUE, now)

    with django_assert_max_num_queries(2):
        assert feed(client).content.count(b"<entry>") == 5
