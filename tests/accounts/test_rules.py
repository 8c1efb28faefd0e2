"""Who holds which role on which day."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from cauhien.accounts import rules
from cauhien.accounts.models import User
from cauhien.accounts.states import SEES_SUGGESTED_PERSONS, Role
from tests.factories import TODAY, a_grant, a_user, an_office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_role_is_held_from_its_first_to_its_last_day(day, holds):
    user = a_user(Role.AUDITOR, starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))

    assert rules.holds_role(user, Role.AUDITOR, on=day) is holds


def test_a_role_counts_in_its_office_and_in_no_other():
    office = an_office()
    head = a_user(Role.HEAD, office=office)

    assert rules.holds_role(head, Role.HEAD, office=office)
    assert not rules.holds_role(head, Role.HEAD, office=an_office())
    assert not rules.holds_role(head, Role.OFFICER, office=office)
    assert rules.office_ids(head, Role.HEAD) == {office.id}


def test_the_day_is_the_one_on_which_the_person_came_in():
    user = a_user(Role.EXPERT, ends_on=date(2026, 11, 1), day=TODAY)

    assert not rules.holds_role(user, Role.EXPERT)
    assert rules.holds_role(user, Role.EXPERT, on=date(2026, 10, 31))


def test_who_came_in_on_no_day_is_no_silent_nobody():
    user = User.objects.get(pk=a_user(Role.EXPERT).pk)

    with pytest.raises(rules.DayUnknown):
        rules.holds_role(user, Role.EXPERT)


@pytest.mark.parametrize("ask", [rules.is_office_staff, rules.may_see_suggested_persons])
def test_anonymous_and_closed_accounts_hold_nothing(ask):
    assert ask(AnonymousUser()) is False
    assert ask(a_user(Role.OFFICER, is_active=False)) is False


@pytest.mark.parametrize("role", Role)
def test_suggested_persons_are_seen_by_the_roles_of_the_matrix(role):
    user = a_user(role, office=an_office())

    assert rules.may_see_suggested_persons(user) is (role in SEES_SUGGESTED_PERSONS)


def test_a_head_names_the_officers_of_that_office_and_gives_no_other_role():
    office = an_office()
    head = a_user(Role.HEAD, office=office)

    assert rules.may_grant(head, Role.OFFICER, office)
    assert not rules.may_grant(head, Role.HEAD, office)
    assert not rules.may_grant(head, Role.OFFICER, an_office())
    assert rules.may_grant(a_user(Role.COORDINATOR), Role.HEAD, office)
    assert not rules.may_grant(a_user(Role.OFFICER, office=office), Role.OFFICER, office)


def test_grants_are_read_once_for_a_person(django_assert_num_queries):
    user = a_user(Role.OFFICER)
    a_grant(user, Role.EXPERT)

    with django_assert_num_queries(1):
        for _ask in range(3):
            rules.is_office_staff(user)
            rules.holds_role(user, Role.EXPERT)
