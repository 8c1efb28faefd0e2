"""Every text that people see has a Vietnamese form, and the compiled catalogues are the newest."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

SOURCE = Path(__file__).parents[2] / "src" / "cauhien"
APPS = sorted(path.parent for path in SOURCE.glob("*/__init__.py"))

pytestmark = pytest.mark.skipif(
    not shutil.which("msgfmt"), reason="gettext is missing: apt install gettext"
)


def texts(catalogue, *filters):
    """Return the texts of a catalogue that pass msgattrib's filters."""
    said = subprocess.run(
        ["msgattrib", "--no-obsolete", "--no-wrap", *filters, catalogue],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = re.findall(r'^msgid ((?:".*"\n)+)', said, re.MULTILINE)
    return sorted({re.sub(r'"\n"|"\n|^"', "", text) for text in found} - {""})


@pytest.fixture
def fresh(tmp_path, monkeypatch):
    """Return a function that gathers the texts of an app anew and returns the catalogue."""

    def gather(app):
        copy = shutil.copytree(app, tmp_path / app.name)
        (copy / "locale").mkdir(exist_ok=True)
        monkeypatch.chdir(copy)
        call_command("makemessages", locale=["vi"], verbosity=0, no_wrap=True)
        return copy / "locale" / "vi" / "LC_MESSAGES" / "django.po"

    return gather


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_every_text_is_translated(app, fresh):
    catalogue = fresh(app)

    missing = texts(catalogue, "--untranslated") if catalogue.exists() else []
    doubtful = texts(catalogue, "--only-fuzzy") if catalogue.exists() else []
    assert (missing, doubtful) == ([], [])


@pytest.mark.parametrize(
    "catalogue", sorted(SOURCE.glob("**/django.po")), ids=lambda path: path.parts[-5]
)
def test_the_compiled_catalogue_is_the_newest(catalogue, tmp_path):
    subprocess.run(["msgfmt", "-o", tmp_path / "new.mo", catalogue], check=True)

    assert (tmp_path / "new.mo").read_bytes() == catalogue.with_suffix(".mo").read_bytes()
