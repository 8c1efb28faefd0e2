"""The description of the API, and the page that shows it."""

import json

import pytest
from openapi_spec_validator import validate

from cauhien.api import api

pytestmark = pytest.mark.django_db


@pytest.fixture
def described(client):
    return client.get("/api/v1/openapi.json").json()


def test_it_is_valid_openapi_3_1(described):
    assert described["openapi"].startswith("3.1")
    validate(described)


def test_every_call_says_what_it_does_and_how_it_refuses(described):
    calls = [call for path in described["paths"].values() for call in path.values()]

    assert [call["operationId"] for call in calls if not call.get("description")] == []
    assert [call["operationId"] for call in calls if "429" not in call["responses"]] == []


def test_its_page_shows_every_call_and_needs_no_script(client, described):
    client.cookies["django_language"] = "en"

    html = client.get("/api/").content.decode()

    assert [path for path in described["paths"] if f" {path}</code>" not in html] == []
    assert "<script" not in html.split("</head>")[1]


def test_nothing_else_is_described_than_what_is_served(described):
    assert json.loads(json.dumps(api.get_openapi_schema(), default=str)) == described
