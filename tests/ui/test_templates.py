"""What holds for the templates and the texts of every app."""

import gettext
import re
from pathlib import Path

import pytest

import cauhien

SRC = Path(cauhien.__file__).parent
TEMPLATES = sorted(SRC.glob("*/templates/**/*.html"))
CATALOGUES = sorted(SRC.glob("*/locale/vi/LC_MESSAGES/django.po"))


def named(path):
    return str(path.relative_to(SRC))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_holds_no_style_and_no_script_of_its_own(path):
    text = path.read_text("utf-8")

    assert re.findall(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|javascript:", text) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=named)
def test_a_catalogue_translates_everything_and_is_compiled(path):
    entries = re.split(r"\n\n+", path.read_text("utf-8").strip())[1:]

    untold = [entry for entry in entries if re.search(r'msgstr(\[0\])? ""(?!\n")', entry)]
    assert untold == []
    assert [entry for entry in entries if re.search(r"^#, .*fuzzy", entry, re.M)] == []
    assert path.with_suffix(".mo").is_file()


def test_the_same_words_are_translated_alike_in_every_app():
    # The catalogues are joined: of two translations one would win without anybody noticing.
    told = {}
    for path in CATALOGUES:
        with path.with_suffix(".mo").open("rb") as compiled:
            catalogue = gettext.GNUTranslations(compiled)._catalog
        for words, translation in catalogue.items():
            told.setdefault(words, {}).setdefault(translation, []).append(named(path).split("/")[0])

    assert {
        words: all_ways for words, all_ways in told.items() if words and len(all_ways) > 1
    } == {}
