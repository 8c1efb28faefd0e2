"""A citizen sees a number and comes to its source in two clicks, without signing in."""

import pytest

from cauhien.core.models import Source
from cauhien.observatory.models import Value
from cauhien.observatory.states import CITED
from tests.observatory.asia import an_index

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_citizen_follows_a_number_to_its_source(live_server, open_page, narrow_and_wide):
    an_index()
    Source.objects.update(kind=CITED)  # as every value that is read in has it
    value = Value.objects.get(indicator__code="rnd", unit__code="kor", year=2024)
    page = open_page()
    page.goto(f"{live_server.url}/observatory/units/kor/")

    page.locator(f"a[href='/observatory/values/{value.code}/']").first.click()
    page.get_by_role("heading", name="4,9").wait_for()
    assert value.source.licence in page.locator("main").inner_text()
    assert narrow_and_wide(page) == []

    page.get_by_role("link", name=value.source.name).first.click()
    page.wait_for_url(f"**/observatory/sources/{value.source.code}/")
    assert page.locator(f"main a[href='/observatory/values/{value.code}/']").count() == 1
