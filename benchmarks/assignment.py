"""Reviewers for files: the worst file, the total, the time and the memory, beside peers.

python benchmarks/assignment.py [--sizes 100x200,…] [--seeds N] [--peer DIR] [--peer-seconds S]
    [--matrix FILE.npz --loads SEATS,MOST] [--bound-edges N] [--out FILE]

Instances are seeded (papers x reviewers, three seats each): people and files of some topics,
2 % conflicts; "ample" has room for twice the seats, "scarce" for 1.05 times, unevenly spread.
FILE.npz holds a table of scores (papers, reviewers), named "scores" or alone, and optionally
"allowed", "demand" and "capacity"; --loads gives the last two as numbers.

Peers: with --peer, the folder of a copy of openreview/openreview-matcher (its FairFlow,
FairSequence and MinMax, those of its solvers that need no paid licence); else own versions of
the same methods from their papers (`fair_peers`), named as such. Each run is a process of its
own; a peer that needs more than --peer-seconds is told as "over". worst is the smallest sum of
scores of a file; worst_of_bound compares it with what no assignment passes that keeps 99.8 % of
the largest total: by a linear programme (seats in parts, so that whole seats need not reach it)
where the instance is small enough for one, else with what the file could have if it were alone.
seconds are of the processor, so that other work on the machine does not count, and without the
time to load a solver, theirs or ours; wall_seconds are told of ours.
"""

import importlib
import json
import multiprocessing
import os
import resource
import sys
import time
import types
from pathlib import Path

import fair_peers
import numpy as np
from report import arguments, machine, tell, version_of

from cauhien_engine.panel import ENGINE_VERSION
from cauhien_engine.panel.assign import Settings, assign
from cauhien_engine.panel.bounds import bounds_of
from cauhien_engine.panel.edges import best_edges, instance
from cauhien_engine.panel.solvers import max_flow, min_cost_flow

SIZES = "100x200,200x400,500x1000,1000x1500,2000x3000"
PEERS = {
    "FairFlow": "fairflow",
    "FairSequence": "fairsequence",
    "MinMaxSolver": "minmax_solver",
}


def main():
    """Run every instance and tell a row of each, and whether the aims are met."""
    options = arguments(
        __doc__.splitlines()[0],
        sizes={"default": SIZES},
        seeds={"type": int, "default": 2},
        peer={"type": Path},
        peer_seconds={"type": float, "default": 300.0},
        peers={"default": ",".join(PEERS)},
        matrix={"type": Path},
        loads={"default": "3,6"},
        bound_edges={"type": int, "default": 40_000},
    )
    rows = [row(spec, options) for spec in specs(options)]
    tell({"summary": summary(rows), "engine": ENGINE_VERSION, "ortools": version_of("ortools"),
          "peers_from": "openreview-matcher" if options.peer else "own versions from the papers",
          "machine": machine(), "instances": rows}, options.out)  # fmt: skip


def specs(options):
    """Yield (name, papers, reviewers, scarce, seed), or the file and its loads."""
    if options.matrix:
        yield ("matrix", options.matrix, *map(int, options.loads.split(",")))
        return
    for size in options.sizes.split(","):
        papers, reviewers = map(int, size.split("x"))
        for scarce in (False, True):
            for seed in range(1, options.seeds + 1):
                yield (f"{size} {'scarce' if scarce else 'ample'} {seed}",
                       papers, reviewers, scarce, seed)  # fmt: skip


