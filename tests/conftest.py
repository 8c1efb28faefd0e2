"""What every test may ask for: a database, a time, a browser."""

import contextlib
import gc
import os
import shutil
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.utils import translation
from hypothesis import HealthCheck, settings

from cauhien.core.postgres import Cluster

STATE = Path(os.environ["CAUHIEN_TEST_STATE"])  # made by tests/settings.py
CHROMIUM = (
    os.environ.get("CHROMIUM")
    or shutil.which("chromium-headless-shell")  # the same engine without windows, thrice as fast
    or shutil.which("chromium")
)
IS_MISSING = "is missing: apt install"
NO_BROWSER = f"chromium {IS_MISSING} chromium fonts-noto-core"
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
OF_DJANGO = {"auth_permission", "django_content_type", "django_migrations", "django_site"}
# A busy machine fails no test: what is claimed holds however long it takes to see it.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def pytest_sessionstart(session):
    """Start the PostgreSQL of this run, once for all its processes."""
    if not hasattr(session.config, "workerinput"):
        sweep()
        session.config.cluster = Cluster(STATE, safe=False)
        session.config.cluster.start()


def pytest_unconfigure(config):
    if hasattr(config, "cluster"):
        config.cluster.stop(force=True)


def sweep():
    """Stop and remove what killed runs of this user have left behind."""
    for left in STATE.parent.glob("cauhien-test-*/database.users"):
        if left.stat().st_uid == os.geteuid():
            with contextlib.suppress(OSError):
                if Cluster(left.parent).stop():  # nobody holds it any more
                    shutil.rmtree(left.parent, ignore_errors=True)


def pytest_collection_modifyitems(items):
    """Begin with what is dear to make; leave out what needs a browser where there is none.

    Processes that have done their part take over the last tests of another, and would make the
    cases of the matrix once more each. In CI the absence of a browser is a failure.
    """
    items.sort(key=lambda item: "visibility/test_matrix.py" not in item.nodeid)
    if CHROMIUM or os.environ.get("CI"):
        return
    for item in items:
        if item.get_closest_marker("browser") or "chromium" in item.fixturenames:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_collection():
    gc.disable()  # all that is gathered stays: going through it, again and again, takes seconds


def pytest_collection_finish():
    """Let the collector of garbage pass over what stays until the end, and come more seldom.

    It went through all modules and tests again and again: a tenth of the time of a run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)
    gc.enable()


def pytest_terminal_summary(terminalreporter):
    """Say loudly what was left out because this machine lacks a program."""
    skipped = terminalreporter.stats.get("skipped", [])
    lacks = Counter(
        str(report.longrepr[2]) for report in skipped if IS_MISSING in report.longrepr[2]
    )
    if lacks:
        terminalreporter.section("NOT TESTED", sep="!", red=True)
    for reason, count in lacks.items():
        terminalreporter.line(f"{count} tests did not run. {reason.removeprefix('Skipped: ')}")


@pytest.fixture(scope="session", autouse=True)
def empty_by_deleting():
    """Let a test that commits leave an empty database behind by deleting rows.

    Django's TRUNCATE of all tables takes ten times as long, lays out content types and rights anew
    and locks itself up with an answer of the site that comes late.
    """
    TransactionTestCase._fixture_teardown = lambda case: delete_all_rows()


def delete_all_rows():
    tables = {*connection.introspection.django_table_names(only_existing=True)} - OF_DJANGO
    filled = " UNION ALL ".join(
        f"SELECT '{one}' WHERE EXISTS (SELECT FROM {one})" for one in tables
    )
    with transaction.atomic(), connection.cursor() as cursor:
        # In any order, and the log as well: as a replica the database checks and triggers nothing.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for (name,) in cursor.execute(filled).fetchall():
            cursor.execute(f"DELETE FROM {name}")


@pytest.fixture(autouse=True)
def in_the_language_of_the_city():
    """Take back the language that a test, or a page that it asked for, has left active."""
    yield
    translation.deactivate()


@pytest.fixture
def now():
    return datetime(2026, 11, 24, 2, 30, tzinfo=UTC)  # 9:30 in Hanoi, a Tuesday


@pytest.fixture
def clock(monkeypatch, now):
    """Let the clock of the site stand at `now`, however long after it the tests are run."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return now.astimezone(tz)

    monkeypatch.setattr("django.utils.timezone.datetime", Clock)


@pytest.fixture(scope="session")
def chromium():
    """Yield Debian's Chromium, for a whole run."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser is used

    assert CHROMIUM, NO_BROWSER
    # Playwright's loop runs in this thread until the end, and Django would take us for
    # asynchronous code, when it empties the database after a test as well.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS + sandbox)


def settle():
    """Wait until the site answers nobody any more: next the database is emptied, or they block."""
    at_work = """SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"""
    for _ in range(100):
        with connection.cursor() as cursor:
            if cursor.execute(at_work).fetchone() == (0,):
                return
        time.sleep(0.05)


@pytest.fixture
def open_page(chromium, request):
    """Return a function that opens an empty page: width, language, without JavaScript, …"""
    contexts = []

    def open_page(width=1200, locale="vi-VN", **options):
        size = {"width": width, "height": 900}
        contexts.append(chromium.new_context(viewport=size, locale=locale, **options))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()
    if "live_server" in request.fixturenames:
        settle()


@pytest.fixture
def page(open_page):
    """Return an empty page as wide as a desk's, in Vietnamese."""
    return open_page()


@pytest.fixture
def axe():
    """Return a function that names what WCAG 2.2 A and AA find wrong on a page."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - as above

    script = Axe().axe_script
    # What passes is neither gathered nor handed over: that takes longer than the looking.
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}

    def violations(page):
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        # Colours are the same at any width, and their contrast takes longer than all the rest.
        is_desk = page.viewport_size["width"] >= 1000
        options["rules"] = {"color-contrast": {"enabled": is_desk}}
        found = page.evaluate("how => axe.run(how).then(said => said.violations)", options)
        return [
            f"{violation['id']}: {node['html'][:200]}"
            for violation in found
            for node in violation["nodes"]
        ]

    return violations


@pytest.fixture
def narrow_and_wide(axe):
    """Return a function that names what is wrong on an open page, on a phone and on a desk.

    One opening serves both widths, for that is what takes time. A page that is opened in `both`
    languages is looked through by axe in Vietnamese on a phone and in English on a desk.
    """

    def narrow_and_wide(page, *, both=False):
        language = page.locator("html").get_attribute("lang")
        said = []
        for width, of in ((320, "vi"), (1200, "en")):
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            faults = axe(page) if not both or of == language else []
            said += [f"{width} px: {fault}" for fault in [*faults, *["too wide"] * wide]]
        return said

    return narrow_and_wide
