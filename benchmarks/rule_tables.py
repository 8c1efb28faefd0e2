"""Tables of the rules that ship, each of all that give the same thing: how large, how fast?

python benchmarks/rule_tables.py [--times N] [--out FILE]

Every table is checked whole for gaps, clashes, shadowed and duplicate rules. Told of each, the
largest first: its rules, its cells, the faults named, and the processor seconds (median of N).
"""

import json
import time
from collections import defaultdict
from datetime import date
from pathlib import Path
from statistics import median

from report import arguments, machine, tell

from cauhien_engine.eligibility.checking import Row, check_table
from cauhien_engine.eligibility.reading import facts_from, rule_from

DATA = Path(__file__).parents[1] / "data"
ON = date(2026, 11, 24)  # the day of the data
SHOWN = 5


def main():
    """Check each table and tell the figures."""
    options = arguments(__doc__.splitlines()[0], times={"type": int, "default": 5})
    vocabulary = facts_from(_lines("eligibility-facts.jsonl"))
    rows = [
        _told(thing, table, vocabulary, options.times)
        for thing, table in _tables(vocabulary).items()
        if len(table) > 1
    ]
    rows.sort(key=lambda row: -row["cells"])
    tell(
        {
            "tables": len(rows),
            "seconds_most": max(row["seconds"] for row in rows),
            "largest": rows[:SHOWN],
            "machine": machine(),
        },
        options.out,
    )


def _lines(name):
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def _tables(vocabulary):
    """Return {thing: [Row]} of what the mechanisms give: named before the colon."""
    found = defaultdict(list)
    for one in _lines("mechanisms.jsonl"):
        if "rule" in one and one["kind"] != "status":
            condition = rule_from(one["rule"], vocabulary).condition
            for benefit in one["benefits"]:
                thing, _colon, what = benefit["en"].partition(":")
                found[thing].append(Row(one["id"], condition, what))
    return found


def _told(thing, table, vocabulary, times):
    spent = []
    for _ in range(times):
        begun = time.process_time()
        report = check_table(table, vocabulary, ON)
        spent.append(time.process_time() - begun)
    return {
        "thing": thing,
        "rules": len(table),
        "cells": report.cells,
        "faults": len(report.found),
        "seconds": round(median(spent), 3),
    }


if __name__ == "__main__":
    main()
