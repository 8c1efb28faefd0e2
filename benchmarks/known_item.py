"""Who wrote this? A paper nobody has in the index must bring up its authors by their other papers.

python benchmarks/known_item.py --works FILE --queries FILE [--out FILE]

works: JSON lines as in docs/how-to/read-data-in.md; holders are the ids of the file's authors.
queries: JSON lines {title, abstract, relevant: [author ids]}. mrr: one over the place of the first
author found; recall_at_10: the share of a query's authors among the first ten people. Nothing in
the engine was fitted to these queries; one configuration serves every collection.
"""

import time
from pathlib import Path
from statistics import mean, median

from report import arguments, machine, records, tell

from cauhien_engine.match import ENGINE_VERSION, Document, Holder, Need, build, prepare, rank

DEPTH = 100


def document(work):
    """Return a work as a Document held by its authors."""
    holders = [
        Holder("person", line["author"]["id"], place)
        for place, line in enumerate(work["authorships"])
    ]
    return Document(
        work["id"],
        "work",
        title_en=work["title"],
        text_en=work.get("abstract") or "",
        year=work.get("publication_year"),
        holders=tuple(holders),
    )


def people_for(index, query):
    """Return (ids of people in order, seconds) for one query, evidence included."""
    begun = time.perf_counter()
    need = prepare(Need(query["title"], query["abstract"]), parameters=index.parameters)
    ranking = rank(index, need, kinds=("person",), limit=DEPTH)
    return [one.id for one in ranking.candidates], time.perf_counter() - begun


def figures_of(queries, answers):
    """Return mrr and recall_at_10 of lists of people."""
    firsts, recalls = [], []
    for query, people in zip(queries, answers, strict=True):
        wanted = set(query["relevant"])
        places = [place for place, one in enumerate(people) if one in wanted]
        firsts.append(1 / (places[0] + 1) if places else 0)
        recalls.append(sum(place < 10 for place in places) / len(wanted))
    return {"mrr": round(mean(firsts), 4), "recall_at_10": round(mean(recalls), 4)}


def main():
    options = arguments(
        __doc__.splitlines()[0],
        works={"type": Path, "required": True},
        queries={"type": Path, "required": True},
    )
    begun = time.perf_counter()
    index = build(document(work) for work in records(options.works))
    built = time.perf_counter() - begun
    queries = [*records(options.queries)]
    people_for(index, queries[0])  # the first opens what later ones find open
    answers, seconds = zip(*(people_for(index, query) for query in queries), strict=True)
    ordered = sorted(seconds)
    about = {
        "p50_ms": round(1000 * median(seconds), 1),
        "p95_ms": round(1000 * ordered[int(0.95 * len(ordered))], 1),
        "build_s": round(built, 1),
        "n_works": len(index),
        "n_people": len({line["author"]["id"]
                         for work in records(options.works) for line in work["authorships"]}),
        "queries": len(queries),
        "engine": ENGINE_VERSION,
        "machine": machine(),
    }  # fmt: skip
    tell(figures_of(queries, answers) | about, options.out)


if __name__ == "__main__":
    main()
