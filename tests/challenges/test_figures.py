"""Calls in figures: what they count, that each leads to its list, and the file for spreadsheets."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from cauhien.challenges.queries import figures
from cauhien.challenges.states import Act, Outcome, State
from cauhien.core.audit import record
from tests.factories import NOW, a_call, a_challenge, an_office

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


def ended(outcome, **fields):
    return a_challenge(State.CLOSED, outcome=outcome, is_public=True, **fields)


@pytest.fixture
def office():
    return an_office("Sở Xây dựng")


@pytest.fixture
def city(office):
    """Lay down one call of each end, one that runs, and what is not counted."""
    for outcome in (Outcome.WITHDRAWN, Outcome.MERGED, Outcome.NO_FILE):
        ended(outcome, office=office)
    decided = a_call(State.DECIDED, published_at=NOW - timedelta(days=61)).challenge
    for days in (1, 0):  # the first decision counts
        at = NOW - timedelta(days=days)
        record(chain=decided.chain, act=Act.DECIDE, by=None, at=at, public=True)
    a_challenge(State.CATALOGUED)
    a_challenge(State.CLOSED, outcome=Outcome.WITHDRAWN, is_public=False)
    a_challenge(State.OPEN, is_public=True, is_illustration=True)
    return decided


def read(client, path="challenges:figures", **query):
    answer = client.get(reverse(path), query, headers=ENGLISH)
    return " ".join(answer.content.decode().split())


def test_withdrawn_merged_and_empty_calls_count_and_hidden_or_invented_ones_do_not(city):
    counted = {key: number for key, number in figures.by_standing(figures.courses()) if number}

    assert counted == {
        (State.DECIDED, ""): 1,
        (State.CLOSED, Outcome.NO_FILE): 1,
        (State.CLOSED, Outcome.MERGED): 1,
        (State.CLOSED, Outcome.WITHDRAWN): 1,
    }


def test_offices_are_counted_the_largest_first(city, office):
    first, second = figures.by_office(figures.courses())

    assert first == (office, 3, 0, 3)
    assert second == (city.office, 1, 1, 0)


def test_the_time_runs_from_publishing_to_the_first_decision(city, client):
    assert figures.times_to_decision(figures.courses()) == (60, 60, 60)
    assert "Median 60 days" in read(client)


def test_each_number_leads_to_a_list_of_so_many(client, city):
    page = read(client)
    links = re.findall(r'href="/challenges/\?([^"]*)">(?:<b>)?(\d+)', page)

    assert len(links) > 5
    for query, number in links:
        listed = client.get(f"/challenges/?{query.replace('&amp;', '&')}")
        assert (query, listed.context["page"].paginator.count) == (query, int(number))


def test_pilots_whose_day_has_passed_count_and_the_silent_ones_are_named(client):
    late = {"pilot_due_on": date(2026, 1, 31), "is_public": True}
    silent = a_challenge(State.PILOT, **late)
    ended(Outcome.SCALED, pilot_due_on=date(2026, 1, 31))

    page = read(client)

    assert "<b>50 %</b> of the pilots that are due have no report" in page.replace("\xa0", " ")
    assert "2 pilots were to be reported by now; 1 without a report." in page
    listed = client.get("/challenges/?origin=office&silent=1").context["page"]
    assert list(listed) == [silent]


def test_the_file_has_a_line_for_each_and_no_formula(client, office):
    ended(Outcome.WITHDRAWN, title_vi="=HYPERLINK(1)", office=office)

    answer = client.get(reverse("challenges:figures_csv"))
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert (row["title_vi"], row["state"], row["outcome"], row["office"]) == (
        "'=HYPERLINK(1)",
        "closed",
        "withdrawn",
        "Sở Xây dựng",
    )


def test_without_any_call_the_page_says_so(client):
    assert "No office has made a problem public as yet" in read(client)


def test_it_takes_few_queries(client, city, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        read(client)
