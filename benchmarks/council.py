"""Councils of seven with roles and quotas from 300 candidates: how fast, and is it proved?

python benchmarks/council.py [--candidates N] [--runs N] [--out FILE]

Seeded candidates of 60 organisations, a tenth with a conflict, each suited to some of five roles;
at most one of an organisation, two thirds experts, two women or more, one manager of a
department. Told: seconds until the first answer (a short effort) and until the proof (a long
one), the greedy answer beside, and a request that cannot be met with the reasons found.
"""

import time

import numpy as np
from report import arguments, machine, tell, version_of

from cauhien_engine.panel import ENGINE_VERSION
from cauhien_engine.panel.council import NoCouncil, Quota, form_council, request

ROLES = {"chair": 1, "vice_chair": 1, "scientific_secretary": 1, "reviewer": 2, "member": 2}
SHORT, LONG = 0.5, 60.0


def main():
    """Form a council of each seeded request and tell the figures."""
    options = arguments(
        __doc__.splitlines()[0],
        candidates={"type": int, "default": 300},
        runs={"type": int, "default": 20},
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
