"""A text of somebody's own on the page /match/."""

import unicodedata

import pytest

from cauhien.accounts.states import Role
from cauhien.matching.models import Run
from tests.factories import a_user

pytestmark = pytest.mark.django_db

VIETNAMESE = "Giảm ùn tắc giao thông giờ cao điểm bằng đèn tín hiệu thích ứng"
FOUND = {
    "Vietnamese": VIETNAMESE,
    "one syllable": "tắc",
    "three words": "ùn tắc giao",
    "without marks": "Giam un tac giao thong gio cao diem bang den tin hieu thich ung",
    "all capitals": VIETNAMESE.upper(),
    "decomposed": unicodedata.normalize("NFD", VIETNAMESE),
    "with emoji": f"🚦🚗 {VIETNAMESE} 😤",
    "mixed": "Smart traffic: giảm ùn tắc giao thông giờ cao điểm with AI",
    "half in English": "Đèn tín hiệu thích ứng. We are looking for them in the inner city.",
    "20,000 words": f"{VIETNAMESE}\n" + "Nhiều tuyến phố vẫn ùn tắc kéo dài. " * 2500,
    "one long line": f"{VIETNAMESE} " * 50,
}
SAID = {
    "nonsense": ("zzxqv brrtk flmnop", "None of these words is known here"),
    "emoji alone": ("🚦🚗😤", "This text has no words to look for."),
    "a number alone": ("2026", "This text has no words to look for."),
    "nothing": ("", "Describe the problem first"),
    "blanks": ("   \n\t ", "Describe the problem first"),
    "signs alone": ("?!… -- ***", "This text has no words to look for."),
    "far too long": ("a " * 150_000, "This is longer than 200000 characters."),
    "a null byte": ("ùn tắc\0giao thông", "Null characters are not allowed."),
}


@pytest.fixture
def send(client, indexed):
    """Return a function that sends a text from the page in English."""

    def send(text, **more):
        client.cookies["django_language"] = "en"
        return client.post("/match/", {"text": text, **more})

    return send


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND)
def test_a_text_however_written_finds_what_is_close(send, indexed, text):
    answer = send(text)

    assert answer.status_code == 200
    assert f'id="technology-{indexed["technology"].code}"' in answer.content.decode()


def test_a_text_in_english_finds_what_is_written_in_english(send, indexed):
    indexed["technology"].name_en = "Adaptive traffic signals against congestion"

    answer = send("Traffic congestion at peak hours, adaptive signals needed")

    assert answer.status_code == 200


@pytest.mark.parametrize(("text", "sentence"), SAID.values(), ids=SAID)
def test_a_text_that_says_nothing_gets_a_clear_sentence(send, text, sentence):
    answer = send(text)

    assert answer.status_code in {200, 422}
    assert sentence in answer.content.decode()


def test_without_an_index_it_says_so(client, db):
    client.cookies["django_language"] = "en"

    answer = client.post("/match/", {"text": VIETNAMESE})

    assert answer.status_code == 422
    assert "The match index is not ready yet." in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Nội dung không được lưu lại"), ("en", "The text is not kept")],
)
def test_the_box_speaks_the_language_of_its_reader(client, db, language, words):
    client.cookies["django_language"] = language

    assert words in client.get("/match/").content.decode()


@pytest.mark.parametrize("signed_in", [False, True])
def test_the_text_is_not_kept(client, send, signed_in):
    if signed_in:
        client.force_login(a_user())

    send(VIETNAMESE)

    assert Run.objects.count() == 0


def test_a_tab_and_a_place_narrow_the_list(send, indexed):
    html = send(VIETNAMESE, kind="project", zone="city").content.decode()

    assert f'id="technology-{indexed["technology"].code}"' not in html


@pytest.mark.parametrize("roles", [[], [Role.COORDINATOR]])
def test_the_page_takes_few_queries(client, send, django_assert_max_num_queries, roles):
    client.force_login(a_user(*roles))
    with django_assert_max_num_queries(12):
        send(VIETNAMESE)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "You have asked very often within a minute."), ("vi", "Bạn đã hỏi quá nhiều lần")],
)
def test_who_asks_too_often_waits_and_keeps_the_text_in_the_box(client, db, language, sentence):
    client.cookies["django_language"] = language
    for _time in range(30):
        assert client.post("/match/", {"text": ""}).status_code == 422

    answer = client.post("/match/", {"text": VIETNAMESE})

    html = answer.content.decode()
    assert (answer.status_code, 0 < int(answer.headers["retry-after"]) <= 60) == (429, True)
    assert (sentence in html, f">\n{VIETNAMESE}</textarea>" in html) == (True, True)


def test_others_are_not_made_to_wait_and_the_box_itself_opens_for_all(client, db):
    for _time in range(31):
        client.post("/match/", {"text": ""})

    another = client.post("/match/", {"text": ""}, REMOTE_ADDR="10.1.1.1")

    assert (another.status_code, client.get("/match/").status_code) == (422, 200)


def test_what_is_asked_on_the_page_counts_for_the_interface_too(client, db):
    client.force_login(a_user())
    for _time in range(30):
        client.post("/match/", {"text": ""})

    answer = client.post("/api/v1/match", {"text": VIETNAMESE}, content_type="application/json")

    assert answer.status_code == 429
