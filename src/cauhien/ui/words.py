"""Numbers and days as people of each language write them."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import dates, formats, numberformat, timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cauhien.core.city import city_name, country_name

_DAY = {"vi": "d/m/Y", "en": "j M Y"}
_MONTH = {"vi": "m/Y", "en": "M Y"}
_NAMED = {"city": city_name, "country": country_name}
_ACTS = {
    "Luật": "Law", "Nghị quyết": "Resolution", "Nghị định": "Decree", "Thông tư": "Circular",
    "Quyết định": "Decision", "Chỉ thị": "Directive", "Kế hoạch": "Plan",
}  # fmt: skip
_ACT = re.compile(rf"({'|'.join(_ACTS)}) (\S+) ngày (\d\d?)/(\d\d?)/(\d{{4}})")
_DIGITS = ((1000, 0), (10, 1), (1, 2), (0.01, 3))  # from which size on how many decimals
_MOMENT = {"vi": "H:i d/m/Y", "en": "j M Y, H:i"}


def language():
    """Return "vi" or "en": the language of this page."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def number(value, decimals=None):
    """Return 12345.6 as "12.345,6" (vi) or "12,345.6" (en); nothing for what is not known.

    decimals: how many to show; without it those the value has.
    """
    if value is None or value == "":
        return ""
    if decimals is not None:
        # As at school: 14.25 is 14.3, where a binary number would become 14.2.
        value = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return numberformat.format(
        value,
        formats.get_format("DECIMAL_SEPARATOR"),
        decimals,
        grouping=3,  # Django's Vietnamese formats name none
        thousand_sep=formats.get_format("THOUSAND_SEPARATOR"),
        force_grouping=True,
    )


def figure(value):
    """Return a number with the digits that say something: 0.415, 2.96, 41.5, 5,256, and 0.6."""
    decimals = next((few for least, few in _DIGITS if abs(value) >= least), 5)
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return number(rounded.normalize())


def day(value):
    """Return a date as "24/11/2026" (vi) or "24 Nov 2026" (en), in the time of the city."""
    return _written(value, _DAY)


def month(value):
    """Return a date as "11/2026" (vi) or "Nov 2026" (en)."""
    return _written(value, _MONTH)


def moment(value):
    """Return an instant as "15:04 24/11/2026" (vi) or "24 Nov 2026, 15:04" (en)."""
    return _written(value, _MOMENT)


def zone_name(code):
    """Return "Hà Nội" for "city", "Việt Nam" for "country", and words for the other places."""
    if code in _NAMED:
        return _NAMED[code]()
    return _("Abroad") if code == "abroad" else _("Place not stated")


def english_act(text):
    """Return (English name, what follows it) of a legal act that a Vietnamese text begins with.

    >>> english_act("Quyết định 1193/QĐ-UBND ngày 18/3/2026 (đợt 1)")
    ('Decision 1193/QĐ-UBND of 18 March 2026', ' (đợt 1)')
    >>> english_act("Danh mục của thành phố")
    ('', 'Danh mục của thành phố')
    """
    found = _ACT.match(text)
    if not found:
        return "", text
    kind, number, day, month, year = found.groups()
    with override("en"):
        named = dates.MONTHS.get(int(month), month)
        return f"{_ACTS[kind]} {number} of {day.lstrip('0')} {named} {year}", text[found.end() :]


def machine_date(value):
    """Return what a <time> element carries."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).isoformat(timespec="minutes")
    return value.isoformat()


def _written(value, pattern):
    if not isinstance(value, date):
        return value or ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return formats.date_format(value, pattern[language()])
