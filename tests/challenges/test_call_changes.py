"""An open call is changed by the decision-maker alone, with a reason, old and new in public."""

from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cauhien.accounts.states import Role
from cauhien.challenges import actions, queries
from cauhien.challenges.actions.calls import freeze_call
from cauhien.challenges.forms.call import shown_rows
from cauhien.challenges.models import Criterion, Procedure, Receipt
from cauhien.challenges.states import State, VersionKind
from cauhien.challenges.tasks.call import close_due
from cauhien.core.items import items_for
from cauhien.notices.models import Notice
from tests.factories import a_call, a_member, a_sent_file, a_user, acts, an_initiative, sign_in
from tests.made_once import made_once

pytestmark = pytest.mark.django_db
LEVELS = [f"Mức {level}" for level in range(1, 6)]


@pytest.fixture
def maker(client):
    return sign_in(client, a_user(Role.DECISION_MAKER))


def a_frozen_call():
    """Return an open call as it was frozen, by a procedure that asks for no length of time."""
    at = right_now()
    call_command("load_procedures", verbosity=0)
    Procedure.objects.update(clocks={})
    call = a_call(opens_at=at - timedelta(days=1), closes_at=at + timedelta(days=7), version=0)
    Criterion.objects.filter(call=call).update(anchors_vi=LEVELS)
    freeze_call(call, VersionKind.DEFINITION, by=call.saved_by, at=at)
    return queries.call_of(call.challenge)


made, call = made_once(a_frozen_call)


def right_now():
    """Return the true time: the pages read the clock of the server."""
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def now():
    return right_now()


def address(name, call):
    return reverse(f"challenges:{name}", args=[call.challenge.code])


def local(at):
    return at.astimezone(datetime.fromisoformat("2026-01-01T00:00+07:00").tzinfo).isoformat()[:16]


def typed(call, **fields):
    """Return what the form of an amendment sends where nothing was typed but these fields."""
    said = {name: getattr(call, name) for name in ("summary_vi", "contact", "award")}
    said |= {"ip_terms_vi": call.ip_terms_vi, "budget": "3000000000"}
    said["confidentiality_terms_vi"] = call.confidentiality_terms_vi
    for kind, rows in shown_rows(queries.rows_of(call)).items():
        for number, row in enumerate(rows):
            said |= {f"{kind}-{number}-{name}": value for name, value in row.items()}
    return said | {"reason": "Đo lại hiện trạng"} | fields


def amended(client, call, **fields):
    """Compare and then sign, as the page has it."""
    sent = typed(call, **fields)
    seen = client.post(address("call_amend", call), sent | {"then": "compare"}).context["seen"]
    return client.post(address("call_amend", call), sent | {"then": "sign", "seen": seen})


def test_the_deadline_is_moved_with_a_reason_and_the_clock_follows(client, maker, call, now):
    later = call.closes_at + timedelta(days=5)

    client.post(address("call_extend", call), {"closes_at": local(later), "reason": "Nghỉ lễ"})
    close_due(call.closes_at)

    call.challenge.refresh_from_db()
    kept = queries.call_of(call.challenge)
    assert (call.challenge.state, acts(call.challenge)) == (State.OPEN, ["extend"])
    assert (kept.version, kept.closes_at) == (2, later.replace(second=0))
    assert queries.version_in_force(kept).kind == VersionKind.EXTENSION


@pytest.mark.parametrize(("days", "reason"), [(-1, "Nghỉ lễ"), (5, " ")])
def test_it_is_neither_moved_back_nor_without_a_reason(client, maker, call, days, reason):
    there = local(call.closes_at + timedelta(days=days))

    answer = client.post(address("call_extend", call), {"closes_at": there, "reason": reason})

    assert answer.status_code == 422
    assert queries.call_of(call.challenge).version == 1


def test_after_closing_nothing_is_changed(call, maker):
    with pytest.raises(actions.CannotMove):
        actions.extend_call(
            challenge=call.challenge,
            by=maker,
            at=call.closes_at,
            closes_at=call.closes_at + timedelta(days=1),
            reason="Muộn",
        )


