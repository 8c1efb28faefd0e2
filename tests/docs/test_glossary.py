"""The glossary fixes one word per term, and the code has the words where it says."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "docs" / "reference" / "glossary.md").read_text("utf-8").splitlines()
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in LINES
    if line.startswith("| ") and not line.startswith("| Vietnamese")
]


def test_it_holds_at_least_eighty_terms_each_once():
    terms = [row[0] for row in ROWS]

    assert len(terms) >= 80
    assert sorted(terms) == sorted(set(terms))
    assert [row for row in ROWS if len(row) != 4 or not all(row)] == []


def test_the_code_has_each_word_where_the_glossary_says():
    wrong = []
    for _, _, word, place in ROWS:
        if place == "later":
            continue
        name, file = word.strip("`"), ROOT / "src" / "cauhien" / place.strip("`")
        if not file.is_file() or not re.search(rf"\b{name}\b", file.read_text("utf-8")):
            wrong.append((word, place))

    assert wrong == []
