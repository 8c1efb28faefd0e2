"""Councils of seven with roles and quotas from 300 candidates: how fast, and is it proved?

python benchmarks/council.py [--candidates N] [--runs N] [--state DIR] [--out FILE]

Seeded candidates of 60 organisations, a tenth with a conflict, each suited to some of five roles;
at most one of an organisation, two thirds experts, two women or more, one manager of a
department. Told: seconds until the first answer (a short effort) and until the proof (a long
one), and a request that cannot be met with the reasons found.

--state: the state directory of a site that holds the demonstration (`./cauhien up`, then stopped).
The product itself then forms the council: it reads the people with most works, their employers,
works and projects, five files of four of them each, finds conflicts, seats and stores. Nothing of
it stays. Told: how long one waits, and how long the processor of this process works.
"""

import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from report import arguments, machine, tell, version_of

from cauhien_engine.panel import ENGINE_VERSION
from cauhien_engine.panel.council import NoCouncil, Quota, form_council, request

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

ROLES = {"chair": 1, "vice_chair": 1, "scientific_secretary": 1, "reviewer": 2, "member": 2}
SHORT, LONG = 0.5, 60.0


def main():
    """Form a council of each seeded request and tell the figures."""
    options = arguments(
        __doc__.splitlines()[0],
        candidates={"type": int, "default": 300},
        runs={"type": int, "default": 20},
        state={"type": Path},
    )
    rows = [run(seed, options.candidates) for seed in range(options.runs)]
    tell(
        {
            "candidates": options.candidates,
            "runs": options.runs,
            "seconds_median": round(float(np.median([row["first"] for row in rows])), 3),
            "seconds_most": max(row["first"] for row in rows),
            "proved_at_once": sum(row["proved_at_once"] for row in rows),
            "proof_seconds_most": max(row["proof"] for row in rows),
            "proved": sum(row["proved"] for row in rows),
            "first_share_of_best": min(row["share"] for row in rows),
            "kept_seed": all(row["same"] for row in rows),
            "impossible": impossible(options.candidates),
            "product": of_product(options) if options.state else None,
            "engine": ENGINE_VERSION,
            "ortools": version_of("ortools"),
            "machine": machine(),
        },
        options.out,
    )


def run(seed, candidates):
    """Return the figures of one request."""
    asked = example(seed, candidates)
    first, seconds = timed(asked, SHORT)
    best, proof = timed(asked, LONG)
    again, _ = timed(asked, SHORT)
    return {
        "first": seconds,
        "proof": proof,
        "proved_at_once": first.is_optimal,
        "proved": best.is_optimal,
        "share": round(first.total / best.total, 4),
        "same": first == again,
    }


def timed(asked, effort):
    """Return (the council, seconds)."""
    begun = time.perf_counter()
    council = form_council(asked, seed=1, effort=effort)
    return council, round(time.perf_counter() - begun, 3)


def example(seed, candidates):
    """Return a request of seeded candidates."""
    rng = np.random.default_rng(seed)
    fit = rng.beta(2, 4, (candidates, 1)) + rng.normal(0, 0.05, (candidates, len(ROLES)))
    suited = rng.random((candidates, len(ROLES))) < [0.1, 0.15, 0.2, 0.5, 0.9]
    free = rng.random((candidates, 1)) >= 0.1
    organisation = rng.integers(0, 60, candidates)
    expert, woman, manager = (rng.random(candidates) < share for share in (0.7, 0.3, 0.1))
    quotas = [Quota(f"organisation {one}", group(organisation == one), most=1) for one in range(60)]
    quotas += [
        Quota("experts", group(expert), least=5),
        Quota("women", group(woman), least=2),
        Quota("managers", group(manager), least=1, most=2),
    ]
    return request(fit, suited & free, ROLES, quotas)


def of_product(options):
    """Return the figures of the product, over the database of a site that is not running."""
    os.environ |= {
        "CAUHIEN_STATE": str(options.state),
        "DJANGO_SETTINGS_MODULE": "cauhien.settings",
    }
    os.environ.pop("DATABASE_URL", None)
    from cauhien.core.postgres import Cluster

    cluster = Cluster(options.state)
    cluster.start()
    try:
        import django

        django.setup()
        from django.db import transaction

        with transaction.atomic():
            figures = formed(options)
            transaction.set_rollback(True)
    finally:
        cluster.stop()
    return figures


