from datetime import date

import pytest

from cauhien.accounts import actions, queries, rules
from cauhien.accounts.states import Role
from cauhien.core import audit
from cauhien.core.models import AuditLine, Event
from tests.factories import TODAY, a_user, an_office

pytestmark = pytest.mark.django_db


def give(user, role, by, now, **fields):
    fields = {"starts_on": TODAY} | fields
    return actions.grant_role(user=user, role=role, by=by, at=now, **fields)


def test_the_head_makes_somebody_an_officer_at_once(now):
    office, user = an_office(), a_user()
    head = a_user(Role.HEAD, office=office)
    assert not rules.is_office_staff(user)

    give(user, Role.OFFICER, head, now, office=office)

    assert rules.is_office_staff(user, office=office)


def test_the_log_and_the_events_say_so_without_a_name(now):
    user = a_user(name="Nguyễn Văn An")

    give(user, Role.EXPERT, a_user(Role.COORDINATOR), now)

    line = AuditLine.objects.get(chain=f"account:{user.uuid}")
    assert (line.act, line.detail["role"]) == ("grant", "expert")
    assert "An" not in str(line.detail)
    assert audit.verify(line.chain) == 1
    assert Event.objects.get(kind="grant.changed").subject_code == str(user.uuid)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.EXPERT, None])
def test_a_role_is_not_everybodys_to_give(role, now):
    user = a_user()

    with pytest.raises(actions.CannotGrant):
        give(user, Role.AUDITOR, a_user(role), now)

    assert list(queries.grants_of(user)) == []


def test_a_role_does_not_end_before_it_begins(now):
    with pytest.raises(actions.CannotGrant):
        give(a_user(), Role.EXPERT, a_user(Role.COORDINATOR), now, ends_on=date(2026, 1, 1))


def test_a_role_ends_with_a_day_and_the_row_stays(now):
    user, coordinator = a_user(), a_user(Role.COORDINATOR)
    grant = give(user, Role.EXPERT, coordinator, now)

    actions.end_grant(grant=grant, ends_on=TODAY, by=coordinator, at=now)

    assert rules.holds_role(user, Role.EXPERT, on=TODAY)
    assert not rules.holds_role(user, Role.EXPERT, on=date(2026, 11, 25))
    assert queries.grants_of(user).count() == 1


def test_a_person_may_lay_down_a_role_and_others_may_not_end_it(now):
    user = a_user()
    grant = give(user, Role.EXPERT, a_user(Role.COORDINATOR), now)

    with pytest.raises(actions.CannotEndGrant):
        actions.end_grant(grant=grant, ends_on=TODAY, by=a_user(Role.EXPERT), at=now)
    ended = actions.end_grant(grant=grant, ends_on=TODAY, by=user, at=now)

    assert ended.ends_on == TODAY
    with pytest.raises(actions.CannotEndGrant):
        actions.end_grant(grant=grant, ends_on=TODAY, by=user, at=now)


def test_holders_of_a_role_are_found_for_a_day_and_an_office(now):
    office = an_office()
    head = a_user(Role.HEAD, office=office, ends_on=TODAY)

    assert list(queries.holders(Role.HEAD, office=office, on=TODAY)) == [head]
    assert list(queries.holders(Role.HEAD, office=office, on=date(2026, 11, 25))) == []
    assert list(queries.holders(Role.HEAD, office=an_office(), on=TODAY)) == []
