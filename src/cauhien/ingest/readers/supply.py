"""The project's own tables of what a city's surroundings can offer: CSV, one kind a file.

A blank cell means "not seen", never "does not exist". Rows that rest on memory are not taken.
"""

import re

from cauhien.ingest.readers import values
from cauhien.ingest.readers.records import (
    BadLine,
    ContributorPrinted,
    LaboratoryRecord,
    NamePrinted,
    OrganisationRecord,
    ProjectRecord,
    TechnologyRecord,
)

_READ_IN_PART = {"seen_partly", "name_only"}
_FROM_MEMORY = re.compile(r"from memory|unverified|placeholder", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_SHORT_FORM = re.compile(r"\s*\(([A-Z][A-Za-z&-]{1,11})\)\s*$")

# The word in the column `field` → the field of work it counts to.
TOPICS = {
    "health": "health", "agriculture": "agriculture", "water": "water", "air quality": "air",
    "food": "food", "construction and urban": "construction", "energy": "energy",
    "education": "education", "flooding": "flooding", "wastewater": "wastewater",
    "waste": "waste", "climate": "climate", "transport": "transport", "materials": "materials",
    "heritage and tourism": "heritage", "digital": "digital",
    "environment monitoring": "environment", "environment": "environment",
    "land and urban governance": "land", "biotech": "biotech", "manufacturing": "manufacturing",
    "robotics": "robotics", "innovation policy": "innovation", "semiconductor": "semiconductor",
    "cybersecurity": "cybersecurity", "aerospace": "aerospace", "electronics": "semiconductor",
    "retail technology": "retail", "testing and certification": "testing",
    # words of facilities.csv
    "biotechnology": "biotech", "biotechnology, IT": "biotech", "infrastructure": "water",
    "machine building and automation": "manufacturing", "petrochemistry": "materials",
    "chemistry, environment, food safety": "food", "analytical chemistry": "testing",
    "nanomaterials, energy": "materials", "chemistry, biology": "materials",
    "materials, engineering": "materials", "IoT, robotics": "robotics",
    "UAV, satellites, radar, AI": "aerospace", "innovation": "innovation",
    "waste to energy": "waste",
}  # fmt: skip
BODIES = {
    "city_department": "government", "city_agency": "government",
    "steering_committee": "government", "park_management": "government",
    "national_agency": "government", "enterprise": "company", "public_utility": "company",
    "fund": "funder", "national_fund": "funder", "research_institute": "research",
    "key_lab": "research", "shared_lab": "research", "enterprise_rd": "research",
    "innovation_centre": "support", "city_innovation_centre": "support",
    "incubator": "support", "technology_exchange": "support",
    "network": "association", "association": "association", "heritage_centre": "other",
    "university": "education", "hospital": "healthcare", "park": "other",
}  # fmt: skip
LABORATORIES = {
    "medical_lab": "medical", "testing": "testing", "accredited_lab": "testing",
    "monitoring": "testing", "calibration": "calibration", "research_lab": "research",
    "research_group": "research", "research_unit": "research", "biosafety_lab": "research",
    "key_lab": "key_lab", "key_lab_national": "key_lab", "key_lab_university": "key_lab",
    "joint_lab": "shared", "shared_lab": "shared", "teaching_lab": "teaching",
    "operations_centre": "data", "data_centre": "data", "data_service": "data",
    "research_infrastructure": "data", "city_platform": "data",
    "demonstration_centre": "test_site", "city_plant": "test_site",
    "corporate_rd_centre": "enterprise", "private_laboratory": "enterprise",
    "enterprise_lab": "enterprise", "university_lab": "research",
    "research_institute_lab": "research", "innovation_lab": "shared",
    "innovation_centre": "shared",
}  # fmt: skip
# What a public authority of the city, or a company to which it gives tasks, is called in `type`.
OFFICES = {
    "city_innovation_centre",
    "city_department", "city_agency", "park_management", "steering_committee", "public_utility",
    "heritage_centre",
}  # fmt: skip


def project(raw):
    """Return the ProjectRecord of a row of projects.csv."""
    seen(raw)
    host, *partners = _listed(raw.get("host_organisation")) or [""]
    roles = [("host", host), *(("partner", name) for name in partners)]
    roles.append(("leader", values.text(raw.get("principal_investigator"))))
    return ProjectRecord(
        key=values.needed(raw.get("id"), "no_id", 200),
        title_vi=values.needed(raw.get("title_vi"), "no_title", 2000, "title_vi"),
        title_en=values.text(raw.get("title_en")),
        summary_vi=values.text(raw.get("summary_vi")),
        programme=values.clipped(raw.get("funder_programme"), 400),
        year_start=values.year(raw.get("year_start")),
        year_end=values.year(raw.get("year_end")),
        topic=_topic(raw),
        contributors=tuple(ContributorPrinted(role, name) for role, name in roles if name),
        **_origin(raw),
    )


def technology(raw):
    """Return the TechnologyRecord of a row of technologies.csv."""
    seen(raw)
    return TechnologyRecord(
        key=values.needed(raw.get("id"), "no_id", 200),
        name_vi=values.needed(raw.get("name_vi"), "no_title", 2000, "name_vi"),
        name_en=values.text(raw.get("name_en")),
        summary_vi=values.text(raw.get("summary_vi")),
        summary_en=values.text(raw.get("summary_en")),
        kind=values.text(raw.get("kind")),
        topic=_topic(raw),
        readiness=_readiness(raw.get("trl")),
        intellectual_property=values.clipped(raw.get("ip"), 300),
        owner_printed=values.clipped(raw.get("owner_organisation"), 300),
        **_origin(raw),
    )


def laboratory(raw):
    """Return the LaboratoryRecord of a row of laboratories.csv."""
    seen(raw)
    kind = values.text(raw.get("kind"))
    return LaboratoryRecord(
        key=values.needed(raw.get("id"), "no_id", 200),
        name_vi=values.needed(raw.get("name_vi"), "no_title", 400, "name_vi"),
        name_en=values.text(raw.get("name_en"), 400, "name_en"),
        kind=LABORATORIES.get(kind, "other"),
        kind_printed=kind[:60],
        capabilities_vi=values.text(raw.get("capabilities_vi")),
        capabilities_en=values.text(raw.get("capabilities_en")),
        accreditation=values.clipped(raw.get("accreditation"), 200),
        host_printed=values.clipped(raw.get("host"), 300),
        address=values.clipped(raw.get("address_ward"), 300),
        equipment=tuple(dict.fromkeys(_listed(raw.get("equipment")))),
        **_origin(raw),
    )


def facility(raw):
    """Return the LaboratoryRecord of a row of facilities.csv, where nothing is in English."""
    seen(raw)
    kind, host = values.text(raw.get("type")), values.clipped(raw.get("host"), 300)
    return LaboratoryRecord(
        key=values.needed(raw.get("id"), "no_id", 200),
        name_vi=values.needed(raw.get("name"), "no_title", 400, "name"),
        kind=LABORATORIES.get(kind, "other"),
        kind_printed=kind[:60],
        topic=_topic(raw),
        capabilities_en=values.text(raw.get("what_for")),
        host_printed="" if host.startswith("(") else host,
        **_origin(raw),
    )


def enterprise(raw):
    """Return the OrganisationRecord of a row of enterprises.csv."""
    seen(raw)
    name, name_en = values.text(raw.get("name")), values.text(raw.get("name_en"))
    basis = values.text(raw.get("location_basis"))
    return OrganisationRecord(
        key=values.needed(raw.get("id"), "no_id", 200),
        name_vi=values.needed(name, "no_title", 300, "name"),
        name_en=name_en[:300],
        kind="company",
        kind_printed=values.clipped(raw.get("kind"), 60),
        names=_names(name, name_en),
        description_vi=values.text(raw.get("what_it_does_vi")),
        description_en=values.text(raw.get("what_it_does_en")),
        topic=_topic(raw),
        place_stated=basis if states_a_seat(basis) else "",
        established=values.clipped(raw.get("founded"), 40),
        source_url=values.web(raw.get("source_url")),
        note=note_of(raw, basis),
    )


_NO_SEAT = re.compile(
    r"not stated|not located|interview|visited|works? in|working in|operates|partner of"
    r"|US-based|launched|stations in",
    re.IGNORECASE,
)


def states_a_seat(basis):
    """Return whether the words for how a place is known say where the firm is.

    A pilot, a partner or a customer in the city is no seat there.

    >>> states_a_seat("stated (Ba Vì, Hà Nội)"), states_a_seat("works in Hanoi; seat not stated")
    (True, False)
    """
    return bool(basis) and not _NO_SEAT.search(basis)


def organisation(raw):
    """Return the OrganisationRecord of a row of organisations.csv."""
    seen(raw)
    name, name_en = values.text(raw.get("name_vi")), values.text(raw.get("name_en"))
    kind, seat = values.text(raw.get("type")), values.text(raw.get("seat_in_city"))
    return OrganisationRecord(
        key=values.needed(raw.get("id"), "no_id", 200),
        name_vi=values.needed(name, "no_title", 300, "name_vi"),
        name_en=name_en[:300],
        kind=BODIES.get(kind, "other"),
        kind_printed=kind[:60],
        names=(*_names(name, name_en), *_others(raw.get("other_names"))),
        description_en=values.text(raw.get("role")),
        website=values.web(raw.get("website"), 300),
        is_office=kind in OFFICES,
        place_stated=seat,
        source_url=values.web(raw.get("source_url")),
        note=f"seat: {seat} ({values.web(raw.get('seat_url'))})" if seat else "",
    )


def _names(vietnamese, english):
    """Return the names that a row prints, with what stands in brackets behind one apart."""
    found = []
    for name, language in [(vietnamese, "vi"), (english, "en")]:
        bare = _BRACKETS.sub("", name)
        short = _SHORT_FORM.search(name)
        found += [NamePrinted(bare[:300], "label", language)] if bare else []
        found += [NamePrinted(name[:300], "alias", language)] if name != bare else []
        found += [NamePrinted(short[1], "acronym", "")] if short else []
    # A name that is the same in both languages is one name.
    return tuple({(name.value, name.kind): name for name in reversed(found)}.values())[::-1]


def _others(cell):
    """Return the names by which documents call a body besides its own."""
    return [NamePrinted(name[:300], "alias", "vi") for name in _listed(cell)]


def _listed(cell):
    return [part for part in map(values.text, str(cell or "").split(";")) if part]


def _topic(raw):
    return TOPICS.get(values.text(raw.get("field")), "")


def _readiness(cell):
    written = values.text(cell)
    if not written:
        return None
    if written not in set("123456789"):
        raise BadLine("bad_value", f"trl: {written[:20]}")
    return int(written)


def _origin(raw):
    return {
        "source_url": values.web(raw.get("source_url")),
        "note": note_of(raw),
    }


def note_of(raw, *before):
    """Return the note; before it, where the source was not read whole, how much of it was."""
    note = "; ".join(filter(None, [*before, values.text(raw.get("note"))]))
    seen = values.text(raw.get("verification"))
    return f"{seen}: {note}".removesuffix(": ") if seen in _READ_IN_PART else note


def seen(raw):
    """Refuse a row that nobody has read in a source."""
    verification = values.text(raw.get("verification"))
    if _FROM_MEMORY.search(verification):
        raise BadLine("not_verified", verification[:200])
