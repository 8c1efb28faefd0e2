"""The city's problems against what Hanoi has: is what a reader judged useful ranked first?

python benchmarks/supply_match.py --problems FILE --supply DIR --qrels FILE --field vi [--out FILE]

Peer: plain BM25 (k1 1.2, b 0.75) over folded words and pairs, title twice, each term once, in the
same run. Judged pairs alone count: candidates nobody judged are struck from the list first.
by_closeness: of the judged candidates told as close, related …, how many were useful, and how many
the first to ask. left_out: each problem in turn is told as answered or not by the step of nearness
that parts the other problems best.
"""

import csv
import math
import tomllib
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from statistics import mean

import numpy as np
from report import arguments, machine, records, tell
from vi_retrieval import lexicon

from cauhien_engine.match import ENGINE_VERSION, Closeness, Document, Need, build, prepare, rank
from cauhien_engine.match.closeness import nearness
from cauhien_engine.match.hits import hits_of
from cauhien_engine.match.scoring import score_documents
from cauhien_engine.match.segment import PROBLEM
from cauhien_engine.text.folding import fold
from cauhien_engine.text.terms import words

CITY = Path(__file__).resolve().parent.parent / "cities" / "hanoi.toml"
PLACES = tomllib.loads(CITY.read_text(encoding="utf-8"))["matching"]["place_words"]
KINDS = ("project", "technology", "laboratory", "enterprise")
COLUMNS = {
    "projects.csv": ("project", "title_vi", "summary_vi", "title_en", ""),
    "technologies.csv": ("technology", "name_vi", "summary_vi", "name_en", "summary_en"),
    "laboratories.csv": (
        "laboratory", "name_vi", "capabilities_vi equipment", "name_en",
        "capabilities_en equipment",
    ),
    "enterprises.csv": ("enterprise", "name", "what_it_does_vi", "name_en", "what_it_does_en"),
}  # fmt: skip


def supply(folder):
    """Return the Documents of the four supply files."""
    return [
        _document(row, *columns)
        for name, columns in COLUMNS.items()
        for row in csv.DictReader((folder / name).open(encoding="utf-8"))
    ]


def _document(row, kind, *columns):
    """Return one row of a supply file as a Document."""
    texts = [" . ".join(filter(None, map(row.get, names.split()))) for names in columns]
    return Document(row["id"], kind, *texts)


def judgements(path):
    """Return {problem: {candidate: grade}}."""
    judged = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        problem, candidate, grade = line.split("\t")
        judged[problem][candidate] = int(grade)
    return judged


def need_of(problem, field):
    """Return a problem as a Need, in Vietnamese, in Vietnamese without marks, or in English."""
    lang = "en" if field == "en" else "vi"
    title, text = problem[f"title_{lang}"], problem[f"description_{lang}"]
    return Need(fold(title), fold(text)) if field == "vi_no_marks" else Need(title, text)


def figures_of(problems, judged, ranked):
    """Return the figures for rankings: {problem: (candidates in order, abstained)}."""
    answered = [one for one in problems if any(judged[one].values())]
    silent = [one for one in problems if not any(judged[one].values())]
    grades = {
        one: [judged[one][id] for id in ranked[one][0] if id in judged[one]] for one in answered
    }
    return {
        "ndcg_at_10": _mean(ndcg(grades[one], judged[one].values(), 10) for one in answered),
        "p2_at_5": _mean(sum(grade == 2 for grade in grades[one][:5]) / 5 for one in answered),
        "recall_at_20": _mean(recall(grades[one], judged[one].values(), 20) for one in answered),
        "by_kind": by_kind(answered, judged, ranked),
        "abstained_right": sum(ranked[one][1] for one in silent),
        "without_answer": len(silent),
        "abstained_wrong": sum(ranked[one][1] for one in answered),
        "with_answer": len(answered),
    }


def by_kind(problems, judged, ranked):
    """Return nDCG@10 for each kind of candidate alone, over the problems it has an answer for."""
    letters = {"project": "J", "technology": "C", "laboratory": "L", "enterprise": "E"}
    told = {}
    for kind, letter in letters.items():
        values = []
        for one in problems:
            own = {id: grade for id, grade in judged[one].items() if f"-{letter}" in id}
            if any(own.values()):
                grades = [own[id] for id in ranked[one][0] if id in own]
                values.append(ndcg(grades, own.values(), 10))
        told[kind] = {"ndcg_at_10": _mean(values), "problems": len(values)}
    return told


def ndcg(grades, all_grades, depth):
    """Return the discounted gain of grades in order beside the best order's; gain = grade."""
    return _gain(grades[:depth]) / _gain(sorted(all_grades, reverse=True)[:depth])


def _gain(grades):
    return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades))


def recall(grades, all_grades, depth):
    """Return the share of useful candidates among the first."""
    return sum(grade > 0 for grade in grades[:depth]) / sum(grade > 0 for grade in all_grades)


def _mean(values):
    values = list(values)
    return round(mean(values), 4) if values else None


