"""Who is told what, by which way, and when."""

from datetime import timedelta

import pytest
from django.template.loader import get_template

from cauhien.accounts.actions import end_grant, grant_role
from cauhien.accounts.states import Role
from cauhien.notices import actions, queries, tasks
from cauhien.notices.models import Mail, Notice
from cauhien.notices.states import UnknownKind, Way, kinds
from tests.factories import TODAY, a_user
from tests.notices.conftest import choose

pytestmark = pytest.mark.django_db


def test_a_notice_waits_for_the_mail_of_the_morning(tell, problem, now):
    tell()
    assert Mail.objects.count() == 0

    mail = actions.mail_digest(user=problem.officer, at=now)

    assert (mail.recipient, mail.notices.count()) == (problem.officer, 1)


def test_the_mail_of_the_morning_joins_all_and_comes_once(tell, problem, now, deliver):
    tell(says="A")
    tell(says="B", at=now + timedelta(hours=1))

    mails = [actions.mail_digest(user=problem.officer, at=now + timedelta(hours=9)) for _ in "12"]

    [message] = deliver()
    assert message.subject == "2 thông báo từ Cầu Hiền"
    assert message.body.index("kết thúc: A") < message.body.index("kết thúc: B")
    assert mails[1] is None
    assert Notice.objects.filter(sent_at=None).count() == 0


@pytest.mark.parametrize(
    ("urgent", "general", "of_this_kind", "mails"),
    [
        (False, Way.DIGEST, "", 0),
        (False, Way.IMMEDIATE, "", 1),
        (True, Way.DIGEST, "", 1),
        (True, Way.OFF, "", 0),
        (True, Way.IMMEDIATE, Way.DIGEST, 0),
        (False, Way.OFF, Way.IMMEDIATE, 1),
    ],
)
def test_a_mail_comes_at_once_where_it_is_urgent_or_so_chosen(
    tell, problem, urgent, general, of_this_kind, mails
):
    choose(problem.officer, general, role_ended=of_this_kind)

    tell(urgent=urgent)

    assert Mail.objects.count() == mails


def test_who_wants_no_mails_of_a_kind_finds_the_notice_on_the_site(tell, problem, now):
    choose(problem.officer, role_ended=Way.OFF)
    notice = tell()

    assert actions.mail_digest(user=problem.officer, at=now) is None
    assert list(queries.notices_for(problem.officer)) == [notice]


def test_nobody_sees_a_notice_about_what_they_may_not_see(tell):
    stranger = a_user()
    tell(stranger)

    assert list(queries.notices_for(stranger)) == []


def test_what_was_taken_back_is_neither_shown_nor_mailed(tell, problem, now, deliver):
    choose(problem.officer, Way.IMMEDIATE)
    notice = tell()

    actions.withdraw(kind=notice.kind, subject=notice.about, at=now)

    assert deliver() == []
    assert list(queries.notices_for(problem.officer)) == []


def test_a_kind_that_no_app_has_registered_is_refused(problem, now):
    with pytest.raises(UnknownKind):
        actions.tell(users=[problem.officer], kind="a.b", subject=None, at=now)


def test_every_kind_has_its_words():
    templates = [kind.template for kind in kinds()]

    assert [get_template(name).origin.template_name for name in templates] == templates


def test_who_is_given_a_role_is_told_at_once(now):
    user, coordinator = a_user(), a_user(Role.COORDINATOR)
    grant_role(user=user, role=Role.EXPERT, by=coordinator, at=now, starts_on=TODAY)

    tasks.grants(0)
    tasks.grants(0)

    [mail] = Mail.objects.all()
    assert (mail.recipient, mail.notices.get().kind) == (user, "notices.role_given")


def test_the_installation_gives_roles_silently_and_whoever_ends_their_own_is_not_told(now):
    user = a_user()
    grant = grant_role(user=user, role=Role.EXPERT, by=None, at=now, starts_on=TODAY)
    user.day = TODAY
    end_grant(grant=grant, ends_on=TODAY, by=user, at=now + timedelta(hours=1))

    tasks.grants(0)

    assert Notice.objects.count() == 0


def test_in_the_morning_everybody_who_works_here_or_was_told_something_is_looked_at(tell, now):
    expert, told, nobody = a_user(Role.EXPERT), a_user(), a_user()
    tell(told)

    people = set(queries.people_of_the_morning(now))

    assert {expert, told} <= people
    assert nobody not in people
