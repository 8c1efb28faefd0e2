"""Lots among files that the scores cannot tell apart: each has the same chance of each place."""

import numpy as np


def groups_alike(standings):
    """Return [[code of a file]] of the files that cannot be told from one another, each group once.

    standings: {code of a file: Standing}.
    """
    groups = {frozenset((code, *one.alike)) for code, one in standings.items() if one.alike}
    return [
        sorted(group)
        for group in sorted(groups, key=sorted)
        if all(group <= {code, *standings[code].alike} for code in group)
    ]


def order_by_lot(files, *, seed):
    """Return the codes of some files in the order that is drawn. The same seed draws the same."""
    from cauhien_engine.panel import lottery as engine  # noqa: PLC0415 - solvers: see `load`

    equal = np.ones((len(files), len(files)))  # places × files
    chances = engine.lottery(equal, None, 1, 1, cap=1 / len(files))
    drawn = engine.draw(chances, np.random.default_rng(seed))
    return [files[file] for _place, file in sorted(drawn.tolist())]
