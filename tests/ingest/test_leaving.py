"""Who has left: everything that told of them is gone, and no file brings them back."""

import pytest

from cauhien.core.models import Assertion, Event, SearchEntry
from cauhien.ingest.actions.pairs import forget_who_left as forget_pairs
from cauhien.ingest.models import DoubtfulPair
from cauhien.ingest.queries.conflicts import open_proposals
from cauhien.matching.actions.marks import forget_who_left as forget_matches
from cauhien.matching.models import Match, Run
from cauhien.network.actions.leaving import CannotLeave, let_leave
from cauhien.network.actions.own_facts import put_right
from cauhien.network.models import (
    Authorship,
    Person,
    PersonIdentifier,
    PersonName,
    Tombstone,
    Work,
)
from cauhien.review.actions import forget_who_left as forget_experts
from cauhien.review.models import Expert
from tests.factories import NOW, a_person, a_source, a_user
from tests.ingest.conftest import a_work, an_author

pytestmark = pytest.mark.django_db

ORCID, DOI = "0000-0002-1825-0097", "10.18653/v1/2024.x-1.1"
HANOI = {"ror": "https://ror.org/04nyv3z04", "display_name": "HUST", "country_code": "VN"}


@pytest.fixture
def read_works(written, take_in):
    """Return a function that reads in works, each (key, title, its authors, what else)."""

    def read_works(*works):
        records = [
            a_work(key, title, authorships=authors, **more) for key, title, authors, more in works
        ]
        return take_in("works", written("works.jsonl", *records))

    return read_works


@pytest.fixture
def left(read_works):
    """Somebody of two works who has left; somebody else has stayed."""
    authors = [an_author("Nguyễn An", "acl:an", ORCID, institutions=[HANOI]),
               an_author("Bình Vũ", "acl:binh")]  # fmt: skip
    read_works(("acl:1", "One", authors, {"doi": DOI}), ("acl:2", "Two", authors, {}))
    person = Person.objects.get(name="Nguyễn An")
    let_leave(person=person, by=a_user("data_steward"), at=NOW)
    person.refresh_from_db()
    return person


def names():
    return sorted(Person.objects.exclude(name="").values_list("name", flat=True))


def test_nothing_tells_of_who_has_left_but_the_names_printed_on_works(left):
    assert (left.name, left.folded, left.zone, left.left_at) == (
        "", "", "unknown", NOW,
    )  # fmt: skip
    for model in (PersonName, PersonIdentifier):
        assert not model.objects.filter(person=left).exists()
    assert not SearchEntry.objects.filter(kind="person", code=left.code).exists()
    lines = Authorship.objects.filter(raw_name="Nguyễn An")
    assert set(lines.values_list("person", "raw_author_id")) == {(None, "")}
    assert not Tombstone.objects.filter(digest__contains="acl").exists()


@pytest.mark.parametrize(
    ("key", "author", "more"),
    [
        ("acl:3", an_author("N. An", "acl:an"), {}),  # the same profile
        ("acl:3", an_author("An Nguyen", "acl:other", ORCID), {}),  # the iD, at another profile
        ("acl:1", an_author("Nguyen An", "acl:made-anew"), {}),  # a new profile on their work
        ("W77", an_author("Nguyễn An", "openalex:A9"), {"doi": DOI}),  # from another source
    ],
)
def test_no_later_file_brings_them_back(left, read_works, key, author, more):
    read_works((key, "Read anew", [author], more))

    assert names() == ["Bình Vũ"]
    line = Authorship.objects.get(work__source_key=key)
    assert (line.person, line.raw_author_id) == (None, "")


def test_a_namesake_on_another_work_is_not_taken_for_them(left, read_works):
    read_works(("acl:9", "Another field", [an_author("Nguyễn An", "acl:an-2")], {}))

    assert names() == ["Bình Vũ", "Nguyễn An"]


def test_the_parts_above_forget_them_too(left):
    steward, other = a_user("data_steward"), a_person("Lê Chi")
    run = Run.objects.create(input_hash="0", created_at=NOW)
    Match.objects.create(run=run, rank=1, kind="person", code=left.code, score=1, title_vi="An")
    Expert.objects.create(person=left, email="an@test.invalid", saved_at=NOW, saved_by=steward)
    pair = {"kind": "person", "left": left.code, "right": other.code, "found_at": NOW}
    DoubtfulPair.objects.create(left_label="Nguyễn An", right_label="Lê Chi", **pair)

    for forget in (forget_matches, forget_experts, forget_pairs):
        forget()

    assert not any(model.objects.exists() for model in (Match, Expert, DoubtfulPair))


def test_a_joined_row_leaves_with_the_one_it_is_shown_under(read_works):
    read_works(("acl:1", "One", [an_author("An", "acl:an"), an_author("A. An", "acl:a-an")], {}))
    kept, merged = Person.objects.order_by("pk")
    Person.objects.filter(pk=merged.pk).update(canonical=kept)
    source = a_source()
    Assertion.objects.create(subject_kind="person", subject_code=merged.code, predicate="name",
                             value="An", source=source, method="form", asserted_at=NOW)  # fmt: skip

    let_leave(person=kept, by=a_user("data_steward"), at=NOW)

    assert names() == []
    assert not Assertion.objects.exists()
    assert Event.objects.filter(kind="person.left").count() == 2


@pytest.mark.parametrize("role", ["coordinator", "auditor", "officer", None])
def test_nobody_else_lets_a_person_leave(role):
    person = a_person()

    with pytest.raises(CannotLeave):
        let_leave(person=person, by=a_user(role), at=NOW)


def test_a_person_leaves_by_their_own_account_once_and_an_account_of_the_demonstration_never():
    user = a_user()
    own, played = a_person(user=user), a_person(user=a_user(is_demonstration=True))

    let_leave(person=own, by=user, at=NOW)

    own.refresh_from_db()
    assert (own.user, own.left_at) == (None, NOW)
    for person in (own, played):
        with pytest.raises(CannotLeave):
            let_leave(person=person, by=a_user("data_steward"), at=NOW)


def test_what_a_person_has_put_right_stays_when_files_say_otherwise(read_works):
    abroad = {"ror": "https://ror.org/00xkeyj56", "display_name": "Kent", "country_code": "GB"}
    at_home, away = (an_author("An", "acl:an", institutions=[body]) for body in (HANOI, abroad))
    read_works(("acl:1", "One", [at_home], {}), ("acl:2", "Two", [at_home], {}))
    person, work = Person.objects.get(), Work.objects.get(source_key="acl:2")
    said = {"zone": "city", "not_by": [work.code]}
    put_right(person=person, values=said, by=a_user("data_steward"), at=NOW)

    read_works(("acl:1", "One, later", [away], {}), ("acl:2", "Two, later", [away], {}))

    person.refresh_from_db()
    assert (person.zone, person.zone_basis) == ("city", "corrected")
    held = Authorship.objects.filter(person=person).values_list("work__title", flat=True)
    assert list(held) == ["One, later"]
    assert [one.value for one in open_proposals()] == ["abroad"]
