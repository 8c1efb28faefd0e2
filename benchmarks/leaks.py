"""Whether a hidden act shows anywhere to those who must not know of it: pages, feeds, exports, API.

python benchmarks/leaks.py [--only WORDS] [--out FILE]

On a database of its own, with the product's own views and the cases of tests/visibility: for each
act of tests/visibility/hidden.py (a sealed file is sent, a council invited, a score kept and
submitted, a tie declared, a verdict drafted) all roles of the matrix follow all links and ask the
feeds, tables, exports and the API, before the act and after it. Every answer is compared, byte for
byte but for what is new in each request (`crawl.py`). What is new to those who may know is asked
by its address as the others too, before and after. Told: how many answers differ for whoever must
not know (it must be none), how many for whoever may (not none: the act shows), and how many where
nothing was done between two crawls (none).
"""

import os
import sys
import time
from itertools import groupby
from pathlib import Path

from report import arguments, machine, tell

ROOT = Path(__file__).parents[1]


def main():
    options = arguments(__doc__.splitlines()[0], only={"default": ""})
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"  # a state directory for this run
    cluster = begin()
    try:
        rows = measure(options.only)
    finally:
        cluster.stop(force=True)
    leaks = {row["act"]: row["leaks"] for row in rows if row["leaks"]}
    tell(
        machine()
        | {
            "acts": len(rows),
            "answers_compared": sum(row["compared"] for row in rows),
            "differences": sum(len(where) for one in leaks.values() for where in one.values()),
            "leaks": leaks,
            "shown_to_who_may_know": {row["act"]: row["shown"] for row in rows},
            "without_an_act": sum(row["without_an_act"] for row in rows),
            "seconds": {row["act"]: row["seconds"] for row in rows},
        },
        options.out,
    )
    return bool(leaks)


def begin():
    """Start the database and Django; return the cluster."""
    import django

    from cauhien.core.postgres import Cluster
    from tests import settings

    cluster = Cluster(Path(settings.STATE), safe=False)
    cluster.start()
    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    return cluster


def measure(only):
    """Return the figures of each act; acts that begin from the same case are done one by one."""
    from django.db import transaction

    from tests.visibility.crawl import differences
    from tests.visibility.hidden import ACTS

    wanted = [act for act in ACTS if only in act.name]
    rows = []
    for make, acts in groupby(wanted, lambda act: act.make):
        with transaction.atomic():
            case = make()
            clients = signed_in(case)
            before = crawled(case, clients)
            again = crawled(case, {"coordinator": clients["coordinator"]})
            untouched = len(differences(before["coordinator"], again["coordinator"]))
            for act in acts:
                rows.append(figures(act, case, clients, before) | {"without_an_act": untouched})
                print(rows[-1], file=sys.stderr)
            transaction.set_rollback(True)
    return rows


def signed_in(case):
    from django.test import Client

    from tests.factories import sign_in

    clients = {role: Client() for role in case.people}
    for role, client in clients.items():
        if case.people[role].is_authenticated:
            sign_in(client, case.people[role])
            client.get("/notices/settings/")  # makes the secret addresses of their feeds
    return clients


def crawled(case, clients):
    """Return {role: {address: answer}} of all that each role is led to."""
    from tests.visibility.crawl import crawl, starts

    return {role: crawl(client, starts(case.challenge)) for role, client in clients.items()}


def figures(act, case, clients, before):
    """Do an act, compare, and take it back."""
    from django.db import transaction

    from tests.visibility.crawl import answers, differences

    begun = time.perf_counter()
    with transaction.atomic():
        act.act(case)
        after = crawled(case, clients)
        new = sorted({one for role in act.knows for one in after[role].keys() - before[role]})
        told = {role: answers(clients[role], new) for role in act.outsiders}
        transaction.set_rollback(True)
    untold = {role: answers(clients[role], new) for role in act.outsiders}
    found = {
        role: differences(before[role] | untold[role], after[role] | told[role])
        for role in act.outsiders
    }
    return {
        "act": act.name,
        "leaks": {role: where for role, where in found.items() if where},
        "shown": {role: len(differences(before[role], after[role])) for role in sorted(act.knows)},
        "compared": sum(len(after[role] | told[role]) for role in act.outsiders),
        "seconds": round(time.perf_counter() - begun, 1),
    }


if __name__ == "__main__":
    sys.exit(main())
