from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from cauhien.ui import words
from cauhien.ui.templatetags.ui import legal_act


@pytest.mark.parametrize(
    ("language", "value", "decimals", "written"),
    [
        ("vi", 1234567.5, None, "1.234.567,5"),
        ("en", 1234567.5, None, "1,234,567.5"),
        ("vi", 14.25, 1, "14,3"),
        ("vi", 0, None, "0"),
        ("vi", None, None, ""),
    ],
)
def test_a_number_is_written_as_the_language_writes_it(language, value, decimals, written):
    with override(language):
        assert words.number(value, decimals) == written


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [("vi", "24/11/2026", "11/2026"), ("en", "24 Nov 2026", "Nov 2026")],
)
def test_a_day_is_written_as_the_language_writes_it(language, day, month):
    with override(language):
        written = words.day(date(2026, 11, 24)), words.month(date(2026, 11, 24))

    assert written == (day, month)


def test_an_instant_is_shown_in_the_time_of_the_city():
    with override("vi"):
        shown = words.moment(datetime(2026, 11, 24, 20, 5, tzinfo=UTC))

    assert shown == "03:05 25/11/2026"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_place_has_a_name(language):
    with override(language):
        names = [words.zone_name(code) for code in ("city", "country", "abroad", "unknown")]

    assert (
        names
        == {
            "vi": ["Hà Nội", "Việt Nam", "Nước ngoài", "Không rõ nơi"],
            "en": ["Hanoi", "Viet Nam", "Abroad", "Place not stated"],
        }[language]
    )


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("vi", "Quyết định 1193/QĐ-UBND ngày 18/3/2026", "Quyết định 1193/QĐ-UBND ngày 18/3/2026"),
        ("en", "Quyết định 1193/QĐ-UBND ngày 18/3/2026", "Decision 1193/QĐ-UBND of 18 March 2026"),
        ("en", "Kế hoạch 168/KH-UBND ngày 21/06/2025", "Plan 168/KH-UBND of 21 June 2025"),
        (
            "en",
            "Quyết định 1/QĐ ngày 18/3/2026 (đợt 1)",
            'Decision 1/QĐ of 18 March 2026<span lang="vi"> (đợt 1)</span>',
        ),
        ("en", "Danh mục", '<span lang="vi">Danh mục</span>'),
    ],
)
def test_a_legal_act_is_named_in_the_language_of_the_page(language, text, shown):
    with override(language):
        assert legal_act(text) == shown
