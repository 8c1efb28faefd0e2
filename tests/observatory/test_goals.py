"""A goal tells position, pace and verdict; a chance only from eight comparable points on."""

from datetime import timedelta

import pytest
from django.utils import translation

from cauhien.observatory.actions import issue_all, score_all
from cauhien.observatory.bridge.goals import outlook
from cauhien.observatory.charts import goals as charts
from cauhien.observatory.models import Break, IssuedProbability, Target, Value
from cauhien.observatory.queries import goals as queries
from cauhien.observatory.queries.rankings import published
from cauhien.observatory.states import IndicatorKind, Operator
from tests.factories import NOW, TODAY, a_source
from tests.observatory.asia import a_value, an_indicator, the_countries

pytestmark = pytest.mark.django_db


def a_target(numbers, *, operator=Operator.LEAST, number=20, year=2030, breaks=()):
    """Return a target for Viet Nam whose values of the years up to 2025 are these numbers."""
    unit, source = the_countries()["vnm"], a_source()
    indicator = an_indicator("rnd")
    first = 2026 - len(numbers)
    Value.objects.bulk_create(
        a_value(indicator, unit, first + at, one, source) for at, one in enumerate(numbers)
    )
    for at in breaks:
        Break.objects.create(indicator=indicator, year=at, why_vi="đổi cách tính", why_en="new way")
    return Target.objects.create(
        code="goal",
        key="GOAL",
        name_vi="Mục tiêu",
        name_en="Goal",
        indicator=indicator,
        unit=unit,
        operator=operator,
        number=number,
        measure_en="%",
        year=year,
        document="Nghị quyết",
        source=source,
    )


def stands(target):
    with translation.override("en"):
        return charts.standing(target, queries.series_of([target])[target.pk], TODAY, outlook)


@pytest.mark.parametrize(
    ("numbers", "asked", "verdict", "reason"),
    [
        ([14, 15, 16, 17], {}, "on_pace", "1 a year so far, 0.6 a year needed"),
        ([14, 14.1, 14.2], {}, "behind", "0.1 a year so far, 1.16 a year needed"),
        ([19, 21], {}, "met", "21 % in 2025"),
        ([18, 19, 20], {"operator": Operator.MORE}, "on_pace", "1 a year so far, 0 a year needed"),
        (
            [35, 30, 25],
            {"operator": Operator.MOST},
            "on_pace",
            "-5 a year so far, -1 a year needed",
        ),
        ([15], {}, "unknown", "too few values to tell a pace"),
        ([15], {"year": 2025}, "missed", "15 % in 2025"),
        ([15], {"number": None}, "unknown", "the document gives no number"),
        ([], {}, "unknown", "no value of the indicator is loaded"),
    ],
)
def test_a_verdict_follows_from_values_pace_and_year(numbers, asked, verdict, reason):
    found = stands(a_target(numbers, **asked))

    assert (found.verdict, found.reason.startswith(reason)) == (verdict, True)


def test_no_chance_is_told_from_fewer_than_eight_comparable_points():
    target = a_target([10, 11, 12, 13, 14, 15, 16, 17, 18, 19], breaks=[2019])

    found = stands(target)

    assert found.outlook is None
    assert found.without == (
        "A chance cannot be computed, because there are 7 comparable points, and 8 are needed."
    )
    issue_all(at=NOW)
    assert IssuedProbability.objects.count() == 0


def test_a_chance_is_kept_as_it_was_told_and_scored_when_the_year_has_a_value():
    target = a_target([10, 11.2, 11.9, 13.1, 14, 15.2, 15.9, 17, 18.1], year=2027)
    issue_all(at=NOW)
    issue_all(at=NOW + timedelta(days=1))
    told = IssuedProbability.objects.get()
    Value.objects.bulk_create(
        [a_value(target.indicator, target.unit, 2027, 20.5, target.source)],
    )

    score_all(at=NOW)
    kept = IssuedProbability.objects.get()

    assert (kept.probability, kept.at, kept.points) == (told.probability, NOW, 9)
    assert 0.05 < told.probability < 0.95
    assert (kept.is_met, kept.score) == (True, pytest.approx((1 - told.probability) ** 2))


