"""The park that ships: what its tables say is shown and counted, each page in both languages."""

import re

import pytest
from django.conf import settings

from cauhien.core.models import Event, SearchEntry
from cauhien.ingest.actions import batches
from cauhien.ingest.readers import registry
from cauhien.park.models import InvestmentProject, Park
from cauhien.park.queries import reconciling
from tests.factories import NOW

TABLES = {"parks": "parks", "park-projects": "park_projects", "park-totals": "park_totals"}
HOME = "/parks/hn-k001/"
PAGES = [f"{HOME}{path}" for path in ("", "projects/", "totals/", "lots/", "needs/")]
PAGES += ["/investment-projects/hl-001/", "/investment-projects/hl-005/"]

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def read_in(django_db_setup, django_db_blocker):
    """Have the shipped tables read in once for all tests of this file."""
    with django_db_blocker.unblock():
        made = [taken_in(*table) for table in TABLES.items()]
    yield
    with django_db_blocker.unblock():
        InvestmentProject.objects.update(parent=None)
        for model in (InvestmentProject, Park.statements.rel.related_model, Park):
            model.objects.all().delete()
        for batch in made:
            batch.delete()
        Event.objects.all().delete()
        SearchEntry.objects.all().delete()


def taken_in(word, name):
    path = settings.DATA / f"{name}.csv"
    reader = registry.reader(word)
    batch = batches.open_batch(reader=reader, path=path, at=NOW, facts={"retrieved_at": NOW})
    batches.stage_batch(batch=batch, path=path)
    batches.reconcile_batch(batch=batch, at=NOW)
    return batch


def known():
    return reconciling.known_in(Park.objects.get())


def text_of(client, address, language="en"):
    client.cookies["django_language"] = language
    page = client.get(address).content.decode()
    main = page[page.index("<main") :]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("\xa0", " ").split())


@pytest.mark.parametrize("address", PAGES)
def test_each_page_is_there_in_both_languages(client, address, django_assert_max_num_queries):
    for language in ("vi", "en"):
        client.cookies["django_language"] = language
        with django_assert_max_num_queries(12):
            answer = client.get(address)
        assert (answer.status_code, f'lang="{language}"' in answer.content.decode()) == (200, True)
