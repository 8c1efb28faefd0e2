"""Whoever has a page says that another is theirs too: joined on proof, else an office looks."""

import pytest

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.ingest.actions import pairs
from cauhien.ingest.models import DoubtfulPair
from cauhien.network.actions import claims as actions
from cauhien.network.actions.persons import bear_name
from cauhien.network.models import Claim, Involvement
from tests.factories import NOW, a_person, a_user, a_work, an_organisation, sign_in

pytestmark = pytest.mark.django_db
ADDRESS = "an.nguyen@hust.edu.vn"


@pytest.fixture
def own():
    """Return the page of somebody who took it over by the mail of an institution."""
    user, body = a_user(), an_organisation(website="https://hust.edu.vn")
    own = a_person("Nguyễn Văn An", user=user)
    said = {"state": "accepted", "address": ADDRESS, "proved_at": NOW, "asked_at": NOW}
    Claim.objects.create(person=own, user=user, **said)
    other = a_person("Nguyen Van An")
    for person in (own, other):
        bear_name(person)
    Involvement.objects.create(person=other, organisation=body, kind="printed")
    a_work("Bài của trang kia", by=[other])
    own.other = other
    return own


def test_the_address_that_was_proved_joins_a_further_page_until_it_is_given_back(client, own):
    assert "cũng là của tôi" not in client.get(f"/people/{own.other.code}/").content.decode()
    sign_in(client, own.user)
    listed = client.get("/people/mine/others/").content.decode()
    page = f"/people/{own.other.code}/claim/"
    assert page in listed
    assert "Trang này cũng là của tôi" in client.get(page).content.decode()

    client.post(page, {"by": "address"})

    assert client.get(f"/people/{own.other.code}/")["Location"] == f"/people/{own.code}/"
    assert "Bài của trang kia" in client.get(f"/people/{own.code}/").content.decode()
    client.post(f"/people/{own.other.code}/give-back/")
    assert client.get(f"/people/{own.other.code}/").status_code == 200
    own.refresh_from_db()
    assert own.user is not None


def test_without_proof_an_office_answers_within_two_working_days(client, own):
    Involvement.objects.all().delete()
    said = {"address": "", "note": "Cùng một người, xem trang của Viện."}
    with pytest.raises(actions.CannotClaim):
        actions.claim_by_address(person=own.other, by=own.user, at=NOW)

    made = actions.claim(person=own.other, written=said, by=own.user, at=NOW)

    steward = sign_in(client, a_user(Role.DATA_STEWARD))
    (waits,) = [one for one in items_for(steward, NOW) if one.kind == "claim"]
    assert (waits.due, (made.due_at - NOW).days) == (made.due_at, 2)
    page = f"/data/claims/{made.code}/"
    assert f"/people/{own.code}/" in client.get(page).content.decode()
    client.post(page, {"then": "accept", "reason": "Trang của Viện nêu cả hai."})
    own.other.refresh_from_db()
    assert (own.other.canonical, own.other.user) == (own, None)


@pytest.mark.parametrize("known", [[], ["same_name"]])
def test_what_was_joined_stands_among_the_pairs_and_a_steward_takes_it_apart(own, known):
    if known:
        said = {"reasons": known, "found_at": NOW, "left": own.code, "right": own.other.code}
        DoubtfulPair.objects.create(kind="person", **said)
    actions.claim_by_address(person=own.other, by=own.user, at=NOW)
    pairs.follow_merges()
    pair = DoubtfulPair.objects.get()
    assert (pair.status, pair.by, pair.reasons) == ("same", own.user.uuid, [*known, "claimed"])

    pairs.reopen_pair(pair=pair, by=a_user(Role.DATA_STEWARD), at=NOW)
    pairs.follow_merges()

    own.other.refresh_from_db()
    ended = Claim.objects.get(joins=own).state
    assert (own.other.canonical, ended, DoubtfulPair.objects.get().status) == (
        None,
        "ended",
        "waiting",
    )


def test_pages_with_two_orcid_ids_are_joined_by_no_address(client, own):
    for person, value in ((own, "0000-0002-1825-0097"), (own.other, "0000-0001-5109-3700")):
        person.identifiers.create(scheme="orcid", value=value, certain=True)
    sign_in(client, own.user)

    page = client.get(f"/people/{own.other.code}/claim/").content.decode()
    with pytest.raises(actions.CannotClaim):
        actions.claim_by_address(person=own.other, by=own.user, at=NOW)

    assert 'value="address"' not in page


def test_who_gives_the_first_page_back_gives_back_what_was_joined_with_it(client, own):
    made = actions.claim_by_address(person=own.other, by=own.user, at=NOW)
    sign_in(client, own.user)
    assert "Trả lại trang" in client.get(f"/people/{own.code}/").content.decode()

    client.post(f"/people/{own.code}/give-back/")

    made.refresh_from_db()
    own.other.refresh_from_db()
    own.refresh_from_db()
    assert (made.state, own.other.canonical, own.user) == ("ended", None, None)


def test_a_page_that_somebody_has_is_joined_by_nobody(client, own):
    taken = a_person("Nguyen Van An", user=a_user())
    sign_in(client, own.user)

    listed = client.get("/people/mine/others/").content.decode()
    with pytest.raises(actions.CannotClaim):
        actions.claim(person=taken, written={"address": "", "note": "x"}, by=own.user, at=NOW)

    assert taken.code not in listed
    assert f"/people/{own.other.code}/" in listed


def test_an_objection_of_either_page_holds_for_both_until_they_stand_apart(own):
    own.other.objected_at = NOW
    own.other.save()

    made = actions.claim_by_address(person=own.other, by=own.user, at=NOW)
    own.refresh_from_db()
    assert own.objected_at == NOW

    actions.give_back(claim=made, by=own.user, at=NOW)
    own.refresh_from_db()
    assert own.objected_at is None
