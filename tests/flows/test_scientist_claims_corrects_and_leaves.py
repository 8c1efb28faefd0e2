"""A scientist claims a page, corrects it and leaves, and a re-import does not bring them back."""

import json
from urllib.parse import urlsplit

import pytest

from cauhien.ingest.actions import batches
from cauhien.ingest.readers import registry
from cauhien.network.models import Authorship, Person
from cauhien.notices.actions import signed_link
from cauhien.notices.models import Link
from cauhien.organisations.models import Organisation
from tests.factories import NOW, a_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HUST = {"ror": "https://ror.org/04nyv3z04", "display_name": "HUST", "country_code": "VN"}
WORK = {
    "id": "acl:2024.x-1.1",
    "title": "Flood forecasting for a city",
    "publication_year": 2024,
    "authorships": [
        {
            "author": {"display_name": "Nguyễn Văn An", "id": "acl:an"},
            "raw_affiliation_strings": ["HUST"],
            "institutions": [HUST],
        }
    ],
}


def read_in(folder, **more):
    path = folder / "works.jsonl"
    path.write_text(json.dumps(WORK | more) + "\n", encoding="utf-8")
    reader = registry.checked("works", path)
    batch = batches.open_batch(reader=reader, path=path, at=NOW, facts={"retrieved_at": NOW})
    batches.stage_batch(batch=batch, path=path)
    batches.reconcile_batch(batch=batch, at=NOW)


def test_a_scientist_claims_corrects_and_leaves_and_no_import_brings_them_back(
    live_server, page, as_user, tmp_path
):
    read_in(tmp_path)
    Organisation.objects.update(website="https://www.hust.edu.vn")
    person = Person.objects.get()
    own = f"{live_server.url}/people/{person.code}/"
    as_user(page, a_user()).goto(own)

    page.click(f"a[href='/people/{person.code}/claim/']")
    page.fill("[name=address]", "an.nguyen@hust.edu.vn")
    page.click("main form button:not(.plain)")
    page.goto(live_server.url + urlsplit(signed_link(Link.objects.get())).path)
    page.click("main form button")
    page.goto(f"{own}ask/correction/")
    page.fill("[name=name]", "Nguyễn Văn Ân")
    page.click("main form button")
    assert page.locator("h1").inner_text() == "Nguyễn Văn Ân"
    page.click(f"a[href='/people/{person.code}/ask/leaving/']")
    page.click("main form button.danger")

    read_in(tmp_path, title="Flood forecasting, read anew")
    assert page.goto(own).status == 404
    assert not Person.objects.exclude(name="").exists()
    line = Authorship.objects.get()
    assert (line.raw_name, line.person) == ("Nguyễn Văn An", None)
