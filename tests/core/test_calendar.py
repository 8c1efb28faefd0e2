"""Working days of the city, and until when a number of days lasts."""

from datetime import UTC, date, datetime

import pytest

from cauhien.core.calendar import day_after, due_at, is_known, is_working_day


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-11-23", True),  # a Monday
        ("2026-11-24", False),  # Viet Nam Culture Day, a Tuesday
        ("2026-11-28", False),  # a Saturday
        ("2026-01-10", True),  # a Saturday swapped for 2 January
        ("2026-02-18", False),  # Tết
        ("2031-09-02", True),  # a holiday of a year that the file does not know
    ],
)
def test_a_day_is_worked_as_the_city_says(day, worked):
    assert is_working_day(date.fromisoformat(day)) == worked


def test_beyond_the_file_only_weekends_are_known():
    assert (is_known(date(2026, 5, 4)), is_known(date(2031, 5, 5))) == (True, False)


@pytest.mark.parametrize(
    ("day", "days", "working", "last"),
    [
        ("2026-11-23", 1, True, "2026-11-25"),  # over the holiday
        ("2026-11-25", 5, True, "2026-12-02"),  # over a weekend
        ("2026-02-13", 3, True, "2026-02-25"),  # over Tết
        ("2026-11-25", 5, False, "2026-11-30"),  # ends on a Monday
        ("2026-11-25", 3, False, "2026-11-30"),  # would end on a Saturday
        ("2026-11-25", 0, True, "2026-11-25"),
    ],
)
def test_a_period_ends_on_a_working_day(day, days, working, last):
    found = day_after(date.fromisoformat(day), days, working=working)

    assert found == date.fromisoformat(last)


def test_it_begins_the_day_after_the_act_in_the_time_of_the_city():
    late = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)  # one in the morning of the 26th

    assert due_at(late, 1, working=True).isoformat() == "2026-11-27T23:59:59+07:00"
