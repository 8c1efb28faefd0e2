"""A list of publications is read whole: Vietnamese letters stay, and what is bad names its line."""

import json
from unicodedata import normalize

import pytest

from cauhien.network.actions.lists.reading import NoList, publications, text_of

BIBTEX = r"""@article{a,
  title = {Ph{\'a}t tri{\h{\^e}}n {H{\`a}} N{\d{\^o}}i: 20% {\DJ}{\uhorn}{\`{\ohorn}}ng},
  author = {Nguy{\~{\^e}}n, V{\u a}n An and Trần Thị Bình and {Viện Khoa học}},
  journal = "Tạp chí Giao thông \& Vận tải", year = 2023, url = {https://a.test/x_y%20z},
  doi = {https://doi.org/10.1234/AB_c.1}}

@article{b, title = {Không có năm}}

@article{c, title = {Không đóng
@book{d, title = {Sách}, author = {Smith, John and Lê, Chi}, date = {2020-05}}
"""
RIS = """TY  - JOUR
AU  - Nguyễn, Văn An
TI  - Ùn tắc
 giờ cao điểm
PY  - 2021/04/01
JO  - Tạp chí A
DO  - 10.1234/b
ER  -

rác
TY  - CONF
TI  - Không có năm
ER  -
TY  - CPAPER
T1  - Hai
A1  - Nguyễn, V. A.
Y1  - 2020
"""
ORCID_XML = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<record:record path="/0000-0002-1825-0097" xmlns:record="http://www.orcid.org/ns/record"
 xmlns:common="http://www.orcid.org/ns/common" xmlns:work="http://www.orcid.org/ns/work"
 xmlns:activities="http://www.orcid.org/ns/activities">
