"""Uncertainty of an index: thousands of variants, what moves the ranks, how fast in one thread.

python benchmarks/ensemble.py [--input DIR] [--rounds N] [--sizes small|all] [--out FILE]

--input: iMeta.csv and iData.csv of COINr's ASEM example; without it a seeded table of the same
size (51 units, 49 indicators, 8 pillars). Told, medians of --rounds runs, each with a compiled
plan of its own:
1,000 and 100,000 variants of four factors with ranks and quantiles; 250 of five factors at every
stage; Sobol indices with N = 16,384 and their half-widths, and those of every unit; 1,400 units of
40 indicators by 1,000 weight sets with the pairwise matrix of 50 units. COINr is run beside where
Rscript can load it, else its time of 1,000 variants as recorded elsewhere is told as such.
`cpu` is the processor's time, `wall` what a clock on a shared machine says; `load` how busy it was.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy is loaded
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from composite_cases import BASE, FROM_ONE, ZSCORE, read
from report import arguments, machine, tell

from cauhien_engine.composite.columns import frame_of, panel_of
from cauhien_engine.composite.ensemble import Ensemble
from cauhien_engine.composite.factors import Choice, Noise, Range, noisy_weights
from cauhien_engine.composite.frame import Frame, Node
from cauhien_engine.composite.panel import Panel
from cauhien_engine.composite.plan import Plan
from cauhien_engine.composite.sensitivity import sensitivity
from cauhien_engine.composite.standing import standings
from cauhien_engine.composite.version import ENGINE_VERSION

RECORDED = {"seconds": 166.4, "where": "recorded elsewhere: COINr 1.1.14, R 4.2.2, 2 cores"}
QUANTILES = (0.05, 0.5, 0.95)
POINTS = 16_384
PLAN_OF_WEIGHTS = Plan(BASE.steps[-3:])


def main():
    """Run each part and tell."""
    options = arguments(
        __doc__.splitlines()[0],
        input={"type": Path},
        rounds={"type": int, "default": 5},
        sizes={"choices": ["small", "all"], "default": "all"},
    )
    frame, panel = example(options.input)
    begun = os.getloadavg()[0]
    figures = {
        "example": str(options.input.name) if options.input else "seeded table",
        "1000_variants": of_variants(frame, panel, 1_000, options.rounds),
        "five_factors_250": of_stages(frame, panel, options.rounds),
    }
    if options.sizes == "all":
        figures |= {
            "100000_variants": of_variants(frame, panel, 100_000, options.rounds),
            "sobol": of_sobol(frame, panel, options.rounds),
            "1400_units": of_many_units(options.rounds),
        }
    figures |= {
        "peak_mb": peak(),
        "coinr": coinr(),
        "load": [round(begun, 1), round(os.getloadavg()[0], 1)],
        "rounds": options.rounds,
        "engine": ENGINE_VERSION,
        "machine": machine(),
    }
    tell(figures, options.out)


def timed(work, rounds):
    """Return ({"cpu", "wall", "least_wall"}, what the last round gave)."""
    walls, cpus = [], []
    for _ in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        given = work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    told = {"cpu": cpus, "wall": walls}
    medians = {name: round(statistics.median(taken), 4) for name, taken in told.items()}
    return medians | {"least_wall": round(min(walls), 4)}, given


def peak():
    """Return the megabytes that the process held at most so far."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def four_factors(frame):
    """Return the four factors of the example's uncertainty analysis."""
    sets = noisy_weights(frame, {2: 0.25, 3: 0.25}, 100, np.random.default_rng(1))
    return (
        Choice("outliers", "treat.most", (1, 2, 3, 4, 5)),
        Choice("scale", "normalise", (FROM_ONE, ZSCORE)),
        Choice("weights", "weigh.weights", sets),
        Choice("mean", "aggregate.method", ("arithmetic", "geometric")),
    )


def of_variants(frame, panel, count, rounds):
    """Return the times of so many variants of four factors with ranks and quantiles."""
    variation = BASE.vary(*four_factors(frame))

    def work():
        ensemble = Ensemble(frame, panel, variation)
        found = standings(ensemble, ensemble.sample(count, np.random.default_rng(2)))
        return found.quantiles(QUANTILES), found.within(10)

    times, _ = timed(work, rounds)
    return times | {"peak_mb": peak()}


