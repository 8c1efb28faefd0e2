"""The page of an index tells ranks with their ranges, what moves them, and other weights."""

import io
import re

import numpy as np
import openpyxl
import pypdf
import pytest
from django.core.management import call_command
from docx import Document

from cauhien.accounts.states import Role
from cauhien.core.models import AuditLine
from cauhien.observatory.actions import compute_all, draw_units, vary
from cauhien.observatory.bridge.frames import result_of
from cauhien.observatory.bridge.reaching import chances
from cauhien.observatory.bridge.variants import standing_of
from cauhien.observatory.charts.index import percent
from cauhien.observatory.models import Computation, Frame, Unit, Value
from cauhien.observatory.queries.frames import current, without_variants
from cauhien.observatory.states import Act
from cauhien_engine.composite.computing import compute
from cauhien_engine.composite.sheets import from_sheets
from tests.factories import NOW, a_user, sign_in
from tests.observatory.asia import STEPS, an_index

ENGLISH = {"accept-language": "en"}
PAGE = "/observatory/index/asia/"


@pytest.fixture(scope="module", autouse=True)
def _computed(django_db_setup, django_db_blocker):
    """Compute one index for all these tests; what a test writes is rolled back."""
    with django_db_blocker.unblock():
        an_index()
        compute_all(at=NOW)
        for computation in without_variants():
            vary(computation=computation)
        yield
        call_command("flush", verbosity=0, interactive=False)


pytestmark = pytest.mark.django_db


def read(client, address, language="en"):
    return client.get(address, headers={"accept-language": language}).content.decode()


def newest():
    return Computation.objects.get(year=2024, frame__code="asia")


def rows_of(page):
    """Return {unit: cells} of the first table."""
    table = page.split("<tbody>")[1].split("</tbody>")[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in table.split("<tr>")[1:]]
    return {re.sub("<[^>]+>", "", row[0]): row[1:] for row in rows}


def test_the_sentence_under_the_ranks_is_true_of_the_variants(client):
    told = newest().variants["base"]
    counts = told["counts"][told["units"].index("vnm")]
    share = sum(counts[1:5]) / told["runs"]

    page = read(client, PAGE + "?k=4")
    said = re.search(r"Viet Nam is in the ASEAN top 4 in (\d+)\s% of the 10,000 variants", page)

    assert 0.01 < share < 0.99
    assert (sum(counts), int(said[1])) == (10_000, round(100 * share))
    assert "Việt Nam thuộc 4 đơn vị đứng đầu ASEAN" in read(client, PAGE + "?k=4", "vi")


def test_a_rank_stands_with_its_range_and_its_group(client):
    told = newest().variants["base"]
    page = read(client, PAGE)
    rank, spread, _within, _score, group = rows_of(page)["Viet Nam"]
    low, high = (spread.split("–") * 2)[:2]
    counts = told["counts"][told["units"].index("vnm")]

    assert int(low) <= int(rank) <= int(high)
    assert sum(counts[int(low) : int(high) + 1]) >= 0.9 * told["runs"]
    assert rows_of(page)["Singapore"][0] == "1"
    assert rows_of(page)["Singapore"][4] != group
    assert 'role="img"' in page


def test_it_says_which_choice_moves_the_ranks_most(client):
    variants = newest().variants
    totals = dict(zip(variants["factors"], variants["sensitivity"]["total"], strict=True))
    page = read(client, PAGE)

    words = {"normalise": "common scale", "weights": "weights a quarter", "aggregate": "joining"}
    most = max(totals, key=totals.get)
    assert f"moved most by {words[most]}" in page


def test_other_weights_give_other_ranks_at_once_and_leave_the_published_ones(client):
    frame, snapshot = Frame.objects.get(), newest().snapshot
    result = result_of(frame, snapshot, {"PEO": 0.0})
    score = result.table.of("vnm")["ALL"]

    page = read(client, PAGE + "?w_PEO=0")
    part = client.get(PAGE + "?w_PEO=0", headers={"hx-request": "true"}).content.decode()

    assert rows_of(page)["Viet Nam"][-2] == f"{score:.1f}"
    assert "units change their rank" in page
    assert "<html" not in part
    assert "<table>" in part
    assert result_of(frame, snapshot).table.of("vnm")["ALL"] != score


