"""All readers by the word they are called with, and how a file is seen to be for one of them."""

import itertools
from collections.abc import Callable
from typing import NamedTuple

from cauhien.ingest.readers import (
    capability,
    ecosystem,
    fields,
    files,
    mechanisms,
    oai_dc,
    openalex,
    parks,
    places,
    problems,
    procedures,
    ror,
    supply,
    tasks,
    ukri,
    works,
)
from cauhien.ingest.readers.files import BrokenFile

LOOKED_AT = 20  # records at the start of a file by which a reader is told


class Origin(NamedTuple):
    """Whose data they are and on what terms; a file may know it better (data/sources.toml)."""

    name: str
    licence: str
    attribution: str = ""
    url: str = ""
    name_vi: str = ""


class Reader(NamedTuple):
    word: str
    kind: str  # of the records: work, organisation, place …
    shape: str  # json or csv
    read: Callable
    origin: Origin
    keys: frozenset  # a record of this source has all of these
    also: Callable | None = None  # a second record of the same line (the district of a ward)


OWN_SUMMARIES = "CC BY 4.0"
_OWN = "Facts from the public pages cited row by row; summaries and translations by the project"
_OPENALEX = Origin("OpenAlex", "CC0 1.0", "OpenAlex", "https://openalex.org")
_ROR = Origin("Research Organization Registry", "CC0 1.0", "ROR", "https://ror.org")
_UKRI = Origin(
    "UKRI Gateway to Research",
    "OGL 3.0",
    "Contains public sector information licensed under the Open Government Licence v3.0",
    "https://gtr.ukri.org",
)
_WARDS = Origin(
    "Administrative units of Viet Nam",
    "MIT",
    "© 2021 Thang Le Quoc",
    "https://github.com/thanglequoc/vietnamese-provinces-database",
)
_WORKS = Origin("Works in the project's own lines", "as each record says")
_JOURNALS = Origin("Journals, harvested by OAI-PMH", "as each record says")
_WORKS_BY_PREFIX = {
    "acl": Origin(
        "ACL Anthology",
        "CC BY 4.0",
        "© the authors and the Association for Computational Linguistics",
        "https://aclanthology.org",
    ),
    "arxiv": Origin("arXiv", "CC0 1.0", "arXiv, metadata only", "https://arxiv.org"),
}


# What the files in the project's own lines are called, in English and in Vietnamese; a file may be
# named better where it is listed (data/sources.toml).
OWN_NAMES = {
    "problems": (
        "Problems of the Capital",
        "Bài toán của Thủ đô",
    ),
    "grand-challenges": (
        "The city's published list of great problems",
        "Danh mục bài toán lớn Thành phố đã công bố",
    ),
    "organisations": (
        "Bodies of the city",
        "Tổ chức của Thành phố",
    ),
    "facilities": (
        "Facilities of the city",
        "Cơ sở nghiên cứu, thử nghiệm của Thành phố",
    ),
    "projects": (
        "Projects of science and technology",
        "Đề tài, dự án khoa học và công nghệ",
    ),
    "technologies": (
        "Technologies of the city",
        "Công nghệ của Thành phố",
    ),
    "laboratories": (
        "Laboratories of the city",
        "Phòng thí nghiệm của Thành phố",
    ),
    "enterprises": (
        "Enterprises",
        "Doanh nghiệp",
    ),
    "ecosystem": (
        "Bodies that support start-ups",
        "Tổ chức hỗ trợ khởi nghiệp",
    ),
    "parks": (
        "Parks",
        "Khu công nghệ cao",
    ),
    "park-projects": (
        "Investment projects of a park",
        "Dự án đầu tư trong khu công nghệ cao",
    ),
    "park-totals": (
        "Published totals of a park",
        "Số liệu tổng hợp đã công bố về khu công nghệ cao",
    ),
    "research-fields": (
        "Table of research fields (Decision 12/2008/QĐ-BKHCN)",
        "Bảng phân loại lĩnh vực nghiên cứu (Quyết định 12/2008/QĐ-BKHCN)",
    ),
    "tasks": (
        "Tasks that documents of the city set",
        "Nhiệm vụ được giao trong các văn bản của Thành phố",
    ),
    "council-rules": (
        "What legal texts say of councils",
        "Quy định của văn bản pháp luật về hội đồng",
    ),
    "procedures": (
        "Procedures of calls",
        "Quy trình của các đợt mời gọi",
    ),
    "eligibility-facts": (
        "What the path to mechanisms asks",
        "Câu hỏi để biết mình được hưởng cơ chế, chính sách nào",
    ),
    "mechanisms": (
        "Special mechanisms and incentives",
        "Cơ chế đặc thù và chính sách ưu đãi",
    ),
    "capability-templates": (
        "Templates of self-assessment of enterprises",
        "Bộ tiêu chí tự đánh giá của doanh nghiệp",
    ),
}


def _own(word):
    name, name_vi = OWN_NAMES[word]
    return Origin(name, OWN_SUMMARIES, _OWN, name_vi=name_vi)


def _reader(word, kind, shape, read, origin, keys, also=None):  # noqa: PLR0913 - one row each
    return word, Reader(word, kind, shape, read, origin, frozenset(keys.split()), also)