def example(spec):
    """Return (scores, allowed, demand, capacity) of a spec."""
    if spec[0] == "matrix":
        return loaded(*spec[1:])
    _, papers, reviewers, scarce, seed = spec
    rng = np.random.default_rng(seed)
    topics = max(8, papers // 15)
    ours, theirs = (
        rng.dirichlet(np.full(topics, how), count).astype(np.float32)
        for how, count in ((0.1, papers), (0.15, reviewers))
    )
    for one in (ours, theirs):
        one /= np.linalg.norm(one, axis=1, keepdims=True)
    scores = 0.75 * (ours @ theirs.T)
    for row in scores:  # by rows, so that the instance takes no more memory than its table
        row += 0.25 * rng.beta(2, 5, reviewers).astype(np.float32)
    allowed = rng.random(scores.shape, dtype=np.float32) >= 0.02
    room = rng.multinomial(int(3 * papers * (1.05 if scarce else 2)), rng.dirichlet(
        np.full(reviewers, 20.0)))  # fmt: skip
    return np.round(np.clip(scores, 0, 1), 4), allowed, np.full(papers, 3), room


def loaded(path, seats, most):
    """Return the instance of a file of numpy arrays."""
    with np.load(path) as file:
        tables = dict(file)
    named = [tables[name] for name in ("scores", "affinity", "matrix") if name in tables]
    scores = named[0] if named else next(one for one in tables.values() if one.ndim == 2)
    papers, reviewers = scores.shape
    return (
        scores,
        tables.get("allowed", np.ones(scores.shape, dtype=bool)).astype(bool),
        np.broadcast_to(tables.get("demand", seats), papers),
        np.broadcast_to(tables.get("capacity", most), reviewers),
    )


def row(spec, options):
    """Return the figures of one instance, ours and the peers'."""
    found = {"instance": spec[0], "ours": measured(ours, (spec, options.bound_edges), None)}
    for name in options.peers.split(","):
        work = (spec, name, options.peer)
        found[name] = measured(peer, work, options.peer_seconds)
    for name in options.peers.split(","):
        compare(found, found[name], options.peer)
    print(json.dumps(found), file=sys.stderr, flush=True)
    return found


def compare(found, other, theirs):
    """Add to a peer's figures how ours stand beside them; how fast, only beside their programs:
    our versions of their methods stand on the flow of the engine.
    """
    if other.get("total"):
        mine = found["ours"]
        other["our_worst_at_least"] = mine["worst"] >= other["worst"] - 1e-6
        other["our_total_share"] = round(mine["total"] / other["total"], 5)
        if theirs:
            other["times_faster"] = round(other["seconds"] / mine["seconds"], 1)


def measured(work, given, seconds):
    """Return what a function tells, run in a process of its own, or that it took too long."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # a thread that waits would count as busy
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=send, args=(there, work, given))
    process.start()
    told = here.recv() if here.poll(seconds) else {"over": seconds}
    if "over" in told:
        process.terminate()
    process.join()
    return told


def send(pipe, work, given):
    """Send what a function tells, and the most memory that its process had."""
    try:
        told = work(*given)
    except Exception as error:  # a peer may refuse an instance: that is a result
        told = {"refused": f"{type(error).__name__}: {error}"[:200]}
    pipe.send(told | {"peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)})


def ours(spec, bound_edges):
    """Return our figures of an instance; the bound is sought after the clock has stopped."""
    scores, allowed, demand, capacity = example(spec)
    max_flow(), min_cost_flow()  # a peer's modules are loaded before its clock starts, too
    begun, clock = time.process_time(), time.perf_counter()
    found = assign(scores, allowed, demand, capacity, rng=np.random.default_rng(1))
    seconds, wall = time.process_time() - begun, time.perf_counter() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sums = found.means * demand
    alone = np.sort(np.where(allowed & (capacity > 0), scores, -1), axis=1)[:, ::-1]
    bound = float(min(row[:count].sum() for row, count in zip(alone, demand, strict=True)))
    edges = best_edges(instance(scores, allowed, demand, capacity), 150, 20)
    programme = len(edges) <= bound_edges
    if programme:
        kept = Settings().least_total
        bound = min(bound, bounds_of(edges, demand, capacity, kept=kept).worst * demand.max())
    return {
        "worst": round(float(np.nanmin(sums)), 4),
        "total": round(found.total, 4),
        "seconds": round(seconds, 3),
        "wall_seconds": round(wall, 3),
        "floor": round(found.floor, 4),
        "total_of_bound": round(found.total / found.largest_total, 5),
        "worst_of_bound": round(float(np.nanmin(sums) / bound), 5),
        "bound_by": "programme" if programme else "each file alone",
        "peak_in_assign_mb": round(peak),
    }


def peer(spec, name, folder):
    """Return a peer's figures of an instance."""
    scores, allowed, demand, capacity = example(spec)
    chosen, seconds = (
        theirs(name, folder, (scores, allowed, demand, capacity))
        if folder
        else own_version(name, (scores, allowed, demand, capacity))
    )
    sums = (chosen * scores).sum(axis=1)
    return {
        "worst": round(float(sums.min()), 4),
        "total": round(float(sums.sum()), 4),
        "seconds": round(seconds, 3),
        "conflicts": int((chosen * ~allowed).sum()),
        "seats_empty": int((demand - chosen.sum(axis=1)).clip(0).sum()),
    }


def own_version(name, given):
    """Return (table of seats, seconds) of our version of a method."""
    begun = time.process_time()
    return fair_peers.METHODS[name](*given), time.process_time() - begun


def theirs(name, folder, given):
    """Return (table of seats, seconds) of a solver of openreview-matcher.

    Its package imports all solvers at once, also those that need a paid licence: the module is
    loaded without it.
    """
    scores, allowed, demand, capacity = given
    for package, path in (
        ("matcher", folder / "matcher"),
        ("matcher.solvers", folder / "matcher" / "solvers"),
    ):
        stub = types.ModuleType(package)
        stub.__path__ = [str(path)]
        sys.modules[package] = stub
    solver = getattr(importlib.import_module(f"matcher.solvers.{PEERS[name]}"), name)
    scores = scores.astype(float)
    encoder = types.SimpleNamespace(
        aggregate_score_matrix=scores,
        cost_matrix=(-100 * scores).astype(int),  # as its encoder makes them
        constraint_matrix=np.where(allowed, 0, -1),
    )
    begun = time.process_time()
    chosen = np.array(
        solver([0] * len(capacity), capacity.tolist(), demand.tolist(), encoder).solve()
    )
    return chosen, time.process_time() - begun


def summary(rows):
    """Return whether the aims are met over all instances that a peer finished."""
    beside = [row["FairFlow"] for row in rows if "worst" in row.get("FairFlow", {})]
    scarce = [row["ours"] for row in rows if "scarce" in row["instance"]]
    return {
        "instances": len(rows),
        "finished_by_fairflow": len(beside),
        "worst_at_least_fairflow": sum(one["our_worst_at_least"] for one in beside),
        "least_total_share_of_fairflow": min((one["our_total_share"] for one in beside), default=0),
        "least_times_faster_than_fairflow": min(
            (one["times_faster"] for one in beside if "times_faster" in one), default=None
        ),
        "least_scarce_total_of_bound": min((one["total_of_bound"] for one in scarce), default=None),
        "least_scarce_worst_of_bound": min((one["worst_of_bound"] for one in scarce), default=None),
        "most_wall_seconds": max(row["ours"]["wall_seconds"] for row in rows),
        "most_mb": max(row["ours"]["peak_in_assign_mb"] for row in rows),
    }


if __name__ == "__main__":
    main()
