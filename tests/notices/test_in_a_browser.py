"""The pages of what waits and what was told in a browser: axe, narrow and wide, the count."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils.timezone import now as right_now

from cauhien.notices import actions, tasks
from cauhien.notices.models import Mail
from tests.notices.conftest import an_item

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ["/my-work/", "/notices/", "/outbox/", "/notices/settings/"]


@pytest.fixture
def site(live_server, client, tell, problem, waiting):
    """Return the address of a site on which something waits for somebody who is signed in."""
    at = right_now()
    waiting += [an_item("late", since=at, due=at - timedelta(days=1)), an_item("some", since=at)]
    tell(at=at)
    actions.mail_digest(user=problem.officer, at=at)
    tasks.deliver(Mail.objects.get().code)
    client.force_login(problem.officer)
    return live_server.url


def entered(page, client, site):
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}])
    return page


def test_axe_finds_nothing_on_the_pages(site, open_page, client, narrow_and_wide):
    page = entered(open_page(), client, site)

    found = {}
    for path in PAGES:
        page.goto(site + path)
        found[path] = narrow_and_wide(page)

    assert found == {path: [] for path in PAGES}


def test_the_header_says_how_much_waits_and_leads_there_without_javascript_too(
    site, open_page, client
):
    page, plain = (
        entered(open_page(java_script_enabled=script), client, site) for script in (True, False)
    )

    page.goto(f"{site}/about/")
    page.get_by_role("link", name="Việc của tôi 2").wait_for()
    plain.goto(f"{site}/about/")
    plain.get_by_role("link", name="Việc của tôi").click()

    assert plain.locator("main h3").all_inner_texts() == ["Ký", "Ký"]
