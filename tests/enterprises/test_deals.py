"""Two sides over an offer: what needs both, who reads it, what becomes of it."""

import pytest

from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.enterprises import actions, queries
from cauhien.enterprises.models import Deal
from cauhien.enterprises.states import DealAct, DealState
from cauhien.notices.models import Notice
from tests.enterprises.things import a_need, an_enterprise, an_offer, published
from tests.factories import NOW, TODAY, Role, a_user, an_office, an_organisation, sign_in
from tests.made_once import made_once
from tests.park.things import a_tenant

MESSAGE = "Chúng tôi muốn thử đèn này tại cổng nhà máy."


def _asked():
    """Return (deal just begun, owner of the offer, somebody of the firm that asks)."""
    enterprise, owner = an_enterprise()
    offer = published(an_offer(enterprise, owner), owner)
    other, asker = an_enterprise("Công ty Điện", "0101248141")
    side = {"enterprise": other, "office": None}
    said = {"thing": offer, "side": side, "message": MESSAGE, "problem": "", "at": NOW}
    return actions.begin_deal(by=asker, **said), owner, asker


made, asked = made_once(_asked)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made")]


def _agreed(deal, by, other, *acts):
    for act in acts:
        said = {"act": act, "on_date": TODAY, "note": ""}
        actions.propose_step(deal=deal, by=by, at=NOW, **said)
        actions.agree_to_step(deal=deal, reply="", by=other, at=NOW)


def test_both_sides_come_from_contact_to_contract_on_the_pages(client, asked):
    deal, owner, asker = asked
    address = f"/technology-deals/{deal.code}/"
    signed = {"act": "deal_contract", "on_date": "2026-11-20", "note": "HĐ 12/2026"}

    sign_in(client, owner)
    client.post(f"{address}answer/", {"agree": "1", "reply": "Mời gặp tuần sau."})
    answer = client.post(f"{address}propose/", signed)
    sign_in(client, asker)
    page = client.get(address).content.decode()
    client.post(f"{address}answer/", {"agree": "1", "reply": ""})

    deal.refresh_from_db()
    assert (answer.url, deal.state) == (address, "contract")
    assert [one for one in (MESSAGE, "Mời gặp tuần sau.", "HĐ 12/2026") if one not in page] == []
    steps = deal.steps.values_list("act", "answer")
    assert list(steps) == [("deal_talk", "agreed"), ("deal_contract", "agreed")]


def test_nobody_but_the_two_sides_learns_of_a_deal(client, asked):
    deal, _owner, _asker = asked
    stranger = a_tenant(an_organisation("Công ty thứ ba", tax_code="0100109106"))
    pages = ["", "propose/", "end/"]

    for user in (stranger, a_user(Role.COORDINATOR), a_user(Role.AUDITOR)):
        sign_in(client, user)
        codes = [client.get(f"/technology-deals/{deal.code}/{page}").status_code for page in pages]
        assert codes == [404, 404, 404]
        assert client.post(f"/technology-deals/{deal.code}/answer/").status_code == 404
        assert deal.code not in client.get("/technology-deals/").content.decode()
        offer = client.get(f"/technology-offers/{deal.offer.code}/").content.decode()
        assert deal.code not in offer
    client.logout()
    assert client.get(f"/technology-deals/{deal.code}/").status_code == 302


def test_one_side_alone_brings_nothing_about(asked):
    deal, owner, asker = asked

    with pytest.raises(actions.CannotDo):
        actions.agree_to_step(deal=deal, reply="", by=asker, at=NOW)
    _agreed_talks(deal, owner)
    said = {"act": DealAct.SECRECY, "on_date": TODAY, "note": ""}
    actions.propose_step(deal=deal, by=owner, at=NOW, **said)
    with pytest.raises(actions.CannotDo):
        actions.agree_to_step(deal=deal, reply="", by=owner, at=NOW)
    with pytest.raises(actions.CannotDo):
        actions.propose_step(deal=deal, by=asker, at=NOW, **said)

    deal.refresh_from_db()
    assert deal.state == DealState.TALKS


def _agreed_talks(deal, owner):
    actions.agree_to_step(deal=deal, reply="", by=owner, at=NOW)


