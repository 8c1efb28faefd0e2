"""A small index to test with: eleven countries, four indicators in two pillars."""

from cauhien.core.codes import random_code
from cauhien.observatory.models import Frame, Indicator, Unit, Value
from cauhien.observatory.states import UnitKind
from tests.factories import NOW, a_source

STEPS = [
    {"do": "normalise", "options": {"method": "minmax", "low": 1, "high": 100}},
    {"do": "impute", "options": {"method": "none"}},
    {"do": "aggregate", "options": {"method": "arithmetic"}},
]
ASEAN = ("sgp", "mys", "vnm", "tha", "idn", "phl")
NAMES = {
    "sgp": ("Singapore", "Singapore"),
    "mys": ("Malaysia", "Malaysia"),
    "vnm": ("Việt Nam", "Viet Nam"),
    "tha": ("Thái Lan", "Thailand"),
    "idn": ("Indonesia", "Indonesia"),
    "phl": ("Philippines", "Philippines"),
    "jpn": ("Nhật Bản", "Japan"),
    "kor": ("Hàn Quốc", "Korea"),
    "chn": ("Trung Quốc", "China"),
    "ind": ("Ấn Độ", "India"),
    "npl": ("Nepal", "Nepal"),
}
# R&D, researchers; schooling, dust (less is better): a country a row, values of 2024
VALUES = {
    "sgp": (2.2, 7200, 98, 13),
    "mys": (1.0, 2100, 43, 16),
    "vnm": (0.4, 800, 42, 24),
    "tha": (1.2, 1900, 49, 26),
    "idn": (0.3, 400, 42, 19),
    "phl": (0.3, 170, 38, 22),
    "jpn": (3.3, 5600, 65, 13),
    "kor": (4.9, 9100, 100, 26),
    "chn": (2.4, 1700, 72, 38),
    "ind": (0.6, 260, 31, 83),
    "npl": (0.3, 100, 17, 80),
}
CODES = ("rnd", "researchers", "schooling", "dust")


def an_indicator(code, name_vi="Chi cho nghiên cứu", name_en="Research spending", **fields):
    given = {"level": UnitKind.COUNTRY, "family": "WDI", "measure_vi": "%", "measure_en": "%"}
    return Indicator.objects.create(code=code, name_vi=name_vi, name_en=name_en, **given | fields)


def a_value(indicator, unit, year, number, source, **fields):
    """Return a Value that is not saved yet."""
    given = {"period": str(year), "since": year, "year": year, "printed": str(number), "at": NOW}
    given["code"] = random_code()
    return Value(indicator=indicator, unit=unit, number=number, source=source, **given | fields)


def the_countries():
    """Return {code: Unit}."""
    rows = [
        Unit(
            code=code,
            kind=UnitKind.COUNTRY,
            name_vi=vi,
            name_en=en,
            groups=["asia", *(["asean"] if code in ASEAN else [])],
            sort_key=vi,
        )
        for code, (vi, en) in NAMES.items()
    ]
    return {unit.code: unit for unit in Unit.objects.bulk_create(rows)}


def an_index(years=(2023, 2024)):
    """Return a published Frame with its values; those of earlier years are a little lower."""
    units, source = the_countries(), a_source()
    indicators = [
        an_indicator("rnd"),
        an_indicator("researchers", "Cán bộ nghiên cứu", "Researchers"),
        an_indicator("schooling", "Học đại học", "Schooling"),
        an_indicator("dust", "Bụi mịn", "Fine dust", direction=-1),
    ]
    Value.objects.bulk_create(
        a_value(indicator, units[code], year, number * (1 - (max(years) - year) / 10), source)
        for code, row in VALUES.items()
        for indicator, number in zip(indicators, row, strict=True)
        for year in years
    )
    return Frame.objects.create(
        code="asia",
        name_vi="Khoa học và công nghệ, châu Á",
        name_en="Science and technology, Asia",
        version="1",
        nodes=[*_leaves(indicators), *_branches()],
        plan=STEPS,
        group="asia",
        base_group="asean",
        first_year=min(years),
        last_year=max(years),
        locked=True,
        at=NOW,
    )


def _leaves(indicators):
    parents = {"rnd": "RES", "researchers": "RES", "schooling": "PEO", "dust": "PEO"}
    return [
        {"iCode": one.code, "iName": one.name_en, "iName_vi": one.name_vi, "Level": 1,
         "Parent": parents[one.code], "Direction": one.direction, "Weight": 1,
         "Type": "Indicator"}
        for one in indicators
    ]  # fmt: skip


def _branches():
    names = [("RES", "Research", "Nghiên cứu", 2, "ALL"), ("PEO", "People", "Con người", 2, "ALL"),
             ("ALL", "Index", "Chỉ số", 3, "")]  # fmt: skip
    return [
        {"iCode": code, "iName": en, "iName_vi": vi, "Level": level, "Parent": parent,
         "Direction": 1, "Weight": 1, "Type": "Aggregate"}
        for code, en, vi, level, parent in names
    ]  # fmt: skip