def test_a_unit_tells_which_choice_its_own_rank_rests_on_and_how_sure_its_pillars_are(client):
    variants = newest().variants
    own = variants["sensitivity"]["own"]["vnm"]
    shares = dict(zip(variants["factors"], own["total"], strict=True))
    most = max(shares, key=shares.get)

    page = read(client, "/observatory/units/vnm/")
    pillars = rows_of(page.split("Ranks in Asia</caption>")[1])

    words = {"normalise": "common scale", "weights": "weights a quarter", "aggregate": "joining"}
    share = percent(shares[most])
    assert f"The rank of Viet Nam in Asia is moved most by {words[most]}" in page
    assert f": {share} of its variance over" in page
    assert set(pillars) == {"Science and technology, Asia", "Research", "People"}
    for rank, spread, _score in pillars.values():
        low, high = (spread.split("–") * 2)[:2]
        assert int(low) <= int(rank.split()[0]) <= int(high)
    assert variants["pillars"]["PEO"]["npl"] == [11, 11]


def test_what_a_database_of_before_lacks_is_left_out_until_it_is_computed_again(client):
    computation = newest()
    variants = computation.variants
    variants.pop("pillars")
    variants["sensitivity"].pop("own")
    computation.save()

    page = read(client, "/observatory/units/vnm/")
    assert "Ranks in Asia</caption>" in page
    assert "The rank of Viet Nam in Asia is moved most by" not in page
    assert without_variants().get() == computation

    vary(computation=without_variants().get())
    assert "The rank of Viet Nam in Asia is moved most by" in read(
        client, "/observatory/units/vnm/"
    )


def test_the_report_of_a_unit_draws_its_charts_and_says_what_they_show(client):
    sent = {
        form: client.get(f"/observatory/units/vnm/report.{form}", headers=ENGLISH).content
        for form in ("pdf", "docx")
    }
    printed = pypdf.PdfReader(io.BytesIO(sent["pdf"])).pages[0].extract_text()
    written = Document(io.BytesIO(sent["docx"]))
    told = [one._inline.docPr.get("descr") for one in written.inline_shapes]

    assert "share of the variance" in printed  # an axis: its words stay words
    assert [one[:20] for one in told] == ["Viet Nam is number 5", "The rank of Viet Nam"]
    assert set(told) < {one.text for one in written.paragraphs}


def test_the_pictures_of_a_unit_are_drawn_before_anybody_asks_for_its_page():
    unit = Unit.objects.get(code="vnm")

    assert draw_units([unit]) == 8  # two charts in two widths and two languages


def test_a_unit_that_has_the_rank_is_told_so_and_no_change(client):
    page = read(client, "/observatory/index/asia/reach/?unit=sgp&k=5")

    assert "already has rank 5 or better." in page
    assert "Changes that suffice" not in page


def test_weights_that_are_none_are_refused_beside_the_form(client):
    answer = client.get(PAGE + "?w_PEO=0&w_RES=0", headers={"accept-language": "en"})

    assert answer.status_code == 422
    assert "At least one weight must be more than zero." in answer.content.decode()


def test_an_earlier_edition_keeps_its_page(client):
    assert "Edition 2023" in read(client, PAGE + "?year=2023")


def test_what_has_not_changed_is_not_stored_again_and_what_has_is():
    compute_all(at=NOW)
    before = Computation.objects.count()
    Value.objects.filter(unit__code="vnm", indicator__code="rnd", year=2024).update(number=0.9)
    compute_all(at=NOW)

    assert before == 2
    assert Computation.objects.filter(variants__isnull=True).count() == 1


def test_only_a_methodologist_forks(client):
    sign_in(client, a_user(Role.OFFICER))

    assert client.get(PAGE + "fork/").status_code == 403
    assert "Fork this method" not in read(client, PAGE)


