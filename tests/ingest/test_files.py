"""Every shape in which a file may come, and what is wrong in it, line by line."""

import gzip
import io
import json
import zipfile

import pytest

from cauhien.ingest.readers import files, registry


def read(content, kind="json"):
    stream = io.BufferedReader(io.BytesIO(content))
    records = files.json_records if kind == "json" else files.csv_records
    return [(raw.line, raw.value or raw.bad.reason) for raw in records(stream)]


def test_json_lines_are_read_one_record_a_line():
    assert read(b'{"id": 1}\n\n{"id": 2}\n') == [(1, {"id": 1}), (3, {"id": 2})]


def test_an_array_of_any_size_is_read_record_by_record():
    many = [{"id": number, "text": "đô thị " * 2000} for number in range(60)]

    assert [value for _, value in read(json.dumps(many).encode())] == many


def test_a_page_of_an_api_is_read_for_its_results():
    page = {"meta": {"count": 2}, "results": [{"id": 1}, {"id": 2}]}

    assert read(json.dumps(page).encode()) == [(1, {"id": 1}), (2, {"id": 2})]
    assert read(json.dumps(page, indent=1).encode()) == [(1, {"id": 1}), (2, {"id": 2})]


def test_several_pages_of_an_api_one_a_line_are_not_taken_for_records():
    page = json.dumps({"meta": {}, "results": [{"id": 1}]})

    assert read(page.encode()) == [(1, {"id": 1})]


def test_one_object_alone_spread_over_lines_is_one_record():
    assert read(b'{\n "id": 1\n}') == [(1, {"id": 1})]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": 1', "bad_json"),
        (b"42", "not_object"),
        (b'{"id": "\xff\xfe"}', "bad_encoding"),
        (b'{"id": "a\\u0000b"}', "nul"),
        (b'{"id": "\\ud800"}', "nul"),
        (b"[" * 100_000, "bad_json"),
        (b'{"t": "' + b"x" * files.LONGEST_LINE + b'"}', "too_long"),
    ],
)
def test_a_bad_line_costs_one_line(line, reason):
    found = read(b'{"id": 1}\n' + line + b'\n{"id": 3}\n')

    assert found == [(1, {"id": 1}), (2, reason), (3, {"id": 3})]


def test_a_bad_first_line_is_a_bad_line_and_no_document():
    assert read(b'{"id": 1\n{"id": 2}\n') == [(1, "bad_json"), (2, {"id": 2})]


def test_an_escaped_null_in_a_text_about_json_is_no_null_character():
    assert read(rb'{"id": "\\u0000"}') == [(1, {"id": "\\u0000"})]


def test_a_row_of_csv_may_hold_line_breaks_and_commas():
    rows = read('\ufeffid,name\n1,"Viện A,\nB"\n2,C\n'.encode(), "csv")

    assert rows == [(3, {"id": "1", "name": "Viện A,\nB"}), (4, {"id": "2", "name": "C"})]


def test_bad_rows_of_csv_cost_one_row_each():
    rows = read(b"id,name\n1\n2,a\x00b\n3,\xff\n4,ok\n", "csv")

    assert rows == [
        (2, "wrong_columns"),
        (3, "nul"),
        (4, "bad_encoding"),
        (5, {"id": "4", "name": "ok"}),
    ]


def test_packed_files_are_told_by_their_first_bytes(tmp_path):
    packed, archive = tmp_path / "works.dat", tmp_path / "dump.zip"
    packed.write_bytes(gzip.compress(b'{"id": 1}\n'))
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("v1.json", "[]")
        file.writestr("v2_schema.json", '[{"id": 1}]')

    for path in (packed, archive):
        with files.opened(path) as stream:
            assert [raw.value for raw in files.json_records(stream)] == [{"id": 1}]


def test_a_packed_file_that_ends_too_early_gives_what_it_has_and_then_says_so(tmp_path):
    path = tmp_path / "cut.gz"
    lines = b"".join(b'{"id": %d, "x": "%d"}\n' % (n, n * 7919) for n in range(5000))
    path.write_bytes(gzip.compress(lines)[:-2000])

    found = []
    with pytest.raises(files.BrokenFile), files.opened(path) as stream:
        found.extend(files.json_records(stream))

    assert len(found) > 1000


def test_a_damaged_archive_is_said_to_be_one(tmp_path):
    path = tmp_path / "cut.zip"
    path.write_bytes(b"PK\x03\x04 and no more")

    with pytest.raises(files.BrokenFile) as broken, files.opened(path):
        pass
    assert (broken.value.fault, registry.fitting(path)) == ("damaged", [])