<activities:activities-summary><activities:works>
<activities:group><!-- one work -->
<work:work-summary><work:title><common:title>Mưa lớn ở Hà Nội</common:title></work:title>
<common:external-ids><common:external-id><common:external-id-type>doi</common:external-id-type>
<common:external-id-value>10.1234/A</common:external-id-value>
<common:external-id-relationship>self</common:external-id-relationship></common:external-id>
</common:external-ids><work:type>journal-article</work:type>
<common:publication-date><common:year>2018</common:year></common:publication-date>
<work:journal-title>Tạp chí A</work:journal-title></work:work-summary>
<work:work-summary><work:title><common:title>Một khác</common:title></work:title>
</work:work-summary>
</activities:group>
<activities:group><work:work-summary><work:title><common:title>Hai</common:title></work:title>
</work:work-summary></activities:group>
</activities:works></activities:activities-summary></record:record>
"""
CSV = """\ufeffTác giả;Nhan đề;Năm;DOI\r
Nguyễn Văn An; "Ùn tắc; giờ cao điểm";2021;10.1234/b\r
Nguyễn Văn An;Thiếu ô\r
"Nguyễn Văn An; Lê Chi";Hai;2022;\r
"""


def work(title, year, doi="", **more):
    ids = [{"external-id-type": "doi", "external-id-value": doi}] if doi else []
    return {
        "title": {"title": {"value": title}},
        "publication-date": {"year": {"value": year}} if year else None,
        "external-ids": {"external-id": ids},
        "type": "journal-article",
    } | more


def told(found):
    return [(one.line, one.title, one.year, one.doi) for one in found.entries]


def unread(found):
    return [(one.line, one.fault.value) for one in found.unread]


def test_bibtex_keeps_letters_written_as_commands_and_names_bad_lines():
    found = publications(BIBTEX)

    assert told(found) == [
        (1, "Phát triển Hà Nội: 20% Đường", 2023, "10.1234/ab_c.1"),
        (10, "Sách", 2020, ""),
    ]
    first, last = found.entries
    assert first.authors == ("Nguyễn Văn An", "Trần Thị Bình", "Viện Khoa học")
    assert (first.venue, first.url) == ("Tạp chí Giao thông & Vận tải", "https://a.test/x_y%20z")
    assert last.authors == ("John Smith", "Lê Chi")
    assert unread(found) == [(7, "no_year"), (9, "not_read")]
    assert found.unread[0].shown == "@article{b, title = {Không có năm}}"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"Nguy{\~{\^e}}n", "Nguyễn"),
        (r"Nguy\~{\^e}n", "Nguyễn"),
        (normalize("NFD", "Nguyễn Thị Hằng"), "Nguyễn Thị Hằng"),
        (r"Th\d{i} \h o \h{\acircumflex}", "Thị ỏ ẩ"),
        (r"{\Uhorn}{\'\uhorn} \'{\horn{o}} \DJ\`a", "Ưứ ớ Đà"),
        (r"Tr\`\^an Th\d\^an \~\u a", "Trần Thận ẵ"),
        (r"A & B #1 $x^2$", "A & B #1 $x^2$"),
    ],
)
def test_letters_of_vietnamese_are_decoded_and_composed(written, read):
    (entry,) = publications(f"@misc{{x, title={{{written}}}, year=2020}}").entries
    assert entry.title == read


def test_ris_goes_on_over_lines_and_past_bad_records():
    found = publications(RIS)

    assert told(found) == [
        (1, "Ùn tắc giờ cao điểm", 2021, "10.1234/b"),
        (14, "Hai", 2020, ""),
    ]
    assert [one.authors for one in found.entries] == [("Nguyễn Văn An",), ("Nguyễn V. A.",)]
    assert unread(found) == [(10, "not_read"), (11, "no_year")]


def test_csv_in_vietnamese_with_semicolons_names_rows_with_too_few_cells():
    found = publications(CSV)

    assert told(found) == [(2, "Ùn tắc; giờ cao điểm", 2021, "10.1234/b"), (4, "Hai", 2022, "")]
    assert found.entries[1].authors == ("Nguyễn Văn An", "Lê Chi")
    assert unread(found) == [(3, "columns")]


def test_an_orcid_record_gives_the_preferred_account_of_each_work():
    summaries = [work("Một", "2020", "10.1234/A"), work("Một khác", "2020")]
    groups = [{"work-summary": summaries}, {"work-summary": [work("Hai", None)]}, {}]
    record = {
        "orcid-identifier": {"path": "0000-0002-1825-0097"},
        "activities-summary": {"works": {"group": groups}},
    }
    found = publications(json.dumps(record))

    assert told(found) == [(1, "Một", 2020, "10.1234/a")]
    assert (found.orcid, unread(found)) == (
        "0000-0002-1825-0097",
        [(2, "no_year"), (3, "not_read")],
    )
    people = {"contributor": [{"credit-name": {"value": "Nguyễn Văn An"}}, {"credit-name": None}]}
    bulk = publications(json.dumps({"bulk": [{"work": work("Ba", "2019", contributors=people)}]}))
    assert bulk.entries[0].authors == ("Nguyễn Văn An",)


def test_an_orcid_record_is_read_as_xml_too():
    found = publications(ORCID_XML)

    assert told(found) == [(1, "Mưa lớn ở Hà Nội", 2018, "10.1234/a")]
    (entry,) = found.entries
    assert (entry.venue, entry.kind, found.orcid) == ("Tạp chí A", "article", "0000-0002-1825-0097")
    assert unread(found) == [(2, "no_year")]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "empty"),
        (b"<record", "no_form"),
        (b"just words\n", "no_form"),
        (b"{not json", "no_form"),
        (b"[" * 100_000, "no_form"),
        (b"{}", "empty"),
        (b"title,year\n", "empty"),
        (b"title,year\nT\xe9,2020\n", "encoding"),
        (b"title,year\nA\x00,2020\n", "encoding"),
        (b"title,year\n" + b"a,2020\n" * 1_001, "too_many"),
        (b"@misc{" * 2_001, "too_many"),
        (rb"@misc{a, title={" + rb"\'a" * 20_001, "too_many"),
    ],
)
def test_what_is_no_list_says_why(data, fault):
    with pytest.raises(NoList) as refused:
        publications(text_of(data))
    assert refused.value.fault == fault


def test_a_file_marked_as_utf_16_is_read_too():
    assert told(publications(text_of("title\tyear\nĐường\t2020\n".encode("utf-16")))) == [
        (2, "Đường", 2020, "")
    ]
