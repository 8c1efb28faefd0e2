"""A chart is drawn without script, in the house's letters, with its table and its sentence."""

import re

import altair
import pytest
from django.core.cache import cache
from django.template import engines
from django.utils import translation

from cauhien.ui.charts import NARROW, WIDE, Chart
from cauhien.ui.shapes import Axis, Interval, Point, intervals, series

NAMES = [
    Interval("Xin-ga-po", 1, 1, 2),
    Interval("Việt Nam", 3, 4, 6.5, is_own=True),
    Interval("<script>", 2, 3, 10),
    Interval("Cộng hòa Dân chủ Nhân dân Lào", 5, 6, 7),
]
YEARS = [
    Point(2019, 40.5),
    Point(2020, 41.5),
    Point(2021, 61.5, run=1),
    Point(2022, 62.5, run=1),
    Point(2030, 70.0, run=2, low=65.0, high=75.0, is_ahead=True),
]


def a_chart(spec):
    columns = [{"label": "Nước"}, {"label": "Hạng", "number": True}]
    return Chart("Thứ hạng", "Việt Nam đứng thứ 4.", columns, [["Việt Nam", 4]], spec)


@pytest.fixture(scope="module")
def drawn():
    """Return the pictures of both shapes, without the database: nothing is kept."""
    charts = {
        "intervals": a_chart(intervals(NAMES, Axis("Hạng", 1, 10, is_turned=True))),
        "series": a_chart(series(YEARS, Axis("Điểm", format=",.1f"), goal=(2030, 72))),
    }
    with translation.override("vi"):
        return {name: chart._drawn() for name, chart in charts.items()}


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(
    "spec", [intervals(NAMES, Axis("Hạng")), series(YEARS, Axis("Điểm"), goal=(2030, 72))]
)
def test_a_shape_is_a_specification_of_vega_lite(spec, width):
    altair.Chart.from_dict(a_chart(spec)._whole(width))


def test_a_picture_holds_no_script_no_style_and_no_foreign_letters(drawn):
    pictures = [picture for both in drawn.values() for picture in both]
    foreign = re.compile(r"<script|<style| style=| on[a-z]+=|<image|https?:(?!//www\.w3)")

    assert [found for one in pictures for found in foreign.findall(one)] == []
    assert {found for one in pictures for found in re.findall(r'font-family="([^"]+)"', one)} == {
        "Cau Hien Sans"
    }
    assert "&lt;script&gt;" in drawn["intervals"][0]


def test_a_long_name_stands_whole_in_lines_beside_its_row(drawn):
    wide, narrow = (re.sub(r"<[^>]+>", " ", one) for one in drawn["intervals"])

    assert "Cộng hòa Dân chủ Nhân dân Lào" in wide
    assert re.search(r"Cộng hòa Dân chủ\s+Nhân dân Lào", narrow)
    assert "…" not in wide + narrow


def test_a_picture_takes_the_colours_of_its_page_and_the_width_of_its_place(drawn):
    wide, narrow = drawn["series"]

    assert {"var(--lake)", "var(--son)", "var(--ink)"} <= {*re.findall(r"var\(--\w+\)", wide)}
    assert re.findall(r'(?:fill|stroke)="(?:#|white|black|rgb)', wide) == []
    assert [re.search(r'width="(\d+)"', one)[1] for one in (wide, narrow)] == ["704", "358"]


def test_numbers_on_an_axis_are_written_in_the_language_of_the_page(drawn):
    with translation.override("en"):
        english = a_chart(series(YEARS, Axis("Score", format=",.1f")))._drawn()[0]

    assert (">45,0<" in drawn["series"][0], ">45.0<" in english) == (True, True)


def test_no_line_goes_over_a_break(drawn):
    lines = re.findall(r'class="mark-line[^>]*>(.*?)</g>', drawn["series"][0])

    assert [line.count("L") for line in lines] == [1, 1]


@pytest.mark.django_db
def test_a_page_shows_the_picture_its_sentence_and_its_numbers_and_draws_it_once():
    chart = a_chart(intervals(NAMES, Axis("Hạng", 1, 10)))
    with translation.override("vi"):
        page = engines["django"].from_string("{% load ui %}{% chart it %}").render({"it": chart})
        kept = cache.get(f"chart:{chart.key}")

    assert page.count('role="img"') == 2
    assert f'aria-describedby="said-{chart.key}"' in page
    assert "Việt Nam đứng thứ 4." in page
    assert '<th scope="row">Việt Nam</th><td class="number">4</td>' in page
    assert kept == chart.pictures
