"""How the search reads a question: marks, endings, words begun, weights, many kinds."""

import pytest
from django.contrib.auth.models import AnonymousUser

from cauhien.core import search
from cauhien.core.search import Thing
from cauhien.network.models import Work
from tests.factories import NOW, a_work

pytestmark = [pytest.mark.django_db, pytest.mark.database]
VISITOR = AnonymousUser()


def index(*titles, english=(), **fields):
    things = [Thing("work", title[:40], (title, ""), **fields) for title in titles]
    things += [Thing("work", title[:40], ("", title), **fields) for title in english]
    search.index_many(things, at=NOW)


def codes(question, **how):
    return [entry.code for entry in search.find(question, user=VISITOR, **how)]


def test_english_endings_make_no_difference():
    index(english=["Flooding of cities", "Traffic"])

    assert codes("city flood") == codes("floods in a city") == ["Flooding of cities"]


def test_a_word_that_is_only_begun_is_found_while_typing():
    index("Giảm ùn tắc giao thông", "Giao trình")

    assert codes("giao tho") == []
    assert codes("giao tho", typing=True) == ["Giảm ùn tắc giao thông"]


def test_small_words_of_a_language_need_not_be_there():
    index("Cảnh báo ngập úng đô thị")

    assert codes("cảnh báo ngập úng ở đô thị của chúng ta") == ["Cảnh báo ngập úng đô thị"]
    assert codes("cảnh báo cháy ở đô thị") == []


def test_neighbours_count_more_than_the_same_words_apart():
    index("Thông tin về giao nhận hàng trong thành phố mới", "Giao thông thành phố về đêm mùa mưa")

    assert codes("giao thong")[0].startswith("Giao thông")


def test_a_title_counts_more_than_the_text():
    search.index_many(
        [
            Thing("work", "text", ("Bể lọc", ""), text="Xử lý nước thải ở làng nghề"),
            Thing("work", "title", ("Xử lý nước thải", ""), text="Bể lọc ở làng nghề"),
        ],
        at=NOW,
    )

    assert codes("nuoc thai") == ["title", "text"]


def test_of_two_that_fit_alike_the_nearer_comes_first():
    index("Đại học Bách khoa Milan", place="abroad")
    index("Đại học Bách khoa Huế", place="country")
    index("Đại học Bách khoa đây", place="city")

    assert [code.split()[-1] for code in codes("bach khoa")] == ["đây", "Huế", "Milan"]


def test_a_number_is_found_however_it_is_parted():
    index("Bụi PM2,5 ở Hà Nội")

    assert codes("PM2.5") == codes("pm25") == ["Bụi PM2,5 ở Hà Nội"]


@pytest.mark.parametrize(
    "question",
    ["", "   ", "😷", "'", "a'b\\c", "& | ! <-> :*", "x" * 5000, "từ " * 3000, "\u0000", "日本"],
)
def test_any_question_is_answered(question):
    index("Giảm ùn tắc")

    assert isinstance(codes(question), list)
    assert isinstance(codes(question, typing=True), list)


def test_what_a_text_says_is_found_even_where_it_is_odd():
    odd = 'd\'Alembert \\ "q" 😷 ' + "y" * 3000
    index(odd)

    assert codes("alembert") == [odd[:40]]


def test_rows_of_a_kind_are_narrowed_to_what_holds_the_words():
    one, other = a_work("Lọc nước"), a_work("Lọc khí")
    search.index_many([Thing("work", work.code, (work.title, "")) for work in (one, other)], at=NOW)

    found = search.narrowed(Work.objects.all(), "loc nuoc", user=VISITOR, kind="work")

    assert list(found) == [one]
    assert search.narrowed(Work.objects.all(), "", user=VISITOR, kind="work").count() == 2
