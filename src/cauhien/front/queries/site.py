"""What the front pages read: the search over everything, the figures of the home page, health."""

from collections import Counter
from datetime import datetime, timedelta
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Count, Exists, Max, OuterRef
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from cauhien.challenges.models import Challenge
from cauhien.challenges.queries import KIND as CHALLENGE
from cauhien.challenges.queries import counted_for
from cauhien.core.models import Source
from cauhien.core.queues import LONG, NAME, QUICK
from cauhien.core.search import FACETS, find
from cauhien.core.subjects import subjects
from cauhien.ingest.models import Batch
from cauhien.ingest.states import BatchState
from cauhien.matching.models import IndexVersion
from cauhien.observatory.states import CITED

LONGEST_QUESTION = 200  # characters; whole problems go to the match
SILENT_AFTER = timedelta(seconds=60)  # a worker says that it lives every ten seconds


def found_for(question, *, user, **facets):
    """Return the entries of kinds that have a page, as `find` orders them."""
    known = [known.kind for known in subjects()]
    return find(question, user=user, **facets).filter(kind__in=known)


def found_by_programs(question, *, user, **facets):
    """Return them as the API lists them: illustrations aside."""
    return without_illustrations(found_for(question, user=user, **facets))


def facet_counts_for(question, *, user, found=found_for, **facets):
    """Return {facet: [(value, count), …]}: how many there would be with another choice in each.

    found: what is counted.
    """
    chosen = [name for name, value in facets.items() if value]
    # Filters that are not in use all count the same entries: one query serves them.
    tables = {name: _table(found, question, user, facets | {name: ""}) for name in chosen}
    tables[""] = _table(found, question, user, facets)
    return {name: _column(tables.get(name, tables[""]), name) for name in FACETS}


def _table(found, question, user, facets):
    """Return [(kind, place, topic, count), …] of what is found."""
    plain = found(question, user=user, **facets).order_by()
    return list(plain.values_list(*FACETS).annotate(count=Count("id")))


def _column(table, name):
    """Return one facet of a table as [(value, count), …], the largest first."""
    counts = Counter()
    for row in table:
        counts[row[FACETS.index(name)]] += row[-1]
    return sorted(((v, n) for v, n in counts.items() if v), key=lambda row: (-row[1], row[0]))


def figures():
    """Return {kind: how many the public may see}, illustrations aside."""
    seen = without_illustrations(find("", user=AnonymousUser()).order_by())
    return dict(seen.values_list("kind").annotate(Count("id")))


def without_illustrations(entries):
    """Return those of the entries that programs and figures know of."""
    invented = Challenge.objects.filter(is_illustration=True).values("code")
    return entries.exclude(kind=CHALLENGE, code__in=invented)


def newest_problems(count=6):
    """Return the problems that came in last, of those that everybody may see."""
    return counted_for(AnonymousUser()).order_by("-created_at", "sort_key")[:count]


class Origin(NamedTuple):
    """A source, or the files of one, as the page of all sources names it."""

    name: str
    name_vi: str
    licence: str
    attribution: str
    url: str
    files: int
    version: str
    retrieved_at: datetime


def sources():
    """Return the Origins by name; one read in many files stands there once, with its last date.

    Single pages that figures cite are many: they stand beside each figure of the observatory.
    """
    rows = (
        _taken_over()
        .exclude(kind=CITED)
        .values("name", "name_vi", "licence", "attribution", "url", "kind")
        .annotate(files=Count("id"), retrieved_at=Max("retrieved_at"), version=Max("version"))
        .order_by("name", "licence")
    )
    return [Origin(**{name: row[name] for name in Origin._fields}) for row in rows]


def last_retrieval():
    """Return when data came in last."""
    return _taken_over().aggregate(at=Max("retrieved_at"))["at"]


def _taken_over():
    """Return the sources but for files that were only looked at: nothing here is from those."""
    batches = Batch.objects.filter(source=OuterRef("pk"))
    taken = batches.filter(state__in=[BatchState.RECONCILING, BatchState.DONE])
    return Source.objects.filter(~Exists(batches) | Exists(taken))


def database_answers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def workers_alive(at):
    """Return how many workers have said within the last minute that they live."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=at - SILENT_AFTER).count()


def workers_by_queue():
    """Return {queue: how many workers for it are connected}; one for all queues counts in each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT application_name FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name LIKE %s",
            [f"{NAME} %"],
        )
        queues = [name.split(" ")[-2] for (name,) in cursor.fetchall()]
    return {one: queues.count(one) + queues.count("all") for one in (QUICK, LONG)}


def jobs_by_state():
    return dict(ProcrastinateJob.objects.values_list("status").annotate(Count("id")))


def match_index():
    """Return the match index that was built last, or None."""
    return IndexVersion.objects.order_by("-built_at", "-id").first()
