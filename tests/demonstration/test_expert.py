"""The role "expert" has a page with all that a member has, which is counted nowhere."""

import pytest
from django.test import override_settings

from cauhien.accounts.queries import demonstration_account
from cauhien.core.items import items_for
from cauhien.core.models import SearchEntry
from cauhien.demonstration.actions import introduce_expert
from cauhien.documents.documents import as_json
from cauhien.exchange.queries.kinds import KINDS
from cauhien.matching.bridge.documents import READERS
from cauhien.members.documents import certificate_text
from cauhien.members.models import Certificate
from cauhien.network.models import Expertise, Person, ResearchField
from cauhien.network.queries.telling import figures
from tests.factories import a_source, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.fixture
def page(city, now):
    said = {"scheme": "VN", "version": "2008", "level": 3, "source": a_source()}
    for code in ("20104", "10201"):
        ResearchField.objects.create(code=code, name_vi="Kỹ thuật", name_en="Works", **said)
    introduce_expert(at=now)
    introduce_expert(at=now)
    return Person.objects.get()


def played(role, now):
    user = demonstration_account(role)
    user.day = now.date()
    return user


@override_settings(DEMONSTRATION=True)
def test_who_plays_the_expert_finds_fields_membership_answer_and_certificate(client, page, now):
    user = sign_in(client, played("expert", now))
    assert client.get("/people/mine/")["Location"] == f"/people/{page.code}/"
    shown = client.get(f"/people/{page.code}/", headers={"accept-language": "vi"}).content.decode()
    told = ("không phải của người nào", "thành viên mạng lưới", "đếm xe máy", "Trang của bạn")
    assert [one for one in told if one not in shown] == []
    contributed = client.get(f"/people/{page.code}/contributions/").content.decode()
    assert "Câu hỏi của các cơ quan đã trả lời: 1" in contributed
    for path in (f"/people/{page.code}/fields/new/", "/match/my-problems/"):
        assert client.get(path).status_code == 200
    assert client.get(f"/people/{page.code}/works/").status_code == 403
    agreed = client.get(f"/people/{page.code}/availability/").content.decode()
    assert "checked" in agreed
    waits = [one.kind for one in items_for(user, now)]
    assert waits == ["advice"]
    text = as_json(certificate_text(Certificate.objects.get(), "https://x.invalid", "vi"))
    assert text["envelope"]["is_illustration"] is True


def test_no_list_search_figure_feed_or_export_knows_them(client, page, now):
    assert client.get("/api/v1/people").json()["count"] == 0
    for path in (f"people/{page.code}", f"people/{page.code}/membership"):
        assert client.get(f"/api/v1/{path}").status_code == 404
    assert client.get("/api/v1/members").json()["count"] == 0
    assert not SearchEntry.objects.filter(kind="person").exists()
    assert (KINDS["person"].rows().count(), figures()["listed"]) == (0, 0)
    assert list(READERS["expertise"](Expertise.objects.all())) == []
    assert "ld+json" not in client.get(f"/people/{page.code}/").content.decode()
    listed = client.get("/members/", headers={"accept-language": "en"}).content.decode()
    assert ("counted nowhere" in listed, "Nobody is a member as yet" in listed) == (True, True)
