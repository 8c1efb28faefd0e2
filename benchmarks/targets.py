"""Are the chances of meeting a target honest?: 80 % intervals of seeded series, and Brier scores.

python benchmarks/targets.py [--series N] [--out FILE]

Series of 8 to 20 points of four kinds (a line with noise, a walk with drift, a walk without, a line
with noise that lingers), looked at 1 to 5 years ahead. Told: the share of 80 % intervals that hold
what came, for each kind and in all; the Brier score of the chance of a target that is drawn around
the series, beside that of always saying the share that was met; seconds for one prediction.
"""

import time

import numpy as np
from report import arguments, machine, tell

from cauhien_engine.composite.forecasting import brier, prediction
from cauhien_engine.composite.version import ENGINE_VERSION

KINDS = ("line", "drift", "still", "lingering")


def main():
    """Predict the end of each series and tell the figures."""
    options = arguments(__doc__.splitlines()[0], series={"type": int, "default": 2000})
    rng = np.random.default_rng(1)
    held = {kind: [] for kind in KINDS}
    chances, met = [], []
    begun = time.process_time()
    for at in range(options.series):
        kind = KINDS[at % len(KINDS)]
        points, ahead = int(rng.integers(8, 21)), int(rng.integers(1, 6))
        series = one(kind, points + ahead, rng)
        told = prediction(range(points), series[:points], points + ahead - 1)
        held[kind].append(0.1 <= told.below(series[-1]) <= 0.9)
        target = series[points - 1] + rng.normal() * np.sqrt(ahead)
        chances.append(told.chance(target))
        met.append(bool(series[-1] >= target))
    tell(
        {
            "series": options.series,
            "held_of_80_percent": round(float(np.mean(np.concatenate(list(held.values())))), 4),
            "held_by_kind": {kind: round(float(np.mean(of)), 3) for kind, of in held.items()},
            "brier": round(brier(chances, met), 4),
            "brier_of_the_share": round(brier([np.mean(met)] * len(met), met), 4),
            "cpu_seconds_each": round((time.process_time() - begun) / options.series, 5),
            "engine": ENGINE_VERSION,
            "machine": machine(),
        },
        options.out,
    )


def one(kind, length, rng):
    """Return a seeded series."""
    noise, drift = rng.normal(size=length), rng.normal() * 0.5
    if kind == "line":
        return drift * np.arange(length) + noise
    if kind in {"drift", "still"}:
        return np.cumsum(noise + (drift if kind == "drift" else 0.0))
    lingering = np.zeros(length)
    for at in range(1, length):
        lingering[at] = 0.5 * lingering[at - 1] + noise[at]
    return drift * np.arange(length) + lingering


if __name__ == "__main__":
    main()
