import pytest

from cauhien.ui.render import render_part

TEMPLATE = "{% load partials %}before {% partialdef list inline %}the list{% endpartialdef %} after"


@pytest.fixture
def template(tmp_path, settings):
    """Put one template where Django finds it."""
    (tmp_path / "some.html").write_text(TEMPLATE)
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path]}]
    return "some.html"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, "before the list after"),
        ({"HX-Request": "true"}, "the list"),
        ({"HX-Request": "true", "HX-Boosted": "true"}, "before the list after"),
    ],
)
def test_htmx_gets_the_part_and_everyone_else_the_page(rf, template, headers, body):
    answer = render_part(rf.get("/", headers=headers), template, "list", {})

    assert (answer.status_code, answer.content.decode(), answer["Vary"]) == (
        200,
        body,
        "HX-Request",
    )


def test_an_invalid_form_answers_422(rf, template):
    assert render_part(rf.post("/"), template, "list", {}, invalid=True).status_code == 422
