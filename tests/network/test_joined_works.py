"""What an author told first and a source gives later is one work, in whichever order they come."""

import pytest

from cauhien.accounts.states import Role
from cauhien.ingest.readers.records import AuthorPrinted, WorkRecord
from cauhien.network.actions.leaving import let_leave
from cauhien.network.actions.told_works import tell_works
from cauhien.network.actions.works import take_over_works
from cauhien.network.models import Authorship, Person, Work, WorkJoin
from tests.factories import NOW, a_person, a_source, a_user, sign_in

AUTHORS = (AuthorPrinted("Lê Chi"), AuthorPrinted("Nguyen V. A."))
RECORD = WorkRecord(
    key="oai:tapchi.vn:7",
    title="Ngập úng đô thị: đo và báo",
    abstract="Đo mực nước.",
    year=2022,
    doi="https://doi.org/10.1234/NGAP",
    authors=AUTHORS,
)
BY_DOI = (
    "@article{a, title={Ngập úng đô thị}, year=2022, doi={10.1234/ngap}, "
    "author={Lê Chi and Nguyễn Văn An}}"
)
BY_TITLE = "title,year,authors\nNgập úng đô thị: đo và báo,2022,Lê Chi; Nguyễn Văn An\n"

BY_HAND = BY_TITLE.replace("đo và báo", "tự khai")
SEVERAL = (*AUTHORS, AuthorPrinted("N. V. An"))


@pytest.fixture
def own(db):
    return a_person("Nguyễn Văn An", user=a_user())


def read_in(record, sha256="0"):
    rows = [(record, sha256, [(None, "", "unknown")] * len(record.authors))]
    return take_over_works(rows, source=a_source(), at=NOW)


def told(own, written=BY_DOI):
    return tell_works(person=own, written=written, by=own.user, at=NOW)


def lines():
    return list(Authorship.objects.values_list("work__source_key", "raw_name", "person__name"))


@pytest.mark.parametrize("written", [BY_DOI, BY_TITLE])
@pytest.mark.parametrize("is_told_first", [True, False])
def test_it_stands_once_as_the_source_says_it_and_names_who_told_it(own, written, is_told_first):
    steps = [lambda: told(own, written), lambda: read_in(RECORD)]
    for step in steps if is_told_first else steps[::-1]:
        step()
    read_in(RECORD._replace(abstract="Đo lại."), "1")

    work = Work.objects.get()
    assert (work.title, work.abstract) == (RECORD.title, "Đo lại.")
    assert work.source.kind != "person"
    assert lines() == [
        (RECORD.key, "Lê Chi", None),
        (RECORD.key, "Nguyen V. A.", "Nguyễn Văn An"),
    ]
    assert (WorkJoin.objects.count(), told(own, written)) == (int(is_told_first), [])


def test_a_profile_that_nobody_has_makes_no_second_person_of_who_told_it(own):
    profile = AuthorPrinted("Nguyen V. A.", scheme="openalex", value="A7")
    told(own)

    read_in(RECORD._replace(authors=(AUTHORS[0], profile)))

    assert list(Person.objects.all()) == [own]
    assert lines()[1] == (RECORD.key, "Nguyen V. A.", "Nguyễn Văn An")


@pytest.mark.parametrize(
    "authors",
    [
        AUTHORS[:1],
        (AuthorPrinted("Nguyen V. A."), AuthorPrinted("N. V. An")),
        (AuthorPrinted("Nguyen V. A.", orcid="0000-0002-1825-0097", orcid_printed=True),),
    ],
)
def test_where_the_source_names_nobody_or_somebody_else_the_two_stay_apart(own, authors):
    told(own)
    a_person("Nguyễn Văn Ân").identifiers.create(
        scheme="orcid", value="0000-0002-1825-0097", certain=True
    )

    read_in(RECORD._replace(authors=authors))

    assert Work.objects.count() == 2
    assert not WorkJoin.objects.exists()