def fork(client, **changed):
    sign_in(client, a_user(Role.DATA_STEWARD))
    given = {"name": "Không tính bụi", "note": "Bụi không phải là khoa học.", "plan": "[]"}
    weights = {f"w_{code}": "1" for code in ("rnd", "researchers", "schooling", "RES", "PEO")}
    posted = given | weights | {"w_dust": "0"} | changed
    return client.post(PAGE + "fork/", posted, headers={"accept-language": "en"})


def test_a_fork_has_a_page_of_its_own_and_is_compared_with_what_it_came_from(client):
    plan = str(STEPS).replace("'", '"')
    answer = fork(client, plan=plan)
    made = Frame.objects.get(fork_of__code="asia")
    page = read(client, answer.url + "?unit=vnm")

    assert {node["iCode"]: node["Weight"] for node in made.nodes}["dust"] == 0
    assert {node["iCode"]: node["Weight"] for node in made.fork_of.nodes}["dust"] == 1
    steps = page.split("Điều làm Việt Nam")[1]
    ranks = [int(row[0]) for row in rows_of(steps).values()]
    assert (ranks[0] == ranks[1], ranks[2] == ranks[3], ranks[2] < ranks[1]) == (True,) * 3
    assert "không phải phương pháp công bố" in read(client, f"/observatory/index/{made.code}/")
    assert AuditLine.objects.get(chain=f"frame:{made.code}").detail["weights"] == {"dust": 0}


def edit(client, code, **changed):
    weights = {f"w_{one}": "1" for one in ("rnd", "researchers", "schooling", "RES", "PEO")}
    given = {"name": "Bản hai", "note": "Bụi tính một nửa.", "plan": str(STEPS).replace("'", '"')}
    posted = given | weights | {"w_dust": "0.5"} | changed
    return client.post(f"/observatory/index/{code}/edit/", posted)


def test_an_edited_fork_is_replaced_and_its_version_before_stays_with_its_ranks(client):
    fork(client, plan=str(STEPS).replace("'", '"'))
    before = Frame.objects.get(fork_of__code="asia")
    kept = read(client, f"/observatory/index/{before.code}/")
    answer = edit(client, before.code)
    after = Frame.objects.get(replaces=before)

    assert answer.url == f"/observatory/index/{after.code}/compare/"
    assert {node["iCode"]: node["Weight"] for node in after.nodes}["dust"] == 0.5
    assert after.fork_of.code == "asia"
    old = read(client, f"/observatory/index/{before.code}/")
    assert f"/observatory/index/{after.code}/" in old
    assert rows_of(old) == rows_of(kept)
    assert f"/observatory/index/{before.code}/" in read(client, f"/observatory/index/{after.code}/")
    assert AuditLine.objects.get(chain=f"frame:{after.code}").act == Act.FRAME_EDITED
    assert edit(client, before.code).status_code == 403  # it was replaced
    assert before not in current()


def test_only_a_methodologist_edits_and_nobody_a_locked_method(client):
    fork(client, plan=str(STEPS).replace("'", '"'))
    made = Frame.objects.get(fork_of__code="asia")

    assert edit(client, "asia").status_code == 403
    sign_in(client, a_user(Role.OFFICER))
    assert edit(client, made.code).status_code == 403
    assert not Frame.objects.filter(replaces=made).exists()


def test_a_plan_that_the_engine_refuses_is_refused_beside_its_field(client):
    answer = fork(client, plan='[{"do": "guess"}]')

    assert answer.status_code == 422
    assert "no step does &#x27;guess&#x27;" in answer.content.decode()
    assert Frame.objects.count() == 1


def test_it_says_by_how_little_a_rank_would_be_reached(client):
    page = read(client, PAGE + "reach/?unit=vnm&k=3")

    assert "The smallest change that brings Viet Nam to rank 3: " in page
    assert {row[-2] for row in rows_of(page).values()} <= {"1", "2", "3"}


def test_a_change_is_told_with_the_chance_of_the_rank_before_and_after_it(client):
    page = read(client, PAGE + "reach/?unit=vnm&k=3")
    now, then = re.search(
        r"Over 500 variants of the method Viet Nam is among the first 3 in (.*?)\s% as it is now,"
        r" and in (.*?)\s% after the smallest change",
        page,
    ).groups()
    result = result_of(Frame.objects.get(), newest().snapshot)
    sure = chances(result, "vnm", 3, newest().snapshot["base"], [])

    assert percent(sure[0]).startswith(now)
    assert float(now.removeprefix("&lt; ")) < float(then.removeprefix("&gt; "))
    assert next(iter(rows_of(page).values()))[-1].startswith(then)


