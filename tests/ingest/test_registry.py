"""Which reader a file is for."""

import pytest

from cauhien.ingest.readers import registry
from tests.ingest.conftest import a_ror, a_table, a_work


def test_a_file_is_told_by_its_content(written, tmp_path):
    ror = written("x.jsonl", a_ror("02wsd5p50", "X"))
    table = tmp_path / "x.csv"
    table.write_text(a_table(["id", "name_vi", "host", "accreditation"], {"id": "HN-L001"}))

    assert (registry.fitting(ror), registry.fitting(table)) == (["ror"], ["laboratories"])


def test_an_unknown_source_is_refused():
    with pytest.raises(registry.UnknownReader):
        registry.reader("scopus")


def test_a_file_of_another_format_names_the_reader_that_may_fit(written):
    path = written("x.jsonl", a_ror("02wsd5p50", "X"))

    with pytest.raises(registry.WrongFormat) as refusal:
        registry.checked("works", path)

    assert refusal.value.fitting == ["ror"]


def test_one_bad_line_at_the_top_does_not_make_the_format_wrong(written):
    path = written("x.jsonl", "{broken", a_work())

    assert registry.checked("works", path).word == "works"


@pytest.mark.parametrize(("prefix", "licence"), [("acl", "CC BY 4.0"), ("arxiv", "CC0 1.0")])
def test_works_carry_the_licence_of_where_their_ids_come_from(written, prefix, licence):
    path = written("x.jsonl", a_work(f"{prefix}:1"))

    assert registry.origin(registry.reader("works"), path).licence == licence
