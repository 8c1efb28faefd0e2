"""A request to use a laboratory: the host answers in time, and nobody else reads it."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from cauhien.accounts.states import Role
from cauhien.core.audit import verify
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.facilities import actions, queries
from cauhien.facilities.models import UseRequest
from cauhien.notices.models import Notice
from tests.facilities.things import WRITTEN, a_firm, a_kept_laboratory, a_request
from tests.factories import NOW, a_grant, a_laboratory, a_user, sign_in

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def sent():
    """Return (request, keeper, the person who asks)."""
    laboratory, keeper = a_kept_laboratory()
    firm, user = a_firm()
    return a_request(laboratory, user, organisation=firm), keeper, user


def told(user):
    notices = Notice.objects.filter(recipient=user).order_by("id")
    return [one.parameters.get("state") for one in notices]


def to_do(user, at=NOW):
    return [item.to_do for item in items_for(user, at)]


def test_the_host_has_five_working_days_and_is_reminded(sent):
    request, keeper, _user = sent

    assert localdate(request.due_at) == date(2026, 12, 1)
    (item,) = items_for(keeper, NOW)
    assert (item.due, item.code) == (request.due_at, request.code)
    assert told(keeper) == ["waiting"]


def test_asked_back_the_clock_stops_and_begins_anew_with_the_reply(sent):
    request, keeper, user = sent
    actions.ask_back(request=request, words="Mẫu nặng bao nhiêu?", by=keeper, at=NOW)
    assert (to_do(keeper), len(to_do(user))) == ([], 1)

    later = NOW + timedelta(days=7)
    request = actions.reply(request=request, words="12 kg", by=user, at=later)

    assert localdate(request.due_at) == date(2026, 12, 8)
    assert [one.text for one in request.words.all()] == ["Mẫu nặng bao nhiêu?", "12 kg"]


def test_it_is_accepted_with_terms_and_its_use_is_recorded_once_the_time_has_come(sent):
    request, keeper, user = sent
    with pytest.raises(actions.CannotUse) as refusal:
        actions.accept_request(request=request, words=" ", by=keeper, at=NOW)
    assert refusal.value.field == "words"
    actions.accept_request(request=request, words="Thứ Ba, 2 triệu đồng", by=keeper, at=NOW)
    assert to_do(keeper) == []
    after = NOW + timedelta(days=11)
    assert len(to_do(keeper, after)) == 1

    actions.record_use(request=request, by=keeper, at=after)

    request.refresh_from_db()
    assert (request.state, request.terms) == ("used", "Thứ Ba, 2 triệu đồng")
    assert told(user) == ["accepted", "used"]
    lines = AuditLine.objects.filter(chain=request.chain).values_list("act", flat=True)
    assert list(lines) == ["use_send", "use_accept", "use_use"]
    assert verify(request.chain) == 3


def test_it_is_refused_with_a_reason_from_the_list_and_words_for_another_one(sent):
    request, keeper, _user = sent
    for refusal, words, field in (("", "Không", "refusal"), ("other", " ", "words")):
        with pytest.raises(actions.CannotUse) as found:
            actions.refuse_request(request=request, refusal=refusal, words=words, by=keeper, at=NOW)
        assert found.value.field == field

    moved = actions.refuse_request(request=request, refusal="full", words="", by=keeper, at=NOW)

    assert (moved.state, moved.refusal) == ("refused", "full")


def test_nobody_asks_for_a_firm_that_they_do_not_act_for():
    laboratory, _keeper = a_kept_laboratory()
    firm, _user = a_firm()

    with pytest.raises(actions.CannotUse):
        a_request(laboratory, a_user(), organisation=firm)


def test_nobody_answers_themself_and_nobody_answers_twice(sent):
    request, keeper, user = sent
    own = a_request(request.laboratory, keeper)
    for one, by in ((own, keeper), (request, user), (request, a_user(Role.COORDINATOR))):
        with pytest.raises(actions.CannotUse):
            actions.accept_request(request=one, words="Được", by=by, at=NOW)
    actions.withdraw_request(request=request, by=user, at=NOW)
    with pytest.raises(actions.CannotUse):
        actions.accept_request(request=request, words="Được", by=keeper, at=NOW)


def test_the_firm_that_hosts_speaks_for_it_and_a_former_keeper_does_not():
    laboratory, keeper = a_kept_laboratory()
    firm, representative = a_firm()
    laboratory.host = firm
    laboratory.save()
    assert list(queries.hosts_of(laboratory, NOW.date())) == [keeper, representative]

    actions.end_keeper(keeper=laboratory.keepers.get(), by=keeper, at=NOW)

    assert list(queries.hosts_of(laboratory, NOW.date())) == [representative]
    assert list(queries.kept_by(keeper)) == []


def test_where_nobody_speaks_the_coordinator_is_asked_to_name_somebody_and_reads_nothing(client):
    laboratory, coordinator = a_laboratory("Phòng vi sinh"), a_user(Role.COORDINATOR)
    request = a_request(laboratory, a_user())
    (item,) = [one for one in items_for(coordinator, NOW) if one.kind == "laboratory"]
    assert (item.code, item.since) == (laboratory.code, NOW)
    assert not queries.requests_for(coordinator).exists()
    sign_in(client, coordinator)
    named = a_user(day=date(2027, 1, 1))

    client.post(item.url, {"email": named.email})

    assert list(queries.requests_for(named)) == [request]
    later = NOW + timedelta(days=90)
    assert [one for one in items_for(coordinator, later) if one.kind == "laboratory"] == []


def test_it_is_read_by_its_owner_the_host_and_the_auditor_alone(client, sent):
    request, keeper, user = sent
    colleague = a_user()
    grant = a_grant(colleague, Role.ENTERPRISE)
    grant.organisation = request.organisation
    grant.save()
    readers = {keeper: 200, user: 200, colleague: 200, a_user(Role.AUDITOR): 200}
    others = [a_user(), a_firm("Công ty Khác")[1], a_user(Role.COORDINATOR), a_user(Role.LEADER)]

    assert WRITTEN["purpose"] not in client.get("/search/?q=do+rung+den").content.decode()
    for reader, status in (readers | dict.fromkeys(others, 404)).items():
        sign_in(client, reader)
        assert client.get(f"/use-requests/{request.code}/").status_code == status


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_is_written_on_a_page_and_answered_on_another(client, language):
    laboratory, keeper = a_kept_laboratory()
    user = a_user()
    client.cookies["django_language"] = language
    sign_in(client, user)
    said = {name: str(value) for name, value in WRITTEN.items()}
    wrong = client.post(f"/laboratories/{laboratory.code}/ask/", said | {"last_on": "2026-11-30"})
    assert (wrong.status_code, "aria-describedby" in wrong.content.decode()) == (422, True)
    client.post(
        f"/laboratories/{laboratory.code}/ask/",
        said | {"last_on": "2027-02-01", "first_on": "2027-01-01"},
    )
    request = UseRequest.objects.get()
    assert "/withdraw/" in client.get(f"/use-requests/{request.code}/").content.decode()

    sign_in(client, keeper)
    page = f"/use-requests/{request.code}/"
    assert client.get(page + "refuse/").status_code == 200
    answer = client.post(page + "refuse/", {"refusal": "no_staff", "words": "Tháng Hai thử lại."})

    assert answer.status_code == 302
    assert "Tháng Hai thử lại." in client.get(page).content.decode()
    assert client.get(page + "accept/").status_code == 403