def test_the_audit_sets_what_weights_do_beside_what_they_say(client):
    page = read(client, PAGE + "audit/")
    pillars = rows_of(page)

    assert {name: cells[0] for name, cells in pillars.items()} == {
        "Research": "50\u00a0%",
        "People": "50\u00a0%",
    }
    shares = [int(cells[1].split("\u00a0")[0]) for cells in pillars.values()]
    assert sum(shares) == 100
    far = max(pillars, key=lambda name: abs(int(pillars[name][1].split("\u00a0")[0]) - 50))
    assert f"Farthest apart is {far}" in page


def test_the_workbook_of_an_index_holds_every_stage_and_computes_to_the_same(client):
    sent = client.get(f"{PAGE}stages.xlsx?year=2024", headers=ENGLISH)
    book = openpyxl.load_workbook(io.BytesIO(sent.content))
    held = {}
    for sheet in book.worksheets:
        names, *rows = sheet.iter_rows(values_only=True)
        held[sheet.title] = [dict(zip(names, row, strict=True)) for row in rows]
    again = compute(*from_sheets(held)[:3])
    result = result_of(newest().frame, newest().snapshot)
    codes = {row["Origin"] for row in held["Said of values"]}

    assert np.allclose(again.index, result.index, rtol=1e-12, atol=0)
    assert {"This workbook", "iMeta", "iData", "Plan", "Stage normalise", "Ranks"} <= held.keys()
    assert codes == set(Value.objects.filter(year=2024).values_list("code", flat=True))
    assert client.get("/observatory/index/none/stages.xlsx").status_code == 404


def test_the_api_tells_an_index_as_its_page_does_with_the_values_behind_each_rank(client):
    (listed,) = client.get("/api/v1/indices").json()["items"]
    told = client.get("/api/v1/indices/asia?among=base&k=3").json()
    ranks = rows_of(read(client, f"{PAGE}?among=base&k=3"))
    first = told["ranks"][0]

    assert (listed["code"], listed["is_published"], told["year"]) == ("asia", True, 2024)
    assert {one["unit"]["name"]["en"]: str(one["rank"]) for one in told["ranks"]} == {
        name: row[0] for name, row in ranks.items()
    }
    assert first["low"] <= first["rank"] <= first["high"]
    assert set(first["values"]) == {"rnd", "researchers", "schooling", "dust"}
    value = client.get(f"/api/v1/values/{first['values']['rnd']}").json()
    assert (value["unit"]["code"], value["period"]) == (first["unit"]["code"], "2024")
    assert told["runs"] == 10_000
    assert client.get("/api/v1/indices/asia?k=99").status_code == 422


def test_the_country_stands_on_the_page_of_the_index_and_among_the_goals_with_the_same_rank(client):
    page, goals = read(client, PAGE), read(client, "/observatory/goals/")
    rank = rows_of(page)["Viet Nam"][0]

    assert f"Viet Nam is number {rank} in ASEAN in 2024" in page
    assert f"rank {rank}, " in goals
    for text in (page, goals):
        assert "no document names a rank in it" in text


def test_a_page_tells_in_how_many_variants_the_country_stands_before_each_other(client):
    standing = standing_of(newest().variants["base"])
    others = [one for one in standing.units if one != "vnm"]
    shares = {one: standing.beats("vnm", one) for one in others}
    near = min(others, key=lambda one: abs(shares[one] - 0.5))
    page = read(client, PAGE)

    said = f"Viet Nam stands before it in {percent(shares[near])} of the variants."
    assert f"It is closest with {Unit.objects.get(code=near).name_en}: {said}" in page
    duels = page.split("Before whom, in how many variants")[1].split("</details>")[0]
    assert {name: cells[0] for name, cells in rows_of(duels).items()} == {
        Unit.objects.get(code=one).name_en: percent(share) for one, share in shares.items()
    }
