"""A harvest of the page: why it broke off is said in the language of the page; stop and remove."""

import httpx
import pytest
from django.utils.translation import override

from cauhien.accounts.states import Role
from cauhien.core.models import AuditLine
from cauhien.ingest.actions import harvests
from cauhien.ingest.models import Repository
from cauhien.ingest.readers.harvesting import Harvest
from cauhien.ingest.readers.outside import InnerHost
from cauhien.ingest.states import HarvestFault
from tests.factories import NOW, a_user, sign_in

pytestmark = pytest.mark.django_db
ADDRESS = "https://journal.test/index.php/tc/oai"
ENVELOPE = (
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
    "<responseDate>2026-11-29T01:00:00Z</responseDate>{}</OAI-PMH>"
)
RECORD = (
    "<record><header><identifier>oai:journal.test:article/1</identifier>"
    "<datestamp>2026-11-01</datestamp></header></record>"
)
PART = f"<ListRecords>{RECORD}<resumptionToken>next</resumptionToken></ListRecords>"
LAST = f"<ListRecords>{RECORD}</ListRecords>"


def refusing(code):
    return ENVELOPE.format(f'<error code="{code}">in its words</error>')


@pytest.fixture
def row(settings, tmp_path):
    settings.STATE = tmp_path
    steward = a_user(Role.DATA_STEWARD)
    return harvests.begin_harvest(address=ADDRESS, set_spec="", by=steward, at=NOW)


def run(row, answer):
    """Have a server answer every request so: a text, a status, an error, or a function."""

    def handle(request):
        if callable(answer):
            return httpx.Response(200, text=answer(request), request=request)
        if isinstance(answer, Exception):
            raise answer
        said = {"text": answer} if isinstance(answer, str) else {}
        status = 200 if said else answer
        return httpx.Response(status, **said, headers={"Retry-After": "9999"}, request=request)

    with httpx.Client(transport=httpx.MockTransport(handle)) as asking:
        harvests.run_harvest(repository=row, at=NOW, asking=asking)
    row.refresh_from_db()
    return row


CERTIFICATE = httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate has expired")


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("<!DOCTYPE html><html></html>", HarvestFault.PAGE),
        ("<rss/>", HarvestFault.NOT_OAI),
        ("{", HarvestFault.NOT_XML),
        (404, HarvestFault.NOT_THERE),
        (403, HarvestFault.NOT_LET_IN),
        (503, HarvestFault.BUSY),
        (501, HarvestFault.HTTP),
        (refusing("noSetHierarchy"), HarvestFault.NO_SETS),
        (refusing("badArgument"), HarvestFault.ARGUMENT),
        (refusing("cannotDisseminateFormat"), HarvestFault.NO_DUBLIN_CORE),
        (refusing("badVerb"), HarvestFault.REFUSED),
        (refusing("badResumptionToken"), HarvestFault.TOKEN),
        (CERTIFICATE, HarvestFault.CERTIFICATE),
        (httpx.ConnectError("refused"), HarvestFault.UNREACHABLE),
        (httpx.ReadTimeout("late"), HarvestFault.TOO_SLOW),
        (httpx.ReadError("reset"), HarvestFault.BROKEN_OFF),
        (InnerHost("journal.test"), HarvestFault.NO_HOST),
        (InnerHost("journal.test", "10.0.0.7"), HarvestFault.INNER),
    ],
)
def test_a_fault_is_kept_as_a_code_and_said_in_both_languages(row, answer, fault):
    run(row, answer)

    said = {}
    for language in ("vi", "en"):
        with override(language):
            said[language] = row.why
    assert (row.state, row.fault) == ("failed", fault)
    assert said["vi"] != said["en"]
    assert "%(" not in "".join(said.values())


def test_a_fault_stands_beside_its_repository_in_the_language_of_the_page(client, row):
    run(row, 404)
    sign_in(client, a_user(Role.COORDINATOR, language="vi"))

    page = client.get("/data/harvests/").content.decode()

    assert "Không có gì ở địa chỉ này (HTTP 404)" in page
    assert "/remove/" not in page


def test_a_harvest_that_is_stopped_ends_after_its_part_and_goes_on_from_there(row, client):
    steward = sign_in(client, a_user(Role.DATA_STEWARD))
    asked = []

    def parts(request):
        if "ListRecords" in (said := str(request.url.query)):
            asked.append(said)
            client.post(f"/data/harvests/{row.code}/stop/")
        return ENVELOPE.format(LAST if "resumptionToken" in said else PART)

    assert (run(row, parts).state, len(asked)) == ("stopped", 1)
    with pytest.raises(harvests.CannotAsk):
        harvests.stop_harvest(repository=row, by=steward)
    again = harvests.begin_harvest(address=ADDRESS, set_spec="", by=steward, at=NOW)
    run(again, parts)

    assert "resumptionToken=next" in asked[1]
    assert (again.state, again.records) == ("done", 2)  # it was stopped when all was there


def test_a_repository_is_removed_with_how_far_it_was(
    client, row, tmp_path, django_capture_on_commit_callbacks
):
    sign_in(client, a_user(Role.DATA_STEWARD))
    address = f"/data/harvests/{row.code}/remove/"
    client.post(address)
    assert Repository.objects.exists()  # it runs
    run(row, 404)
    (folder,) = (tmp_path / "harvests").iterdir()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address)

    assert (Repository.objects.exists(), folder.exists()) == (False, False)
    assert AuditLine.objects.get(act="repository.remove").detail["of"] == ADDRESS


def test_who_may_only_look_neither_stops_nor_removes(client, row):
    sign_in(client, a_user(Role.COORDINATOR))

    answers = [client.post(f"/data/harvests/{row.code}/{act}/") for act in ("stop", "remove")]

    assert [one.status_code for one in answers] == [403, 403]
    assert Repository.objects.get().state == "running"


def test_a_look_alone_leaves_to_the_next_harvest_all_that_is_new(tmp_path):
    answer = httpx.MockTransport(lambda asked: httpx.Response(200, text=ENVELOPE.format(LAST)))
    with httpx.Client(transport=answer) as client:
        look, after = (Harvest(client, ADDRESS, tmp_path / "kept") for _ in range(2))
        look.leave_no_trace(tmp_path / "beside")

        taken = look.run(), after.run()

    assert [one.records for one in taken] == [1, 1]
    assert after.file.read_bytes() == look.file.read_bytes()