def test_who_told_it_takes_the_two_apart_and_no_import_joins_them_again(client, own):
    (first,) = told(own)
    read_in(RECORD)
    page, apart = f"/works/{first.code}/", f"/works/{first.code}/apart/"
    assert apart not in client.get(page).content.decode()
    sign_in(client, a_user())
    assert client.post(apart).status_code == 403
    sign_in(client, own.user)
    assert apart in client.get(page).content.decode()

    done = client.post(apart)
    read_in(RECORD._replace(abstract="Đo lại."), "1")

    again = Work.objects.get(source__kind="person")
    assert done["Location"] == f"/works/{again.code}/"
    assert (again.title, Work.objects.count()) == ("Ngập úng đô thị", 2)
    assert [name for _, _, name in lines()] == [None, None, None, "Nguyễn Văn An"]
    assert (again.source.name, again.source.name_vi) == ("Told by the person", "Tự khai")
    assert client.post(apart)["Location"] == page


def joined_by_hand(client, own):
    """Let somebody say on the page that what they told is what the source gives."""
    read_in(RECORD._replace(authors=SEVERAL))
    (first,) = told(own, BY_HAND)
    work = Work.objects.get(source_key=RECORD.key)
    sign_in(client, own.user)
    way = f"/works/{first.code}/same/?with={work.code}"
    assert client.post(way, {own.code: ""}).status_code == 422
    client.post(way, {own.code: "3"})
    return first, work


def test_where_several_lines_may_be_theirs_who_told_it_chooses_one_by_hand(client, own):
    first, work = joined_by_hand(client, own)

    assert [name for _, _, name in lines()] == [None, None, "Nguyễn Văn An"]
    assert client.get(f"/works/{first.code}/")["Location"] == f"/works/{work.code}/"
    assert told(own, BY_HAND) == []
    read_in(RECORD._replace(authors=SEVERAL, abstract="Mới."), "1")
    assert [name for _, _, name in lines()] == [None, None, "Nguyễn Văn An"]


def test_what_was_joined_by_hand_stands_at_its_old_address_once_taken_apart(client, own):
    first, work = joined_by_hand(client, own)
    key = WorkJoin.objects.get().told["key"]
    assert f'value="{key}"' in client.get(f"/works/{work.code}/").content.decode()

    done = client.post(f"/works/{work.code}/apart/", {"told": key})

    assert done["Location"] == f"/works/{first.code}/"
    again = Work.objects.get(code=first.code)
    assert (again.title, again.source.kind) == ("Ngập úng đô thị: tự khai", "person")
    assert not work.authorships.exclude(person=None).exists()
    assert [name for _, _, name in lines() if name] == ["Nguyễn Văn An"]


def test_a_name_that_is_not_theirs_is_for_the_data_steward_to_say(client, own):
    read_in(RECORD._replace(authors=AUTHORS[:1]))
    (first,) = told(own, BY_HAND)
    work = Work.objects.get(source_key=RECORD.key)
    way = f"/works/{first.code}/same/?with={work.code}"
    sign_in(client, a_user(Role.OFFICER))
    assert client.get(way).status_code == 403
    sign_in(client, own.user)
    assert "không có ai" in client.get(way).content.decode()
    assert client.post(way, {own.code: "1"}).status_code == 422

    sign_in(client, a_user(Role.DATA_STEWARD))
    client.post(way, {own.code: "1"})

    assert lines() == [(RECORD.key, "Lê Chi", "Nguyễn Văn An")]


def test_who_leaves_leaves_nothing_of_what_they_told(own):
    told(own)
    read_in(RECORD)

    let_leave(person=own, by=own.user, at=NOW)
    read_in(RECORD._replace(abstract="Đo lại."), "1")

    assert not WorkJoin.objects.exists()
    assert lines() == [(RECORD.key, "Lê Chi", None), (RECORD.key, "Nguyen V. A.", None)]
