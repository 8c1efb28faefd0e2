"""What the stories in a browser share."""

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import sign_in


@pytest.fixture
def as_user(live_server):
    """Return a function that lets a page of the browser act as a user, by both factors."""

    def as_user(page, user):
        client = Client()
        sign_in(client, user)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return as_user
