"""How fast pages of observatory, resolution and brief answer with as much as they are meant for.

    python benchmarks/observatory_pages.py [--units 63] [--indicators 52] [--years 10]
        [--tasks 200] [--times 40] [--out FILE]

In a PostgreSQL of its own, with made-up values of so many units, indicators and years, an index
over all of them with its 10,000 variants, as many goals as indicators, and so many tasks of which
half are in work with reports, blocks and changes. Each page is asked so many times in one process,
without a network, by whoever may: the public, a coordinator, a leader. The first time, which draws
the pictures, is told apart. Processor time is told beside, as other work on the machine does not
lengthen it; PostgreSQL's own is not in it.
The goal: 95 of 100 answers within 300 ms, ranks by other weights within 200 ms.
"""

import gc
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
    "tasks": "/tasks/",
    "tasks of an office": "/tasks/?office={office}&reports=silent",
    "task": "/tasks/{task}/",
    "tasks of a goal": "/observatory/goals/g1/tasks/",
    "plan out": "/tasks/plan.xlsx",
}
OF_COORDINATOR = {
    "task of a coordinator": "/tasks/{task}/",
    "plan compared": "/tasks/plan/{sheet}/",
}
OF_LEADER = {"brief": "/brief/", "brief on paper": "/brief/print.pdf"}


def main():
    options = arguments(
        __doc__.splitlines()[0],
        units={"type": int, "default": 63},
        indicators={"type": int, "default": 52},
        years={"type": int, "default": 10},
        tasks={"type": int, "default": 200},
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
    places, coordinator, leader = plan(options)
    gc.collect()
    gc.freeze()  # what the filling left behind is in no server
    figures = {}
    for pages, user in ((PAGES, None), (OF_COORDINATOR, coordinator), (OF_LEADER, leader)):
        client = signed_in(user)
        for name, address in pages.items():
            figures[name] = answers(client, address, places, options)
    names = ("units", "indicators", "years", "tasks", "times")
    sizes = {name: getattr(options, name) for name in names}
    versions = {"django": version_of("django"), "vl-convert": version_of("vl-convert-python")}
    return sizes | {"computed_s": seconds, "pages_ms": figures} | versions | {"machine": machine()}


def signed_in(user):
    from django.test import Client

    from tests.factories import sign_in

    client = Client()
    if user:
        sign_in(client, user)
    return client


def answers(client, address, places, options):
    """Return milliseconds of the first answer, and of the others; `cpu` is of this process."""
    took, worked = [], []
    for turn in range(options.times + 1):
        page = address.format(
            unit=turn % options.units,
            ranked=turn % (options.units // 5),
            weight=f"{1 + turn / 10:.1f}",
            **{name: found[turn % len(found)] for name, found in places.items()},
        )
        begin, at_work = time.perf_counter(), time.process_time()
        answer = client.get(page, headers={"accept-language": "en"})
        worked.append(1000 * (time.process_time() - at_work))
        took.append(1000 * (time.perf_counter() - begin))
        assert answer.status_code == 200, (page, answer.status_code)
    wall, cpu = sorted(took[1:]), sorted(worked[1:])
    of_most, half = min(len(wall) - 1, int(0.95 * len(wall))), len(wall) // 2
    found = {"first": took[0], "median": wall[half], "p95": wall[of_most]}
    found |= {"cpu_median": cpu[half], "cpu_p95": cpu[of_most]}
    return {name: round(value) for name, value in found.items()}


def plan(options):
    """Write a plan of made-up tasks; return ({what an address names: codes}, two accounts)."""
    from cauhien.accounts.states import Role
    from cauhien.resolution import actions
    from cauhien.resolution.charts import stands
    from cauhien.resolution.documents import plan_book
    from cauhien.resolution.models import Task
    from cauhien.resolution.queries import listed
    from cauhien.resolution.states import TaskState
    from tests.factories import NOW, a_user, an_office
    from tests.resolution.things import Cast, a_task

    casts = [Cast(an_office()) for _ in range(20)]
    for at in range(options.tasks):
        cast = casts[at % len(casts)]
        state = TaskState.RUNNING if at % 2 else TaskState.LISTED
        title = f"Nhiệm vụ {at}"
        task = a_task(state, title_vi=title, office=cast.office, target_code=f"G{at % 9}")
        values = {"target": 71}
        actions.change_plan(task=task, values=values, reason="QĐ.", by=cast.coordinator, at=NOW)
        if at % 4 == 3:
            said = {"reason": "Chờ vốn.", "office": casts[0].office, "other": "Bộ"}
            if cast is not casts[0]:
                actions.block(task=task, **said, by=cast.officer, at=NOW)
    coordinator, leader = a_user(Role.COORDINATOR), a_user(Role.LEADER)
    tasks = listed(coordinator, NOW.date(), order="document")
    data = plan_book(tasks, stands(tasks, coordinator, NOW.date()))
    sheet = actions.send_sheet(name="plan.xlsx", data=data, by=coordinator, at=NOW)
    places = {
        "task": list(Task.objects.values_list("code", flat=True)),
        "office": [cast.office.code for cast in casts],
        "sheet": [sheet.code],
    }
    return places, coordinator, leader


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
    from cauhien.observatory.queries.frames import ranked_units, without_variants

    actions.issue_all(at=AT)
    actions.compute_all(at=AT)
    for computation in without_variants():
        actions.vary(computation=computation)
    actions.draw_units(ranked_units())


if __name__ == "__main__":
    main()
