"""What a mail says, and that it is looked at once more before it leaves."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils.timezone import now as right_now

from cauhien.accounts.models import Grant
from cauhien.notices import actions, tasks
from cauhien.notices.actions.mailing import MOST_TRIES
from cauhien.notices.models import Mail, Notice
from cauhien.notices.rules import while_it_waits
from cauhien.notices.states import MailState, Way
from tests.factories import a_user
from tests.notices.conftest import an_item, choose

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailed_at_once(problem):
    choose(problem.officer, Way.IMMEDIATE)


def states():
    return list(Mail.objects.values_list("state", flat=True))


def test_a_mail_has_plain_text_and_html_and_a_way_to_stop_the_mails(tell, mailed_at_once, deliver):
    tell(says="<b>A&B</b>")

    [message] = deliver()

    [(html, of_kind)] = message.alternatives
    assert (message.subject, of_kind) == ("Vai trò kết thúc: <b>A&B</b>", "text/html")
    assert message.body.startswith("Vai trò kết thúc: <b>A&B</b>\n")
    assert "<h1>Vai trò kết thúc: &lt;b&gt;A&amp;B&lt;/b&gt;</h1>" in html
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("language", "subject"),
    [("vi", "Vai trò kết thúc: A"), ("en", "A role of yours ends: A")],
)
def test_a_mail_speaks_the_language_of_its_reader(
    tell, mailed_at_once, deliver, problem, language, subject
):
    problem.officer.language = language
    problem.officer.save()
    tell()

    [message] = deliver()

    assert message.subject == subject
    assert f'<html lang="{language}">' in message.alternatives[0][0]


def test_who_may_no_longer_see_it_gets_no_mail(tell, mailed_at_once, deliver, problem):
    tell()
    Grant.objects.filter(user=problem.officer).delete()
    problem.officer = None
    problem.save()

    assert deliver() == []
    assert states() == [MailState.DROPPED]


def test_a_stranger_gets_no_mail_about_what_they_may_not_see(tell, deliver):
    stranger = a_user()
    choose(stranger, Way.IMMEDIATE)
    tell(stranger)

    assert deliver() == []


def test_nobody_is_told_to_do_what_is_done(tell, mailed_at_once, deliver, problem):
    asked = []
    notice = tell(still_concerns=lambda user, notice, at: asked.append((user, notice)))

    assert deliver() == []
    assert asked == [(problem.officer, notice)]


def test_a_notice_that_asks_for_something_is_mailed_while_it_waits(
    tell, mailed_at_once, deliver, problem, waiting, now
):
    tell(still_concerns=while_it_waits)
    assert deliver() == []

    waiting.append(an_item(problem.code, since=now))
    tell(still_concerns=while_it_waits)

    assert len(deliver()) == 1


def test_no_mail_goes_to_an_address_that_nobody_has_confirmed(
    tell, mailed_at_once, deliver, problem
):
    user = problem.officer
    claim = EmailAddress.objects.create(user=user, email=user.email, verified=False)
    tell()
    assert deliver() == []

    claim.verified = True
    claim.save()
    tell()

    assert len(deliver()) == 1


def test_who_stops_the_mails_gets_not_even_those_that_wait(tell, mailed_at_once, deliver, problem):
    tell()
    choose(problem.officer, Way.OFF)

    assert deliver() == []


def test_what_is_due_soon_is_said_once_and_once_more_when_it_is_late(waiting, now):
    user = a_user()
    waiting.append(an_item(since=now, due=now + timedelta(days=2)))
    waiting.append(an_item("later", since=now, due=now + timedelta(days=5)))

    days = [actions.mail_digest(user=user, at=now + timedelta(days=day)) for day in (0, 1, 2.5, 3)]

    said = [list(mail.reminders.values_list("uid", "is_late")) if mail else [] for mail in days]
    first, later = waiting[0].uid, waiting[1].uid
    assert said == [[(first, False)], [], [(first, True)], [(later, False)]]


def test_a_reminder_says_what_happens_if_nothing_is_done(waiting, deliver):
    at = right_now()
    waiting.append(an_item(since=at, due=at + timedelta(days=1), on_behalf_of="Lãnh đạo"))
    actions.mail_digest(user=a_user(), at=at)

    [message] = deliver()

    assert message.subject == "Nhắc việc: Ký"
    assert "Nếu không xử lý: Bài toán chưa được ký.\nThay mặt Lãnh đạo" in message.body


def test_a_reminder_goes_only_to_whom_it_still_concerns(waiting, deliver):
    at = right_now()
    waiting.append(an_item(since=at, due=at + timedelta(days=1)))
    actions.mail_digest(user=a_user(), at=at)

    waiting.clear()

    assert deliver() == []
    assert states() == [MailState.DROPPED]


def test_who_wants_no_reminders_gets_none(waiting, now):
    user = a_user()
    choose(user, reminders=Way.OFF)
    waiting.append(an_item(since=now, due=now + timedelta(days=1)))

    assert actions.mail_digest(user=user, at=now) is None


def test_who_has_no_account_is_written_to_at_once_in_their_language(kind, deliver, now):
    said = {"kind": kind(), "subject": ("challenge", "unseen"), "parameters": {"role": "A"}}
    actions.write_to(address="expert@test.invalid", language="en", at=now, **said)

    [message] = deliver()

    assert (message.to, message.subject) == (["expert@test.invalid"], "A role of yours ends: A")
    assert "List-Unsubscribe" not in message.extra_headers


def test_a_mail_that_cannot_be_sent_is_tried_again_and_given_up(
    tell, mailed_at_once, sends, monkeypatch, mailoutbox
):
    monkeypatch.setattr(EmailBackend, "send_messages", lambda *given: 1 / 0)
    tell()
    code = Mail.objects.get().code

    found = []
    for _ in range(MOST_TRIES):
        with pytest.raises(ZeroDivisionError):
            tasks.deliver(code)
        found += states()

    assert found == [MailState.TRYING] * (MOST_TRIES - 1) + [MailState.FAILED]
    assert Mail.objects.get().failure == "division by zero"


def test_what_was_given_up_is_tried_again_when_told_so(tell, mailed_at_once, deliver, capsys):
    tell()
    Mail.objects.update(state=MailState.FAILED, tries=MOST_TRIES, failure="no route")
    call_command("outbox", "--failed")
    assert "no route" in capsys.readouterr().out

    call_command("outbox", "--again")

    assert len(deliver()) == 1
    call_command("outbox", "--show", Mail.objects.get().code)
    assert "Subject: Vai trò kết thúc: A" in capsys.readouterr().out


def test_old_mails_are_forgotten_and_their_notices_stay(tell, mailed_at_once, deliver, now):
    tell()
    deliver()

    forgotten = [actions.forget_mails(at=now + timedelta(days=days)) for days in (179, 181)]

    assert forgotten == [0, 1]
    assert Notice.objects.count() == 1


def test_a_mail_leaves_once(tell, mailed_at_once, deliver):
    tell()
    deliver()

    tasks.deliver(Mail.objects.get().code)

    assert len(deliver()) == 1
    assert states() == [MailState.SENT]


def test_the_demonstration_keeps_its_mails(tell, mailed_at_once, mailoutbox):
    tell()

    tasks.deliver(Mail.objects.get().code)

    assert (states(), mailoutbox) == ([MailState.KEPT], [])
    assert Mail.objects.get().text
