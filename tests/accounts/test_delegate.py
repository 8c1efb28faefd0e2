"""Somebody acts on another's behalf between two days: who may, what it opens, what the log says."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from cauhien.accounts import actions, queries, rules
from cauhien.accounts.models import Grant
from cauhien.accounts.states import Role
from cauhien.challenges import actions as problems
from cauhien.challenges.queries import log_for
from cauhien.challenges.rules import may_sign
from cauhien.challenges.states import State
from cauhien.core import audit
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine, Event
from cauhien.trail.queries import history_of
from tests.factories import TODAY, a_challenge, a_grant, a_user, an_office

pytestmark = pytest.mark.django_db
LATER = date(2026, 12, 1)


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def head(office):
    head = a_user(Role.HEAD, office=office, name="Lê Thị Hoa")
    Grant.objects.filter(user=head).update(may_delegate_signing=True)
    return head


@pytest.fixture
def colleague(office):
    return a_user(Role.OFFICER, office=office, name="Trần Văn Bình")


def lent(head, to, now, **fields):
    facts = {"starts_on": TODAY, "ends_on": LATER, "signs": True, "basis": "12/GUQ ngày 20/11/2026"}
    grant = Grant.objects.get(user=head)
    return actions.delegate(grant=grant, to=to, by=head, at=now, **facts | fields)


def acting(user, delegation, day=TODAY):
    user.day = day
    return queries.standing_in(user, delegation)


def a_sent_text(office, now, by=None):
    officer = by or a_user(Role.OFFICER, office=office)
    draft = a_challenge(office=office, officer=officer)
    return problems.send_for_sign_off(challenge=draft, by=officer, at=now)


def test_who_acts_by_delegation_holds_that_role_and_none_of_their_own(head, colleague, now):
    other = an_office()
    a_grant(colleague, Role.COORDINATOR, office=other)
    user = acting(colleague, lent(head, colleague, now))

    assert rules.holds_role(user, Role.HEAD)
    assert not rules.holds_role(user, Role.COORDINATOR)
    assert not rules.holds_role(colleague, Role.HEAD)
    assert rules.hands(user) == {head.uuid, colleague.uuid}


def test_without_the_power_to_sign_one_does_what_another_role_could_do_too(
    head, colleague, office, now
):
    user = acting(colleague, lent(head, colleague, now, signs=False, basis=""))

    assert rules.is_office_staff(user, office=office)
    assert rules.office_ids(user, Role.HEAD, Role.OFFICER) == {office.id}
    assert not rules.holds_role(user, Role.HEAD, office=office)
    assert rules.office_ids(user, Role.HEAD) == set()


def test_signing_is_delegated_only_where_the_grant_says_so_also_later(head, colleague, now):
    delegation = lent(head, colleague, now)
    Grant.objects.filter(user=head).update(may_delegate_signing=False)
    delegation.refresh_from_db()

    assert not rules.holds_role(acting(colleague, delegation), Role.HEAD)
    delegation.grant.refresh_from_db()
    actions.recall_delegation(delegation=delegation, by=head, at=now)
    with pytest.raises(actions.CannotDelegate) as refusal:
        lent(head, colleague, now)
    assert refusal.value.field == "signs"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"starts_on": date(2026, 11, 23)}, "starts_on"),
        ({"ends_on": date(2026, 11, 23)}, "ends_on"),
        ({"basis": ""}, "basis"),
    ],
)
def test_it_has_dates_and_signing_a_written_proxy(head, colleague, now, said, field):
    with pytest.raises(actions.CannotDelegate) as refusal:
        lent(head, colleague, now, **said)

    assert refusal.value.field == field


def test_it_goes_to_somebody_of_the_same_office_and_once(head, colleague, now):
    lent(head, colleague, now)

    for wrong in (a_user(Role.OFFICER), a_user(), head, colleague):
        with pytest.raises(actions.CannotDelegate):
            lent(head, wrong, now)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.AUDITOR, Role.ENTERPRISE])
def test_what_is_asked_of_a_person_is_not_delegated(office, colleague, now, role):
    judge = a_user(role, office=office)

    with pytest.raises(actions.CannotDelegate):
        lent(judge, colleague, now, signs=False)


def test_what_was_lent_is_neither_passed_on_nor_gives_roles(head, colleague, office, now):
    user = acting(colleague, lent(head, colleague, now))

    assert queries.delegable_grants(user) == []
    assert not rules.may_give_roles(user)
    assert not rules.may_grant(user, Role.OFFICER, office)


def test_it_ends_with_its_last_day_with_the_grant_and_with_the_office(head, colleague, now):
    delegation = lent(head, colleague, now)

    assert queries.delegations_to(colleague, LATER) == [delegation]
    assert queries.delegations_to(colleague, LATER + timedelta(days=1)) == []
    Grant.objects.filter(user=colleague).update(ends_on=TODAY)
    assert queries.delegations_to(colleague, LATER) == []
    Grant.objects.filter(user=head).update(ends_on=TODAY)
    assert queries.delegations_to(colleague, LATER) == []


@pytest.mark.parametrize("who", ["head", "colleague", "coordinator"])
def test_it_ends_at_once_when_it_is_recalled(head, colleague, now, who):
    delegation = lent(head, colleague, now)
    people = {"head": head, "colleague": colleague, "coordinator": a_user(Role.COORDINATOR)}

    with pytest.raises(actions.CannotRecall):
        actions.recall_delegation(delegation=delegation, by=a_user(Role.HEAD), at=now)
    actions.recall_delegation(delegation=delegation, by=people[who], at=now)

    assert queries.delegations_to(colleague, TODAY) == []
    with pytest.raises(actions.CannotRecall):
        actions.recall_delegation(delegation=delegation, by=head, at=now)


def test_both_logs_tell_of_it_and_what_rests_on_rights_hears_of_it(head, colleague, now):
    lent(head, colleague, now)

    chains = [f"account:{one.uuid}" for one in (head, colleague)]
    assert [AuditLine.objects.get(chain=chain).act for chain in chains] == ["delegate"] * 2
    assert Event.objects.filter(kind="grant.changed").count() == 2


def test_the_head_signs_by_another_hand_and_the_log_says_both_names(head, colleague, office, now):
    sent = a_sent_text(office, now)
    user = acting(colleague, lent(head, colleague, now))

    problems.sign_off(challenge=sent, by=user, at=now, sha256=sent.frozen_texts.get().sha256)

    line = AuditLine.objects.get(chain=sent.chain, act="sign")
    assert queries.who_acted([line])[line.pk] == ("Trần Văn Bình, theo ủy quyền của Lê Thị Hoa")
    assert (line.by, line.detail["on_behalf_of"]) == (colleague.uuid, str(head.uuid))
    assert audit.verify(sent.chain) == 2


def test_office_and_auditor_read_both_names_in_the_history(head, colleague, office, now):
    sent = a_sent_text(office, now)
    user = acting(colleague, lent(head, colleague, now))
    problems.return_challenge(challenge=sent, by=user, at=now, reason="Thiếu số liệu.")
    both = "Trần Văn Bình, theo ủy quyền của Lê Thị Hoa"

    assert log_for(head, sent)[-1].who == both
    assert history_of(sent, AnonymousUser())[-1].who == both


def test_nobody_signs_by_delegation_what_they_have_sent(head, colleague, office, now):
    sent = a_sent_text(office, now, by=colleague)
    user = acting(colleague, lent(head, colleague, now))

    assert not may_sign(user, sent)
    with pytest.raises(problems.CannotMove):
        problems.sign_off(challenge=sent, by=user, at=now, sha256=sent.frozen_texts.get().sha256)


def test_the_head_does_not_sign_what_was_sent_on_their_behalf(head, colleague, office, now):
    user = acting(colleague, lent(head, colleague, now, signs=False))
    user.delegation.grant.role = Role.OFFICER  # the head is an officer of the office as well
    sent = a_sent_text(office, now, by=user)

    with pytest.raises(problems.CannotMove, match="Chính bạn"):
        problems.sign_off(challenge=sent, by=head, at=now, sha256=sent.frozen_texts.get().sha256)


def test_who_acted_by_delegation_does_not_go_on_in_their_own_name(head, colleague, office, now):
    sent = a_sent_text(office, now)
    user = acting(colleague, lent(head, colleague, now))
    problems.return_challenge(challenge=sent, by=user, at=now, reason="Thiếu số liệu.")

    for one, has_other in ((colleague, True), (user, False)):
        assert rules.has_other_part(one, rules.deeds_of(one, [sent.chain])) is has_other
    sent.refresh_from_db()
    with pytest.raises(problems.CannotMove):
        problems.send_for_sign_off(challenge=sent, by=colleague, at=now)
    assert sent.state == State.DRAFT


def test_the_things_of_the_delegator_stand_on_the_list_with_the_way_to_them(
    head, colleague, office, now
):
    sent = a_sent_text(office, now)
    delegation = lent(head, colleague, now)

    item = next(one for one in items_for(colleague, now) if one.on_behalf_of)

    assert (item.code, item.on_behalf_of) == (sent.code, "Lê Thị Hoa")
    assert item.url.startswith(f"/account/delegations/{delegation.code}/?next=%2Fchallenges%2F")
    assert [one.on_behalf_of for one in items_for(acting(colleague, delegation), now)] == [""]


def test_without_the_power_to_sign_nothing_to_sign_stands_there(head, colleague, office, now):
    a_sent_text(office, now)
    lent(head, colleague, now, signs=False)

    assert items_for(colleague, now) == []


def test_the_public_holds_nothing():
    assert not rules.holds_role(AnonymousUser(), Role.HEAD)
