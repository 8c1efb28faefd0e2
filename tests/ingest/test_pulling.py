"""The works of an institution are pulled from OpenAlex; a server on this machine stands for it."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from io import StringIO

import httpx
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cauhien.ingest.management.pulling import AllowanceSpent, CannotPull, Pull
from cauhien.ingest.readers.asking import USUAL_WAIT, seconds_asked
from cauhien.network.models import Work
from tests.ingest.an_openalex import (
    ID,
    KEY,
    MERGED,
    MOST_AUTHORS,
    NAME,
    ROR,
    WORKS,
    after,
    an_openalex,
)

PAGES = ["*", after(2), after(4)]  # by their cursors, of all works


def pull(server, folder, institution=ROR, waited=None):
    client = httpx.Client(
        base_url=server.url, headers={"Authorization": f"Bearer {KEY}"}, follow_redirects=True
    )
    wait = (lambda seconds: None) if waited is None else waited.append
    return Pull(client, institution, folder, wait)


def lines(pulled):
    return [json.loads(line) for line in pulled.file.read_text("utf-8").splitlines()]


def cursors(server):
    return [asked["cursor"] for path, asked in server.asked if path == "/works"]


@pytest.mark.parametrize(
    "written", [f"https://ror.org/{ROR}", ROR, ID, f"https://openalex.org/{ID}", MERGED]
)
def test_an_institution_is_pulled_page_by_page_until_the_cursor_ends(tmp_path, written):
    with an_openalex() as server:
        pulled = pull(server, tmp_path, written)
        progress = pulled.run()

    assert (pulled.title, pulled.institution) == (NAME, ID)
    assert lines(pulled) == WORKS
    assert progress.records == len(WORKS)
    assert cursors(server) == PAGES


@pytest.mark.parametrize("written", ["05n911h25", "W2741809807", "Darmstadt", "I1"])
def test_what_names_no_institution_is_refused(tmp_path, written):
    with an_openalex() as server, pytest.raises(CannotPull):
        pull(server, tmp_path, written)

    assert len(server.asked) <= 1  # wrong check digits are never asked about


def test_a_pull_that_was_broken_off_goes_on_with_the_page_that_is_missing(tmp_path):
    with an_openalex({4: "break"}) as server:
        with pytest.raises(httpx.TransportError):
            pull(server, tmp_path, ID).run()
        again = pull(server, tmp_path, ID)
        with again.file.open("ab") as out:  # half a page, as a power cut leaves it
            out.write(b'{"id": "https://openalex.org/W1')
        again.run()

    assert lines(again) == WORKS
    assert cursors(server) == [*PAGES, PAGES[-1]]


def test_a_busy_server_is_asked_again_after_the_time_that_it_names(tmp_path):
    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    busy = {2: (429, {"Retry-After": "7"}), 3: (503, {"Retry-After": moment}), 4: (503, {})}
    waited = []
    with an_openalex(busy) as server:
        pulled = pull(server, tmp_path, ID, waited)
        pulled.run()

    assert lines(pulled) == WORKS
    assert (waited[0], round(waited[1], -1), waited[2]) == (7, 90, 30)


def test_a_spent_allowance_wastes_no_request_and_the_next_day_goes_on(tmp_path):
    with an_openalex(budget=2) as server:
        with pytest.raises(AllowanceSpent, match="120"):
            pull(server, tmp_path, ID).run()
        begun = cursors(server)
        with pytest.raises(AllowanceSpent, match="120"):  # still the same day
            pull(server, tmp_path, ID).run()
        server.budget = 2
        pulled = pull(server, tmp_path, ID)
        pulled.run()

    assert lines(pulled) == WORKS
    assert (begun, cursors(server)[-1]) == (PAGES[:2], PAGES[2])


def test_what_was_paid_for_in_advance_is_used(tmp_path):
    with an_openalex(budget=1, prepaid=5) as server:
        assert pull(server, tmp_path, ID).run().records == len(WORKS)


def test_a_work_of_more_authors_than_a_list_gives_is_taken_whole(tmp_path):
    crowd = WORKS[0] | {"authorships": WORKS[0]["authorships"] * MOST_AUTHORS}
    gone = crowd | {"id": "https://openalex.org/W77"}
    with an_openalex({4: (404, {})}, works=[crowd, gone]) as server:
        pulled = pull(server, tmp_path, ID)
        pulled.run()

    whole, first = (one["authorships"] for one in lines(pulled))
    assert (whole, len(first)) == (crowd["authorships"], MOST_AUTHORS)


def test_the_next_pull_takes_what_changed_where_the_plan_allows_it(tmp_path):
    with an_openalex(plan="premium") as server:
        first = pull(server, tmp_path, ID)
        first.run()
        first.kept.write_text(
            first.kept.read_text("utf-8").replace(first.progress.begun, WORKS[3]["updated_date"])
        )
        second = pull(server, tmp_path, ID)
        second.run()

    assert lines(second) == WORKS[3:]
    assert second.file != first.file


def test_without_that_plan_the_next_pull_takes_everything_again(tmp_path):
    with an_openalex() as server:
        pull(server, tmp_path, ID).run()
        again = pull(server, tmp_path, ID)
        again.run()

    assert lines(again) == WORKS
    assert again.file.name == f"openalex-{ID}-from-beginning.jsonl"


def test_a_cursor_that_was_kept_too_long_begins_anew(tmp_path):
    with an_openalex({3: "break", 5: (400, {})}) as server:
        with pytest.raises(httpx.TransportError):
            pull(server, tmp_path, ID).run()
        pulled = pull(server, tmp_path, ID)
        pulled.run()

    assert lines(pulled) == WORKS
    assert cursors(server)[:4] == ["*", PAGES[1], PAGES[1], "*"]


@pytest.fixture
def site(settings, tmp_path, monkeypatch):
    monkeypatch.setenv("LANG", "C")
    settings.STATE, settings.OPENALEX_KEY = tmp_path, KEY
    return settings


def said(*words):
    out = StringIO()
    call_command("pull_openalex", *words, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_command_pulls_and_reads_in_through_the_ordinary_reader(site):
    with an_openalex() as server:
        site.OPENALEX_URL = server.url
        told = said(ROR)

    assert f"{len(WORKS)} works taken." in told
    assert f"new {len(WORKS)} · changed 0" in told
    keys = {work["id"].rsplit("/", 1)[-1] for work in WORKS}
    assert set(Work.objects.values_list("source_key", flat=True)) == keys
    assert Work.objects.first().source.licence == "CC0 1.0"


def test_a_wrong_key_is_said_by_the_command_and_that_it_can_go_on(site):
    site.OPENALEX_KEY = "another"
    with an_openalex() as server:
        site.OPENALEX_URL = server.url
        with pytest.raises(CommandError, match=r"API key not found.*goes on from there"):
            said(ID)


def test_without_a_key_the_small_allowance_of_everybody_is_used(tmp_path):
    with an_openalex() as server:
        client = httpx.Client(base_url=server.url)
        assert Pull(client, ID, tmp_path).run().records == len(WORKS)


@pytest.mark.parametrize("asked", ["Sun, 29 Nov 2026 10:00:30 -0000", "soon", "²"])
def test_a_time_to_wait_that_cannot_be_understood_is_the_usual_one(asked):
    said = {"Date": "Sun, 29 Nov 2026 10:00:00 GMT", "Retry-After": asked.encode("latin-1")}

    assert seconds_asked(httpx.Response(503, headers=said)) == USUAL_WAIT
