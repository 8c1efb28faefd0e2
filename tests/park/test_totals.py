"""What a park comes to on a day: no project is counted twice, whatever the order of entries."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from cauhien.park.charts.pictures import capital_over_time
from cauhien.park.queries.totals import Known, Money, in_currency, totals_on
from cauhien.park.states import COUNTED, CapitalKind, Qualifier, Status

DAY = date(2018, 4, 30)
days = st.integers(-3, 3).map(lambda n: DAY + timedelta(days=n))


@st.composite
def moneys(draw):
    return Money(
        kind=draw(st.sampled_from(CapitalKind.values)),
        on=draw(days),
        amount=Decimal(draw(st.integers(1, 9))),
        currency=draw(st.sampled_from(["VND", "USD"])),
        qualifier=draw(st.sampled_from(["", Qualifier.PLANNED])),
    )


@st.composite
def parks(draw):
    """Draw projects, some inside others, at any depth; one entry a kind and day, as is kept."""
    found = []
    for number in range(draw(st.integers(1, 6))):
        inside = draw(st.sampled_from(["", *(one.code for one in found)]))
        entries = {(one.kind, one.on): one for one in draw(st.lists(moneys(), max_size=4))}
        found.append(
            Known(
                code=f"p{number}",
                parent=inside,
                number=draw(st.integers(1, 3)),
                area_ha=draw(st.sampled_from([None, Decimal(5)])),
                is_foreign=draw(st.booleans()),
                statuses=tuple(
                    draw(st.lists(st.tuples(days, st.sampled_from(Status.values)), max_size=3))
                ),
                capital=tuple(entries.values()),
            )
        )
    return found


def above(project, known):
    """Return the projects around one, the next one first."""
    by_code = {one.code: one for one in known}
    found = []
    while project.parent:
        project = by_code[project.parent]
        found.append(project)
    return found


@settings(max_examples=50)
@given(parks(), st.randoms())
def test_the_order_of_projects_and_entries_changes_nothing(known, chance):
    turned = []
    for one in known:
        statuses, capital = list(one.statuses), list(one.capital)
        chance.shuffle(statuses)
        chance.shuffle(capital)
        changed = {"statuses": tuple(statuses), "capital": tuple(capital)}
        turned.append(Known(**{**vars(one), **changed}))
    chance.shuffle(turned)

    assert totals_on(turned, DAY) == totals_on(known, DAY)


@settings(max_examples=50)
@given(parks())
def test_no_capital_is_counted_that_lies_inside_counted_capital(known):
    totals = totals_on(known, DAY)

    by_code = {one.code: one for one in known}
    counted = [by_code[code] for code in totals.itemised]
    assert all(set(above(one, known)).isdisjoint(counted) for one in counted)
    assert sum(totals.registered.values()) == sum(one.registered(DAY).amount for one in counted)


@settings(max_examples=50)
@given(parks())
def test_every_project_with_capital_is_counted_or_lies_inside_one_that_is(known):
    counted = set(totals_on(known, DAY).itemised)

    says = [one for one in known if one.is_counted(DAY) and one.registered(DAY)]
    left = [one for one in says if one.code not in counted]
    assert all(counted & {around.code for around in above(one, known)} for one in left)


@settings(max_examples=50)
@given(parks())
def test_a_park_holds_no_more_projects_than_its_outermost_licences(known):
    totals = totals_on(known, DAY)

    licensed = [one for one in known if one.status(DAY) in COUNTED]
    outer = [one for one in licensed if not set(above(one, known)) & set(licensed)]
    assert totals.projects == sum(one.number for one in outer)


def test_an_adjustment_takes_the_place_of_what_was_registered():
    first = Money("registered", date(2017, 1, 1), Decimal(200), "USD")
    later = Money("adjusted", date(2019, 1, 1), Decimal(260), "USD")
    one = Known("a", statuses=((date(2017, 1, 1), "licensed"),), capital=(later, first))

    found = [totals_on([one], date(year, 6, 1)).registered for year in (2016, 2018, 2020)]

    assert found == [{}, {"USD": Decimal(200)}, {"USD": Decimal(260)}]


def test_what_is_only_planned_covers_nothing_and_counts_nothing():
    licensed = ((DAY, "licensed"),)
    whole = Known("a", capital=(Money("registered", DAY, Decimal(1000), "USD", "planned"),))
    part = Known(
        "b", "a", 2, statuses=licensed, capital=(Money("registered", DAY, Decimal(4), "USD"),)
    )

    totals = totals_on([whole, part], DAY)

    assert (totals.registered, totals.projects) == ({"USD": Decimal(4)}, 2)


def test_capital_of_a_withdrawn_licence_counts_no_more():
    capital = (Money("registered", DAY, Decimal(7), "VND"),)
    one = Known("a", statuses=((DAY, "licensed"), (date(2020, 1, 1), "revoked")), capital=capital)

    assert totals_on([one], date(2019, 1, 1)).registered == {"VND": Decimal(7)}
    assert totals_on([one], date(2021, 1, 1)).registered == {}


def test_amounts_are_converted_only_where_every_rate_is_stated():
    amounts = {"EUR": Decimal(1), "USD": Decimal(2), "VND": Decimal(10)}
    rates = {"USD": Decimal(23000)}

    assert in_currency(amounts, "VND", rates) is None
    assert in_currency(amounts, "VND", rates | {"EUR": Decimal(27000)}) == Decimal(73010)
    assert in_currency({"USD": Decimal(2)}, "USD", {}) == Decimal(2)


def test_a_currency_that_nobody_published_is_drawn_by_what_is_itemised_as_it_grew():
    later = DAY + timedelta(days=365)
    grown = tuple(
        Money("registered", on, Decimal(amount) * 10**6, "USD")
        for on, amount in ((DAY, 5), (later, 8))
    )
    known = [Known("a", statuses=((DAY, Status.LICENSED),), capital=grown)]

    [chart] = capital_over_time([], known)

    assert [row[1] for row in chart.rows] == [5, 8]
    assert chart.spec(600)["data"]["values"][-1] == {"day": later.isoformat(), "known": 8.0}
