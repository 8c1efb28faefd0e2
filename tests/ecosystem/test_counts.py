"""What is listed is counted into the observatory, with a source for the day."""

from datetime import timedelta

import pytest

from cauhien.core.models import Source
from cauhien.observatory.actions.counting import count_ecosystem
from cauhien.observatory.models import Definition, Indicator, Unit, Value
from tests.ecosystem.things import a_body, a_startup
from tests.factories import NOW, a_source

pytestmark = pytest.mark.django_db


def an_indicator(code):
    names = {"name_vi": code, "name_en": code}
    one = Indicator.objects.create(code=code, level="province", family="CAP", **names)
    Definition.objects.create(indicator=one, code="listed", **names)
    return one


def said():
    """Return [(indicator, sign and number, day of the source, status)], the published first."""
    rows = Value.objects.select_related("indicator", "source").order_by("id")
    return [
        (one.indicator.code, f"{one.qualifier} {one.number:g}", one.source.version, one.status)
        for one in rows
    ]


def test_counts_stand_apart_from_published_figures_with_a_source_for_the_day():
    unit = Unit.objects.create(code="ha-noi", kind="province", name_vi="Hà Nội", name_en="Hanoi")
    incubators, _startups = an_indicator("INCUBATORS"), an_indicator("STARTUPS")
    period = {"period": "2026", "since": 2026, "year": 2026}
    figure = {"indicator": incubators, "unit": unit, "number": 32, "printed": "32"}
    Value.objects.create(code="p", source=a_source(version="x"), at=NOW, **period, **figure)
    a_body(operator_printed="Thành đoàn Hà Nội")
    a_body("Ở đâu không rõ", "HN-S902")
    a_body("Vườn ươm Hà Nội 2019", "HN-S903", last_year=2019)
    a_startup()

    assert (count_ecosystem(at=NOW), count_ecosystem(at=NOW + timedelta(days=1))) == (2, 0)
    a_body("Vườn ươm Hà Nội 2", "HN-S904")
    assert count_ecosystem(at=NOW + timedelta(days=2)) == 1

    assert said() == [
        ("INCUBATORS", "eq 32", "x", "shown"),
        ("INCUBATORS", "ge 1", "2026-11-24", "other"),
        ("STARTUPS", "ge 1", "2026-11-24", "shown"),
        ("INCUBATORS", "ge 2", "2026-11-26", "shown"),
    ]
    assert Source.objects.filter(kind="counted").count() == 2
