"""The page of procedures: everybody reads by which rules a call is run and what is not sure."""

import pytest
from django.core.management import call_command
from django.urls import reverse

pytestmark = pytest.mark.django_db

SAYS = {
    "vi": (
        "Đặt hàng nhiệm vụ",
        "7 đến 9 thành viên",
        "5 ngày làm việc",
        "Điều 12 của Nghị định 267",
    ),
    "en": ("Commissioned task", "7 to 9 members", "5 working days", "article 12 of Decree 267"),
}


@pytest.fixture(autouse=True)
def shipped():
    call_command("load_procedures", verbosity=0)


@pytest.mark.parametrize("language", SAYS)
def test_it_says_the_rules_and_what_is_not_sure_of_them(client, language):
    page = client.get(reverse("challenges:procedures"), headers={"accept-language": language})

    assert all(said in page.content.decode() for said in SAYS[language])


def test_the_texts_of_law_stand_on_a_page_with_whether_they_are_in_force(client):
    page = client.get(reverse("challenges:council_rules"), headers={"accept-language": "en"})

    text = page.content.decode()
    assert all(said in text for said in ("CR-019", "in force", "rests on a law that was replaced"))
