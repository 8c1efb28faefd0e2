"""Whoever signs in at ORCID by the iD of a page takes it over with that."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount

from cauhien.core.models import AuditLine
from cauhien.network.models import Claim, PersonIdentifier
from tests.factories import a_person, a_user
from tests.orcid import ID, OTHER, orcid_at_hand

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in_at_orcid(client, settings, monkeypatch):
    """Return a function that leads to ORCID and back; it returns what the site answers then."""

    def sign_in_at_orcid(back_to, **said):
        asked = client.post(f"/account/orcid/login/?process=connect&next={back_to}")
        sent = parse_qs(urlsplit(asked.context["there"]).query)
        back = urlsplit(sent["redirect_uri"][0]).path
        return client.get(back, (said or {"code": ID}) | {"state": sent["state"][0]})

    with orcid_at_hand(settings, monkeypatch):
        yield sign_in_at_orcid


def a_page(orcid, *, certain=True):
    person = a_person("Nguyễn Văn An")
    PersonIdentifier.objects.create(person=person, scheme="orcid", value=orcid, certain=certain)
    return person, f"/people/{person.code}/claim/"


def test_the_id_of_the_page_shown_at_orcid_proves_whose_it_is(client, sign_in_at_orcid):
    user = a_user()
    client.force_login(user)
    person, claim = a_page(ID)
    assert "/account/orcid/login/?" in client.get(claim).content.decode()
    client.post(claim, {"by": "orcid"})
    assert not Claim.objects.exists()

    answer = sign_in_at_orcid(claim)
    assert answer.headers["Location"] == claim
    assert 'value="orcid"' in client.get(claim).content.decode()
    client.post(claim, {"by": "orcid"})

    person.refresh_from_db()
    made = Claim.objects.get()
    assert (person.user, made.state, made.note) == (user, "accepted", f"ORCID {ID}")


def test_a_further_page_with_the_id_that_one_shows_is_joined_with_ones_own(
    client, sign_in_at_orcid
):
    own = a_person("Nguyễn Văn An", user=a_user())
    client.force_login(own.user)
    other, claim = a_page(ID)
    sign_in_at_orcid(claim)

    refused = client.post(f"/people/{own.code}/orcid/", {"orcid": ID}).content.decode()
    assert claim in refused
    client.post(claim, {"by": "orcid"})

    other.refresh_from_db()
    assert (other.canonical, other.user) == (own, None)


@pytest.mark.parametrize(("orcid", "certain"), [(OTHER, True), (ID, False)])
def test_another_id_or_one_that_is_merely_inferred_proves_nothing(
    client, sign_in_at_orcid, orcid, certain
):
    client.force_login(a_user())
    person, claim = a_page(orcid, certain=certain)
    sign_in_at_orcid(claim)

    assert 'value="orcid"' not in client.get(claim).content.decode()
    client.post(claim, {"by": "orcid"})

    person.refresh_from_db()
    assert (person.user, Claim.objects.exists()) == (None, False)


def test_who_shows_another_id_first_can_show_the_right_one_after_it(client, sign_in_at_orcid):
    client.force_login(a_user())
    person, claim = a_page(ID)

    sign_in_at_orcid(claim, code=OTHER)
    page = client.get(claim).content.decode()
    sign_in_at_orcid(claim)
    client.post(claim, {"by": "orcid"})

    person.refresh_from_db()
    assert (OTHER in page, "/account/orcid/login/?" in page) == (True, True)
    assert person.user is not None
    connected = client.get("/account/3rdparty/").content.decode()
    assert ID in connected
    assert OTHER in connected


@pytest.mark.parametrize(
    ("said", "told"),
    [({"error": "access_denied"}, "chưa đăng nhập ORCID"), ({"error": "x"}, "không trả lời")],
)
def test_who_does_not_sign_in_there_comes_back_to_where_they_were(
    client, sign_in_at_orcid, said, told
):
    client.force_login(a_user())
    claim = a_page(ID)[1]

    answer = sign_in_at_orcid(claim, **said)

    assert answer.headers["Location"] == claim
    assert told in client.get(claim).content.decode()
    assert not SocialAccount.objects.exists()


def test_an_id_that_another_account_has_shown_proves_nothing(client, sign_in_at_orcid):
    client.force_login(a_user())
    claim = a_page(ID)[1]
    SocialAccount.objects.create(user=a_user(), provider="orcid", uid=ID)

    sign_in_at_orcid(claim)

    assert 'value="orcid"' not in client.get(claim).content.decode()


def test_ones_own_page_bears_the_id_that_one_shows_unless_somebody_else_has_it(
    client, sign_in_at_orcid
):
    user = a_user()
    client.force_login(user)
    person = a_person("Trần Thị Hoa", user=user)
    way = f"/people/{person.code}/orcid/"
    assert way in client.get(f"/people/{person.code}/").content.decode()
    assert client.post(way, {"orcid": ID}).status_code == 409
    sign_in_at_orcid(way)
    held = PersonIdentifier.objects.create(
        person=a_person("Lê Chi"), scheme="orcid", value=ID, certain=True
    )

    refused = client.post(way, {"orcid": ID})
    held.delete()
    done = client.post(way, {"orcid": ID})

    assert ("Một trang khác" in refused.content.decode(), done.status_code) == (True, 302)
    assert PersonIdentifier.objects.get().person == person
    assert AuditLine.objects.filter(act="orcid_connected").count() == 1
    client.force_login(a_user())
    assert client.post(way, {"orcid": ID}).status_code == 403


def test_your_page_leads_who_has_shown_an_id_to_the_person_who_bears_it(client):
    user = a_user()
    client.force_login(user)
    claim = a_page(ID)[1]
    SocialAccount.objects.create(user=user, provider="orcid", uid=ID)

    assert client.get("/people/mine/").headers["Location"] == claim


def test_without_the_setting_orcid_is_not_offered(client):
    client.force_login(a_user())
    claim = a_page(ID)[1]

    assert "/account/orcid/" not in client.get(claim).content.decode()
    assert client.post("/account/orcid/login/").status_code == 404
    assert client.get(claim.replace("claim", "orcid")).status_code == 404


def test_a_shared_account_of_the_demonstration_connects_no_id(client, sign_in_at_orcid):
    client.force_login(a_user(is_demonstration=True))

    assert client.post("/account/orcid/login/?process=connect").status_code == 403
