"""What every benchmark says beside its figures: on which machine, with which versions."""

import argparse
import gzip
import json
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def arguments(about, **wanted):
    """Return the parsed command line; wanted: option name -> keyword arguments of argparse."""
    parser = argparse.ArgumentParser(description=about)
    for name, how in wanted.items():
        parser.add_argument(f"--{name.replace('_', '-')}", **how)
    parser.add_argument("--out", type=Path, help="write the figures as JSON to this file")
    return parser.parse_args()


def machine():
    """Return what the figures were measured on, as a dict."""
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "numpy": version_of("numpy"),
        "scipy": version_of("scipy"),
    }


def processor():
    """Return the name of the processor, where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def version_of(package):
    """Return the version of an installed package, or None."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def records(*paths):
    """Yield the records of files of JSON lines, packed by gzip or not."""
    for path in paths:
        opened = gzip.open if str(path).endswith(".gz") else open
        with opened(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def tell(figures, out=None):
    """Print the figures as a table, and write them as JSON where asked."""
    for name, value in figures.items():
        shown = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
        print(f"{name:>22}  {shown}")
    if out:
        out.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
