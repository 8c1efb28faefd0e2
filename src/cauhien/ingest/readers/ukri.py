"""Projects funded by UK Research and Innovation, as collated from the Gateway to Research."""

from cauhien.ingest.readers import values
from cauhien.ingest.readers.records import ContributorPrinted, ProjectRecord

# The countries that lead such projects most often; of another one nothing is said.
COUNTRIES = {
    "United Kingdom": "GB",
    "Vietnam": "VN",
    "South Africa": "ZA",
    "United States": "US",
    "Gambia": "GM",
    "Uganda": "UG",
    "Kenya": "KE",
    "India": "IN",
    "Nigeria": "NG",
    "Ethiopia": "ET",
    "Netherlands": "NL",
    "Tanzania, United Republic of": "TZ",
    "Malawi": "MW",
    "Ghana": "GH",
    "France": "FR",
    "Peru": "PE",
}


def read(raw):
    """Return the ProjectRecord of one line; BadLine where it has no id or no title."""
    funder, host = values.text(raw.get("funder"))[:300], values.text(raw.get("lead_org"))[:300]
    country = COUNTRIES.get(values.text(raw.get("lead_country")), "")
    return ProjectRecord(
        key=values.needed(raw.get("id"), "no_id", 200, "id"),
        title_en=values.needed(raw.get("title"), "no_title", 2000, "title"),
        summary_en=values.text(raw.get("abstract"), 60_000, "abstract"),
        programme=funder,
        year_start=values.year(values.day(raw.get("start"))[:4]),
        year_end=values.year(values.day(raw.get("end"))[:4]),
        status_printed=values.clipped(raw.get("status"), 60),
        contributors=(
            *([ContributorPrinted("host", host, country)] if host else []),
            *([ContributorPrinted("funder", funder, "GB")] if funder else []),
        ),
        source_url=values.web(raw.get("url")),
    )
