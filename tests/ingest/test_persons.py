"""Who is a person: an identifier tells, a name never does."""

import pytest

from cauhien.core.models import SearchEntry
from cauhien.ingest.actions import pairs
from cauhien.ingest.models import DoubtfulPair
from cauhien.network.actions import merging
from cauhien.network.models import MergeEvent, Person, PersonIdentifier, Work
from cauhien.organisations.states import Zone
from tests.factories import NOW, a_user
from tests.ingest.conftest import a_work, an_author

pytestmark = pytest.mark.django_db

ONE, TWO = "0000-0002-1825-0097", "0000-0001-5109-3700"
HUST = {"ror": "https://ror.org/04nyv3z04", "display_name": "HUST", "country_code": "VN"}
KENT = {"ror": "https://ror.org/00xkeyj56", "display_name": "Kent", "country_code": "GB"}


@pytest.fixture
def read_works(written, take_in):
    """Return a function that reads in one work for each list of authors."""
    made = []

    def read_works(*lists, year=2024):
        works = [
            a_work(f"acl:{len(made)}.{n}", f"Work {n}", authorships=list(authors),
                   publication_year=year)
            for n, authors in enumerate(lists)
        ]  # fmt: skip
        made.append(1)
        return take_in("works", written("works.jsonl", *works))

    return read_works


def people():
    return sorted(
        sorted(person.identifiers.values_list("scheme", "value", "certain"))
        for person in Person.objects.all()
    )


def test_a_printed_name_makes_no_person_and_stays_with_the_work(read_works):
    read_works([an_author("Yang Liu", "name:yang-liu")], [an_author("Yang Liu", "name:yang-liu")])

    names = [line.raw_name for work in Work.objects.all() for line in work.authorships.all()]
    assert (people(), names) == ([], ["Yang Liu", "Yang Liu"])


def test_an_identifier_of_a_source_is_one_person_and_uncertain(read_works):
    read_works([an_author("An Le", "acl:an-le")], [an_author("An Van Le", "acl:an-le")])

    assert people() == [[("acl", "an-le", False)]]
    assert set(Person.objects.get().names.values_list("written", flat=True)) == {
        "An Le",
        "An Van Le",
    }


def test_an_orcid_joins_what_two_identifiers_hold_apart(read_works):
    read_works([an_author("An Le", "acl:an-le", ONE)], [an_author("A. Le", "acl:a-le", ONE)])

    assert people() == [[("acl", "a-le", False), ("acl", "an-le", False), ("orcid", ONE, True)]]


@pytest.mark.parametrize("files", [1, 2])
def test_one_identifier_with_two_orcids_is_two_persons(read_works, files):
    first, second = [an_author("An Le", "acl:an-le", ONE)], [an_author("An Le", "acl:an-le", TWO)]
    if files == 1:
        read_works(first, second)
    else:
        read_works(first)
        read_works(second)

    assert people() == [[("acl", "an-le", False), ("orcid", ONE, True)], [("orcid", TWO, True)]]


def test_a_person_is_where_the_latest_affiliation_says(read_works):
    read_works([an_author("An Le", "acl:an-le", institutions=[KENT])], year=2016)
    read_works([an_author("An Le", "acl:an-le", institutions=[HUST])], year=2023)

    person = Person.objects.get()
    held = person.involvements.order_by("first_year")
    assert (person.zone, person.zone_basis) == (Zone.COUNTRY, "printed")
    assert [(i.organisation.name_en, i.first_year, i.works_count) for i in held] == [
        ("Kent", 2016, 1),
        ("HUST", 2023, 1),
    ]


def test_persons_are_not_in_the_public_search(read_works):
    read_works([an_author("An Le", "acl:an-le")])

    assert SearchEntry.objects.get(kind="person").public is False


@pytest.fixture
def pair(read_works):
    """Two persons of the country with one name and a common co-author."""
    beside = an_author("Binh Vu", "acl:binh-vu")
    read_works(
        [an_author("An Le", "acl:an-le", institutions=[HUST]), beside],
        [an_author("An Le", "acl:an-le-hust", institutions=[HUST]), beside],
    )
    return DoubtfulPair.objects.get()


