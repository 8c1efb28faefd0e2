import re
from datetime import timedelta

import pytest
from django.utils.translation import override

from cauhien.challenges.states import State
from cauhien.ingest.models import Batch
from cauhien.ingest.states import BatchState
from tests.factories import a_challenge, a_source

pytestmark = pytest.mark.django_db


def test_it_says_what_this_is_and_offers_a_box_that_leads_to_the_match(client):
    html = client.get("/").content.decode()

    assert "Bài toán của Hà\u00a0Nội tìm người giải" in html
    form = re.search(r'<form class="describe".*?</form>', html, re.S)[0]
    assert 'action="/match/"' in form
    assert '<textarea id="text" name="text"' in form


def test_its_figures_are_counted_and_lead_to_what_they_count(client, a_found_problem):
    for n in range(3):
        a_found_problem(f"Ngập úng {n}")

    html = client.get("/").content.decode()

    assert re.findall(r'href="/search/\?kind=(\w+)"><b>(\d+)</b>', html) == [("challenge", "3")]


def test_it_says_when_the_last_data_came(client, a_found_problem, now):
    a_found_problem("Ngập úng")
    a_source(retrieved_at=now)

    html = client.get("/", headers={"accept-language": "en"}).content.decode()

    assert "last data of 24 Nov 2026" in html


def test_a_file_that_was_only_looked_at_is_no_last_data(client, a_found_problem, now):
    a_found_problem("Ngập úng")
    a_source(retrieved_at=now)
    looked_at = a_source(name="A table", retrieved_at=now + timedelta(days=30))
    Batch.objects.create(
        reader="works", source=looked_at, file_name="x", state=BatchState.STAGED, started_at=now
    )

    html = client.get("/", headers={"accept-language": "en"}).content.decode()

    assert "last data of 24 Nov 2026" in html
    assert "A table" not in client.get("/data-sources/").content.decode()


def test_a_draft_is_not_among_the_newest_problems_even_for_its_officer(client):
    draft = a_challenge(State.DRAFT, title_vi="Bài toán chưa ai được xem")
    a_challenge(State.CATALOGUED, title_vi="Bài toán công khai")
    client.force_login(draft.officer)

    html = client.get("/").content.decode()

    assert "Bài toán công khai" in html
    assert "Bài toán chưa ai được xem" not in html


def test_a_problem_told_in_vietnamese_alone_is_marked_so_on_the_english_page(client):
    a_challenge(State.CATALOGUED, title_vi="Nước thải làng nghề", title_en="")

    html = client.get("/", headers={"accept-language": "en"}).content.decode()

    assert '<span lang="vi">Nước thải làng nghề</span>' in html


def test_without_problems_it_says_what_to_do(client):
    with override("vi"):
        html = client.get("/").content.decode()

    assert "Chưa có bài toán nào được công bố" in html


def test_it_takes_few_queries_however_much_there_is(
    client, a_found_problem, django_assert_max_num_queries
):
    for n in range(10):
        a_found_problem(f"Ngập úng {n}")

    with django_assert_max_num_queries(12):
        client.get("/")
