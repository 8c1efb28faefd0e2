"""A data steward harvests another server whole, goes on after a break, and sees what is gone."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from lxml import etree
from procrastinate.contrib.django.models import ProcrastinateJob

from cauhien.accounts.states import Role
from cauhien.core.models import AuditLine
from cauhien.exchange.actions import update_register
from cauhien.exchange.models import Record
from cauhien.ingest import tasks
from cauhien.network.models import Work
from tests.factories import NOW, a_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SET = "openaire_cris_publications"
MANY = 104  # more than one part


class Server(ThreadingHTTPServer):
    """Another server: what our own provider answered, written down and said again.

    is_cut: refuse every part but the first.
    """

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.said, self.is_cut = {}, False
        self.address = f"http://127.0.0.1:{self.server_port}/oai/"

    def learn(self, **asked):
        """Write down the answers to a list, part by part, and to Identify."""
        self._write({"verb": "Identify"})
        token = self._write({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": SET} | asked)
        while token:
            token = self._write({"verb": "ListRecords", "resumptionToken": token})

    def _write(self, asked):
        content = Client().get("/oai/", asked).content
        self.said[key_of(asked)] = content
        return etree.fromstring(content).findtext("{*}ListRecords/{*}resumptionToken")


def key_of(asked):
    return frozenset((name, value) for name, value in asked.items() if name != "from") | {
        "from" in asked
    }


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        asked = dict(parse_qsl(urlsplit(self.path).query))
        is_refused = self.server.is_cut and "resumptionToken" in asked
        self.send_response(410 if is_refused else 200)
        self.end_headers()
        self.wfile.write(b"" if is_refused else self.server.said[key_of(asked)])

    def log_message(self, *said):
        """Keep the output of the tests free of it."""


@pytest.fixture
def server():
    """Return a server that gave 104 works, and has withdrawn one of them since."""
    Work.objects.bulk_create(Work(title=f"Nút giao {n}", language="vi") for n in range(MANY))
    update_register(at=NOW)
    server = Server()
    server.learn()
    Work.objects.get(title="Nút giao 7").delete()
    later = NOW.replace(year=NOW.year + 1)
    update_register(at=later)
    server.learn(**{"from": later.strftime("%Y-%m-%dT%H:%M:%SZ")})
    Work.objects.all().delete()
    Record.objects.all().delete()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def let_the_worker_work():
    work = {"ingest.harvest": tasks.harvest, "ingest.stage": tasks.stage}
    work |= {"ingest.reconcile": tasks.reconcile}
    while waiting := list(ProcrastinateJob.objects.filter(task_name__in=work, status="todo")):
        for job in waiting:
            ProcrastinateJob.objects.filter(pk=job.pk)._raw_delete("default")
            work[job.task_name](**job.args)


def test_a_harvester_takes_everything_and_decides_on_what_is_withdrawn(
    live_server, page, as_user, server, settings, tmp_path, axe
):
    settings.STATE = tmp_path
    as_user(page, a_user(Role.DATA_STEWARD, language="en"))
    page.goto(f"{live_server.url}/data/harvests/")
    page.fill("[name=address]", server.address)
    page.fill("[name=set_spec]", SET)
    page.get_by_role("button", name="Begin the harvest").click()
    assert page.get_by_text("being harvested").is_visible()
    server.is_cut = True
    let_the_worker_work()
    page.reload()
    assert page.get_by_text("100 records").is_visible()
    assert axe(page) == []

    server.is_cut = False
    page.get_by_role("button", name="Go on with the harvest").click()
    let_the_worker_work()
    page.reload()
    assert page.get_by_text(f"{MANY} records").is_visible()
    page.get_by_role("link", name="What would change").click()
    page.get_by_role("button", name="Take over").click()
    let_the_worker_work()
    page.goto(f"{live_server.url}/works/?q=Nút+giao+7")
    page.get_by_role("link", name="Nút giao 7", exact=True).click()
    assert "Cầu Hiền" in page.locator(".source").first.inner_text()

    page.goto(f"{live_server.url}/data/harvests/")
    page.get_by_role("button", name="Take what changed since").click()
    let_the_worker_work()
    page.goto(f"{live_server.url}/my-work/")
    page.get_by_role("link", name="Decide whether the work stays here").click()
    page.get_by_role("link", name="Nút giao 7", exact=True).click()
    page.get_by_role("button", name="Take it off").click()
    assert page.locator("[name=note][aria-invalid=true]").is_visible()
    page.fill("[name=note]", "Withdrawn by its journal")
    page.get_by_role("button", name="Take it off").click()
    page.get_by_role("link", name="taken off here").click()
    assert page.get_by_text("Withdrawn by its journal").is_visible()
    assert Work.objects.count() == MANY - 1
    assert AuditLine.objects.filter(act="work.taken_off").exists()
