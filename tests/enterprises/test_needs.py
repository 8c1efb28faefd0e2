"""An enterprise writes down what it needs: kept to itself, or read by all."""

import pytest

from cauhien.core.models import AuditLine
from cauhien.enterprises import actions
from cauhien.enterprises.models import TechnologyNeed
from cauhien.enterprises.states import NeedAct
from tests.enterprises.things import NEED, a_need, an_enterprise
from tests.factories import NOW, Role, a_user, an_organisation, sign_in
from tests.made_once import made_once
from tests.park.things import a_tenant


def _needed():
    enterprise, owner = an_enterprise()
    return a_need(enterprise, owner), owner


made, needed = made_once(_needed)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made")]


def _seen(client, need):
    """Return at which of its addresses a reader finds a need."""
    pages = ["", "help/"]
    found = [client.get(f"/technology-needs/{need.code}/{page}").status_code for page in pages]
    listed = need.code in client.get("/technology-needs/").content.decode()
    return [*found, listed]


def test_who_acts_for_an_enterprise_writes_a_need_and_shows_it(client, needed):
    first, owner = needed
    sign_in(client, owner)

    answer = client.post(f"/enterprises/{first.enterprise.code}/needs/new/", NEED)
    written = TechnologyNeed.objects.exclude(pk=first.pk).get()
    client.post(f"{answer.url}move/", {"act": "need_show"})

    written.refresh_from_db()
    assert (answer.url, written.state) == (f"/technology-needs/{written.code}/", "public")
    assert written.code in client.get(f"/enterprises/{first.enterprise.code}/").content.decode()
    acts = AuditLine.objects.filter(chain=first.enterprise.chain).order_by("number")
    assert list(acts.values_list("act", flat=True))[-2:] == ["need_write", "need_show"]


def test_a_kept_need_is_the_enterprise_s_alone_and_nobody_else_changes_it(client, needed):
    need, owner = needed
    other = a_tenant(an_organisation("Công ty khác", tax_code="0101248141"))

    assert _seen(client, need) == [404, 404, False]
    for stranger in (other, a_user(Role.COORDINATOR), a_user(Role.AUDITOR)):
        sign_in(client, stranger)
        assert _seen(client, need) == [404, 404, False]
        for act in ("edit", "move"):
            answer = client.post(f"/technology-needs/{need.code}/{act}/", {"act": "need_show"})
            assert answer.status_code == 404
    with pytest.raises(actions.CannotDo):
        actions.move_need(need=need, act=NeedAct.SHOW, by=other, at=NOW)
    sign_in(client, owner)
    assert _seen(client, need) == [200, 200, False]


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Những gì có thể giúp"), ("en", "What may help")]
)
def test_a_public_need_is_read_by_all_until_it_is_kept_or_closed(client, needed, language, words):
    need, owner = needed
    address = f"/technology-needs/{need.code}/"

    actions.move_need(need=need, act=NeedAct.SHOW, by=owner, at=NOW)
    html = client.get(address, headers={"Accept-Language": language}).content.decode()
    shown = _seen(client, need)
    asked = [client.get(f"/technology-needs/?q={q}") for q in ("un tac", "vac-xin")]
    found = [need.code in one.content.decode() for one in asked]
    actions.move_need(need=need, act=NeedAct.CLOSE, by=owner, at=NOW)

    assert words in html
    assert found == [True, False]
    assert NEED["description_vi"] in html
    assert (shown, _seen(client, need)) == ([200, 200, True], [404, 404, False])
    with pytest.raises(actions.CannotDo):
        actions.move_need(need=need, act=NeedAct.SHOW, by=owner, at=NOW)


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(client, needed):
    need, owner = needed
    sign_in(client, owner)

    address = f"/enterprises/{need.enterprise.code}/needs/new/"
    answer = client.post(address, NEED | {"topic": "", "wanted_by": "soon"})

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"topic", "wanted_by"}
    assert NEED["description_vi"] in answer.content.decode()
