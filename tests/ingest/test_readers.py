"""What each reader understands of its source, and what it refuses."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauhien.ingest.readers import (
    openalex,
    places,
    printed,
    problems,
    registry,
    ror,
    supply,
    values,
    works,
)
from cauhien.ingest.readers.records import BadLine, digest
from tests.ingest.conftest import a_ror, a_work, an_author

DATA = Path(__file__).parents[2] / "data"
SAMPLES = Path(__file__).parent / "samples"


@given(st.lists(st.text(alphabet="abcđêư", min_size=1), max_size=60))
def test_an_inverted_abstract_reads_as_it_was_written(words):
    index = {}
    for position, word in enumerate(words):
        index.setdefault(word, []).append(position)

    assert openalex.abstract(index) == " ".join(words)


@pytest.mark.parametrize(
    ("index", "text"),
    [
        (None, ""),
        ({}, ""),
        ({"a": [0], "c": [5]}, "a c"),
        ({"a": None, "b": [1, None, -3, 10**9], "c": "x"}, "b"),
        ({"IndexLength": 1, "InvertedIndex": {"a": [0]}}, "a"),  # some of the years until 2022
    ],
)
def test_gaps_and_nulls_of_an_inverted_abstract_are_borne_with(index, text):
    assert openalex.abstract(index) == text


def test_a_work_of_openalex_with_nulls_everywhere_is_still_a_work():
    keys = ["doi", "type", "authorships", "primary_location", "topics", "publication_year"]

    record = openalex.read({"id": "https://openalex.org/W7", "title": "T"} | dict.fromkeys(keys))

    assert (record.key, record.title, record.authors, record.year) == ("W7", "T", (), None)


@pytest.mark.parametrize("nobody", ["A9999999999", "A5317838346"])
def test_the_null_author_and_a_deleted_profile_are_nobody(nobody):
    line = {"author": {"id": f"https://openalex.org/{nobody}"}, "raw_author_name": "A. Nobody"}

    record = openalex.read({"id": "W7", "title": "T", "authorships": [line]})

    assert [(a.name, a.scheme, a.value) for a in record.authors] == [("A. Nobody", "", "")]


def test_an_orcid_of_a_profile_is_no_evidence_and_a_printed_one_is():
    author = {"id": "A7", "orcid": "https://orcid.org/0000-0002-1825-0097"}
    lines = [{"author": author}, {"author": author, "raw_orcid": author["orcid"]}]

    record = openalex.read({"id": "W7", "title": "T", "authorships": lines})

    assert [a.orcid_printed for a in record.authors] == [False, True]


@pytest.mark.parametrize("name", ["works-2026.json", "work-2025.json"])
def test_real_answers_of_openalex_are_read_whole(name):
    content = json.loads((SAMPLES / name).read_text("utf-8"))
    given = content if isinstance(content, list) else content.get("results", [content])

    assert all(openalex.read(work).authors for work in given)


def test_a_line_of_an_old_snapshot_tells_its_venue_its_address_and_what_was_printed():
    path = SAMPLES / "work-2022.jsonl"
    record = openalex.read(json.loads(path.read_text("utf-8")))

    assert registry.fitting(path)[0] == "openalex"
    assert (record.kind, record.venue) == ("article", "Bibliothek Forschung Und Praxis")
    assert record.url == "https://doi.org/10.1515/bfp-2019-2055"
    assert record.authors[1].affiliations[0].startswith("Freie Universität Berlin , Sonder")
    assert record.authors[1].institutions[0].ror == "https://ror.org/046ak2485"


def test_an_orcid_with_a_wrong_check_digit_is_none():
    assert values.orcid("0000-0002-1825-0097") == "0000-0002-1825-0097"
    assert values.orcid("0000-0002-1825-0098") == ""
    assert values.ror("https://ror.org/02jmfj006") == "https://ror.org/02jmfj006"
    assert values.ror("https://ror.org/02jmfj007") == ""


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        ({"title": "T"}, "no_id"),
        ({"id": "acl:1", "title": " "}, "no_title"),
        ({"id": "acl:1", "title": "T", "publication_year": "soon"}, "bad_value"),
        ({"id": "acl:1", "title": "T" * 5000}, "too_long"),
        ({"id": "a" * 300, "title": "T"}, "too_long"),
    ],
)
def test_a_work_without_what_it_needs_is_refused_with_the_reason(work, reason):
    with pytest.raises(BadLine) as refusal:
        works.read(work)

    assert refusal.value.reason == reason


def test_a_name_is_no_identifier():
    lines = [an_author("An Nguyen", "name:an-nguyen"), an_author("An Nguyen", "acl:an-nguyen")]

    record = works.read(a_work(authorships=lines))

    assert [(a.scheme, a.value) for a in record.authors] == [("", ""), ("acl", "an-nguyen")]


def test_the_same_record_has_the_same_digest_and_another_one_another():
    one, same, other = works.read(a_work()), works.read(a_work()), works.read(a_work(title="X"))

    assert digest(one) == digest(same) != digest(other)


def test_vietnamese_names_of_the_register_are_told_by_their_letters():
    names = [
        {"value": "Trường Đại học Việt Đức", "types": ["label"], "lang": "th"},
        {"value": "Học viện Tài chính", "types": ["alias"], "lang": None},
        {"value": "Academy of Finance", "types": ["label", "ror_display"], "lang": None},
        {"value": "AOF", "types": ["acronym"], "lang": None},
    ]

    record = ror.read(a_ror("02wsd5p50", "x") | {"names": names})

    assert (record.name_vi, record.name_en) == ("Trường Đại học Việt Đức", "Academy of Finance")
    assert [name.language for name in record.names] == ["vi", "vi", "", ""]


def test_domains_of_mail_are_kept_and_what_is_none_is_not():
    said = {"domains": ["HUST.edu.vn", "https://hust.edu.vn", None, 7]}

    assert ror.read(a_ror("02wsd5p50", "X") | said).domains == ("hust.edu.vn",)


def test_the_city_of_an_organisation_is_read_from_geonames_and_never_from_the_subdivision():
    record = ror.read(a_ror("02wsd5p50", "X"))

    assert (record.geonames, record.place_stated, record.country_code) == (1581130, "Hanoi", "VN")


def test_only_a_seat_that_the_source_states_is_a_place():
    kept = [
        "stated (Ba Vì, Hà Nội)",
        "in Hoa Lac Hi-Tech Park (stated)",
        "Bát Tràng, Hanoi",
    ]
    refused = [
        "seat not stated in the part seen",
        "works in Hanoi pilot; seat not stated",
        "interview with its head held in Hanoi (second source: x)",
        "one of the enterprises visited in Hanoi, Bắc Ninh and Hà Nam",
        "140 stations in Hanoi (stated)",
        "",
    ]

    assert [supply.states_a_seat(basis) for basis in kept] == [True] * len(kept)
    assert [supply.states_a_seat(basis) for basis in refused] == [False] * len(refused)


def test_a_row_from_memory_is_not_read():
    row = {"id": "HN-F001", "name": "X", "verification": "seen; official name from memory"}

    with pytest.raises(BadLine) as refusal:
        supply.facility(row)

    assert refusal.value.reason == "not_verified"


def test_former_units_are_read_with_whether_only_a_part_went():
    note = "Xã A, Thị trấn B (phần còn lại sau khi sáp nhập vào xã C, xã D), Phường E"

    assert [tuple(former) for former in places.formed_from(note)] == [
        ("Xã A", False),
        ("Thị trấn B", True),
        ("Phường E", False),
    ]


def test_an_item_of_the_published_list_names_no_owner():
    line = {"id": "HN-G01", "title_vi": "T", "decision": "1/QĐ", "decision_date": "2026-03-18"}

    record = problems.published(line)

    assert (record.suggested_owner, record.origin, record.year) == ("", "published_list", 2026)


@pytest.mark.parametrize(
    ("read", "line", "listed_in"),
    [
        (
            problems.published,
            {"decision": "1193/QĐ-UBND", "decision_date": "2026-03-18"},
            "Quyết định 1193/QĐ-UBND ngày 18/3/2026",
        ),
        (problems.published, {"decision": "1193/QĐ-UBND"}, "Quyết định 1193/QĐ-UBND"),
        (problems.published, {}, ""),
        (
            problems.gathered,
            {"listed_in": "QĐ 2517/QĐ-UBND ngày 13/5/2024"},
            "Quyết định 2517/QĐ-UBND ngày 13/5/2024",
        ),
    ],
)
def test_the_list_a_problem_stands_in_is_named_as_officials_write_it(read, line, listed_in):
    assert read({"id": "HN-G01", "title_vi": "T"} | line).listed_in == listed_in


@pytest.mark.parametrize(
    ("text", "unit", "parent"),
    [
        ("Khoa Hóa, Trường Đại học K, Đại học Huế", "Khoa Hóa", "Trường Đại học K, Đại học Huế"),
        ("Trung tâm Hoa, Cây cảnh (Viện Rau quả)", "", "Viện Rau quả"),
        ("Cục Tiêu chuẩn - Đo lường - Chất lượng", "", ""),
        ("Cục Đo đạc, Bản đồ và Thông tin địa lý", "", ""),
        ("Eawag (Thụy Sĩ)", "", ""),
        ("Viện Pin - Viện Hàn lâm", "Viện Pin", "Viện Hàn lâm"),
    ],
)
def test_a_cell_is_split_only_before_another_body(text, unit, parent):
    one = printed.cell(text)

    assert (one.unit, one.parent) == (unit, parent)


@pytest.mark.parametrize(
    "text",
    [
        "Các viện thuộc Viện Hàn lâm",
        "Đại học X và các trường đối tác",
        "Viện Hóa sinh biển và Viện Hóa học",
        "Đội HACHI",
        "(cơ quan chủ trì không nêu)",
        "Trường Đại học K và 5 trường châu Âu",
    ],
)
def test_a_cell_that_names_no_single_body_is_a_group(text):
    assert printed.is_group(text)


def test_a_body_with_and_in_its_name_is_no_group():
    assert not printed.is_group("Viện Khoa học và Kỹ thuật Môi trường")
    assert not printed.is_group("Viện Việt Nam học và Khoa học phát triển")


@given(st.text(max_size=80))
def test_any_cell_can_be_taken_apart(text):
    one = printed.cell(text)

    assert isinstance(printed.is_group(text), bool)
    assert len(one.name) <= len(text)