def problem_document(problem):
    """Return a problem as the product keeps it: by all of them usual words are known."""
    texts = (
        problem[f"{part}_{lang}"] for lang in ("vi", "en") for part in ("title", "description")
    )
    return Document(problem["id"], "problem", *texts)


def asked_of(index, problems, field):
    """Return {problem: Query}."""
    translator = lexicon()
    return {
        one["id"]: prepare(need_of(one, field), translator, PLACES, index.parameters)
        for one in problems
    }


def by_closeness(judged, rankings):
    """Return for each closeness how many candidates were judged, and the shares of the useful."""
    grades = defaultdict(list)
    for problem, ranking in rankings.items():
        for found in ranking.candidates:
            if found.id in judged[problem]:
                grades[found.closeness].append(judged[problem][found.id])
    return {
        word: {
            "judged": len(grades[word]),
            "useful": _mean(grade > 0 for grade in grades[word]),
            "first_to_ask": _mean(grade == 2 for grade in grades[word]),
        }
        for word in Closeness
    }


def left_out(index, asked, judged):
    """Return how often problems with and without an answer are told right, each by the others."""
    near = np.array([nearest(index, query) for query in asked.values()])
    answered = np.array([any(judged[one].values()) for one in asked])
    told = np.zeros(len(near), dtype=bool)
    steps = []
    for at in range(len(near)):
        others = np.arange(len(near)) != at
        steps.append(_best_step(near[others], answered[others]))
        told[at] = near[at] < steps[-1]
    return {
        "told_right": int(told[~answered].sum()),
        "told_wrong": int(told[answered].sum()),
        "steps": [round(float(step), 3) for step in (min(steps), max(steps))],
    }


def nearest(index, query):
    """Return the nearness of the document of the supply that is nearest."""
    scores = score_documents(index, query)
    documents = np.flatnonzero(index.kind != PROBLEM)
    told = hits_of(index, scores.asked, documents).table()
    near = nearness(scores, scores.score[documents], index.languages[documents], told)
    return near.max()


def _best_step(near, answered):
    """Return the value that parts both kinds best: the mean of the shares told right is highest."""
    right = [(near[answered] >= step).mean() + (near[~answered] < step).mean() for step in near]
    return near[int(np.argmax(right))]


def plain(documents, problems, field):
    """Return {problem: (candidates in order, False)} by plain BM25 over folded words and pairs."""
    side = "en" if field == "en" else "vi"
    texts = [_bag(getattr(one, f"title_{side}"), getattr(one, f"text_{side}")) for one in documents]
    holding = Counter(term for text in texts for term in text)
    usual = mean(text.total() for text in texts)
    ranked = {}
    for one in problems:
        need = need_of(one, field)
        terms = {
            term: math.log(1 + (len(texts) - holding[term] + 0.5) / (holding[term] + 0.5))
            for term in _bag(need.title, need.text)
        }
        scores = [_bm25(terms, text, usual) for text in texts]
        order = sorted(range(len(texts)), key=lambda at: (-scores[at], documents[at].id))
        ranked[one["id"]] = ([documents[at].id for at in order if scores[at] > 0], False)
    return ranked


def _bag(title, text):
    """Return how often each folded word and pair stands in a title, taken twice, and a text."""
    bag = Counter()
    for part in (title, title, text):
        said = words(part)
        bag.update(said)
        bag.update(map("_".join, pairwise(said)))
    return bag


def _bm25(terms, text, usual, k1=1.2, b=0.75):
    slow = k1 * (1 - b + b * text.total() / usual)
    return sum(
        rarity * text[term] * (k1 + 1) / (text[term] + slow)
        for term, rarity in terms.items()
        if term in text
    )


def main():
    options = arguments(
        __doc__.splitlines()[0],
        problems={"type": Path, "required": True},
        supply={"type": Path, "required": True},
        qrels={"type": Path, "required": True},
        field={"choices": ("vi", "vi_no_marks", "en"), "required": True},
    )
    problems, documents = [*records(options.problems)], supply(options.supply)
    judged = judgements(options.qrels)
    index = build([*documents, *map(problem_document, problems)])
    names = [one["id"] for one in problems]
    asked = asked_of(index, problems, options.field)
    rankings = {one: rank(index, query, KINDS, limit=len(index)) for one, query in asked.items()}
    ours = {
        one: ([found.id for found in ranking.candidates], ranking.abstained)
        for one, ranking in rankings.items()
    }
    figures = figures_of(names, judged, ours) | {
        "by_closeness": by_closeness(judged, rankings),
        "left_out": left_out(index, asked, judged),
    }
    peer = figures_of(names, judged, plain(documents, problems, options.field))
    about = {
        "field": options.field,
        "peer": {"name": "plain BM25"} | peer,
        "documents": len(documents),
        "problems": len(problems),
        "engine": ENGINE_VERSION,
        "machine": machine(),
    }
    tell(figures | about, options.out)


if __name__ == "__main__":
    main()