def of_stages(frame, panel, rounds):
    """Return the times of 250 variants with a factor at every stage."""
    variation = BASE.vary(
        Choice("gaps", "impute", ({"group": "EurAsia_group"}, {"method": "median"})),
        *four_factors(frame)[:2],
        Range("threshold", "treat.skewness", 1.5, 2.5),
        Noise("weights", {1: 0.25, 2: 0.25, 3: 0.25}),
    )

    def work():
        ensemble = Ensemble(frame, panel, variation)
        return standings(ensemble, ensemble.sample(250, np.random.default_rng(2)))

    return timed(work, rounds)[0]


def of_sobol(frame, panel, rounds):
    """Return times, indices and the largest half-width (90 %) of the total indices."""
    variation = BASE.vary(*four_factors(frame))

    def work(units=False):
        ensemble = Ensemble(frame, panel, variation)
        return sensitivity(ensemble, POINTS, np.random.default_rng(2), units=units)

    alone, found = timed(work, rounds)
    both, _ = timed(lambda: work(units=True), rounds)
    low, high = found.shift.total_range
    return {
        "points": POINTS,
        "runs": found.runs,
        "seconds": alone,
        "units_more_wall": round(both["wall"] - alone["wall"], 3),
        "units_more_cpu": round(both["cpu"] - alone["cpu"], 3),
        "total": dict(zip(found.factors, found.shift.total.round(4).tolist(), strict=True)),
        "half_width_most": round(float((high - low).max() / 2), 4),
        "converging": {n: one.total.round(3).tolist() for n, one in found.convergence},
    }


def of_many_units(rounds):
    """Return the times of 1,400 units, 40 indicators, 1,000 weight sets, 50 units compared."""
    frame, panel = seeded(1_400, (8, 8, 8, 8, 8))
    variation = PLAN_OF_WEIGHTS.vary(Noise("weights", {1: 0.25, 2: 0.25}))

    def work():
        ensemble = Ensemble(frame, panel, variation)
        design = ensemble.sample(1_000, np.random.default_rng(2))
        found = standings(ensemble, design, pairs=ensemble.units[:50])
        return found.within(10), found.chances

    return timed(work, rounds)[0]


def example(folder):
    """Return (frame, panel) of a folder, or seeded ones of the same size."""
    if folder:
        frame = frame_of(read(folder / "iMeta.csv"))
        return frame, panel_of(read(folder / "iData.csv"), frame)
    return seeded(51, (8, 5, 3, 6, 8, 5, 9, 5))


def seeded(units, pillars):
    """Return (frame, panel) of log-normal indicators. pillars: how many indicators in each."""
    rng = np.random.default_rng(7)
    nodes = [Node("index", kind="Aggregate", level=4)]
    nodes += [Node(half, kind="Aggregate", level=3, parent="index") for half in ("one", "two")]
    nodes.append(Node("EurAsia_group", kind="Group", level=None))
    for at, count in enumerate(pillars):
        half = "one" if at < len(pillars) * 0.6 else "two"
        nodes.append(Node(f"pillar{at}", kind="Aggregate", level=2, parent=half))
        nodes += [Node(f"i{at}_{of}", parent=f"pillar{at}") for of in range(count)]
    frame = Frame(tuple(nodes))
    values = rng.lognormal(sigma=1.2, size=(1, units, sum(pillars)))
    names = tuple(f"u{at}" for at in range(units))
    half = units // 2
    groups = {"EurAsia_group": ("a",) * half + ("b",) * (units - half)}
    return frame, Panel(names, frame.indicators, (2024,), values, groups=groups)


def coinr():
    """Return seconds of COINr's 1,000 variants, run here or recorded elsewhere."""
    script = Path(__file__).with_name("ensemble_coinr.R")
    if not shutil.which("Rscript"):
        return RECORDED
    done = subprocess.run(
        ["Rscript", str(script)], capture_output=True, text=True, check=False, timeout=1800
    )
    if done.returncode:
        print(done.stderr.strip(), file=sys.stderr)
        return RECORDED
    return {"seconds": float(done.stdout.split()[-1]), "where": "this machine, this run"}


if __name__ == "__main__":
    main()
