"""A15: the pages of a case by keyboard, axe in each state, no file before two factors."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from cauhien.challenges.models import Question
from cauhien.review import queries
from tests.factories import A_FILE, a_call
from tests.pilots.things import a_pilot, a_value
from tests.review import sitting
from tests.review.decision_things import a_decided
from tests.visibility import cases

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST = 60  # presses of Tab from the top of a page to what is to be done there
# A field for a day has stops inside, which the browser marks itself.
SHOWS_FOCUS = """() => {
  const one = document.activeElement, said = getComputedStyle(one)
  const isMarked = said.outlineStyle !== "none" && said.outlineWidth !== "0px"
  return (isMarked || one.type === "date") && one.getBoundingClientRect().width > 0
}"""
IS_ACTION = """wanted => document.activeElement.matches(wanted)"""


@pytest.fixture
def pages(live_server, open_page, as_user):
    """Return open(role, address): one window that each of the people comes to in turn."""
    page = open_page()

    def open_as(user, address):
        page.context.clear_cookies()
        if user is not None:
            as_user(page, user)
        page.goto(live_server.url + address)
        return page

    return open_as


def skips(page):
    """Return whether the first press of Tab offers to skip to the content, and Enter does so."""
    page.keyboard.press("Tab")
    is_shown = page.evaluate(SHOWS_FOCUS) and page.evaluate(IS_ACTION, "a.skip")
    page.keyboard.press("Enter")
    return is_shown and page.evaluate(IS_ACTION, "main")


def unseen(page, action):
    """Press Tab until an element is reached; return what had the focus and did not show it."""
    found = []
    for _press in range(MOST):
        page.keyboard.press("Tab")
        if not page.evaluate(SHOWS_FOCUS):
            found.append(page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
        if page.evaluate(IS_ACTION, action):
            return found
    return [*found, f"{action} is not reached"]


def an_open_case():
    call = a_call(opens_at=now() - timedelta(days=3), closes_at=now() + timedelta(days=7))
    at = f"/challenges/{call.challenge.code}/"
    people = cases.looking_on(call.challenge)
    return people["team"], [
        (None, at, "main nav a, .tabs a"),
        (people["team"], f"{at}call/", "main a.button"),
        (people["team"], f"{at}questions/", "main form[method=post] button"),
        (people["team"], f"{at}file/", "main form[method=post] button"),
    ]


def a_case_in_review():
    council = sitting.a_small_council()
    member, file = sitting.holder(council), queries.judged_files(council)[0]
    people = cases.looking_on(council.challenge, reviewer=member)
    review = sitting.review_of(council, member)
    at = f"/challenges/{council.challenge.code}/"
    return (
        people,
        file,
        review,
        [
            (people["coordinator"], f"{at}council/", "main a[href$='/dissolve/']"),
            (people["coordinator"], f"/initiatives/{file.code}/", "main form[method=post] button"),
            (member, "/councils/", "main .results a"),
            (member, f"/reviews/{review.code}/", "main button[value=submit]"),
        ],
    )


def a_decided_case():
    case = a_decided()
    at = f"/challenges/{case.challenge.code}/"
    return [
        (None, f"{at}decision/", "main .results a, main a[href$='/documents/']"),
        (case.leads[1], f"{at}decision/request/", "main form[method=post] button"),
        (None, f"{at}log/", "main a[href='/trail/anchors/']"),
    ]


def a_case_with_a_pilot():
    pilot, cast = a_pilot()
    a_value(pilot, cast)
    at = f"/challenges/{pilot.challenge.code}/pilot/"
    return [(None, at, "main [role=region]"), (cast.team, f"{at}measure/", "main form button")]


def test_a15_each_page_of_a_case_by_keyboard_alone_and_axe_finds_nothing(pages, axe):
    asker, asked = an_open_case()
    judged = a_case_in_review()[-1]
    found = {}
    for user, address, action in [*asked, *judged, *a_decided_case(), *a_case_with_a_pilot()]:
        page = pages(user, address)
        wrong = axe(page)
        wrong += [] if skips(page) else ["nothing to skip by"]
        found[address] = wrong + unseen(page, action)
    assert found == {address: [] for address in found}

    page = pages(asker, asked[2][1])
    page.focus("[name=text]")
    page.keyboard.type("Đo ở nút nào?")
    unseen(page, "main form[method=post] button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert Question.objects.get().asked == "Đo ở nút nào?"


@pytest.mark.parametrize("role", ["coordinator", "reviewer"])
def test_a15_who_has_no_second_factor_is_led_to_set_it_up_before_any_file_opens(client, role):
    people, file, review = a_case_in_review()[:3]
    client.force_login(people[role])

    for address in (f"/initiatives/{file.code}/", f"/reviews/{review.code}/"):
        answer = client.get(address, follow=True)
        assert answer.redirect_chain[0][0].startswith("/account/second-factor/?next=")
        assert A_FILE["approach"] not in answer.content.decode()
    confidential = client.post(f"/initiatives/{file.code}/confidential/", follow=True)
    assert A_FILE["confidential"] not in confidential.content.decode()
