"""What an officer may type, and what is said where it cannot be kept."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from cauhien.challenges.forms.problem import MOST_WORDS, ChallengeForm
from cauhien.network.models import ResearchField
from cauhien.organisations.models import PlaceSuccession
from cauhien.ui.fields import plain_number
from tests.factories import TODAY, a_challenge, a_place

pytestmark = pytest.mark.django_db


def form_of(**typed):
    return ChallengeForm({name: str(value) for name, value in typed.items()}, on=TODAY)


@pytest.mark.parametrize(
    ("language", "typed", "number"),
    [
        ("vi", "14,2", "14.2"),
        ("vi", "14.2", "14.2"),
        ("en", "14.2", "14.2"),
        ("en", "14,2", "14.2"),
        ("vi", "1.250", "1250"),
        ("en", "1.250", "1.250"),
        ("vi", "1.250.000,75", "1250000.75"),
        ("en", "1,250,000.75", "1250000.75"),
        ("vi", " \N{MINUS SIGN}3 ", "-3"),
        ("vi", "12 500", "12500"),
        ("en", "2.000.000.000", "2000000000"),
        ("en", "1.250.000,75", "1250000.75"),
        ("vi", "2,000,000,000", "2000000000"),
        ("vi", "1,250,000.75", "1250000.75"),
        ("vi", "-1,250,000", "-1250000"),
        ("en", "1.250.00", "1.250.00"),
    ],
)
def test_a_number_is_read_as_the_language_of_the_page_writes_it(language, typed, number):
    assert plain_number(typed, language) == number


@pytest.mark.parametrize("typed", ["mười bốn", "1,2,3", "14 km/h", "--", "1e400", "NaN"])
def test_what_is_no_number_is_refused_with_an_example(typed):
    with translation.override("vi"):
        form = form_of(baseline=typed)
        assert "14,2" in form.errors["baseline"][0] or form.errors["baseline"]


@pytest.mark.parametrize(("language", "shown"), [("vi", "1.250,5"), ("en", "1,250.5")])
def test_a_number_that_was_kept_is_shown_in_the_language_of_the_page(language, shown):
    draft = a_challenge(baseline=Decimal("1250.5000"))

    with translation.override(language):
        form = ChallengeForm(instance=draft, on=TODAY)
        assert f'value="{shown}"' in str(form["baseline"])


def test_a_ward_is_chosen_with_or_without_marks():
    ward = a_place("Phường Thanh Xuân")

    chosen = [form_of(ward=typed) for typed in ("Phường Thanh Xuân", "thanh xuan", "P")]

    assert [form.is_valid() for form in chosen] == [True, True, False]
    assert [form.written()["place"] for form in chosen[:2]] == [ward, ward]


def test_a_ward_of_old_names_the_wards_it_went_into():
    old = a_place("Phường Thanh Xuân Bắc", valid_to=date(2025, 7, 1))
    PlaceSuccession.objects.create(old=old, new=a_place("Phường Thanh Xuân"))

    form = form_of(ward="Thanh Xuân Bắc")

    assert "Phường Thanh Xuân." in form.errors["ward"][0].replace("Bắc", "")


def test_research_fields_are_named_by_code_or_name_and_shown_again():
    field = ResearchField.objects.create(
        scheme="vn", version="1", code="20104", name_vi="Kỹ thuật giao thông", level=3
    )
    form = form_of(research_fields_0="20104 bất kỳ", research_fields_1="ky thuat giao thong")

    assert form.is_valid()
    assert form.written()["research_fields"] == [field]
    assert form_of(research_fields_0="Chiêm tinh").errors["research_fields"]


def test_twenty_thousand_words_are_kept_and_one_more_is_refused_with_the_number():
    assert form_of(description_vi="từ " * MOST_WORDS).is_valid()
    with translation.override("en"):
        form = form_of(description_vi="từ " * (MOST_WORDS + 1))
        assert "20,001 words" in form.errors["description_vi"][0]


@pytest.mark.parametrize(
    "text",
    ["xin", "😀" * 50, "GIẢM ÙN TẮC", "Gia\u0309m u\u0300n ta\u0306\u0301c", "a\u0000b", "<b>"],
)
def test_any_text_gets_an_answer_and_no_error_page(text):
    assert form_of(title_vi=text, description_vi=text).is_valid() in (True, False)


def test_a_title_is_never_longer_than_the_column():
    assert "title_vi" in form_of(title_vi="d" * 301).errors
