"""Who sees what of obstacles, drafted mechanisms and trials, by page, API, search, feed, export."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction

from cauhien.accounts.states import Role
from cauhien.core.codes import random_code
from cauhien.policies import actions
from cauhien.policies.states import Act
from tests.factories import NOW, a_user, an_office
from tests.policies.things import a_draft, a_trial, an_obstacle
from tests.visibility.cases import Shown
from tests.visibility.places import FEEDS, OWN_FEED, at, nowhere, shows
from tests.visibility.tables import hide_elsewhere, rows_of, stand_on_the_page

pytestmark = pytest.mark.django_db
ROLES = (
    *("public", "sender", "enterprise", "expert", "another office", "officer", "head"),
    *("coordinator", "secretary", "decision-maker", "leader", "auditor"),
)
TABLE = """
                                        pub sen ent exp ano off hea coo sec dec lea aud
an obstacle before it is published       ○   ●   ○   ○   ●   ●   ●   ●   ○   ○   ○   ●
an obstacle that is published            ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
a mechanism before its consultation      ○   ○   ○   ○   ○   ●   ●   ●   ○   ○   ○   ●
a mechanism in consultation              ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
its text, rewritten after consultation   ○   ○   ○   ○   ○   ●   ●   ●   ○   ○   ○   ●
its rule, rewritten after consultation   ○   ○   ○   ○   ○   ●   ●   ●   ○   ○   ○   ●
a comment that waits for an answer       ○   ●   ○   ○   ○   ●   ●   ●   ○   ○   ○   ●
a trial that is applied for              ○   ●   ○   ○   ○   ○   ○   ●   ○   ●   ○   ●
a trial that is admitted                 ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
"""
ROWS = rows_of(TABLE, ROLES)
MECHANISM, ONE = "/policies/{%s}/", "/api/v1/mechanisms/{%s}"
TOLD = {
    "page": ("/policies/", "/obstacles/", "/trials/"),
    "API": ("/api/v1/mechanisms", ONE % "open", ONE % "again", "/api/v1/eligibility"),
    "search": ("/api/v1/search?limit=100",),
    "count": ("/api/v1/search?limit=1", "/api/v1/mechanisms?limit=1"),
    "feed": (*FEEDS, OWN_FEED),
    "export": ("/policies/check/result.pdf",),
}
HIDDEN, SHOWN = "Không được thử máy bay đo", "Không mượn được phòng đo"
DRAFT, OPEN, AGAIN = "Bay thử thiết bị đo", "Cho mượn phòng đo", "Thuê xe tự hành"
REWRITTEN, COMMENT = "Điều 1 viết lại: dưới 60 m.", "Nên cho bay ban đêm."
RULE = "điều kiện viết lại sau góp ý"
LAW = {"document": {"vi": "Dự thảo", "en": "Draft"}, "article": "1"}
ASKED, ADMITTED = "Xe tự hành trong khuôn viên", "Thuyền tự hành trên hồ"


def found(words, *pages, kind):
    """Return the places of something that search and its own count know as well."""
    return {
        "page": at(*pages, words=words),
        "search": at(f"/api/v1/search?q={words}", words=words),
        "count": at(f"/api/v1/search?q={words}", words=f'{{{{"value": "{kind}"'),
        "feed": nowhere(*FEEDS, words=words),  # the sender's own feed tells what became of it
    }


PLACES = {
    "an obstacle before it is published": {
        "page": at("/obstacles/{hidden}/", "/obstacles/", words=HIDDEN),
    },
    "an obstacle that is published": found(SHOWN, "/obstacles/{shown}/", kind="obstacle"),
    "a mechanism before its consultation": found(DRAFT, MECHANISM % "draft", kind="mechanism")
    | {"API": at(ONE % "draft", words=DRAFT)},
    "a mechanism in consultation": found(OPEN, MECHANISM % "open", kind="mechanism")
    | {"API": at(ONE % "open", "/api/v1/mechanisms", words=OPEN)},
    "its text, rewritten after consultation": {
        "page": at(MECHANISM % "again", "/policies/{again}/versions/", words=REWRITTEN),
    },
    "its rule, rewritten after consultation": {
        "page": at("/policies/{again}/versions/", words=RULE),
    },
    "a comment that waits for an answer": {"page": at(MECHANISM % "open", words=COMMENT)},
    "a trial that is applied for": {
        "page": at("/trials/{asked}/", "/trials/", words=ASKED),
        "feed": nowhere(*FEEDS, words=ASKED),  # the coordinator's own feed tells that it came
    },
    "a trial that is admitted": found(ADMITTED, "/trials/{admitted}/", kind="trial"),
}
hide_elsewhere(PLACES, TOLD)


@pytest.fixture(scope="module")
def cases(django_db_setup, django_db_blocker):
    """Yield one office's mechanisms with obstacles and trials, and take them back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = mechanisms_on_their_way()
        connection.check_constraints()
        yield {"mechanisms": made}
        transaction.set_rollback(True)


