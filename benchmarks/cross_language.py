"""One problem in two languages: does its Vietnamese text find the works its English text finds?

python benchmarks/cross_language.py --problems FILE --works FILE [--out FILE]

problems: JSON lines {id, title_vi, description_vi, title_en, description_en}; works: JSON lines
{id, title, abstract}; gzipped or not. Each problem is put to the same index twice, by each text,
and the two lists of works are compared: overlap_at_20 is the share of the first twenty they have
in common, rbo the rank-biased overlap (p = 0.9, over the first hundred, extrapolated). The works
are taken as English; names of the city weigh little, as in the product. Peers, in the same run:
the Vietnamese text without the lexicon, and without marks with it.
Source of rbo: Webber, Moffat and Zobel, "A similarity measure for indefinite rankings" (2010).
"""

import time
import tomllib
from pathlib import Path
from statistics import mean, median

import numpy as np
from report import arguments, machine, records, tell
from vi_retrieval import lexicon

from cauhien_engine.match import ENGINE_VERSION, Document, Need, build, prepare
from cauhien_engine.match.scoring import score_documents
from cauhien_engine.text.folding import fold

CITY = Path(__file__).resolve().parent.parent / "cities" / "hanoi.toml"
PLACES = tomllib.loads(CITY.read_text(encoding="utf-8"))["matching"]["place_words"]
DEPTH = 100
P = 0.9


def main():
    """Compare the lists of all problems and tell the figures."""
    options = arguments(
        __doc__.splitlines()[0],
        problems={"type": Path, "required": True},
        works={"type": Path, "required": True},
    )
    problems = [*records(options.problems)]
    index = build(document(work) for work in records(options.works))
    begun = time.perf_counter()
    english = [best(index, texts(one, "en")) for one in problems]
    translator = lexicon()
    vietnamese = [best(index, texts(one, "vi"), translator) for one in problems]
    seconds = time.perf_counter() - begun
    unmarked = [best(index, map(fold, texts(one, "vi")), translator) for one in problems]
    bare = [best(index, texts(one, "vi")) for one in problems]
    about = {
        "median_overlap_at_20": round(median(overlaps(english, vietnamese)), 4),
        "without_marks": figures(english, unmarked),
        "peer": {"name": "Vietnamese text, no lexicon"} | figures(english, bare),
        "problems": len(problems),
        "works": len(index),
        "ms_per_list": round(1000 * seconds / (2 * len(problems)), 1),
        "engine": ENGINE_VERSION,
        "machine": machine(),
    }
    tell(figures(english, vietnamese) | about, options.out)


def document(work):
    """Return a work as a Document in English."""
    return Document(
        work["id"], "work", title_en=work.get("title") or "", text_en=work.get("abstract") or ""
    )


def texts(problem, lang):
    """Return title and description of a problem in a language."""
    return problem[f"title_{lang}"], problem[f"description_{lang}"]


def best(index, text, translator=None):
    """Return the numbers of the best works for a text, best first; only those with a score."""
    score = score_documents(index, prepare(Need(*text), translator, PLACES)).score
    order = np.argsort(-score, kind="stable")[:DEPTH]
    return [int(one) for one in order if score[one] > 0]


def figures(ones, others):
    """Return how alike two series of lists are."""
    return {
        "overlap_at_20": round(mean(overlaps(ones, others)), 4),
        "rbo": round(mean(map(rbo, ones, others)), 4),
    }


def overlaps(ones, others):
    """Return for each pair of lists the share of the first twenty in common."""
    return [len({*one[:20]} & {*other[:20]}) / 20 for one, other in zip(ones, others, strict=True)]


def rbo(one, other):
    """Return the rank-biased overlap of two lists, extrapolated from the shorter: 0 to 1."""
    depth = min(len(one), len(other))
    if not depth:
        return 0.0
    shared = [len({*one[:at]} & {*other[:at]}) for at in range(1, depth + 1)]
    series = sum(same / at * P**at for at, same in enumerate(shared, 1))
    return shared[-1] / depth * P**depth + (1 - P) / P * series


if __name__ == "__main__":
    main()