def test_the_page_of_a_goal_says_what_its_picture_shows_and_joins_nothing_over_a_break(client):
    a_target([10, 11, 12, 13, 14], breaks=[2024])
    page = client.get("/observatory/goals/goal/", headers={"accept-language": "en"})
    said = page.content.decode()
    wide = said.split('class="picture wide"')[1].split('class="picture narrow"')[0]
    lines = [one for one in wide.split("mark-line")[1:] if "<path" in one]

    assert "14 % in 2025; the target is ≥ 20 % by 2030." in said
    assert [one.split(" d=")[1].split('"')[1].count("L") for one in lines] == [2, 1]


def test_the_list_of_goals_says_how_many_have_a_value(client):
    a_target([10, 12])
    Target.objects.create(
        code="other",
        key="OTHER",
        name_vi="Khác",
        name_en="Other",
        unit=Target.objects.get().unit,
        operator=Operator.IN,
        text="leading group",
        document="Nghị quyết",
        source=a_source(),
    )

    page = client.get("/observatory/goals/", headers={"accept-language": "en"}).content.decode()

    assert "1 of 2 targets have a value loaded." in page
    assert "1 target without a value" in page
    assert "the document gives no number" in page


def test_the_way_in_counts_the_verdicts_of_each_year(client):
    a_target([14, 15, 16, 17])
    page = client.get("/observatory/", headers={"accept-language": "en"}).content.decode()

    assert '<a href="/observatory/goals/#by-2030">By 2030</a>' in page
    assert '<span>1 <span class="status ok">on pace</span></span>' in page


def test_the_list_tells_the_range_that_was_told_last_and_none_of_a_series_that_has_changed(client):
    target = a_target([10, 11.2, 11.9, 13.1, 14, 15.2, 15.9, 17, 18.1], year=2027)
    issue_all(at=NOW)
    told = IssuedProbability.objects.get()

    def listed():
        return client.get("/observatory/goals/", headers={"accept-language": "en"}).content.decode()

    assert f"likely by 2027: {told.low:.1f} to {told.high:.1f} % (80 %); chance" in listed()
    assert '<rect class="ahead"' in listed()
    Value.objects.filter(unit=target.unit, year=2025).update(number=12)
    assert "likely by 2027" not in listed()


def test_the_api_tells_a_goal_as_its_page_does_and_every_chance_that_was_told(client):
    target = a_target([14, 14.4, 15.1, 15.3, 16.2, 16.4, 17.1, 17.6])
    issue_all(at=NOW)
    english = {"accept-language": "en"}
    told = client.get("/api/v1/goals/goal", headers=english).json()
    (listed,) = client.get("/api/v1/goals?year=2030", headers=english).json()["items"]
    stood = stands(target)

    assert (told["verdict"], told["reason"]) == (stood.verdict, stood.reason)
    assert (told["pace"], told["needed"]) == (stood.gap.observed, stood.gap.required)
    assert told["newest"]["number"] == 17.6
    assert told["newest"]["source"]["licence"]
    assert told["chance"]["probability"] == stood.outlook.chance
    assert [one["probability"] for one in told["told"]] == [stood.outlook.chance]
    assert listed == {name: told[name] for name in listed}
    assert client.get("/api/v1/goals?year=2031").json()["items"] == []


def test_a_ranking_tells_rank_and_pace_and_why_it_has_no_verdict_until_a_document_names_a_rank(
    client, django_assert_max_num_queries
):
    unit, indicator = the_countries()["vnm"], an_indicator("gii", kind=IndicatorKind.RANK)
    source = a_source()
    ranks = zip((2023, 2024, 2025), (50, 47, 44), strict=True)
    Value.objects.bulk_create(a_value(indicator, unit, *one, source) for one in ranks)
    (alone,) = published([])
    goal = Target(indicator=indicator, unit=unit, operator=Operator.MOST, number=40, year=2030)
    goal.document = "Nghị quyết"
    (named,) = published([goal])

    with translation.override("en"):
        free, asked = (charts.line(*one, lambda *_: None, TODAY) for one in (alone, named))
    with django_assert_max_num_queries(12):
        page = client.get("/observatory/goals/", headers={"accept-language": "en"})

    assert (free["shown"], free["ahead"]) == ("rank 44", "up by 3 a year since 2023")
    assert (free["standing"].verdict, asked["standing"].verdict) == ("unknown", "on_pace")
    assert asked["standing"].reason == "-3 a year so far, -0.8 a year needed"
    no_rank = "A chance cannot be computed, because no document names a rank in it."
    assert free["standing"].without == no_rank
    assert "up by 3 a year since 2023" in page.content.decode()
