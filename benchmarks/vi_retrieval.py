"""Vietnamese retrieval: a question finds its paragraph, with marks, without, across languages.

python benchmarks/vi_retrieval.py --corpus FILE --queries FILE --qrels FILE \\
    --field vi|vi_no_marks|en [--translate] [--out FILE]

corpus: JSON lines {id, title?, text}; queries: {id, vi, vi_no_marks, en}; qrels: query, tab,
paragraph, tab, grade. The files may be gzipped. With --translate the question is put into the
other language by the lexicon in data/, and nothing else. Peer, in the same run: bm25s over plain
words in lower case, marks kept, nothing folded or translated (k1 1.2, b 0.75).
"""

import csv
import re
import time
from collections import defaultdict
from itertools import islice
from pathlib import Path
from statistics import mean

import numpy as np
from report import arguments, machine, records, tell, version_of

from cauhien_engine.match import ENGINE_VERSION, Document, Need, build, prepare
from cauhien_engine.match.scoring import score_documents
from cauhien_engine.text.lexicon import Lexicon
from cauhien_engine.text.terms import guess_language

DATA = Path(__file__).resolve().parent.parent / "data"


def main():
    """Measure one field of the queries and tell the figures."""
    options = arguments(
        __doc__.splitlines()[0],
        corpus={"type": Path, "required": True},
        queries={"type": Path, "required": True},
        qrels={"type": Path, "required": True},
        field={"choices": ("vi", "vi_no_marks", "en"), "required": True},
        translate={"action": "store_true"},
    )
    corpus, queries = [*records(options.corpus)], [*records(options.queries)]
    wanted = relevant(options.qrels, corpus)
    asked = [(one[options.field], wanted[one["id"]]) for one in queries if wanted.get(one["id"])]
    places, seconds = ours(corpus, asked, lexicon() if options.translate else None)
    about = {
        "field": options.field,
        "translate": options.translate,
        "documents": len(corpus),
        "queries": len(asked),
        "ms_per_query": round(1000 * seconds / len(asked), 2),
        "peer": {"name": "bm25s, plain words", "version": version_of("bm25s")}
        | peer_figures(corpus, asked),
        "engine": ENGINE_VERSION,
        "machine": machine(),
    }
    tell(figures(places) | about, options.out)


def lexicon():
    """Return the lexicon that the project ships."""
    learnt, reviewed = table("lexicon-vi-en.tsv"), table("glossary-vi-en.tsv")
    rows = ((row["vi"], row["en"], float(row["score"]), float(row["times"])) for row in learnt)
    return Lexicon(rows, ((row["vi"], row["en"]) for row in reviewed))


def table(name):
    """Return the rows of a table of data/ as dicts."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return [*csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def relevant(path, corpus):
    """Return {query: set of row numbers of the corpus that answer it}."""
    numbers = {one["id"]: at for at, one in enumerate(corpus)}
    found = defaultdict(set)
    for query, document, grade in records_of_tabs(path):
        if document in numbers and float(grade) > 0:
            found[query].add(numbers[document])
    return found


def records_of_tabs(path):
    """Yield (query, document, grade) of a file with tabs."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            query, document, grade = line.split("\t")[:3]
            yield query, document, grade


def ours(corpus, asked, translator):
    """Return ([place of the first answer, None if not found], seconds for all queries)."""
    lang = "en" if majority(corpus) == "en" else "vi"
    index = build(document(str(at), one, lang) for at, one in enumerate(corpus))
    rows = [index.base.docs.find([str(at)])[0] for at in range(len(corpus))]
    begun = time.perf_counter()
    scores = (
        score_documents(index, prepare(Need(question), translator)).score[rows]
        for question, _ in asked
    )
    places = [place(one, wanted) for one, (_, wanted) in zip(scores, asked, strict=True)]
    return places, time.perf_counter() - begun


def document(id, row, lang):
    """Return a row of the corpus as a Document."""
    return Document(
        id, "work", **{f"title_{lang}": row.get("title") or "", f"text_{lang}": row["text"]}
    )


def majority(corpus):
    """Return the language of most of the first 200 documents."""
    guesses = [guess_language(one["text"]) for one in islice(corpus, 200)]
    return max(sorted(set(guesses)), key=guesses.count)


def peer_figures(corpus, asked):
    """Return the figures of the peer, or why there are none."""
    if version_of("bm25s") is None:
        return {"missing": "pip install -e .[bench]"}
    return figures(plain(corpus, asked))


def plain(corpus, asked):
    """Return the places that the peer gives."""
    import bm25s

    found = bm25s.BM25(k1=1.2, b=0.75)
    texts = [bare_words(f"{one.get('title') or ''} {one['text']}") for one in corpus]
    found.index(texts, show_progress=False)
    scores = (found.get_scores(bare_words(question)) for question, _ in asked)
    return [place(one, wanted) for one, (_, wanted) in zip(scores, asked, strict=True)]


def bare_words(text):
    """Return the words of a text in lower case; never none, for the peer wants one."""
    return re.findall(r"\w+", text.lower()) or [""]


def place(scores, wanted):
    """Return the place of the first answer, from 1, ties against it; None if it has no score."""
    best = max(scores[at] for at in wanted)
    if best <= 0:
        return None
    return int(np.count_nonzero(scores > best) + max(np.count_nonzero(scores == best) - 1, 0) + 1)


def figures(places):
    """Return mean reciprocal rank and how many are found first and among the first ten."""
    return {
        "mrr": round(mean(1 / one if one else 0.0 for one in places), 4),
        "r_at_1": round(mean(one == 1 for one in places), 4),
        "r_at_10": round(mean(one is not None and one <= 10 for one in places), 4),
    }


if __name__ == "__main__":
    main()
