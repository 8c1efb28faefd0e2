"""How fast is the search over everything, with many entries?

    python benchmarks/search_speed.py --works works-acl.jsonl.gz works-arxiv.jsonl.gz [--entries N]
        [--state DIR] [--out FILE]

Writes an entry for each work into a database of its own (kept in DIR for the next time, if one is
named), then asks 200 questions of one to three words out of titles of works, as a visitor would:
the first 20 results, and the counts of the filters, which tell the page how many there are. Says
how long the visitor waits, and how long the processor works, which other work on the machine does
not lengthen (the database's part is known in steps of 10 ms: read its quantiles with that in mind).
"""

import os
import random
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import psutil
from report import arguments, machine, records, tell

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

QUESTIONS = 200
BATCH = 2000
ZONES = ("city", "country", "abroad", "unknown")
PARTS = ("results", "facets", "page")


def main():
    options = arguments(
        __doc__.splitlines()[0],
        works={"nargs": "+", "type": Path, "required": True},
        entries={"type": int, "default": 120_000},
        state={"type": Path},
    )
    state = options.state or Path(tempfile.mkdtemp(prefix="cauhien-search-", dir="/tmp"))
    state.mkdir(exist_ok=True)
    state.chmod(0o711)
    cluster, measure = begin(state)
    try:
        figures = measure(options)
    finally:
        cluster.stop(force=True)
        if not options.state:
            shutil.rmtree(state, ignore_errors=True)
    tell(machine() | figures, options.out)


def begin(state):
    """Start the database and Django in a state directory; return the cluster and the measure."""
    os.environ |= {"CAUHIEN_STATE": str(state), "DJANGO_SETTINGS_MODULE": "cauhien.settings"}
    os.environ.pop("DATABASE_URL", None)
    from cauhien.core.postgres import Cluster

    cluster = Cluster(state)
    cluster.start()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return cluster, measure


def measure(options):
    from django.db import connection

    from cauhien.core.models import SearchEntry

    begun, there = time.perf_counter(), SearchEntry.objects.count()
    if there < options.entries:
        write_entries(options)
    written = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE core_searchentry")
        cursor.execute("SELECT pg_total_relation_size('core_searchentry'), version()")
        size, version = cursor.fetchone()
    figures = {
        "postgresql": version.split(",")[0],
        "entries": SearchEntry.objects.count(),
        "written_s": round(written, 1) if there < options.entries else None,
        "size_mb": round(size / 2**20),
    }
    return figures | timed(questions(QUESTIONS)) | {"load": os.getloadavg()[0]}


def write_entries(options):
    from cauhien.core import search

    at, batch = datetime.now(UTC), []
    for number, work in enumerate(records(*options.works)):
        if number >= options.entries:
            break
        abstract = work.get("abstract") or ""
        batch.append(
            search.Thing(
                kind="work",
                code=work["id"],
                title=("", work["title"]),
                summary=("", abstract[:300]),
                text=abstract,
                place=ZONES[number % 4],
                year=work.get("publication_year"),
            )
        )
        if len(batch) == BATCH:
            search.index_many(batch, at=at)
            batch = []
    search.index_many(batch, at=at)


def questions(number):
    """Return questions of one to three words that stand side by side in titles, always the same."""
    from cauhien.core.models import SearchEntry
    from cauhien.core.text import terms

    chance = random.Random(20261124)
    titles = list(SearchEntry.objects.order_by("code").values_list("title_en", flat=True)[::50])
    chance.shuffle(titles)
    asked = []
    for title in titles:
        words = [word for word in title.split() if any("_" not in term for term in terms(word))]
        many = chance.choice((1, 2, 2, 3))
        if len(words) >= many and len(asked) < number:
            at = chance.randrange(len(words) - many + 1)
            asked.append(" ".join(words[at : at + many]))
    return asked


def timed(asked):
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection

    from cauhien.front.queries import facet_counts_for, found_for

    visitor = AnonymousUser()
    ways = {
        "results": lambda question: list(found_for(question, user=visitor)[:20]),
        "facets": lambda question: facet_counts_for(question, user=visitor),
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = psutil.Process(cursor.fetchone()[0])
    rows = []
    for question in [*asked[:20], *asked]:  # the first twenty warm everything up
        rows.append([clocked(way, question, backend) for way in ways.values()])
    waits = np.array(rows[20:])  # (questions, parts, wall and processor), milliseconds
    waits = np.concatenate([waits, waits.sum(axis=1, keepdims=True)], axis=1)
    figures = {"questions": len(asked)}
    for part, name in enumerate(PARTS):
        for kind, suffix in enumerate(("ms", "cpu_ms")):
            p50, p95 = np.quantile(waits[:, part, kind], [0.5, 0.95])
            figures[f"{name}_p50_{suffix}"] = round(float(p50), 1)
            figures[f"{name}_p95_{suffix}"] = round(float(p95), 1)
    return figures


def clocked(way, question, backend):
    """Return how long a question took, and how long two processes were at work for it."""
    begun, busy = time.perf_counter(), processor_time(backend)
    way(question)
    return 1000 * (time.perf_counter() - begun), 1000 * (processor_time(backend) - busy)


def processor_time(backend):
    """Return the seconds of processor that we and our end of the database have used."""
    theirs = backend.cpu_times()
    return time.process_time() + theirs.user + theirs.system


if __name__ == "__main__":
    main()