def test_what_is_declined_leaves_the_deal_where_it_was_and_says_why(client, asked):
    deal, owner, asker = asked
    _agreed_talks(deal, owner)
    said = {"act": DealAct.TRY, "on_date": TODAY, "note": ""}
    actions.propose_step(deal=deal, by=asker, at=NOW, **said)
    sign_in(client, owner)

    silent = client.post(f"/technology-deals/{deal.code}/answer/", {"decline": "1"})
    client.post(f"/technology-deals/{deal.code}/answer/", {"decline": "1", "reply": "Chưa đủ."})

    step = deal.steps.last()
    deal.refresh_from_db()
    assert (silent.status_code, silent.context["form"].errors.keys()) == (422, {"reply"})
    assert (step.answer, step.reply, deal.state) == ("declined", "Chưa đủ.", "talks")


def test_either_side_ends_it_and_may_begin_anew(client, asked):
    deal, owner, asker = asked
    side = {"enterprise": deal.enterprise, "office": None}
    again = {"thing": deal.offer, "side": side, "message": MESSAGE, "problem": "", "by": asker}
    sign_in(client, owner)

    with pytest.raises(actions.CannotDo):
        actions.begin_deal(**again, at=NOW)
    client.post(f"/technology-deals/{deal.code}/end/", {"reason": "Đã bán độc quyền."})
    actions.begin_deal(**again, at=NOW)

    deal.refresh_from_db()
    assert (deal.state, deal.ended_by_owner) == ("ended", True)
    assert Deal.objects.filter(offer=deal.offer).count() == 2


def test_the_other_side_is_told_and_has_it_in_its_work_and_the_log_tells_no_words(asked):
    deal, owner, asker = asked

    waits = [[one.code for one in items_for(user, NOW)] for user in (owner, asker)]
    _agreed_talks(deal, owner)

    assert waits == [[deal.code], []]
    assert items_for(owner, NOW) == []
    told = Notice.objects.filter(kind="enterprises.deal_moved").order_by("id")
    assert [one.recipient for one in told] == [owner, asker]
    lines = AuditLine.objects.filter(chain=deal.chain).order_by("number")
    assert [(line.act, line.public) for line in lines] == [
        ("deal_ask", False),
        ("deal_talk", False),
    ]
    assert not lines.filter(detail__icontains="Chúng tôi").exists()


def test_an_office_asks_about_a_need_for_a_problem_that_it_sees(client, asked):
    _deal, owner, _asker = asked
    need = a_need(_deal.offer.enterprise, owner)
    actions.move_need(need=need, act="need_show", by=owner, at=NOW)
    office = an_office()
    officer = a_user(Role.OFFICER, office=office)
    sign_in(client, officer)
    address, said = f"/technology-needs/{need.code}/ask/", {"message": MESSAGE}

    wrong = client.post(address, said | {"side": f"o-{office.code}", "problem": "nowhere2"})
    answer = client.post(address, said | {"side": f"o-{office.code}", "problem": ""})

    assert wrong.context["form"].errors.keys() == {"problem"}
    found = Deal.objects.get(need=need)
    assert (answer.url, found.asker) == (f"/technology-deals/{found.code}/", office)
    assert client.get(answer.url).status_code == 200
    assert [one.code for one in items_for(owner, NOW)][-1] == found.code


def test_nobody_asks_about_their_own_or_about_what_is_not_shown(client, asked):
    deal, owner, asker = asked
    sign_in(client, owner)
    own = client.get(f"/technology-offers/{deal.offer.code}/ask/").status_code
    actions.withdraw_offer(offer=deal.offer, by=owner, at=NOW)
    sign_in(client, asker)

    assert own == 403
    assert client.get(f"/technology-offers/{deal.offer.code}/ask/").status_code == 404
    assert client.get(f"/technology-deals/{deal.code}/").status_code == 200


@pytest.mark.parametrize(("language", "words"), [("vi", "hợp đồng"), ("en", "contract")])
def test_deals_are_counted_without_names_once_enough_have_any(
    client, asked, monkeypatch, language, words
):
    deal, owner, asker = asked
    _agreed_talks(deal, owner)
    _agreed(deal, owner, asker, DealAct.SECRECY, DealAct.TRY, DealAct.CONTRACT)
    address, header = "/technology-deals/figures/", {"Accept-Language": language}

    assert queries.deal_figures() is None
    assert "<figure" not in client.get(address, headers=header).content.decode()
    monkeypatch.setattr(queries.deals, "LEAST_ENTERPRISES", 1)
    html = client.get(address, headers=header).content.decode()

    assert [number for _stage, number in queries.deal_figures().reached] == [1, 1, 1, 1, 1]
    assert (words in html, "<figure" in html, deal.code in html) == (True, True, False)
