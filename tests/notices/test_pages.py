"""The pages and feeds of what waits and what was told, asked from outside."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import vobject
from django.urls import reverse
from django.utils.timezone import now as right_now

from cauhien.accounts.models import User
from cauhien.accounts.states import Role
from cauhien.core.audit import record
from cauhien.notices import actions, documents, tasks
from cauhien.notices.models import Choice, Mail, Notice, Preference
from cauhien.notices.states import Way
from tests.factories import a_user
from tests.notices.conftest import an_item, choose

pytestmark = pytest.mark.django_db
PAGES = ["work", "list", "outbox", "settings"]


def path(name, *given):
    return reverse(f"notices:{name}", args=given)


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_in_both_languages_with_few_questions_to_the_database(
    client, tell, problem, name, language, django_assert_max_num_queries
):
    User.objects.update(language=language)
    tell()
    choose(problem.officer, Way.IMMEDIATE)
    tell()
    tasks.deliver(Mail.objects.get().code)
    client.force_login(problem.officer)

    # What waits is asked of each app by a query of its own.
    with django_assert_max_num_queries(24 if name == "work" else 12):
        answer = client.get(path(name))

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in text(answer)


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_for_who_is_signed_in(client, name):
    assert client.get(path(name)).status_code == 302


def test_what_waits_stands_in_heaps_and_says_what_happens_if_nothing_is_done(client, waiting):
    user, at = a_user(language="en"), right_now()
    for code, days in [("late", -1), ("soon", 3), ("far", 30)]:
        waiting.append(an_item(code, since=at, due=at + timedelta(days=days)))
    waiting.append(an_item("some-day", since=at))
    client.force_login(user)

    said = text(client.get(path("work")))

    order = ["Late", "/late/", "Due within seven days", "/soon/", "Later", "/far/"]
    places = [said.index(word) for word in [*order, "Without a date", "/some-day/"]]
    assert places == sorted(places)
    assert said.count("Bài toán chưa được ký.") == 4


def test_the_header_leads_to_my_work_and_asks_how_much_waits(client, waiting, now):
    waiting.append(an_item(since=now))
    assert (text(client.get(path("count"))), "/my-work/" in text(client.get("/about/"))) == (
        "",
        False,
    )

    client.force_login(a_user(language="en"))

    assert text(client.get(path("count"))).startswith("1<")
    assert '<a href="/my-work/">My work <span class="count"' in text(client.get("/about/"))


def test_what_waits_is_counted_anew_after_any_act_and_not_for_each_page(client, waiting, now):
    client.force_login(a_user())
    waiting.append(an_item("one", since=now))
    said = [text(client.get(path("count")))[0]]
    waiting.append(an_item("two", since=now))

    said += text(client.get(path("count")))[0]
    record(chain="challenge:k7d2mq9x", act="sign", by=None, at=now)
    said += text(client.get(path("count")))[0]

    assert said == ["1", "1", "2"]


def test_somebody_elses_notice_does_not_exist(client, tell):
    notice = tell()
    client.force_login(a_user(Role.AUDITOR))

    found = [client.get(path("follow", notice.code)), client.post(path("read", notice.code))]

    assert [answer.status_code for answer in found] == [404, 404]
    notice.refresh_from_db()
    assert notice.read_at is None


def test_who_follows_a_notice_has_read_it(client, tell, problem):
    notice = tell()
    client.force_login(problem.officer)

    answer = client.get(path("follow", notice.code))

    assert answer.url == f"/challenges/{problem.code}/"
    assert Notice.objects.filter(read_at=None).count() == 0


def test_notices_are_marked_as_read_one_by_one_or_all(client, tell, problem):
    first, _second = tell(), tell()
    client.force_login(problem.officer)

    client.post(path("read", first.code))
    assert Notice.objects.filter(read_at=None).count() == 1
    assert first.code not in text(client.get(path("list") + "?unread"))

    client.post(path("read_all"))
    assert Notice.objects.filter(read_at=None).count() == 0


def test_one_chooses_how_one_is_told(client, kind):
    user = a_user()
    client.force_login(user)

    client.post(path("settings"), {"general": "immediate", "notices.role_ended": "off"})

    assert Preference.objects.get(user=user).way == Way.IMMEDIATE
    assert Choice.objects.get(user=user).kind == "notices.role_ended"


def test_a_way_that_is_none_is_refused(client):
    client.force_login(a_user())

    assert client.post(path("settings"), {"general": "pigeon"}).status_code == 422


def test_an_account_of_the_demonstration_stays_as_it_is(client):
    client.force_login(a_user(is_demonstration=True))

    posts = [client.post(path("settings"), {"general": "off"}), client.post(path("renew"))]

    assert [answer.status_code for answer in posts] == [403, 403]


@pytest.mark.parametrize("name", ["feed", "calendar"])
def test_a_feed_opens_at_its_secret_address_alone_and_may_be_given_a_new_one(client, name):
    user = a_user()
    old = actions.preference_of(user).secret
    client.force_login(user)
    client.post(path("renew"))
    client.logout()

    new = Preference.objects.get(user=user).secret
    found = [client.get(path(name, secret)).status_code for secret in ("x" * 32, old, new)]

    assert found == [404, 404, 200]


def test_the_feed_tells_only_what_its_owner_may_still_see(client, tell, problem):
    stranger = a_user(language="en")
    tell(), tell(stranger)

    feeds = [
        text(client.get(path("feed", actions.preference_of(user).secret)))
        for user in (problem.officer, stranger)
    ]

    assert [feed.count("<entry>") for feed in feeds] == [1, 0]


def test_the_calendar_has_each_day_that_something_is_due(client, waiting, now):
    waiting += [an_item("one", since=now, due=now), an_item("two", since=now)]

    answer = client.get(path("calendar", actions.preference_of(a_user()).secret))

    (event,) = vobject.readOne(answer.content.decode()).vevent_list
    assert (event.summary.value, event.dtstart.value) == ("Ký: Bài toán one", now)


@pytest.fixture
def mail(tell, problem):
    """Return a mail that was written, and is kept, in the demonstration."""
    choose(problem.officer, Way.IMMEDIATE)
    tell()
    tasks.deliver(Mail.objects.get().code)
    return Mail.objects.get()


def reads(client, user, mail):
    """Return whether the user finds a mail in the list, and opens it."""
    client.force_login(user)
    listed = mail.code in text(client.get(path("outbox")))
    return listed, client.get(path("mail", mail.code)).status_code


def test_a_mail_is_read_by_who_got_it(client, mail):
    assert reads(client, mail.recipient, mail) == (True, 200)
    for role in (None, Role.COORDINATOR, Role.AUDITOR):
        assert reads(client, a_user(role), mail) == (False, 404)


def test_in_the_demonstration_its_people_read_the_mails_of_one_another(client, mail, settings):
    User.objects.filter(pk=mail.recipient_id).update(is_demonstration=True)
    other, own_account = a_user(is_demonstration=True), a_user()

    assert reads(client, other, mail) == (True, 200)
    assert reads(client, own_account, mail) == (False, 404)


def test_a_mail_program_stops_the_mails_by_one_click(client, problem):
    address = urlsplit(documents.unsubscribe_address(problem.officer)).path

    asked = client.get(address)
    assert not Preference.objects.filter(user=problem.officer).exists()
    done = client.post(address, {"List-Unsubscribe": "One-Click"})

    assert (asked.status_code, done.status_code) == (200, 200)
    assert Preference.objects.get(user=problem.officer).way == Way.OFF
    assert client.post(address[:-2] + "x/").status_code == 404
