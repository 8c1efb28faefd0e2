"""The illustrated laboratory can be booked and asked, and is counted nowhere."""

import pytest

from cauhien.accounts.queries import demonstration_account
from cauhien.core.items import items_for
from cauhien.core.models import SearchEntry
from cauhien.demonstration.actions import open_laboratory
from cauhien.exchange.queries.kinds import KINDS
from cauhien.facilities.models import Laboratory, Resource
from cauhien.matching.bridge.documents import READERS
from tests.facilities.things import booked
from tests.factories import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def laboratory(city, now):
    open_laboratory(at=now)
    open_laboratory(at=now)
    return Laboratory.objects.get()


def account(role, now):
    user = demonstration_account(role)
    user.day = now.date()
    return user


def test_a_firm_books_it_at_a_price_and_its_keeper_has_a_request_to_answer(client, laboratory, now):
    chamber = Resource.objects.get(name_vi="Buồng thử nhiệt ẩm")
    firm = sign_in(client, account("enterprise", now))
    page = client.get(f"/laboratories/{laboratory.code}/", headers={"accept-language": "vi"})
    assert all(one in page.content.decode() for one in ("minh họa", "300.000"))
    assert client.get(f"/laboratories/{laboratory.code}/book/{chamber.code}/").status_code == 200

    booking = booked(chamber, firm, 9, at=now)

    assert (booking.state, booking.price) == ("confirmed", 400_000)  # for nobody's firm
    waiting = [one.to_do for one in items_for(account("expert", now), now)]
    assert "Trả lời đề nghị sử dụng phòng thí nghiệm" in waiting


def test_no_list_search_figure_or_export_knows_it(client, laboratory, now):
    assert client.get("/api/v1/laboratories").json()["count"] == 0
    assert client.get(f"/api/v1/laboratories/{laboratory.code}").status_code == 404
    assert not SearchEntry.objects.filter(code=laboratory.code).exists()
    given = [KINDS[name].rows().count() for name in ("laboratory", "equipment")]
    assert given == [0, 0]
    assert list(READERS["laboratory"](Laboratory.objects.all())) == []
    sign_in(client, account("coordinator", now))
    assert laboratory.name_vi not in client.get("/laboratory-use/").content.decode()
    listed = client.get("/laboratories/", headers={"accept-language": "en"}).content.decode()
    assert listed.count(laboratory.name_en) == 1
    assert "counted nowhere" in listed
