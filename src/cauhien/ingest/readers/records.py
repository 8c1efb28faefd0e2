"""What the readers hand over: frozen records, one shape per kind of thing, whatever the source.

A record holds only what is taken over; its hash therefore changes only when something that
matters here has changed. `key` finds the thing again when the source is read anew.
"""

import hashlib
import json
from typing import NamedTuple


class BadLine(Exception):
    """A line that cannot be taken; reason is a word of `ingest.states.Reason`."""

    def __init__(self, reason, detail=""):
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


class NamePrinted(NamedTuple):
    value: str
    kind: str = "label"  # label, alias, acronym
    language: str = ""


class OrganisationRecord(NamedTuple):
    key: str
    name_vi: str = ""
    name_en: str = ""
    kind: str = "other"
    kind_printed: str = ""
    names: tuple[NamePrinted, ...] = ()
    description_vi: str = ""
    description_en: str = ""
    topic: str = ""
    ror: str = ""
    country_code: str = ""
    geonames: int | None = None
    place_stated: str = ""  # the source's own words for where it is; empty: it does not say
    address: str = ""
    website: str = ""
    domains: tuple[str, ...] = ()  # of its mail
    established: str = ""
    active: bool = True
    is_office: bool = False
    coordinates: bool = False
    relations: tuple[tuple[str, str], ...] = ()  # (kind, key of the other)
    source_url: str = ""
    note: str = ""


class PlaceRecord(NamedTuple):
    key: str
    official_code: str
    kind: str  # ward, commune, district
    name_vi: str
    name_en: str = ""
    parent_key: str = ""
    latitude: float | None = None
    longitude: float | None = None
    area_km2: float | None = None
    valid_from: str = ""  # ISO day
    valid_to: str = ""
    note: str = ""  # of which former units it was made, in the words of the resolution


class FieldRecord(NamedTuple):
    key: str
    scheme: str
    version: str
    code: str
    name_vi: str
    name_en: str = ""
    level: int = 1
    parent_key: str = ""
    ford_code: str = ""
    note: str = ""


class InstitutionPrinted(NamedTuple):
    name: str
    ror: str = ""
    country_code: str = ""
    kind: str = "other"


class AuthorPrinted(NamedTuple):
    name: str
    scheme: str = ""  # openalex, acl; empty: the source only has a name
    value: str = ""
    orcid: str = ""
    orcid_printed: bool = False  # False: a profile says so, which is no new evidence
    affiliations: tuple[str, ...] = ()
    institutions: tuple[InstitutionPrinted, ...] = ()
    countries: tuple[str, ...] = ()


class WorkRecord(NamedTuple):
    key: str
    title: str
    title_translated: str = ""
    abstract: str = ""
    language: str = ""
    kind: str = ""
    year: int | None = None
    published_on: str = ""
    venue: str = ""
    doi: str = ""
    url: str = ""
    licence: str = ""
    topics: tuple[tuple[str, str], ...] = ()  # (id, name)
    retracted: bool = False
    authors: tuple[AuthorPrinted, ...] = ()


class ContributorPrinted(NamedTuple):
    role: str  # host, leader, partner, funder
    name: str
    country_code: str = ""  # where the source says it


class ProjectRecord(NamedTuple):
    key: str
    title_vi: str = ""
    title_en: str = ""
    summary_vi: str = ""
    summary_en: str = ""
    programme: str = ""
    year_start: int | None = None
    year_end: int | None = None
    status_printed: str = ""
    topic: str = ""
    contributors: tuple[ContributorPrinted, ...] = ()
    source_url: str = ""
    note: str = ""


class TechnologyRecord(NamedTuple):
    key: str
    name_vi: str = ""
    name_en: str = ""
    summary_vi: str = ""
    summary_en: str = ""
    kind: str = ""
    topic: str = ""
    readiness: int | None = None
    intellectual_property: str = ""
    owner_printed: str = ""
    source_url: str = ""
    note: str = ""


class LaboratoryRecord(NamedTuple):
    key: str
    name_vi: str = ""
    name_en: str = ""
    kind: str = "other"
    kind_printed: str = ""
    topic: str = ""
    capabilities_vi: str = ""
    capabilities_en: str = ""
    accreditation: str = ""
    host_printed: str = ""
    address: str = ""
    equipment: tuple[str, ...] = ()
    source_url: str = ""
    note: str = ""


class SupportBodyRecord(NamedTuple):
    key: str
    name_vi: str
    name_en: str = ""
    kind: str = "other"
    kind_printed: str = ""
    operator_printed: str = ""
    about_en: str = ""
    topics: tuple[str, ...] = ()  # words of `organisations.states.Topic`
    stages: tuple[str, ...] = ()  # of `ecosystem.states`, as those of helps
    helps: tuple[str, ...] = ()
    # Of which words of the row the editor has read these: (column, value, the words).
    read_from: tuple[tuple[str, str, str], ...] = ()
    since: str = ""
    last_year: int | None = None  # that the name names: of an edition, or of a plan that ends
    source_url: str = ""
    note: str = ""


