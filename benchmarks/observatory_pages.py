"""How fast the pages of the observatory answer with as much as it is meant for.

    python benchmarks/observatory_pages.py [--units 63] [--indicators 52] [--years 10]
        [--times 40] [--out FILE]

In a PostgreSQL of its own, with made-up values of so many units, indicators and years, an index
over all of them with its 10,000 variants, and as many goals as indicators. Each page is asked so
many times in one process, without a network; the first time, which draws the pictures, is told
apart.
The goal: 95 of 100 answers within 300 ms, ranks by other weights within 200 ms.
"""

import os
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from report import arguments, machine, tell, version_of

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from cauhien.core.postgres import Cluster  # noqa: E402 - found only after the line above

AT = datetime(2026, 11, 29, tzinfo=UTC)
LAST = 2025
PILLARS = 7
PAGES = {
    "index": "/observatory/index/many/",
    "other weights": "/observatory/index/many/?w_P0={weight}",
    "audit": "/observatory/index/many/audit/",
    "compare": "/observatory/index/many/compare/",
    "what if": "/observatory/index/many/reach/?unit=u{ranked}&k=5",
    "unit": "/observatory/units/u{unit}/",
    "indicator": "/observatory/indicators/i1/",
    "goals": "/observatory/goals/",
    "goal": "/observatory/goals/g1/",
    "hub": "/observatory/",
}


def main():
    options = arguments(
        __doc__.splitlines()[0],
        units={"type": int, "default": 63},
        indicators={"type": int, "default": 52},
        years={"type": int, "default": 10},
        times={"type": int, "default": 40},
    )
    state = Path(tempfile.mkdtemp(prefix="cauhien-pages-", dir="/tmp"))
    state.chmod(0o711)
    cluster = Cluster(state)
    cluster.start()
    os.environ |= {
        "CAUHIEN_STATE": str(state),
        "DATABASE_URL": cluster.url,
        "DJANGO_SETTINGS_MODULE": "cauhien.settings",
    }
    try:
        tell(measured(options), options.out)
    finally:
        cluster.stop(force=True)
        shutil.rmtree(state, ignore_errors=True)


def measured(options):
    import django
    from django.conf import settings

    django.setup()
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"  # nothing was collected here
    )
    settings.ALLOWED_HOSTS = ["testserver"]
    from django.core.management import call_command

    from cauhien.core import starting

    starting.begin().join()  # as the server does
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    fill(options)
    begin = time.monotonic()
    compute()
    seconds = round(time.monotonic() - begin, 2)
    figures = {name: answers(address, options) for name, address in PAGES.items()}
    sizes = {name: getattr(options, name) for name in ("units", "indicators", "years", "times")}
    versions = {"django": version_of("django"), "vl-convert": version_of("vl-convert-python")}
    return sizes | {"computed_s": seconds, "pages_ms": figures} | versions | {"machine": machine()}


def answers(address, options):
    """Return milliseconds: the first answer, median and 95th percentile of the others."""
    from django.test import Client

    client, took = Client(), []
    for turn in range(options.times + 1):
        page = address.format(
            unit=turn % options.units,
            ranked=turn % (options.units // 5),
            weight=f"{1 + turn / 10:.1f}",
        )
        begin = time.perf_counter()
        answer = client.get(page, headers={"accept-language": "en"})
        took.append(1000 * (time.perf_counter() - begin))
        assert answer.status_code == 200, (page, answer.status_code)
    first, others = took[0], sorted(took[1:])
    p95 = others[min(len(others) - 1, int(0.95 * len(others)))]
    return {"first": round(first), "median": round(others[len(others) // 2]), "p95": round(p95)}


def fill(options):
    """Write made-up units, indicators and values, an index and goals."""
    import numpy as np

    from cauhien.core.codes import random_code
    from cauhien.core.models import Source
    from cauhien.observatory.models import Indicator, Target, Unit, Value

    rng = np.random.default_rng(1)
    source = Source.objects.create(
        kind="observatory", name="Made up", licence="none", retrieved_at=AT
    )
    units = Unit.objects.bulk_create(
        Unit(code=f"u{at}", kind="country", name_vi=f"Đơn vị {at}", name_en=f"Unit {at}",
             groups=["asia", "asean"] if at < options.units // 5 else ["asia"], sort_key=f"{at:04}")
        for at in range(options.units)
    )  # fmt: skip
    indicators = Indicator.objects.bulk_create(
        Indicator(code=f"i{at}", name_vi=f"Chỉ số {at}", name_en=f"Indicator {at}", level="country",
                  family="WDI", measure_en="%", measure_vi="%", sort_key=f"{at:04}")
        for at in range(options.indicators)
    )  # fmt: skip
    ability = rng.normal(size=options.units)
    Value.objects.bulk_create(
        Value(code=random_code(), indicator=indicator, unit=unit, period=str(year), since=year,
              year=year, number=number, printed=f"{number:.3f}", source=source, at=AT)
        for indicator in indicators
        for unit, base in zip(units, ability, strict=True)
        for year in range(LAST - options.years + 1, LAST + 1)
        for number in [float(50 + 8 * base + (year - LAST) + 6 * rng.normal())]
    )  # fmt: skip
    frame(indicators, options)
    Target.objects.bulk_create(
        Target(code=f"g{at}", key=f"G{at}", name_vi=f"Mục tiêu {at}", name_en=f"Goal {at}",
               indicator=one, unit=units[0], year=2030, operator="ge", number=70, document="None",
               source=source)
        for at, one in enumerate(indicators)
    )  # fmt: skip


def frame(indicators, options):
    from cauhien.observatory.models import Frame

    def node(code, level, parent, kind):
        return {"iCode": code, "iName": code, "iName_vi": code, "Level": level, "Parent": parent,
                "Direction": 1, "Weight": 1, "Type": kind}  # fmt: skip

    leaves = [node(one.code, 1, f"P{at % PILLARS}", "Indicator")
              for at, one in enumerate(indicators)]  # fmt: skip
    pillars = [node(f"P{at}", 2, "TOP", "Aggregate") for at in range(PILLARS)]
    steps = [
        {"do": "treat", "options": {"most": 5, "second": "log"}},
        {"do": "normalise", "options": {"method": "minmax", "low": 1, "high": 100}},
        {"do": "impute", "options": {"method": "none"}},
        {"do": "weigh", "options": {"method": "given"}},
        {"do": "aggregate", "options": {"method": "arithmetic"}},
    ]
    Frame.objects.create(
        code="many", name_vi="Nhiều", name_en="Many", version="1", plan=steps, locked=True, at=AT,
        nodes=[*leaves, *pillars, node("TOP", 3, "", "Aggregate")], group="asia",
        base_group="asean", first_year=LAST - options.years + 1, last_year=LAST,
    )  # fmt: skip


def compute():
    from cauhien.observatory import actions
    from cauhien.observatory.queries.frames import without_variants

    actions.issue_all(at=AT)
    actions.compute_all(at=AT)
    for computation in without_variants():
        actions.vary(computation=computation)


if __name__ == "__main__":
    main()
