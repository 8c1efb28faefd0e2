"""`check` and `test`: the tools, the system packages they need, and the order they run in."""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cauhien.settings import ROOT

DJANGO = "--settings=tests.settings"  # which wait for no database
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"
CHECKS = {
    "mypy: types": ["-m", "mypy", "src", "--no-error-summary"],  # first, for it takes longest
    "ruff: habits": ["-m", "ruff", "check", "--quiet"],
    "ruff: form": ["-m", "ruff", "format", "--check", "--quiet"],
    "import contracts": ["-c", LINT_IMPORTS],
    "migrations complete": ["-m", "django", "makemigrations", "--check", DJANGO],
    "translations complete": ["-m", "pytest", "-q", "tests/command/test_translations.py"],
}
LIGHTER = "chromium-headless-shell"  # opens a page in a third of the processor time of chromium
PACKAGES = {  # Debian's package: a program or file that shows that it is there
    LIGHTER: LIGHTER,
    "fonts-noto-core": "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "gettext": "msgfmt",
}
DEBIAN_POSTGRES = Path("/usr/lib/postgresql")
NO_TESTS = 5  # how pytest says that it found none


def check():
    """Run all checks, two at a time; show what failing ones say, return how many failed."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(passes, CHECKS, CHECKS.values())).count(False)


def passes(name, command):
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        cwd=ROOT,
    )
    end = f"\n{done.stdout.strip()}\n\n" if done.returncode else "\n"
    failed = "FAILED, " if done.returncode else ""
    print(f"  {name} … {failed}{time.monotonic() - start:.1f} s", end=end, flush=True)
    return done.returncode == 0


def test(arguments):
    """Check, then test; return the exit code. The last line printed is pytest's own summary."""
    in_ci = bool(os.environ.get("CI"))
    install_packages(in_ci)
    if failed := check():
        print(f"{failed} of {len(CHECKS)} checks failed, so no test was run.")
        return 1
    if in_ci:
        newest = max(DEBIAN_POSTGRES.glob("*/bin"), key=lambda path: float(path.parent.name))
        print(f"\nThe tests marked database, on {newest}:", flush=True)
        marked = ["-m", "database", "-q", "-n", "2", *files_that_name("mark.database")]
        failed = pytest(marked, CAUHIEN_POSTGRES=str(newest))
        if failed:
            return failed
        print("\nAll tests, on the embedded PostgreSQL:", flush=True)
    # Each process takes a run of files, so that what a file makes once is seldom made twice. Two
    # of them leave half of two cores idle, waiting for the database and the browser.
    return pytest(["-n", "3", "--dist", "worksteal", *arguments])


def files_that_name(mark):
    """Return the files of tests with a mark: to collect all takes as long as to run these."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(file) for file in files if mark in file.read_text("utf-8")]


def pytest(arguments, **environment):
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, check=False, cwd=ROOT, env=os.environ | environment).returncode


def install_packages(in_ci):
    """Install what the tests need of the system where we may, or say the line to type."""
    if not (missing := missing_packages(in_ci)):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"  Installing {' '.join(missing)} …", flush=True)
        # One by one: what a release of Debian lacks keeps nothing else away.
        installs = [["install", "-y", "-q", name] for name in missing]
        for command in [["update", "-q"], *installs]:
            quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(["apt-get", *command], check=False, env=quiet, stdout=subprocess.DEVNULL)
        missing = missing_packages(in_ci)
    if is_there("chromium"):
        missing = [name for name in missing if name != LIGHTER]  # the whole browser serves as well
    if missing:
        print(
            f"\n!!! Missing: {' '.join(missing)}. The tests that need them are left out.\n"
            f"!!! To run them too, type: sudo apt install {' '.join(missing)}\n",
            flush=True,
        )
    if missing and in_ci:
        sys.exit(f"In CI nothing is left out, and this is missing: {' '.join(missing)}")


def missing_packages(in_ci):
    missing = [name for name, sign in PACKAGES.items() if not is_there(sign)]
    if in_ci and not list(DEBIAN_POSTGRES.glob("*/bin/initdb")):
        missing.append("postgresql")
    return missing


def is_there(sign):
    return Path(sign).exists() if sign.startswith("/") else shutil.which(sign) is not None
