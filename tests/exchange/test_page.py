"""The page that says what leaves the site."""

import pytest

from cauhien.exchange.actions import update_register
from tests.factories import NOW, a_project

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "heading"),
    [("vi", "Dữ liệu cho hệ thống khác"), ("en", "Data for other systems")],
)
def test_it_names_the_address_and_counts_each_set(client, language, heading):
    a_project()
    update_register(at=NOW)

    page = client.get("/exchange/", headers={"accept-language": language}).content.decode()

    assert f"<h1>{heading}</h1>" in page
    assert "http://127.0.0.1:8000/oai/" in page
    row = page.split("openaire_cris_projects</code></th>")[1]
    assert row.startswith('<td class="number">1</td>')
