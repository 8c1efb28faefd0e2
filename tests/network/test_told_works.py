"""Whoever has taken their page over adds works from a list, after seeing what it would do."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cauhien.core.provenance import Said, take_over
from cauhien.ingest.readers.records import AuthorPrinted, WorkRecord
from cauhien.network.actions.leaving import let_leave
from cauhien.network.actions.own_facts import put_right
from cauhien.network.actions.told_works import CannotTell, tell_works
from cauhien.network.actions.works import spread, take_over_works
from cauhien.network.models import Authorship, Work
from cauhien.network.rules import may_be_written
from tests.factories import NOW, a_person, a_source, a_user, a_work, sign_in

LIST = r"""@article{a, title={{\DJ}{\`e}n t{\'i}n hi{\d{\^e}}u}, year=2023, doi={10.1234/NEW},
  author={Tr{\`\^a}n B{\`\i}nh and Nguy{\~{\^e}}n, V. A.}}
@article{b, title={Khác}, year=2020, doi={10.1234/known}, author={Lê Chi}}
@article{c, title={ùn tắc: giờ cao điểm!}, year=2021, author={Nguyễn Văn An}}
@article{d, title={Của người khác}, year=2021, author={Lê Chi}}
@article{e, title={Đèn tín hiệu}, year=2023, doi={10.1234/new}}
@article{f, title={Không năm}}
"""
NOWHERE = (None, "", "unknown")


@pytest.mark.parametrize(
    ("printed", "may"),
    [
        ("An Nguyễn", True),
        ("Nguyen V. A.", True),
        ("Nguyễn V.A.", True),
        ("N. V. A.", False),
        ("Nguyễn", False),
        ("Nguyễn Văn Bình", False),
        ("Nguyễn Văn An An", False),
        ("", False),
    ],
)
def test_a_printed_name_may_be_somebodys_by_its_words_and_initials(printed, may):
    assert may_be_written(printed, "Nguyễn Văn An") is may


@pytest.fixture
def own(db):
    """A person whose page is taken over, and two works that sources tell."""
    spread(
        [
            a_work("Bài đã có", doi="https://doi.org/10.1234/known", year=2020),
            a_work("Ùn tắc – giờ cao điểm", year=2021),
        ],
        at=NOW,
    )
    return a_person("Nguyễn Văn An", user=a_user())


def test_a_list_is_looked_at_then_added_and_changes_nothing_else(
    client, own, django_assert_max_num_queries
):
    sign_in(client, own.user)
    path = f"/people/{own.code}/works/"
    before = list(Work.objects.order_by("id").values())
    assert path in client.get(f"/people/{own.code}/").content.decode()
    file = SimpleUploadedFile("cv.bib", LIST.encode())

    with django_assert_max_num_queries(12):
        page = client.post(path, {"file": file})

    found = page.context["plan"]
    assert [one.entry.title for one in found.new] == ["Đèn tín hiệu"]
    assert [one.entry.line for one in found.known] == [3, 4]
    assert [(one.line, one.fault.value) for one in found.unread] == [
        (5, "not_yours"),
        (6, "twice"),
        (7, "no_year"),
    ]
    assert "Dòng 7" in page.content.decode()
    assert Work.objects.count() == 2

    done = client.post(path, {"written": page.context["written"], "then": "take"})

    assert (done.status_code, done["Location"]) == (302, f"/people/{own.code}/")
    assert list(Work.objects.order_by("id").values())[:2] == before
    work = Work.objects.get(title="Đèn tín hiệu")
    assert (work.doi, work.language, work.source.kind) == ("10.1234/new", "vi", "person")
    lines = work.authorships.values_list("raw_name", "person__code")
    assert list(lines) == [("Trần Bình", None), ("Nguyễn V. A.", own.code)]
    assert client.post(path, {"written": LIST}).context["plan"].new == []


def test_what_is_no_list_stands_beside_its_field_with_nothing_lost(client, own):
    sign_in(client, own.user)
    path = f"/people/{own.code}/works/"

    words = client.post(path, {"written": "chỉ là lời", "then": "take"})
    empty = client.post(path, {})
    coded = client.post(path, {"file": SimpleUploadedFile("a.csv", b"title,year\nT\xe9,2020\n")})

    assert "chỉ là lời</textarea>" in words.content.decode()
    assert {answer.status_code for answer in (words, empty, coded)} == {422}
    assert [list(answer.context["form"].errors) for answer in (words, empty, coded)] == [
        ["written"],
        ["file"],
        ["file"],
    ]
    assert client.get(path, headers={"accept-language": "en"}).status_code == 200


def test_a_known_work_that_names_nobody_is_joined_and_stays_so_when_it_is_read_in_again(own):
    authors = tuple(AuthorPrinted(name) for name in ("Lê Chi", "Nguyen V. A."))
    record = WorkRecord(key="W9", title="Ngập úng đô thị", year=2022, authors=authors)
    other = WorkRecord(key="W8", title="Không phải của tôi", year=2022, authors=authors[:1])
    rows = [(record, "0", [NOWHERE] * 2), (other, "0", [NOWHERE])]
    take_over_works(rows, source=a_source(), at=NOW)
    listed = "title,year\nNgập úng đô thị,2022\nKhông phải của tôi,2022\n"

    joined = tell_works(person=own, written=listed, by=own.user, at=NOW)
    again = record._replace(abstract="Đọc lại.")
    take_over_works([(again, "1", [NOWHERE] * 2)], source=a_source(), at=NOW)

    assert [work.title for work in joined] == ["Ngập úng đô thị"]
    lines = Authorship.objects.filter(person=own).values_list("work__title", "raw_name")
    assert list(lines) == [("Ngập úng đô thị", "Nguyen V. A.")]
    assert Work.objects.filter(title="Ngập úng đô thị").count() == 1
    put_right(person=own, values={"not_by": [joined[0].code]}, by=own.user, at=NOW)
    take_over_works([(record, "2", [NOWHERE] * 2)], source=a_source(), at=NOW)
    assert not Authorship.objects.filter(person=own).exists()


def test_a_source_read_in_later_does_not_make_the_told_work_its_own(own):
    (told,) = tell_works(person=own, written="title,year\nMột,2020\n", by=own.user, at=NOW)
    said = {"W1": Said({"title": "Một", "year": 2020}, "0")}

    take_over(Work, "work", said, source=a_source(), at=NOW)

    told.refresh_from_db()
    assert (told.source.kind, told.authorships.get().person) == ("person", own)


def test_who_leaves_takes_their_name_off_the_works_that_they_told(own):
    written = "title,year,authors\nMột,2020,Lê Chi; Nguyễn Văn An\nHai,2020,\n"
    told = tell_works(person=own, written=written, by=own.user, at=NOW)

    let_leave(person=own, by=own.user, at=NOW)

    names = Authorship.objects.filter(work__in=told).values_list("raw_name", flat=True)
    assert list(names) == ["Lê Chi"]


def test_nobody_else_adds_works_to_a_page(client, own):
    demonstration = a_person("Lê Chi", user=a_user(is_demonstration=True))
    for user, person in ((a_user(), own), (demonstration.user, demonstration)):
        sign_in(client, user)
        assert client.get(f"/people/{person.code}/works/").status_code == 403
        assert (
            "/works/"
            not in client.get(f"/people/{person.code}/").content.decode().split("aside")[-1]
        )
        with pytest.raises(CannotTell):
            tell_works(person=person, written="title,year\nMột,2020\n", by=user, at=NOW)
