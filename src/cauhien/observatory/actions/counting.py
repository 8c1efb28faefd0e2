"""What is listed in the start-up ecosystem, counted into indicators that published figures share.

A list is no census: each count says "at least", under a definition of its own, so that no line of
a chart and no verdict on a goal mixes it with what others have published.
"""

import hashlib

from django.db import transaction
from django.utils.timezone import localdate

from cauhien.core.audit import record
from cauhien.core.provenance import source_of
from cauhien.ecosystem.queries.counting import in_the_city
from cauhien.notices.queries import absolute
from cauhien.observatory.actions.sheets.cells import Amount, Period
from cauhien.observatory.actions.sheets.comparing import compare
from cauhien.observatory.actions.sheets.drafting import Draft, Said
from cauhien.observatory.actions.taking import Difference, chain_of, write_drafts
from cauhien.observatory.models import Indicator, Value
from cauhien.observatory.queries.units import own_city
from cauhien.observatory.states import Act, Origin, Qualifier, Status

COUNTED = "counted"  # kind of a source that is one day's count
LISTED = "listed"  # code of the definition
INDICATORS = {
    "startups": "STARTUPS",
    "incubators": "INCUBATORS",
    "accelerators": "ACCELERATORS",
    "rounds": "STARTUP_ROUNDS",
}


@transaction.atomic
def count_ecosystem(*, at):
    """Write the counts that are others than the last ones of this year; return how many.

    One Source stands for the counts of one day. What is counted as none is no saying.
    """
    day, unit = localdate(at), own_city()
    counts = {INDICATORS[what]: n for what, n in in_the_city(day.year).items() if n}
    known = Indicator.objects.filter(code__in=counts, definitions__code=LISTED) if unit else ()
    shown = _shown(unit, str(day.year))
    changed = [one for one in known if shown.get(one.code) != counts[one.code]]
    if not changed:
        return 0
    source = source_of(
        kind=COUNTED,
        raw_sha256=hashlib.sha256(f"ecosystem {day}".encode()).hexdigest(),
        retrieved_at=at,
        name="Counted in the start-up ecosystem of this site",
        name_vi="Đếm trong hệ sinh thái khởi nghiệp của trang này",
        version=day.isoformat(),
        licence="CC BY 4.0",
        attribution="Cầu Hiền",
        url=absolute("/ecosystem/"),
    )
    period = Period(str(day.year), day.year, day.year)
    drafts = [
        Draft(number, _said(one, unit, period, counts[one.code], source))
        for number, one in enumerate(changed, 1)
    ]
    compare(drafts)
    write_drafts(Difference(drafts, [], []), load=None, by=None, at=at)
    for draft in drafts:
        _log(draft.value, at)
    return len(drafts)


def _shown(unit, period):
    rows = Value.objects.filter(unit=unit, period=period, definition=LISTED, status=Status.SHOWN)
    return dict(rows.values_list("indicator__code", "number"))


def _said(indicator, unit, period, count, source):
    return Said(
        indicator=indicator,
        unit=unit,
        span=period,
        amount=Amount(Qualifier.LEAST, float(count)),
        qualifier=Qualifier.LEAST,
        printed=str(count),
        definition=LISTED,
        edition="",
        origin=Origin.COMPUTED,
        source=source,
        note="",
        note_vi="",
    )


def _log(said, at):
    record(
        chain=chain_of(said.indicator),
        act=Act.VALUE_ENTERED,
        by=None,
        at=at,
        public=True,
        detail={
            "value": said.code(),
            "unit": said.unit.code,
            "period": said.period,
            "printed": said.printed,
            "source": said.source.name,
        },
    )