class ParkRecord(NamedTuple):
    key: str
    name_vi: str
    name_en: str = ""
    founded_on: str = ""  # ISO day
    area_ha: str = ""  # a decimal
    manager_printed: str = ""
    source_url: str = ""
    note: str = ""


class EntryPrinted(NamedTuple):
    """What a row says of an investment project on a day.

    word: a status, a kind of capital or of a figure. on: ISO day, "" where nothing says when.
    value: a decimal, in whole units. qualifier, precision: words of `park.states`.
    """

    word: str
    on: str = ""
    precision: str = "day"
    value: str = ""
    currency: str = ""
    qualifier: str = ""


class ParkProjectRecord(NamedTuple):
    key: str
    name_vi: str
    park_key: str = ""  # empty: the only park there is
    investor: str = ""
    nationality: str = ""
    topic: str = ""
    sector_printed: str = ""
    area_ha: str = ""
    number: int = 1  # of the projects for which the row stands
    part_of: tuple[str, ...] = ()  # (number of projects, amount, currency) of the row it is inside
    status_printed: str = ""
    statuses: tuple[EntryPrinted, ...] = ()
    capital: tuple[EntryPrinted, ...] = ()
    figures: tuple[EntryPrinted, ...] = ()
    source_url: str = ""
    note: str = ""


class StatementRecord(NamedTuple):
    key: str
    as_of: str  # ISO day
    kind: str
    park_key: str = ""
    is_day_inferred: bool = False
    totals: tuple[EntryPrinted, ...] = ()
    source_url: str = ""
    note: str = ""


class ChallengeRecord(NamedTuple):
    key: str
    origin: str  # published_list, public_sources
    title_vi: str
    title_en: str = ""
    description_vi: str = ""
    description_en: str = ""
    topic: str = ""
    research_field_codes: tuple[str, ...] = ()
    suggested_owner: str = ""
    suggested_owner_basis: str = ""  # stated, inferred
    listed_in: str = ""
    list_number: int | None = None
    list_group_vi: str = ""
    list_group_en: str = ""
    results_required_vi: str = ""
    results_required_en: str = ""
    questions_vi: str = ""
    questions_en: str = ""
    year: int | None = None
    related_keys: tuple[str, ...] = ()
    same_keys: tuple[str, ...] = ()
    source_url: str = ""
    note: str = ""


class CouncilRulesRecord(NamedTuple):
    key: str
    used_for: str
    level: str
    issuer: str
    legal_document: str
    validity: str
    valid_from: str  # ISO day
    valid_to: str
    size_min: int | None
    size_max: int | None
    content: dict  # the whole record
    is_runnable: bool
    summary_vi: str
    summary_en: str
    source_url: str = ""
    note: str = ""


class FactRecord(NamedTuple):
    key: str  # its name in the rules
    group: str
    place: int
    content: dict
    source_url: str = ""
    note: str = ""


class CapabilityRecord(NamedTuple):
    key: str
    industry: str
    place: int
    title_vi: str
    title_en: str
    about_vi: str
    about_en: str
    legal_document: str
    content: dict
    source_url: str = ""
    note: str = ""


class MechanismRecord(NamedTuple):
    key: str
    series: str
    kind: str
    title_vi: str
    title_en: str
    beneficiary_vi: str
    beneficiary_en: str
    document_vi: str
    document_en: str
    articles: list
    summary_vi: str
    summary_en: str
    benefits: list
    valid_from: str  # ISO day
    valid_to: str
    validity: str
    verification: str
    note_vi: str
    note_en: str
    audience: list
    rule: dict | None
    not_computable: str
    source_url: str = ""
    note: str = ""


class ProcedureRecord(NamedTuple):
    key: str
    name_vi: str
    name_en: str
    summary_vi: str
    summary_en: str
    initiative_vi: str
    initiative_en: str
    sealed: bool
    blind: bool
    council_min: int
    council_max: int
    reviewers: int
    quorum: dict
    levels: int
    disagreement_limit: str  # a decimal
    pass_threshold: str
    review_request_days: int
    clocks: dict
    council_rules: str  # the key of their record; "" where the procedure has its own
    rules: dict
    legal_basis_vi: str
    legal_basis_en: str
    definition: dict | None = None  # of the council that defines the task; None for none
    lots: bool = False
    status_note_vi: str = ""
    status_note_en: str = ""
    valid_from: str = ""
    valid_to: str = ""
    place: int = 0
    source_url: str = ""
    note: str = ""


def digest(record):
    """Return the fingerprint of a record: equal records, equal digests, in every process.

    >>> digest(NamePrinted("Viện Toán học"))[:12]
    '94b380bc0461'
    """
    written = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
