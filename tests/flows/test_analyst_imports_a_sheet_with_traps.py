"""An analyst sends in a sheet with traps, looks at what is doubtful, takes it over and chooses."""

import pytest
from django.conf import settings

from cauhien.accounts.states import Role
from cauhien.observatory.models import Value
from cauhien.observatory.states import Status
from tests.factories import a_user
from tests.observatory.sheets import a_sheet, taken, the_registers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PARK = "HHTP_PROJECTS|Khu CNC Hòa Lạc"


@pytest.fixture
def analyst(live_server, client, open_page):
    the_registers()
    taken(f"{PARK}|2020|90|Seed document|more than")
    client.force_login(a_user(Role.DATA_STEWARD, language="en"))
    page = open_page(1200, locale="en")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
    )
    page.goto(f"{live_server.url}/observatory/sheets/")
    return page


def send(page, path, *rows):
    path.write_bytes(a_sheet(*rows))
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Read and compare").click()


def test_an_analyst_imports_a_sheet_with_traps(analyst, tmp_path, axe):
    page, path = analyst, tmp_path / "figures.csv"
    rows = [
        *(f"{PARK}|2020|94|News", f"{PARK}|n.d.|100", "TFP_SHARE|Hà Nội|2021-2025|53"),
        *("SG_EMERGING_BAND|Manila|2025|61-70", "GRDP_GROWTH|Gia Lai|2025|7"),
        "SB_CITY_RANK|Manila|2021|87||improved to 87th from 86th",
    ]

    send(page, path, *rows, "GRDP_PC|Atlantis|2025|1")
    refused = page.get_by_role("region", name="Cells that cannot be taken").inner_text()
    assert "8\tunit_name\tNo country, province or city has this name or code." in refused

    send(page, path, *rows)
    told = page.locator(".notice", has_text="Look at these rows").inner_text()
    traps = ("opposite", "band", "several years", "no year", "merger", "another source")
    assert [word for word in traps if word not in told] == []
    assert axe(page) == []
    page.get_by_role("button", name="Take over").click()
    page.get_by_text("The values are taken over.").wait_for()

    page.goto(page.url.rsplit("/", 2)[0] + "/")
    page.get_by_role("link", name="Hoa Lac Hi-Tech Park, 2020").click()
    page.get_by_role("link", name="94").click()
    page.get_by_label("Reason").fill("The page gives the day")
    page.get_by_role("button", name="Show this value").click()
    page.get_by_text("This value is shown from now on.").wait_for()

    chosen = Value.objects.get(printed="94")
    assert (chosen.status, chosen.reason) == (Status.SHOWN, "The page gives the day")
