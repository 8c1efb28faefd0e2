"""The pages on which values are put right, in a browser: axe, narrow and wide."""

import pytest
from django.conf import settings

from cauhien.accounts.states import Role
from cauhien.core.provenance import Said, take_over
from cauhien.facilities.models import Laboratory
from cauhien.ingest.actions.corrections import correct_values
from tests.factories import NOW, a_laboratory, a_source, a_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def steward():
    return a_user(Role.DATA_STEWARD, name="Người quản trị")


@pytest.fixture
def disputed(steward):
    """Return a laboratory of which a file says something else than the steward did."""
    row = a_laboratory(source_key="L1", address="Số 1 Đại Cồ Việt")
    values = {"accreditation": "VILAS 679", "kind": "testing"}
    correct_values(
        kind="laboratory", code=row.code, values=values, reason="Seen", by=steward, at=NOW
    )
    said = {"L1": Said({"accreditation": "VILAS 1"}, "a" * 64)}
    take_over(Laboratory, "laboratory", said, source=a_source(), at=NOW)
    return row


def test_axe_finds_nothing_on_the_pages_of_corrections(
    live_server, open_page, client, narrow_and_wide, steward, disputed
):
    client.force_login(steward)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page = open_page()
    session = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}
    page.context.add_cookies([session])
    form = f"/data/corrections/laboratory/{disputed.code}/"
    found = {}

    for path in (
        "/data/corrections/",
        form,
        f"{form}#refused",
        "/data/conflicts/",
        f"/data/conflicts/laboratory/{disputed.code}/accreditation/",
    ):
        page.goto(live_server.url + path)
        if path.endswith("#refused"):
            page.locator("main form button").press("Enter")
            page.wait_for_selector("[aria-invalid=true]")
        found[path] = narrow_and_wide(page)

    assert {path: said for path, said in found.items() if said} == {}
