"""The park that ships: what its tables say is shown and counted, each page in both languages."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils.translation import override

from cauhien.core.models import Event, SearchEntry
from cauhien.core.sheets import every_table
from cauhien.core.text import notes_in_vietnamese
from cauhien.ingest.actions import batches
from cauhien.ingest.readers import registry
from cauhien.park.actions import sheets
from cauhien.park.actions.comparing import compare
from cauhien.park.models import (
    CapitalEntry,
    InvestmentProject,
    Investor,
    Park,
    PublishedTotal,
    Statement,
)
from cauhien.park.queries import reconciling
from cauhien.park.queries.totals import totals_on
from tests.factories import NOW, an_organisation, sign_in
from tests.park.things import a_manager, a_park

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
        client.get(address)  # draws the pictures, which are kept
        with django_assert_max_num_queries(12):
            answer = client.get(address)
        assert (answer.status_code, f'lang="{language}"' in answer.content.decode()) == (200, True)


def test_the_pages_cost_the_park_manager_no_more(client, django_assert_max_num_queries):
    sign_in(client, a_manager())
    client.get(HOME)  # draws the pictures, which are kept

    for address in PAGES:
        with django_assert_max_num_queries(12):
            client.get(address)


def test_a_row_whose_place_rests_on_memory_is_not_taken():
    codes = set(InvestmentProject.objects.values_list("code", flat=True))

    assert len(codes) == 26
    assert "hl-002" not in codes


def test_values_that_rest_on_memory_are_left_blank():
    rows = InvestmentProject.objects.select_related("investor")
    host, lab, wished = (rows.get(code=code) for code in ("hl-021", "hl-022", "hl-024"))

    assert host.investor is None
    assert (lab.investor.nationality, lab.topic, lab.sector_printed) == ("", "", "")
    assert (wished.investor.nationality, wished.status) == ("", "target")
    assert rows.get(code="hl-014").investor.name == "A&A Green Phoenix Group"


def test_the_two_licences_lie_inside_the_five_announced_projects():
    part = InvestmentProject.objects.select_related("parent").get(code="hl-005")

    assert (part.parent.code, part.number, part.parent.number) == ("hl-006", 2, 5)


@pytest.mark.parametrize(
    ("day", "projects", "registered"),
    [
        (date(2009, 5, 20), 1, {"USD": 105}),
        (date(2017, 12, 31), 7, {"USD": 390}),
        (date(2018, 11, 30), 10, {"USD": 790}),
        (date(2025, 12, 31), 13, {"USD": 790, "VND": 10_000_000}),
    ],
)
def test_totals_of_any_day_are_counted_from_what_was_known_of_it(day, projects, registered):
    totals = totals_on(known(), day)

    expected = {currency: Decimal(10**6) * value for currency, value in registered.items()}
    assert (totals.projects, totals.registered) == (projects, expected)


def test_published_and_itemised_capital_are_compared_by_the_rate_of_the_source_itself():
    besides = reconciling.beside(known(), reconciling.published_in(Park.objects.get()))
    (one,) = [
        x for x in besides if (x.total.kind, x.total.statement.as_of.year) == ("capital", 2017)
    ]

    assert round(one.rates["USD"].in_vnd) == 22759
    assert round(one.share, 3) == round(390 / 2900, 3)
    assert one.rates["USD"].rate is None


def test_a_total_is_told_in_a_sentence_of_both_languages(client):
    statement = Park.objects.get().statements.get(as_of=date(2009, 5, 20))
    total = statement.totals.get(kind="capital")
    address = f"{HOME}totals/{total.code}/"

    assert (
        "Published for 20 May 2009: 750 million USD. Itemised here: 105 million USD, 14 % of it; "
        "645 million USD is not itemised."
    ) in text_of(client, address)
    assert (
        "Công bố cho ngày 20/05/2009: 750 triệu USD. Thống kê được theo từng dự án: 105 triệu "
        "USD, bằng 14 %; còn 645 triệu USD chưa rõ thuộc dự án nào."
    ) in text_of(client, address, "vi")


def test_what_is_no_stock_is_shown_and_not_compared(client):
    whole = Park.objects.get().statements.get(kind="whole_area").totals.get()

    shown = text_of(client, f"{HOME}totals/")
    assert "no total of all there is 12 Oct 1998 , the area of the park: 1,586 ha" in shown
    assert client.get(f"{HOME}totals/{whole.code}/").status_code == 404


def test_the_pictures_say_what_is_seen(client):
    english, vietnamese = text_of(client, HOME), text_of(client, HOME, "vi")

    assert (
        "Published: from 32 projects for 31 Dec 2008 to 106 projects for 31 Dec 2023 (dots). Of "
        "the last, 12 are known here one by one (diamonds)."
    ) in english
    assert (
        "Công bố: từ 52.241 tỷ đồng (ngày 31/12/2012) đến 85.602 tỷ đồng (ngày 31/12/2023) (chấm "
        "tròn). Phần thống kê được theo từng dự án (hình thoi) cao nhất là"
    ) in vietnamese


def test_projects_are_found_filtered_and_summed_up(client):
    found = text_of(client, f"{HOME}projects/?nationality=JP")
    searched = text_of(client, f"{HOME}projects/?q=hanwha")

    assert "3 entries: 3 projects that count, 400 million USD registered" in found
    assert "1 entry: 1 project that counts, 200 million USD registered" in searched


def test_the_page_of_a_project_leads_from_each_value_to_its_source(client):
    page = client.get("/investment-projects/hl-007/").content.decode()

    cited = "https://mic.gov.vn/mic_2020/Pages/TinTuc/111736/"
    assert page.count(f'href="{cited}') == 3  # the status, the capital, the row itself
    assert '<time datetime="2009-05-20">' in page


def test_reading_the_same_tables_again_changes_nothing():
    again = [taken_in(*table) for table in TABLES.items()]

    counts = [batch.counts for batch in again]
    assert [one["same"] for one in counts] == [1, 26, 16]
    assert all(not one["new"] and not one["changed"] for one in counts)


def test_the_shipped_workbook_comes_back_without_a_change_in_the_other_language(client):
    client.cookies["django_language"] = "en"
    data = client.get(f"{HOME}projects.xlsx").content

    with override("vi"):
        found = compare(Park.objects.get(), every_table(data), "vi", a_manager())

    assert (found.changes, found.faults, found.unread) == ([], [], [])


def test_each_note_of_the_shipped_park_is_there_in_vietnamese():
    shipped = [Park.objects.all(), InvestmentProject.objects.all(), Statement.objects.all()]
    notes = {one.source_note.removeprefix("seen_partly: ") for rows in shipped for one in rows}

    assert notes - {"", "seen_partly"} - notes_in_vietnamese().keys() == set()


def test_the_shipped_park_goes_whole_into_another_one(client):
    """As it leaves: its projects, statements and totals, with their days and documents."""
    shipped, manager = Park.objects.get(), a_manager()
    other, said = a_park(), {"by": manager, "at": NOW}
    data = client.get(f"{HOME}projects.xlsx").content
    sheet = sheets.send_in(park=other, name="a.xlsx", data=data, language="vi", **said)

    applied = sheets.apply(sheet=sheet, seal=sheets.compared(sheet, manager).seal, **said)

    assert (applied.refused, figures_of(other)) == ([], figures_of(shipped))
    assert other.projects.count() == 26
    other.projects.update(parent=None)


def figures_of(park):
    """Return all of a park that is counted, without codes."""
    total = ("statement__as_of", "statement__kind", "kind", "value", "currency", "qualifier")
    capital = ("project__name_vi", "on_date", "precision", "kind", "amount", "qualifier")
    project = ("name_vi", "parent__name_vi", "status", "status_on", "number", "sector_printed")
    return [
        set(PublishedTotal.objects.filter(statement__park=park).values_list(*total)),
        set(CapitalEntry.objects.filter(project__park=park).values_list(*capital)),
        set(park.projects.values_list(*project)),
    ]


def test_a_published_total_is_reconciled_from_the_records_in_both_languages(client):
    statement = Park.objects.get().statements.get(as_of=date(2018, 6, 30))
    address = f"{HOME}totals/{statement.totals.get(kind='capital').code}/"

    english, vietnamese = text_of(client, address), text_of(client, address, "vi")

    assert "Nothing recorded here explains 38,888 billion dong, 54 % of the published" in english
    assert "22,759 to 23,353 dong for 1 USD" in english
    assert "68 published projects that are not recorded here, and to 11 recorded ones" in english
    assert "Mới dự kiến hoặc mới loan báo 14.816–15.203 tỷ đồng 4 dự án" in vietnamese
    assert "Chênh lệch 38.888–54.561 tỷ đồng" in vietnamese


def test_the_api_and_the_files_say_the_same(client):
    projects = client.get(f"/api/v1{HOME}projects?limit=100").json()
    totals = client.get(f"/api/v1{HOME}totals?on=2009-05-20").json()
    lines = client.get(f"{HOME}projects.csv").content.decode("utf-8-sig").splitlines()

    (part,) = [one for one in projects["items"] if one["code"] == "hl-005"]
    assert (projects["count"], len(lines)) == (26, 27)
    assert (part["parent"], part["capital"][0]["amount"]) == ("hl-006", "400000000.00")
    assert totals["registered"] == {"USD": "105000000.00"}
    published = client.get(f"/api/v1{HOME}published").json()
    (first,) = [
        one for one in published if (one["as_of"], one["currency"]) == ("2009-05-20", "USD")
    ]
    assert (len(published), first["parts"][0]["projects"]) == (35, ["hl-007"])
    assert Decimal(first["unexplained"]) == 645_000_000


def test_each_currency_has_a_picture_of_its_own(client):
    page = text_of(client, HOME)

    assert "Registered capital, billion dong" in page
    assert "Registered capital, million USD" in page


def test_an_organisation_shows_the_park_projects_in_which_it_invests(client):
    project = InvestmentProject.objects.filter(investor__isnull=False).first()
    firm = an_organisation(project.investor.name)
    Investor.objects.filter(pk=project.investor_id).update(organisation=firm)
    other = an_organisation()

    tab = client.get(f"/organisations/{firm.code}/park-projects/").content.decode()
    leads = [
        f"/organisations/{one.code}/park-projects/"
        in client.get(f"/organisations/{one.code}/").content.decode()
        for one in (firm, other)
    ]

    assert f"/investment-projects/{project.code}/" in tab
    assert leads == [True, False]
