"""Names of people, in the orders in which they occur."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauhien_engine.text.names import name_sort_key, parse_name


@pytest.mark.parametrize(
    ("text", "family", "given_rest", "given_name", "order", "lang"),
    [
        ("Nguyễn Thị Minh Khai", "Nguyễn", "Thị Minh Khai", "Khai", "family-first", "vi"),
        ("Nguyen, Thi Minh Khai", "Nguyen", "Thi Minh Khai", "Khai", "family-first", "vi"),
        ("Minh Khai Nguyen", "Nguyen", "Minh Khai", "Khai", "given-first", "vi"),
        ("Ta Quang Buu", "Ta", "Quang Buu", "Buu", "family-first", "vi"),
        ("Tôn Nữ Thị Ninh", "Tôn Nữ", "Thị Ninh", "Ninh", "family-first", "vi"),
        ("T. M. K. Nguyen", "Nguyen", "T. M. K.", "K.", "given-first", "vi"),
        ("Hoang Anh Le", "Le", "Hoang Anh", "Anh", "unknown", "vi"),
        ("Ngô Bảo Châu", "Ngô", "Bảo Châu", "Châu", "family-first", "vi"),
        ("Bao Chau Ngo", "Ngo", "Bao Chau", "Chau", "given-first", "vi"),
        ("John A. Smith", "Smith", "John A.", "John", "given-first", ""),
        ("Smith, John A.", "Smith", "John A.", "John", "family-first", ""),
        ("Jan van den Berg", "van den Berg", "Jan", "Jan", "given-first", ""),
        ("Plato", "Plato", "", "", "unknown", ""),
        ("", "", "", "", "unknown", ""),
    ],
)
def test_a_name_is_taken_apart(text, family, given_rest, given_name, order, lang):
    name = parse_name(text)

    assert (name.family, name.given_rest, name.given) == (family, given_rest, given_name)
    assert (name.order, name.lang) == (order, lang)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("PGS.TS. Tạ Quang Bửu", "PGS.TS."),
        ("PGS. TS. Tạ Quang Bửu", "PGS. TS."),
        ("GS.TSKH Tạ Quang Bửu", "GS.TSKH"),
        ("Giáo sư, Tiến sĩ Tạ Quang Bửu", "Giáo sư, Tiến sĩ"),
        ("Tạ Quang Bửu, PhD", "PhD"),
        ("Dr. Tạ Quang Bửu", "Dr."),
    ],
)
def test_titles_are_taken_off_and_kept(text, titles):
    name = parse_name(text)

    assert (name.titles, name.family, name.given) == (titles, "Tạ", "Bửu")
    assert name.folded == "ta quang buu"
    assert name.full == text


def test_names_that_only_look_like_titles_stay():
    assert parse_name("Bs").titles == ""
    assert parse_name("Ts").family == "Ts"


def test_people_are_listed_by_given_name_then_family_then_the_rest():
    people = [
        "Lê Văn Đức",
        "Nguyễn An",
        "Nguyễn Bảo An",
        "Lê An",
        "Trần Ân",
        "Phạm Dũng",
        "Bùi Ánh",
    ]

    assert sorted(people, key=name_sort_key) == [
        "Lê An", "Nguyễn An", "Nguyễn Bảo An", "Bùi Ánh", "Trần Ân", "Phạm Dũng", "Lê Văn Đức",
    ]  # fmt: skip


@given(st.text())
def test_no_name_is_refused_and_its_key_is_plain(text):
    name = parse_name(text)

    assert all(isinstance(part, str) for part in name)
    assert name_sort_key(text).isascii()


@given(st.text("aăâđêơưnghtrcmt ,.PGSTNLề́", max_size=25))
def test_nothing_of_a_name_is_lost(text):
    name = parse_name(text)
    kept = "".join(f"{name.titles}{name.family}{name.given_rest}".split())

    assert sorted(kept.replace(",", "")) == sorted("".join(name.full.split()).replace(",", ""))
