"""What the pages of the observatory say in schema.org; its figures are no records of OAI-PMH."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cauhien.exchange.mappings.addresses import page_of
from cauhien.exchange.mappings.facts import Fact, Text, both, licence_uri
from cauhien.exchange.mappings.nodes import body_node
from cauhien.exchange.mappings.schema_org import described
from cauhien.observatory.queries import values
from cauhien.observatory.states import DATA_SET, FrameKind, Qualifier, UnitKind

PLACES: dict[str, str] = {
    UnitKind.COUNTRY: "Country",
    UnitKind.PROVINCE: "AdministrativeArea",
    UnitKind.CITY: "City",
}
ENDS = {  # which end of a range a number with a sign is
    Qualifier.EXACT: ("value",),
    Qualifier.ABOUT: ("value",),
    Qualifier.LEAST: ("minValue",),
    Qualifier.MOST: ("maxValue",),
    Qualifier.BAND: ("minValue", "maxValue"),
}


def figures_in_schema_org(kind, row):
    """Return a row of the observatory as JSON-LD; None where it says nothing that has a form."""
    type_of, facts = FIGURES[kind]
    type_ = type_of(row)
    return described(type_, facts, row) if type_ else None


def _here(text):
    """Return a text in the language of the page."""
    return Text(str(text), get_language() or "")


def _site(view, *arguments):
    return settings.SITE_URL + reverse(f"observatory:{view}", args=arguments)


def _about(indicator):
    said = _("%(name)s: every published value of countries, provinces or cities with its source.")
    return _here(" ".join((said % {"name": indicator}, indicator.get_family_display() + ".")))


def _variable(indicator):
    names = {"name": indicator.name_en, "alternateName": indicator.name_vi}
    said = {"@type": "PropertyValue", "propertyID": indicator.source_code or indicator.code}
    measure = {"unitText": indicator.measure_en} if indicator.measure_en else {}
    return said | names | measure


def _span(first, last):
    """Return years as ISO 8601 has them, "" for none."""
    years = [str(year) for year in (first, last) if year]
    return "/".join(dict.fromkeys(years))


def _licences(sources):
    return sorted({uri for one in sources if (uri := licence_uri(one.licence))})


def _source_type(source):
    return "Dataset" if source.kind == DATA_SET else "CreativeWork"


def _source_node(source):
    page = page_of("figure_source", source.code)
    return {"@type": _source_type(source), "@id": page, "name": source.name, "url": page}


def _place_node(unit):
    page = page_of("unit", unit.code)
    return {"@type": _place_type(unit), "@id": page, "name": str(unit), "url": page}


def _place_type(unit):
    return PLACES.get(unit.kind, "Place")


def _download(indicator):
    return {
        "@type": "DataDownload",
        "contentUrl": _site("export", indicator.code),
        "encodingFormat": "text/csv",
    }


def _catalogue(row):
    return {"@type": "DataCatalog", "@id": _site("home"), "url": _site("home")}


def _part_node(node):
    page = page_of("indicator", node["iCode"])
    return {"@type": "Dataset", "@id": page, "name": node["iName"], "url": page}


def _parts(frame):
    return [node for node in frame.nodes if node["Type"] == "Indicator"]


def _end(name):
    """Return how to read a number of a value, None where it has no such end."""

    def read(value):
        ends = ENDS[Qualifier(value.qualifier)]
        if name not in ends:
            return None
        column = {"minValue": "low", "maxValue": "high"}[name] if len(ends) > 1 else "number"
        return getattr(value, column)

    return read


def _as_it_is(value):
    return value


HOME = (
    Fact(lambda _figures: _site("home"), schema="url"),
    Fact(lambda _figures: _here(_("Where the Capital stands")), schema="name"),
    Fact(
        lambda _figures: _here(
            _(
                "Figures of countries, provinces and cities, each with its source; what sources say"
                " differently stands side by side."
            )
        ),
        schema="description",
    ),
)
INDICATOR = (
    Fact(lambda one: page_of("indicator", one.code), schema="url"),
    Fact(both("name"), schema="name"),
    Fact(_about, schema="description"),
    Fact(lambda one: one, schema="variableMeasured", node=_variable),
    Fact(lambda one: one.producer, schema="creator", node=body_node),
    Fact(lambda one: _span(*values.span_of(one)), schema="temporalCoverage"),
    Fact(lambda one: _licences(values.sources_of(one)), schema="license"),
    Fact(lambda one: list(values.sources_of(one)), schema="isBasedOn", node=_source_node),
    Fact(lambda one: one, schema="distribution", node=_download),
    Fact(lambda one: one, schema="includedInDataCatalog", node=_catalogue),
)
VALUE = (
    Fact(lambda one: page_of("value", one.code), schema="url"),
    Fact(
        lambda one: _here(f"{one.indicator}: {one.unit}, {values.period_said(one)}"), schema="name"
    ),
    Fact(lambda one: one.unit, schema="observationAbout", node=_place_node),
    Fact(lambda one: one.indicator, schema="variableMeasured", node=_variable),
    Fact(lambda one: _span(one.since, one.year), schema="observationDate"),
    *(Fact(_end(name), schema=name, node=_as_it_is) for name in ("value", "minValue", "maxValue")),
    Fact(lambda one: one.indicator.measure_en, schema="unitText"),
    Fact(lambda one: one.source, schema="subjectOf", node=_source_node),
)
FIGURE_SOURCE = (
    Fact(lambda one: page_of("figure_source", one.code), schema="url"),
    Fact(lambda one: one.name, schema="name"),
    Fact(lambda one: one.version, schema="version"),
    Fact(lambda one: one.attribution, schema="creator", node=body_node),
    Fact(lambda one: licence_uri(one.licence), schema="license"),
    Fact(lambda one: one.url, schema="sameAs"),
)
UNIT = (
    Fact(lambda one: page_of("unit", one.code), schema="url"),
    Fact(both("name"), schema="name"),
    Fact(lambda one: one.official_code, schema="identifier"),
    Fact(lambda one: one.country, schema="containedInPlace", node=_place_node),
)
FRAME = (
    Fact(lambda one: page_of("frame", one.code), schema="url"),
    Fact(both("name"), schema="name"),
    Fact(both("note"), schema="description"),
    Fact(lambda one: one.version, schema="version"),
    Fact(lambda one: _span(one.first_year, one.last_year), schema="temporalCoverage"),
    Fact(_parts, schema="isBasedOn", node=_part_node),
    Fact(lambda one: one, schema="includedInDataCatalog", node=_catalogue),
)
# Kind → (row → its type, None for one that is not given; what is said of it).
FIGURES = {
    "observatory": (lambda _figures: "DataCatalog", HOME),
    "indicator": (lambda _row: "Dataset", INDICATOR),
    "value": (
        lambda row: None if row.qualifier == Qualifier.UNLISTED else "Observation",
        VALUE,
    ),
    "figure_source": (_source_type, FIGURE_SOURCE),
    "unit": (_place_type, UNIT),
    "frame": (
        lambda row: "Dataset" if row.locked and row.kind == FrameKind.INDEX else None,
        FRAME,
    ),
}
