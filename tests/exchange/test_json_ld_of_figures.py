"""The pages of the observatory say in schema.org what their numbers are of, and where they stand.

The terms that may be used stand here as data of this test, after schema.org 30.0 (CC BY-SA 3.0).
"""

import pytest

from cauhien.observatory.models import Value
from tests.exchange.test_json_ld import said, words_of
from tests.factories import a_user, sign_in
from tests.made_once import made_once
from tests.observatory.sheets import taken, the_registers

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
DATASET = {
    *("Dataset", "DataCatalog", "DataDownload", "contentUrl", "encodingFormat", "distribution"),
    *("variableMeasured", "PropertyValue", "propertyID", "unitText", "alternateName", "creator"),
    *("temporalCoverage", "license", "isBasedOn", "includedInDataCatalog", "Organization"),
}
OBSERVATION = {
    *("Observation", "observationAbout", "observationDate", "value", "minValue", "maxValue"),
    *("subjectOf", "CreativeWork"),
}
PLACES = {"Country", "AdministrativeArea", "City", "Place", "containedInPlace", "identifier"}
WORDS = {"name", "description", "url", "sameAs", "version"} | DATASET | OBSERVATION | PLACES


def some_figures():
    the_registers()
    taken(
        *("GB.XPD.RSDV.GD.ZS|VNM|2017|0.41895||||WDI-2026-07", "PII_RANK|Hà Nội|2025|1|PII"),
        *("GRDP_PC|Hà Nội|2025|≥ 7200|Press", "SG_EMERGING_BAND|Hà Nội|2021|91-100|Report"),
        "SG_EMERGING_BAND|Hà Nội|2022|not listed|Report",
    )


made, figures = made_once(some_figures)


def value(printed):
    return Value.objects.select_related("source").get(printed=printed)


def test_every_page_says_one_thing_whose_every_word_is_known(client, figures):
    rnd = value("0.41895")
    pages = {
        "DataCatalog": "/observatory/",
        "Dataset": "/observatory/indicators/GB_XPD_RSDV_GD_ZS/",
        "Observation": f"/observatory/values/{rnd.code}/",
        "Country": "/observatory/units/vnm/",
        "AdministrativeArea": "/observatory/units/ha-noi/",
        "CreativeWork": f"/observatory/sources/{value('≥ 7200').source.code}/",
    }

    for type_, address in pages.items():
        (document,) = said(client, address)
        assert (document["@type"], document["url"]) == (type_, SITE + address)
        assert document["name"]
        assert words_of(document) - WORDS == set()


def test_an_indicator_names_its_years_licence_sources_and_its_sheet(client, figures):
    (document,) = said(client, "/observatory/indicators/GB_XPD_RSDV_GD_ZS/")

    assert document["temporalCoverage"] == "2017"
    assert document["license"] == "https://spdx.org/licenses/CC-BY-4.0"
    assert document["isBasedOn"]["name"] == "World Development Indicators"
    assert document["variableMeasured"]["propertyID"] == "GB.XPD.RSDV.GD.ZS"
    assert document["distribution"]["contentUrl"].endswith("/GB_XPD_RSDV_GD_ZS/values.csv")


def test_a_value_is_an_observation_with_what_qualifies_it_and_none_where_nothing_is(
    client, figures
):
    def told(printed):
        return said(client, f"/observatory/values/{value(printed).code}/")

    (least,), (band,) = told("≥ 7200"), told("91-100")

    assert (least["minValue"], "value" in least, least["observationDate"]) == (7200, False, "2025")
    assert least["observationAbout"]["@id"] == f"{SITE}/observatory/units/ha-noi/"
    assert least["subjectOf"]["name"] == "Press"
    assert (band["minValue"], band["maxValue"]) == (91, 100)
    assert told("not listed") == []


def test_who_is_signed_in_is_shown_the_page_without_it(client, figures):
    sign_in(client, a_user())

    assert said(client, "/observatory/") == []
