"""Every column that COINr computed of the ASEM example, computed by our engine and compared.

python benchmarks/composite_parity.py --input DIR --ref DIR [--out FILE]

--input: iMeta.csv and iData.csv. --ref: COINr's tables. Numbers must agree within 1e-9 relative,
ranks, flags and texts exactly, and no row may be missing on either side. Designs and weight sets
are inputs; left out are COINr's own timing and the quantiles of its random bootstrap; the sign of
a principal component is free. Ends with 1 where anything differs.
"""

import sys
from pathlib import Path

import numpy as np
from composite_cases import Example, read
from composite_tables import PARTS
from report import arguments, machine, tell

from cauhien_engine.composite.version import ENGINE_VERSION

CLOSE = 1e-9
INPUTS = {"ua_design", "sa_design", "ua_weight_sets", "timing_coinr"}
LEFT_OUT = {"sa_indices": {"Si_q5", "Si_q95", "STi_q5", "STi_q95"}}
KEYS = {
    "corr_ind_pillar_pearson": 2, "corr_ind_pillar_spearman": 2, "corr_pillar_pillar_pearson": 2,
    "corr_flags_high075": 3, "denom_corr_raw": 2, "pca_variance_level2": 2,
}  # fmt: skip
EXACT = ("rank", "groupranks")  # in the name of a file or column
ORDERED = {"strengths_VNM", "weaknesses_VNM"}
FREE_SIGN = "pca_weights_level2"
UNKNOWN = {"", "NA", "NaN"}


def main():
    """Compute, compare and tell."""
    options = arguments(
        __doc__.splitlines()[0],
        input={"type": Path, "required": True},
        ref={"type": Path, "required": True},
    )
    example = Example(options.input, options.ref)
    ours = {file: rows for part in PARTS for file, rows in part(example).items()}
    files = sorted(path.stem for path in options.ref.glob("*.csv") if path.stem not in INPUTS)
    compared = {
        file: compare(file, ours.get(file, []), read(options.ref / f"{file}.csv"), example.frame)
        for file in files
    }
    wrong = {file: found["wrong"] for file, found in compared.items() if found["wrong"]}
    tell(
        {
            "files": len(files),
            "columns": sum(found["columns"] for found in compared.values()),
            "values": sum(found["values"] for found in compared.values()),
            "largest_difference": max(found["largest"] for found in compared.values()),
            "wrong": wrong or "none",
            "engine": ENGINE_VERSION,
            "machine": machine(),
            "each": {file: found["largest"] for file, found in compared.items()},
        },
        options.out,
    )
    sys.exit(1 if wrong else 0)


def compare(file, ours, theirs, frame):
    """Return {"columns", "values", "largest" relative difference, "wrong": the first few}."""
    columns = [name for name in theirs[0] if name not in LEFT_OUT.get(file, ())]
    keys = columns[: KEYS.get(file, 1)]
    if file == FREE_SIGN:
        ours = turned(ours, theirs, frame)
    mine = {tuple(told(row[key]) for key in keys): row for row in ours}
    wrong, largest, values = [], 0.0, 0
    if len(mine) != len(theirs):
        wrong.append(f"{len(mine)} rows, want {len(theirs)}")
    if file in ORDERED and [row["Code"] for row in ours] != [row["Code"] for row in theirs]:
        wrong.append("the order differs")
    for row in theirs:
        name = tuple(row[key] for key in keys)
        for column in columns:
            values += 1
            value = mine.get(name, {}).get(column)
            apart = difference(value, row[column], exact=is_exact(file, column))
            largest = max(largest, apart if np.isfinite(apart) else 0.0)
            if apart > CLOSE:
                wrong.append(f"{'/'.join(name)} {column}: {value!r}, want {row[column]}")
    return {"columns": len(columns), "values": values, "largest": largest, "wrong": wrong[:5]}


def is_exact(file, column):
    """Return whether a column holds ranks."""
    return column == "Rank" or (any(word in file for word in EXACT) and "stats" not in file)


def difference(value, text, *, exact):
    """Return the relative difference of a value of ours from the text of a reference, inf if they
    are of another kind.
    """
    if text in UNKNOWN:
        return 0.0 if value is None or value in UNKNOWN or value != value else np.inf
    if isinstance(value, bool | str):
        return 0.0 if told(value) == text else np.inf
    if value is None or value != value:
        return np.inf
    wanted = float(text)
    if exact and value != wanted:
        return np.inf
    return abs(value - wanted) / abs(wanted) if wanted else float(abs(value))


def told(value):
    """Return a value as the reference writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def turned(ours, theirs, frame):
    """Return our weights with the loadings of each parent's children in the reference's sign."""
    wanted = {row["iCode"]: float(row["Weight"]) for row in theirs}
    mine = {row["iCode"]: row["Weight"] for row in ours}
    signs = {
        parent: np.sign(sum(mine[code] * wanted[code] for code in children))
        for parent, children in frame.children.items()
    }
    return [
        row | {"Weight": row["Weight"] * signs.get(frame[row["iCode"]].parent, 1.0)} for row in ours
    ]


if __name__ == "__main__":
    main()
