"""The pages of the data steward: who sees them, what they show, what a file sent in does."""

import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from cauhien.accounts.states import Role
from cauhien.ingest import tasks
from cauhien.ingest.models import Batch, DoubtfulPair
from cauhien.network.models import Work
from tests.factories import NOW, a_person, a_user
from tests.ingest.conftest import a_work

pytestmark = pytest.mark.django_db

IMPORTS, PAIRS = "/data/imports/", "/data/pairs/"


@pytest.fixture
def steward(client):
    client.force_login(a_user(Role.DATA_STEWARD, language="en"))
    return client


def a_pair(**fields):
    left, right = a_person("Lê An", zone="unknown"), a_person("Le An", zone="unknown")
    return DoubtfulPair.objects.create(
        **{"kind": "person", "left": left.code, "right": right.code, "left_label": "Lê An",
           "right_label": "Le An", "reasons": ["same_name"], "score": 0.65, "found_at": NOW}
        | fields
    )  # fmt: skip


def send(client, written, *lines, **fields):
    path = written("works.jsonl", *lines)
    file = SimpleUploadedFile("works.jsonl", path.read_bytes())
    return client.post(IMPORTS, {"file": file, **fields})


def test_a_new_row_is_shown_by_its_title_before_it_is_taken_over(steward, written):
    send(steward, written, a_work("acl:1", "Đèn tín hiệu giao thông"))
    batch = Batch.objects.get()
    tasks.stage(batch.code)

    assert "Đèn tín hiệu giao thông" in steward.get(f"{IMPORTS}{batch.code}/").content.decode()


@pytest.mark.parametrize("address", [IMPORTS, PAIRS, "/data/harvests/", "/data/withdrawn/"])
@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.DATA_STEWARD, 200),
        (Role.COORDINATOR, 200),
        (Role.AUDITOR, 200),
        (Role.OFFICER, 403),
        (Role.EXPERT, 403),
        (None, 302),
    ],
)
def test_stewards_coordinators_and_auditors_see_the_pages(client, address, role, status):
    if role:
        client.force_login(a_user(role))

    assert client.get(address).status_code == status


@pytest.mark.parametrize(("role", "is_led"), [(Role.DATA_STEWARD, True), (Role.EXPERT, False)])
def test_the_header_leads_those_who_may_see_imports_to_them(client, role, is_led):
    client.force_login(a_user(role))

    shown = client.get("/about/").content.decode()

    assert (f'href="{IMPORTS}"' in shown) == is_led


def test_each_of_the_pages_leads_to_the_others_and_counts_what_waits(steward):
    a_pair()

    shown = steward.get("/data/conflicts/").content.decode()

    assert f'href="{IMPORTS}"' in shown
    assert f'<a href="{PAIRS}">Doubtful pairs <span class="count">1</span></a>' in shown


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_page_speaks_both_languages(client, written, take_in, language):
    client.force_login(a_user(Role.DATA_STEWARD, language=language))
    batch = take_in("works", written("works.jsonl", a_work(), "{broken"))
    a_pair()
    words = {"vi": ["Lần nạp", "Cặp có thể là một"], "en": ["Imports", "Pairs that may be one"]}

    pages = [IMPORTS, reverse("ingest:import", args=[batch.code]), PAIRS]
    shown = [client.get(page).content.decode() for page in pages]

    assert words[language][0] in shown[0]
    assert words[language][1] in shown[2]
    assert f'lang="{language}"' in shown[1]


def test_a_file_sent_in_is_compared_by_the_worker_and_nothing_is_taken_over(steward, written):
    answer = send(steward, written, a_work(), "{broken")
    batch = Batch.objects.get()
    tasks.stage(batch.code)

    page = steward.get(answer.url).content.decode()
    assert ProcrastinateJob.objects.get().task_name == "ingest.stage"
    assert "What would change" in page
    assert "it is not JSON" in page
    assert Work.objects.count() == 0


def test_the_steward_takes_a_compared_file_over(steward, written):
    send(steward, written, a_work(), "{broken")
    batch = Batch.objects.get()
    tasks.stage(batch.code)

    steward.post(reverse("ingest:take_over", args=[batch.code]))
    tasks.reconcile(batch.code)

    batch.refresh_from_db()
    assert (batch.state, Work.objects.count()) == ("done", 1)


def test_the_steward_discards_a_compared_file(steward, written):
    send(steward, written, a_work())
    batch = Batch.objects.get()
    tasks.stage(batch.code)

    steward.post(reverse("ingest:discard", args=[batch.code]))

    assert (Batch.objects.count(), Work.objects.count()) == (0, 0)


def test_a_file_that_breaks_off_says_so_on_its_page(steward, written):
    lines = [a_work(f"acl:{n}", f"W {n * 7919}") for n in range(3000)]
    content = gzip.compress(written("w.jsonl", *lines).read_bytes())[:-2000]
    steward.post(IMPORTS, {"file": SimpleUploadedFile("w.jsonl.gz", content)})
    batch = Batch.objects.get()

    tasks.stage(batch.code)

    page = steward.get(f"{IMPORTS}{batch.code}/")
    assert "Its packing ends too early, or is damaged." in page.content.decode()


@pytest.mark.parametrize(
    ("lines", "fields", "field"),
    [(["hello"], {}, "file"), ([a_work()], {"source": "ror"}, "source"), ([""], {}, "file")],
)
def test_a_file_that_nobody_can_read_is_refused_beside_the_field(
    steward, written, lines, fields, field
):
    answer = send(steward, written, *lines, **fields)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Batch.objects.count() == 0


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AUDITOR])
def test_who_looks_on_cannot_act(client, written, take_in, role):
    client.force_login(a_user(role))
    pair = a_pair()

    assert send(client, written, a_work()).status_code == 403
    client.post(f"{PAIRS}{pair.code}/", {"answer": "same"})
    pair.refresh_from_db()
    assert pair.status == "waiting"


def test_a_pair_is_decided_and_taken_back_on_the_page(steward):
    pair = a_pair()

    steward.post(f"{PAIRS}{pair.code}/", {"answer": "same"})
    assert "Le An" in steward.get(f"{PAIRS}?status=same").content.decode()
    steward.post(f"{PAIRS}{pair.code}/", {"answer": "reopen"})

    pair.refresh_from_db()
    assert (pair.status, pair.by) == ("waiting", None)


def test_a_printed_short_form_that_is_decided_resolves_what_was_printed(steward):
    from tests.factories import a_laboratory, an_organisation  # noqa: PLC0415 - only here

    university = an_organisation("Trường Đại học Khoa học và Công nghệ", zone="city")
    laboratory = a_laboratory(host_printed="USTH; IRD", zone="unknown")
    pair = a_pair(kind="organisation", left="printed:USTH", right=university.code)

    steward.post(f"{PAIRS}{pair.code}/", {"answer": "same"})
    laboratory.refresh_from_db()
    assert (laboratory.host, laboratory.zone) == (university, "city")
    assert university.names.filter(value="USTH").exists()

    steward.post(f"{PAIRS}{pair.code}/", {"answer": "reopen"})
    laboratory.refresh_from_db()
    assert (laboratory.host, laboratory.zone) == (None, "unknown")


def test_the_pages_ask_the_database_seldom(
    steward, written, take_in, django_assert_max_num_queries
):
    batch = take_in("works", written("works.jsonl", *[a_work(f"acl:{n}") for n in range(30)], "x"))
    for _ in range(20):
        a_pair()

    for address in [IMPORTS, f"{IMPORTS}{batch.code}/", PAIRS]:
        with django_assert_max_num_queries(12):
            steward.get(address)