def test_one_name_and_more_puts_a_pair_before_a_person_and_joins_nobody(pair):
    assert pair.reasons == ["same_name", "same_coauthor", "same_organisation"]
    assert Person.objects.filter(canonical=None).count() == 3


def test_one_name_alone_is_no_pair(read_works):
    read_works(
        [an_author("An Le", "acl:an-le", institutions=[HUST])],
        [an_author("An Le", "acl:an-le-2", institutions=[KENT])],
    )

    assert DoubtfulPair.objects.count() == 0


def test_different_orcids_speak_against_a_pair(read_works):
    beside = an_author("Binh Vu", "acl:binh-vu")
    read_works(
        [an_author("An Le", "acl:an-le", ONE, institutions=[HUST]), beside],
        [an_author("An Le", "acl:an-le-2", TWO, institutions=[HUST]), beside],
    )

    assert DoubtfulPair.objects.count() == 0


def test_a_data_steward_joins_a_pair_and_takes_it_back(pair):
    steward = a_user("data_steward")

    pairs.decide_pair(pair=pair, is_same=True, by=steward, at=NOW)
    event = MergeEvent.objects.get()
    assert event.merged.canonical == event.kept
    assert not SearchEntry.objects.filter(code=event.merged.code).exists()

    pairs.reopen_pair(pair=pair, by=steward, at=NOW)
    event.refresh_from_db()
    event.merged.refresh_from_db()
    assert (event.merged.canonical, event.undone_at) == (None, NOW)
    assert SearchEntry.objects.filter(code=event.merged.code).exists()


def test_the_page_that_somebody_has_is_the_one_that_stays(pair):
    owned = Person.objects.filter(code__in=[pair.left, pair.right]).latest("pk")
    Person.objects.filter(pk=owned.pk).update(user=a_user())

    pairs.decide_pair(pair=pair, is_same=True, by=a_user("data_steward"), at=NOW)

    assert MergeEvent.objects.get().kept == owned


def test_two_pages_that_two_accounts_have_are_not_joined(pair):
    for code in (pair.left, pair.right):
        Person.objects.filter(code=code).update(user=a_user())

    with pytest.raises(pairs.CannotDecide):
        pairs.decide_pair(pair=pair, is_same=True, by=a_user("data_steward"), at=NOW)


def test_two_that_are_different_stay_apart(pair):
    pairs.decide_pair(pair=pair, is_same=False, by=a_user("data_steward"), at=NOW)

    assert MergeEvent.objects.count() == 0


@pytest.mark.parametrize("role", ["coordinator", "auditor", "officer", None])
def test_only_a_data_steward_decides(pair, role):
    with pytest.raises(pairs.CannotDecide):
        pairs.decide_pair(pair=pair, is_same=True, by=a_user(role), at=NOW)


def test_a_decided_pair_is_not_decided_again(pair):
    steward = a_user("data_steward")
    pairs.decide_pair(pair=pair, is_same=False, by=steward, at=NOW)

    with pytest.raises(pairs.CannotDecide):
        pairs.decide_pair(pair=pair, is_same=True, by=steward, at=NOW)


def test_what_was_joined_before_comes_back_when_a_later_merge_is_undone(read_works):
    read_works(*([an_author("An Le", f"acl:an-le-{n}")] for n in range(3)))
    first, second, third = Person.objects.order_by("pk")
    steward = a_user("data_steward")
    said = {"reasons": [], "by": steward, "at": NOW}
    merging.merge_persons(kept=second, merged=first, **said)
    later = merging.merge_persons(kept=third, merged=second, **said)

    merging.undo_merge(event=later, at=NOW)

    shown = Person.objects.order_by("pk").values_list("canonical", flat=True)
    assert list(shown) == [second.pk, None, None]


def test_an_identifier_belongs_to_one_person(read_works):
    read_works([an_author("An Le", "acl:an-le", ONE)])
    read_works([an_author("An Le", "acl:an-le", ONE)])

    assert PersonIdentifier.objects.count() == 2