def test_old_and_new_text_stand_side_by_side_before_and_after_signing(client, maker, call):
    before = client.post(
        address("call_amend", call), typed(call, contact="Sở Xây dựng") | {"then": "compare"}
    )
    amended(client, call, contact="Sở Xây dựng")
    client.logout()

    for page in (before.content.decode(), client.get(address("call", call)).content.decode()):
        assert f"<del>{call.contact}</del>" in page
        assert "<ins>Sở Xây dựng</ins>" in page
    assert "Đo lại hiện trạng" in client.get(address("call", call)).content.decode()


def test_who_amends_the_vietnamese_alone_is_told_that_the_english_stays(client, maker, call):
    amended(client, call, summary_en="What is needed.")
    changed = typed(call, summary_vi="Nội dung mới.", summary_en="What is needed.")
    both = changed | {"summary_en": "New."}

    told = [
        client.post(address("call_amend", call), said | {"then": "compare"}).context
        for said in (changed, both)
    ]

    assert [len(one["left_in_english"]) for one in told] == [1, 0]


def test_what_was_not_looked_at_is_not_signed(client, maker, call):
    sent = typed(call, contact="Sở Xây dựng") | {"then": "sign", "seen": "0" * 64}

    client.post(address("call_amend", call), sent)

    assert queries.call_of(call.challenge).version == 1


def test_an_amendment_may_ask_that_files_sent_before_are_confirmed(client, maker, call):
    rows = {"criteria-0-weight": "40", "criteria-1-weight": "40"}

    amended(client, call, needs_confirmation="on", **rows)

    kept = queries.call_of(call.challenge)
    assert (kept.version, kept.confirm_from) == (2, 2)
    assert [one.weight for one in kept.criteria.all()] == [40, 40, 20]


def test_whoever_leads_a_file_sent_before_has_to_confirm_it_and_gets_a_receipt(
    client, maker, call, now
):
    lead = a_user(Role.ENTERPRISE, day=timezone.localdate())
    file = a_sent_file(call, lead=lead, at=now)
    check = reverse("challenges:initiative_check", args=[file.code])
    assert items_for(lead, now) == []

    amended(client, call, needs_confirmation="on", contact="Sở Xây dựng")
    client.force_login(lead)
    own = reverse("challenges:initiative", args=[file.code])
    told = [client.get(page).content.decode() for page in (check, own)]
    waiting = [(item.url, item.due) for item in items_for(lead, timezone.now())]
    client.post(check, {"incomplete": "on"})

    assert waiting == [(check, call.closes_at)]
    assert all("Cần xác nhận lại theo nội dung mới" in page for page in told)
    assert "Cần xác nhận lại" not in client.get(own).content.decode()
    assert [one.call_version for one in file.versions.all()] == [1, 2]
    assert Receipt.objects.count() == 2
    assert items_for(lead, timezone.now()) == []


def test_an_amendment_that_would_leave_the_call_incomplete_is_refused_whole(client, maker, call):
    answer = amended(client, call, **{"criteria-0-weight": "10"})

    assert answer.status_code == 422
    assert queries.call_of(call.challenge).version == 1
    assert call.criteria.get(number=1).weight == 50


def test_everybody_concerned_is_told_once(client, maker, call, now):
    follower = a_user()
    actions.follow(challenge=call.challenge, by=follower, at=now)
    member = a_user()
    a_member(an_initiative(call, at=now), user=member)

    amended(client, call, contact="Sở Xây dựng")

    told = list(
        Notice.objects.filter(kind="challenges.call_changed").values_list("recipient", flat=True)
    )
    assert sorted(told) == sorted(set(told))
    assert {follower.pk, member.pk} <= set(told)


def test_nobody_else_changes_an_open_call(client, call):
    for role in (Role.COORDINATOR, Role.SECRETARY, Role.HEAD):
        sign_in(client, a_user(role))
        for page in ("call_extend", "call_amend"):
            assert client.post(address(page, call), {"reason": "x"}).status_code == 403