def formed(options):
    from django.db import transaction

    from cauhien.review import bridge
    from cauhien.review.actions import Wish, form_council
    from cauhien.review.models import Finding

    at = datetime.now(UTC)
    challenge, by = a_call(options.candidates, at)
    wish = Wish(size=7, until=at.date() + timedelta(days=30), limits={"organisation": 1})
    bridge.load()
    rows, told = [], {}
    for _ in range(options.runs):
        with transaction.atomic():
            begun, busy = time.perf_counter(), time.process_time()
            council = form_council(challenge=challenge, wish=wish, by=by, at=at)
            rows.append((time.perf_counter() - begun, time.process_time() - busy))
            told = {
                "weighed": len(council.candidates),
                "matched": sum(one["fit"] > 0 for one in council.candidates),
                "kept_out": sum(one["out"] == "conflict" for one in council.candidates),
                "conflicts": Finding.objects.filter(council=council).count(),
                "proved_at_once": council.is_optimal,
            }
            transaction.set_rollback(True)
    wall, busy = np.array(rows).T
    return told | {
        "seconds_median": round(float(np.median(wall)), 3),
        "seconds_most": round(float(wall.max()), 3),
        "cpu_median": round(float(np.median(busy)), 3),
        "cpu_most": round(float(busy.max()), 3),
    }


def a_call(candidates, at):
    """Return (a problem that was matched, with five files in review; who may form its council)."""
    from django.db.models import Count

    from cauhien.accounts.models import Grant, User
    from cauhien.challenges.models import Call, Initiative, Member, Procedure
    from cauhien.matching.models import Run
    from cauhien.network.models import Person
    from cauhien.review.models import Council, Expert

    by = User.objects.create(email="benchmark@test.invalid")
    Grant.objects.create(user=by, role="coordinator", starts_on=at.date(), given_at=at)
    by.day = at.date()
    judged = Council.objects.values("challenge")
    run = Run.objects.filter(state="done").exclude(challenge__in=judged).order_by("-id").first()
    challenge, procedure = run.challenge, Procedure.objects.get(code="commissioned-task")
    challenge.state = "in_review"
    challenge.save(update_fields=["state"])
    said = {"saved_at": at, "saved_by": by, "procedure": procedure}
    Call.objects.update_or_create(challenge=challenge, defaults=said)
    known = Person.objects.filter(canonical=None, left_at=None, user=None)
    known = known.annotate(works=Count("authorships")).order_by("-works", "id")[: candidates + 20]
    judges, teams = known[:candidates], list(known[candidates:])
    Expert.objects.all().delete()
    Expert.objects.bulk_create(
        Expert(person=one, email=f"{one.code}@test.invalid", saved_at=at, saved_by=by)
        for one in judges
    )
    for number in range(5):
        file = Initiative.objects.create(
            challenge=challenge, state="in_review", number=number + 1, created_at=at, saved_at=at
        )
        for person in teams[number::5]:
            Member.objects.create(
                initiative=file,
                person=person,
                name=person.name,
                email=f"{person.code}@test.invalid",
                role="lead",
                invited_at=at,
                consent_at=at,
            )
    return challenge, by


def group(mask):
    """Return the places where a mask holds."""
    return tuple(int(one) for one in np.flatnonzero(mask))


def impossible(candidates):
    """Return the reasons and the seconds for a request that asks for too much."""
    asked = example(0, candidates)
    (experts,) = (one.group for one in asked.quotas if one.id == "experts")
    quotas = [*asked.quotas, Quota("laymen", experts, most=3)]
    begun = time.perf_counter()
    try:
        form_council(request(asked.fit, asked.allowed, ROLES, quotas), seed=1)
    except NoCouncil as refusal:
        seconds = round(time.perf_counter() - begun, 3)
        return {"reasons": refusal.refusal.reasons, "seconds": seconds}
    return {"reasons": None}


if __name__ == "__main__":
    main()
