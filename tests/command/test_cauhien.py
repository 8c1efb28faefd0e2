"""The script in the root: when it installs, and to whom it hands over."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Stands for the Python of the environment, and writes down what it is asked to run.
FAKE_PYTHON = """#!/bin/sh
echo "$@" >> "${0%/*}/asked"
echo "$PYTHONDONTWRITEBYTECODE:$PYTHONPYCACHEPREFIX" > "${0%/*}/bytecode"
case "$*" in *"pip install"*) [ ! -e "${0%/*}/no-network" ] || { echo no route; exit 1; };;
esac
"""


class Project:
    """A copy of the script with an environment that only writes down what it is asked."""

    def __init__(self, folder):
        self.folder = folder
        self.programs = folder / ".venv" / "bin"
        (folder / ".venv" / "lib" / "python3.11" / "site-packages" / "pip").mkdir(parents=True)
        self.programs.mkdir()
        (self.programs / "python").write_text(FAKE_PYTHON)
        (self.programs / "python").chmod(0o755)
        shutil.copy(ROOT / "cauhien", folder)
        (folder / "requirements.txt").write_text("django==5.2\n")
        (folder / "requirements-dev.txt").write_text("django==5.2\npytest==9.0\n")

    def run(self, *arguments, **environment):
        """Run the script and return (exit code, what it printed, what Python was asked)."""
        asked = self.programs / "asked"
        asked.unlink(missing_ok=True)
        done = subprocess.run(
            [sys.executable, self.folder / "cauhien", *arguments],
            env={"PATH": "/nonexistent"} | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        lines = asked.read_text().splitlines() if asked.exists() else []
        return done.returncode, done.stdout + done.stderr, [line for line in lines if line != "-c "]


def installs(lock, project):
    return (
        "-m pip install -q --disable-pip-version-check --no-compile --no-deps --require-hashes "
        f"-r {project.folder / lock}"
    )


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


def test_the_first_time_it_installs_the_lock_and_hands_over(project):
    code, said, asked = project.run("up", "--port", "8001")

    assert (code, asked) == (
        0,
        [installs("requirements.txt", project), "-m cauhien up --port 8001"],
    )
    assert "Installing 1 packages of requirements.txt" in said


def test_the_second_time_it_installs_nothing(project):
    project.run("up")

    assert project.run("up") == (0, "", ["-m cauhien up"])


def test_a_changed_lock_is_installed_anew(project):
    project.run("up")
    (project.folder / "requirements.txt").write_text("django==5.2.1\n")

    assert project.run("up")[2] == [installs("requirements.txt", project), "-m cauhien up"]


def test_what_tests_need_is_installed_for_tests_and_serves_the_site_too(project):
    assert project.run("test", "-q")[2] == [
        installs("requirements-dev.txt", project),
        "-m cauhien test -q",
    ]
    assert project.run("up")[2] == ["-m cauhien up"]


def test_python_finds_the_source_without_an_installation(project):
    project.run("up")

    pointer = next(project.folder.glob(".venv/lib/*/site-packages/cauhien.pth"))
    assert pointer.read_text() == f"{project.folder / 'src'}\n"


def test_a_failed_installation_says_why_and_the_way_out_and_is_tried_again(project):
    (project.programs / "no-network").touch()

    code, said, asked = project.run("up")

    assert (code, asked) == (1, [installs("requirements.txt", project)])
    assert "no route" in said
    assert "set PIP_INDEX_URL or HTTPS_PROXY" in said
    (project.programs / "no-network").unlink()
    assert project.run("up")[2][-1] == "-m cauhien up"


def test_without_a_command_it_names_the_commands_and_makes_nothing(project):
    code, said, asked = project.run()

    assert (code, asked) == (0, [])
    assert "./cauhien up" in said


def test_a_moved_project_points_python_to_its_new_place(project):
    project.run("up")
    stamp = project.folder / ".venv" / "cauhien-stamp.json"
    stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {"source": "/old/src"}))

    assert project.run("up")[2] == [installs("requirements.txt", project), "-m cauhien up"]


@pytest.mark.parametrize(
    ("environment", "there"),
    [
        ({}, ":"),
        ({"PYTHONDONTWRITEBYTECODE": "1"}, ":{folder}/.venv/bytecode"),
        ({"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": "/mine"}, ":/mine"),
    ],
)
def test_what_is_compiled_is_kept_also_where_it_may_not_lie_beside_the_source(
    project, environment, there
):
    project.run("up", **environment)

    kept = (project.programs / "bytecode").read_text().strip()
    assert kept == there.format(folder=project.folder)


def test_the_locks_name_no_address_and_agree_with_each_other():
    locks = {path.name: path.read_text() for path in ROOT.glob("requirements*.txt")}
    pins = {name: {*pinned(text)} for name, text in locks.items()}

    assert [name for name, text in locks.items() if "://" in text] == []
    assert pins["requirements.txt"] <= pins["requirements-dev.txt"]
    assert pins["requirements-dev.txt"] <= pins["requirements-bench.txt"]


def pinned(text):
    return (line.rstrip(" \\") for line in text.splitlines() if line[:1].isalnum())
