"""What a pilot has measured, and its silence, on the problem's own page, in lists and the API."""

from datetime import date

import pytest

from cauhien.challenges.models import Challenge
from cauhien.core.items import items_for
from tests.factories import NOW
from tests.pilots.things import a_pilot, a_value
from tests.review.decision_things import a_decided

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def measured():
    """Return a problem whose pilot has two accepted values, and a returned one between them."""
    pilot, cast = a_pilot()
    a_value(pilot, cast)
    a_value(pilot, cast, "99", None, None, accepted=False)
    a_value(pilot, cast, "16.6", None, None)
    return pilot.challenge


def late(challenge):
    Challenge.objects.filter(pk=challenge.pk).update(pilot_due_on=date(2026, 1, 31))


def read(client, path):
    return " ".join(client.get(path, headers=ENGLISH).content.decode().replace("\xa0", " ").split())


def test_the_page_shows_baseline_target_and_every_accepted_value_with_its_interval(
    client, measured
):
    page = read(client, f"/challenges/{measured.code}/")

    assert "<b>14.2 km/h</b> before the pilot" in page
    assert "<b>16.6 km/h (no interval stated)</b> measured" in page
    assert "<b>18 km/h</b> target" in page
    assert "15.1 km/h (14.6–15.6)" in page
    assert "63 %" in page.replace("\u202f", " ")
    assert "99" not in page


def test_the_list_shows_the_newest_value(client, measured):
    assert "measured <b>16.6 km/h (no interval stated)</b>" in read(client, "/challenges/")


@pytest.mark.usefixtures("clock")
def test_programs_read_them_too(client, measured):
    said = client.get(f"/api/v1/challenges/{measured.code}").json()

    assert [(one["value"], one["low"]) for one in said["measured"]] == [
        ("15.1", "14.6"),
        ("16.6", None),
    ]
    assert (said["pilot_due_on"], said["is_silent"]) == ("2026-12-01", False)


def test_silence_after_the_day_is_told_on_the_page_in_the_list_and_to_programs(client, measured):
    late(measured)

    assert "No report has come." in read(client, f"/challenges/{measured.code}/")
    assert "no report since 31 Jan 2026" in read(client, "/challenges/")
    assert client.get(f"/api/v1/challenges/{measured.code}").json()["is_silent"]


def test_the_plan_of_a_pilot_waits_for_the_office_once_a_file_is_selected():
    case = a_decided()
    case.officer.day = NOW.date()

    waits = [item.to_do for item in items_for(case.officer, NOW)]

    assert "Lập kế hoạch đo lường cho thí điểm" in waits


def test_a_milestone_waits_for_those_of_the_team_alone_who_may_report_it():
    pilot, cast = a_pilot()
    reader = pilot.initiative.members.get()
    reader.role = "view"
    reader.save()
    cast.team.day = NOW.date()

    assert items_for(cast.team, NOW) == []
