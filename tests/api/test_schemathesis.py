"""Whatever is sent to the API, as its description says or against it, nothing breaks."""

import pytest
import schemathesis
from django.conf import settings
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as bounds
from ninja.throttling import SimpleRateThrottle
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cauhien.accounts.states import Role
from cauhien.api import api
from cauhien.challenges.states import State
from cauhien.matching.actions.index import build_index
from cauhien.matching.actions.runs import run_match
from tests.factories import (
    NOW,
    a_challenge,
    a_laboratory,
    a_person,
    a_project,
    a_technology,
    a_user,
    a_work,
    an_organisation,
)
from tests.made_once import made_once

pytestmark = pytest.mark.django_db

TOKEN = "a" * 32
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module", autouse=True)
def own_state(tmp_path_factory):
    """Keep the index of matching apart from that of other tests."""
    with override_settings(STATE=tmp_path_factory.mktemp("state")):
        yield


def some_of_everything():
    body = an_organisation()
    a_work(by=[a_person(), "Một tên in trên bài"])
    a_project()
    a_technology(owner=body)
    a_laboratory(host=body)
    problem = a_challenge(State.CATALOGUED)
    build_index(at=NOW)
    run_match(challenge=problem, by=None, at=NOW)


made, _copy = made_once(some_of_everything)


@pytest.fixture
def one_connection():
    """Keep the connection of the test when requests begin and end, as Django's client does."""
    both = (signals.request_started, signals.request_finished)
    for signal in both:
        signal.disconnect(close_old_connections)
    yield
    for signal in both:
        signal.connect(close_old_connections)


@pytest.fixture
def without_limit(monkeypatch):
    """Let more requests through than a minute allows: they would end the test."""
    monkeypatch.setattr(SimpleRateThrottle, "allow_request", lambda *request: True)


@pytest.fixture
def headers(client):
    """Return the headers of a browser in which a coordinator is signed in."""
    client.force_login(a_user(Role.COORDINATOR))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookies = f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={TOKEN}"
    return {"Cookie": cookies, "X-CSRFToken": TOKEN}


schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
schema.app = get_wsgi_application()


@schema.parametrize()
@bounds(max_examples=4, suppress_health_check=list(HealthCheck))
@pytest.mark.usefixtures("made", "one_connection", "without_limit")
def test_every_request_gets_an_answer_that_the_description_knows(case, headers):
    answer = case.call(headers=headers)

    case.validate_response(answer, checks=CHECKS)
