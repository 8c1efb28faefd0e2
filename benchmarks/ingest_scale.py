"""How long and how large is a big import, and does it survive being killed?

    python benchmarks/ingest_scale.py --works works-arxiv.jsonl.gz [--out FILE] [--kill-after SHARE]

In a state directory of its own: reads the whole file in with `./cauhien ingest works FILE`, kills
that process (-9) once a share of the works is there, runs it again to the end, runs it once more
to see that nothing changes, and counts. Peak memory is the largest resident set of the ingest
process alone, as the kernel counted it.
"""

import argparse
import contextlib
import gzip
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import psycopg

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from cauhien.core.postgres import Cluster  # noqa: E402 - found only after the line above

PAUSE = 0.2  # seconds between two looks at the process
LOOK = 2  # seconds between two looks into the database


def main():
    options = arguments()
    state = Path(tempfile.mkdtemp(prefix="cauhien-scale-", dir="/tmp"))
    state.chmod(0o711)
    cluster = Cluster(state)
    cluster.start()
    try:
        figures = measure(options, cluster, state)
    finally:
        cluster.stop(force=True)
        shutil.rmtree(state, ignore_errors=True)
    for name, value in figures.items():
        print(f"{name:24} {value}")
    if options.out:
        options.out.write_text(json.dumps(figures, indent=2) + "\n")
    return 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--works", type=Path, required=True)
    parser.add_argument("--kill-after", type=float, default=0.3, metavar="SHARE")
    parser.add_argument("--out", type=Path)
    return parser.parse_args()


def measure(options, cluster, state):
    environment = os.environ | {
        "CAUHIEN_STATE": str(state),
        "DATABASE_URL": cluster.url,
        "DJANGO_SETTINGS_MODULE": "cauhien.settings",
        "PYTHONPATH": str(ROOT / "src"),
        "LANG": "C",
    }
    subprocess.run(manage("migrate", "-v", "0"), env=environment, check=True)
    lines = number_of_lines(options.works)
    target = int(lines * options.kill_after)
    killed = Ingest(options.works, environment).run(lambda: works(cluster) >= target)
    at_kill = works(cluster)
    resumed = Ingest(options.works, environment).run()
    again = Ingest(options.works, environment).run()
    seconds = killed.seconds + resumed.seconds
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.python_version()}",
        "load_average": os.getloadavg()[0],
        "lines": lines,
        "seconds": round(seconds, 1),
        "rows_per_second": round(lines / seconds),
        "cpu_seconds_of_ingest": round(killed.cpu + resumed.cpu, 1),
        "peak_rss_mib": round(max(killed.peak, resumed.peak) / 2**20),
        "works_when_killed": at_kill,
        "works_in_the_end": works(cluster),
        "works_twice": count(cluster, TWICE),
        "authorships": count(cluster, "SELECT count(*) FROM network_authorship"),
        "second_run_seconds": round(again.seconds, 1),
        "second_run_says": again.counts,
        "codes": [killed.code, resumed.code, again.code],
    }


def manage(*words):
    return [sys.executable, "-m", "django", *words]


def number_of_lines(path):
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        return sum(1 for _ in file)


TWICE = "SELECT count(*) - count(DISTINCT source_key) FROM network_work"


def works(cluster):
    return count(cluster, "SELECT count(*) FROM network_work")


def count(cluster, query):
    with psycopg.connect(cluster.url) as connection:
        return connection.execute(query).fetchone()[0]


class Ingest:
    """One run of the import, watched."""

    def __init__(self, path, environment):
        self.command = manage("ingest", "works", str(path))
        self.environment = environment

    def run(self, until=lambda: False):
        """Run to the end, or until the condition holds: then it is killed."""
        begun, self.peak, self.cpu = time.monotonic(), 0, 0
        with tempfile.TemporaryFile("w+") as out:
            process = subprocess.Popen(self.command, env=self.environment, stdout=out)
            self.watch(process, until)
            out.seek(0)
            said = [line.strip() for line in out if " · " in line]
        self.seconds, self.code = time.monotonic() - begun, process.returncode
        self.counts = said[-1] if said else ""
        return self

    def watch(self, process, until):
        looked = 0.0
        while process.poll() is None:
            self.look_at(process.pid)
            if time.monotonic() - looked > LOOK:
                looked = time.monotonic()
                if until():
                    process.kill()
            time.sleep(PAUSE)

    def look_at(self, pid):
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(pid)
            self.peak = max(self.peak, process.memory_info().rss)
            times = process.cpu_times()
            self.cpu = max(self.cpu, times.user + times.system)


if __name__ == "__main__":
    sys.exit(main())