def mechanisms_on_their_way():
    office = an_office()
    people = {
        "public": AnonymousUser(),
        "sender": a_user(),
        "enterprise": a_user(Role.ENTERPRISE),
        "expert": a_user(Role.EXPERT),
        "another office": a_user(Role.OFFICER, office=an_office()),
        "officer": a_user(Role.OFFICER, office=office),
        "head": a_user(Role.HEAD, office=office),
        "coordinator": a_user(Role.COORDINATOR),
        "secretary": a_user(Role.SECRETARY),
        "decision-maker": a_user(Role.DECISION_MAKER),
        "leader": a_user(Role.LEADER),
        "auditor": a_user(Role.AUDITOR),
    }
    head, sender = people["head"], people["sender"]
    draft, in_consultation, again = (named(head, title) for title in (DRAFT, OPEN, AGAIN))
    for one in (in_consultation, again):
        consulted_until = NOW.date() + timedelta(days=20)
        step(one, Act.CONSULT, head, consulted_until=consulted_until)
    actions.send_comment(
        draft_code=random_code(), mechanism=in_consultation, text=COMMENT, by=sender, at=NOW
    )
    later = NOW + timedelta(days=30)
    step(again, Act.CLOSE_CONSULTATION, head, at=later)
    step(again, Act.REVISE, head, at=later, reason="Viết lại.")
    again.refresh_from_db()
    write = {"values": {"summary_vi": REWRITTEN}, "text": REWRITTEN, "reason": "Theo góp ý."}
    actions.write_text(mechanism=again, **write, by=head, at=later)
    test = {"test": "at_date", "says": {"vi": RULE, "en": RULE}, "basis": LAW}
    written = actions.Written({"condition": test, "basis": LAW}, {}, None, None)
    actions.write_rule(mechanism=again, written=written, reason="Theo góp ý.", by=head, at=later)
    hidden, shown = (an_obstacle(by=sender, title=title, text=title) for title in (HIDDEN, SHOWN))
    step(shown, Act.PUBLISH_OBSTACLE, people["coordinator"])
    asked, admitted = (a_trial(by=sender, title=title) for title in (ASKED, ADMITTED))
    document = {"document_number": "01/QĐ-UBND", "document_on": date(2026, 11, 1)}
    step(admitted, Act.ADMIT, people["decision-maker"], **document)
    things = {"draft": draft, "open": in_consultation, "again": again, "hidden": hidden}
    things |= {"shown": shown, "asked": asked, "admitted": admitted}
    return Shown(draft, people, {name: one.code for name, one in things.items()})


def named(head, title):
    """Return a draft of the office of a head, under a title of its own."""
    draft = a_draft(head)
    write = {"values": {"title_vi": title}, "text": title, "reason": "Đặt tên."}
    actions.write_text(mechanism=draft, **write, by=head, at=NOW)
    draft.refresh_from_db()
    return draft


def step(thing, act, by, at=NOW, **changes):
    return actions.advance(thing=thing, act=act, by=by, at=at, **changes)


def test_the_page_on_who_sees_what_says_the_same_of_mechanisms():
    assert PLACES.keys() == ROWS.keys()
    assert stand_on_the_page(ROWS)


@pytest.mark.parametrize("kind", TOLD)
@pytest.mark.parametrize("thing", ROWS)
def test_it_is_shown_to_whom_the_table_says_and_to_nobody_else(cases, ask, thing, kind):
    place, case = PLACES[thing][kind], cases["mechanisms"]

    shown = {role: shows(place, case, partial(ask, "mechanisms", role)) for role in ROLES}

    assert shown == {role: sees and not place.never for role, sees in ROWS[thing].items()}