_SUPPLY = "id source_url verification"
READERS = dict(
    [
        _reader("openalex", "work", "json", openalex.read, _OPENALEX, "id ids authorships"),
        _reader("ror", "organisation", "json", ror.read, _ROR, "id names locations status"),
        _reader("works", "work", "json", works.read, _WORKS, "id title authorships"),
        _reader("oai-dc", "work", "json", oai_dc.read, _JOURNALS, "identifier datestamp dc"),
        _reader("ukri", "project", "json", ukri.read, _UKRI, "id title funder lead_org"),
        _reader("problems", "challenge", "json", problems.gathered,
                _own("problems"), "id title_vi owner_basis"),
        _reader("grand-challenges", "challenge", "json", problems.published,
                _own("grand-challenges"), "id title_vi decision no"),
        _reader("organisations", "organisation", "csv", supply.organisation,
                _own("organisations"), f"name_vi type role {_SUPPLY}"),
        _reader("facilities", "laboratory", "csv", supply.facility,
                _own("facilities"), f"name host what_for {_SUPPLY}"),
        _reader("projects", "project", "csv", supply.project,
                _own("projects"),
                f"title_vi host_organisation {_SUPPLY}"),
        _reader("technologies", "technology", "csv", supply.technology,
                _own("technologies"), f"name_vi owner_organisation {_SUPPLY}"),
        _reader("laboratories", "laboratory", "csv", supply.laboratory,
                _own("laboratories"), f"name_vi host accreditation {_SUPPLY}"),
        _reader("enterprises", "organisation", "csv", supply.enterprise,
                _own("enterprises"), f"name location_basis {_SUPPLY}"),
        _reader("ecosystem", "supportbody", "csv", ecosystem.support_body,
                _own("ecosystem"), f"name_vi operator {_SUPPLY}"),
        _reader("parks", "park", "csv", parks.park, _own("parks"),
                "id name_vi founded_on manager"),
        _reader("park-projects", "investmentproject", "csv", parks.project,
                _own("park-projects"), f"project_vi nationality {_SUPPLY}"),
        _reader("park-totals", "statement", "csv", parks.statement,
                _own("park-totals"), "as_of projects_total registered_capital"),
        _reader("research-fields", "research_field", "csv", fields.read,
                _own("research-fields"),
                "code name_vi level ford_code"),
        _reader("tasks", "task", "csv", tasks.task,
                _own("tasks"),
                "resolution goal task responsible_body deadline"),
        _reader("council-rules", "council_rules", "json", procedures.council_rules,
                _own("council-rules"), "id legal_document quorum exclusions"),
        _reader("procedures", "procedure", "json", procedures.procedure,
                _own("procedures"), "id council_min clocks legal_basis_vi"),
        _reader("eligibility-facts", "fact", "json", mechanisms.fact,
                _own("eligibility-facts"), "name kind group asks"),
        _reader("mechanisms", "mechanism", "json", mechanisms.mechanism,
                _own("mechanisms"), "id series document_vi validity"),
        _reader("capability-templates", "capability_template", "json", capability.template,
                _own("capability-templates"), "id basis criteria levels"),
        _reader("wards", "place", "csv", places.ward, _WARDS, "code full_name formed_from"),
        _reader("wards-before", "place", "csv", places.former_ward, _WARDS,
                "code full_name district_code", places.district),
    ]
)  # fmt: skip


class UnknownReader(Exception):
    """There is no reader of this name."""


class WrongFormat(Exception):
    """A file does not look like what its reader reads; `fitting` names those that may fit."""

    def __init__(self, fitting):
        super().__init__(", ".join(fitting))
        self.fitting = fitting


def reader(word):
    try:
        return READERS[word]
    except KeyError:
        raise UnknownReader(word) from None


def records(reader, stream):
    """Yield a files.Raw for each record in an unpacked stream."""
    return files.json_records(stream) if reader.shape == "json" else files.csv_records(stream)


def first_records(path, shape):
    """Return the first records of a file that can be read in a shape."""
    try:
        with files.opened(path) as stream:
            read = files.json_records if shape == "json" else files.csv_records
            found = [raw.value for raw in itertools.islice(read(stream), LOOKED_AT) if raw.value]
    except (BrokenFile, OSError, ValueError):
        return []
    return found


def fits(reader, values):
    """Return whether one of some first records has all the keys that the reader looks for."""
    return any(reader.keys <= value.keys() for value in values)


def fitting(path):
    """Return the words of the readers that a file may be for, the most particular first."""
    shapes = {shape: first_records(path, shape) for shape in ("csv", "json")}
    found = [one for one in READERS.values() if fits(one, shapes[one.shape])]
    return [one.word for one in sorted(found, key=lambda one: -len(one.keys))]


def checked(word, path):
    """Return the reader of this word for a file that looks right, else raise WrongFormat."""
    chosen = reader(word)
    values = first_records(path, chosen.shape)
    if fits(chosen, values):
        return chosen
    others = [other for other in fitting(path) if other != word]
    if others or not values:
        raise WrongFormat(others)
    raise WrongFormat([])


def origin(chosen, path):
    """Return the origin of a file of the reader; works tell theirs by the prefix of their ids."""
    if chosen.word != "works":
        return chosen.origin
    values = first_records(path, "json")
    prefixes = {str(value.get("id", "")).partition(":")[0] for value in values}
    return _WORKS_BY_PREFIX.get(prefixes.pop(), _WORKS) if len(prefixes) == 1 else _WORKS
