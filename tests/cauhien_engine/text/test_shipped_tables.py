"""The tables in data/: whole, in order, and made by the script that says so."""

import csv
import json
import subprocess
import sys
from pathlib import Path

from cauhien_engine.text.lexicon import Lexicon
from cauhien_engine.text.sorting import sort_key
from cauhien_engine.text.terms import words

ROOT = Path(__file__).parents[3]
LEXICON = ROOT / "data" / "lexicon-vi-en.tsv"
GLOSSARY = ROOT / "data" / "glossary-vi-en.tsv"


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))


def test_the_glossary_is_whole_and_in_order():
    glossary = rows(GLOSSARY)
    keys = [(row["field"], sort_key(row["vi"])) for row in glossary]

    assert len(glossary) >= 600
    assert keys == sorted(keys)
    assert len({row["vi"] for row in glossary}) == len(glossary)
    assert all(words(row["vi"]) and row["field"] and row["note"] is not None for row in glossary)
    assert all(words(name) for row in glossary for name in row["en"].split("|"))


def test_the_learnt_lexicon_is_whole_and_small():
    lexicon = rows(LEXICON)

    assert LEXICON.stat().st_size < 2_000_000
    assert all(0 < float(row["score"]) <= 1 and int(row["times"]) > 0 for row in lexicon)
    assert len({(row["vi"], row["en"]) for row in lexicon}) == len(lexicon)


def test_city_terms_are_translated_with_marks_and_without():
    learnt = [
        (row["vi"], row["en"], float(row["score"]), int(row["times"])) for row in rows(LEXICON)
    ]
    lexicon = Lexicon(learnt, [(row["vi"], row["en"]) for row in rows(GLOSSARY)])

    for text in ("Xử lý nước thải làng nghề", "xu ly nuoc thai lang nghe"):
        found = {term for group in lexicon.translate(text) for term, _ in group.terms}
        assert {"wastewat", "treatment", "craft", "villag"} <= found


def test_the_same_pairs_give_the_same_bytes(tmp_path):
    pairs, names = tmp_path / "pairs.jsonl", tmp_path / "names.tsv"
    lines = [{"vi": f"hồ nước {n % 7}", "en": f"water lake {n % 7}"} for n in range(30)]
    pairs.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    names.write_text("# remark\nhồ\tlake\nhồ\tlake\n", encoding="utf-8")

    made = [learn(pairs, names, tmp_path / f"{n}.tsv") for n in range(2)]

    assert made[0] == made[1]
    assert "\tlake\t" in made[0]


def learn(pairs, names, out):
    script = ROOT / "tools" / "learn_lexicon.py"
    given = ["--pairs", pairs, "--names", names, "--out", out]
    subprocess.run([sys.executable, script, *given], check=True, capture_output=True)
    return out.read_text(encoding="utf-8")
