"""Published totals beside computed ones: differences, rates, explanations."""

from datetime import date
from decimal import Decimal

import pytest

from cauhien.core.models import AuditLine
from cauhien.park.actions import totals
from cauhien.park.actions.refusals import CannotWrite
from cauhien.park.charts.saying import sentence_beside
from cauhien.park.queries.reconciling import beside_of, unexplained
from cauhien.park.subjects import totals_to_explain
from tests.factories import NOW, a_user, sign_in
from tests.park.things import a_manager, a_park, a_project, with_capital

pytestmark = pytest.mark.django_db
MONEY = Decimal(10**6)


@pytest.fixture
def manager(db):
    return a_manager()


@pytest.fixture
def park(manager):
    """Return a park with one project of 200 million USD."""
    park = a_park()
    with_capital(a_project(park, manager), manager)
    return park


def published(park, manager, *figures, as_of=date(2018, 12, 31)):
    stated = {"as_of": as_of, "document": "Báo cáo của khu", "source_url": ""}
    said = {"park": park, "stated": stated, "totals": list(figures)}
    return list(totals.record_statement(**said, by=manager, at=NOW).totals.all())


def test_amounts_in_another_currency_wait_for_a_stated_rate(park, manager, settings):
    (total,) = published(park, manager, ("capital", 9_200_000 * MONEY, "VND", ""))
    before = beside_of(total)

    stated = {"currency": "USD", "in_vnd": Decimal(23000), "document": "NHNN"}
    totals.record_rate(
        park=park, stated=stated | {"on_date": date(2018, 12, 1)}, by=manager, at=NOW
    )
    later = {"on_date": date(2019, 5, 1), "in_vnd": Decimal(24000)}
    totals.record_rate(park=park, stated=stated | later, by=manager, at=NOW)

    after = beside_of(total)
    assert (before.computed, before.parts) == (None, {"USD": 200 * MONEY})
    assert "chưa so sánh được vì không có tỷ giá" in sentence_beside(before)
    assert (after.computed, after.share) == (4_600_000 * MONEY, 0.5)
    assert after.rates["USD"].rate.on_date == date(2018, 12, 1)


def test_the_same_figure_needs_no_explanation_and_takes_none(park, manager):
    (total,) = published(park, manager, ("projects", Decimal(1), "", ""))

    assert beside_of(total).is_explained
    with pytest.raises(CannotWrite):
        totals.explain(total=total, text="Không lệch", by=manager, at=NOW)


def test_more_itemised_than_published_is_said_so(park, manager):
    (total,) = published(park, manager, ("capital", 150 * MONEY, "USD", "at_least"))

    said = sentence_beside(beside_of(total))

    assert said == (
        "Công bố cho ngày 31/12/2018: ≥ 150 triệu USD. Thống kê được theo từng dự án: 200 triệu "
        "USD, nhiều hơn số công bố 50 triệu USD."
    )


def test_an_explanation_is_kept_with_the_figures_it_was_given_for(client, park, manager):
    (total,) = published(park, manager, ("capital", 500 * MONEY, "USD", ""))
    sign_in(client, manager)

    address = f"/parks/{park.code}/totals/{total.code}/"
    answer = client.post(f"{address}explain/", {"text": "Chưa có danh mục dự án trước năm 2018."})

    line = AuditLine.objects.get(chain=park.chain, act="park_explain")
    page = client.get(address).content.decode()
    assert answer.status_code == 302
    assert line.detail["reason"] == "Chưa có danh mục dự án trước năm 2018."
    assert (Decimal(line.detail["published"]), Decimal(line.detail["computed"])) == (
        500 * MONEY,
        200 * MONEY,
    )
    assert "Chưa có danh mục dự án trước năm 2018." in page
    assert unexplained(park) == []


def test_one_explanation_may_hold_for_all_totals_that_differ_so(client, park, manager):
    figures = [("capital", 500 * MONEY, "USD", ""), ("projects", Decimal(9), "", "")]
    first, second, less = published(park, manager, *figures, ("operating", Decimal(0), "", ""))[:3]
    more = published(park, manager, ("capital", 150 * MONEY, "USD", ""))[-1]
    sign_in(client, manager)

    said = {"text": "Chưa có danh mục.", "is_for_all": "on"}
    client.post(f"/parks/{park.code}/totals/{first.code}/explain/", said)

    assert second.explanations.get().computed["published"] == str(second.value)
    assert [one.total for one in unexplained(park)] == [more]
    assert not less.explanations.exists()


def test_what_is_not_explained_waits_for_the_park_manager_alone(park, manager):
    published(park, manager, ("capital", 500 * MONEY, "USD", ""), ("projects", Decimal(9), "", ""))

    mine, others = totals_to_explain(manager, NOW), totals_to_explain(a_user(), NOW)

    assert [item.title for item in mine.items(mine.query)] == [
        "2 tổng số công bố khác với số thống kê theo dự án"
    ]
    assert not others.query.exists()


def test_a_form_of_published_totals_refuses_one_total_twice(client, park, manager):
    sign_in(client, manager)
    row = {"kind": "capital", "amount": "90.000", "scale": "1000000000", "currency": "VND"}
    given = {"as_of": "2020-10-11", "document": "VTV", "totals-TOTAL_FORMS": 2}
    given |= {"totals-INITIAL_FORMS": 0}
    given |= {f"totals-{n}-{name}": value for n in (0, 1) for name, value in row.items()}

    twice = client.post(f"/parks/{park.code}/totals/new/", given)
    given["totals-1-kind"] = given["totals-1-amount"] = ""
    once = client.post(f"/parks/{park.code}/totals/new/", given)

    assert (twice.status_code, once.status_code) == (422, 302)
    (total,) = park.statements.get().totals.all()
    assert (total.value, total.currency) == (90_000_000 * MONEY, "VND")
