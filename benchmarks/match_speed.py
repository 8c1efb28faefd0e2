"""How long does a whole problem wait for its people, on one core, and what does the index cost?

    python benchmarks/match_speed.py --works works-acl.jsonl.gz works-arxiv.jsonl.gz
        --problems FILE [--peers all|none] [--patience SECONDS] [--out FILE]

works: JSON lines as in docs/how-to/read-data-in.md; problems: JSON lines {title_vi,
description_vi, title_en, description_en}. Each problem is asked twice, by the whole of either
text: prepare, with the lexicon, and rank, the first fifty people with their evidence. Figures
stand for all questions and for each language; cpu_ms is the time of the processor, which other
work on the machine does not lengthen. peak_mib is taken before the peers begin.

Peers, in the same run and on the same core, over the same titles and abstracts: the first fifty
works (none of them knows people or evidence) for any of the words of the same texts, each word
once, without the stop words that ours leaves out as well. They translate nothing, so that the
Vietnamese texts, over English works, cost them next to nothing: compare "en". Every build reads
the files anew. A peer is asked nothing more after its patience; its "queries" says how many.
"""

import contextlib
import os
import re
import resource
import shutil
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import psutil
from cross_language import PLACES, texts
from known_item import document
from report import arguments, machine, records, tell, version_of
from vi_retrieval import lexicon

from cauhien.core.postgres import CannotStart, Cluster
from cauhien_engine.match import ENGINE_VERSION, Need, build, prepare, rank
from cauhien_engine.text.folding import fold
from cauhien_engine.text.terms import stop_words

LIMIT = 50
LANGUAGES = ("vi", "en")
WORD = re.compile(r"\w+")
TABLE = """
    CREATE TABLE works AS SELECT id, to_tsvector('simple', body) AS said FROM given;
    CREATE INDEX ON works USING gin (said);
    ANALYZE works;
"""
QUESTION = """
    SELECT id FROM works, to_tsquery('simple', %s) AS asked
    WHERE said @@ asked ORDER BY ts_rank(said, asked) DESC LIMIT 50
"""


class Missing(Exception):
    """A peer that is not to be had here."""


def main():
    options = arguments(
        __doc__.splitlines()[0],
        works={"nargs": "+", "type": Path, "required": True},
        problems={"type": Path, "required": True},
        peers={"choices": ("all", "none"), "default": "all"},
        patience={"type": float, "default": 60, "help": "seconds of questions for each peer"},
    )
    load, on_one_core = os.getloadavg()[0], stay_on_one_core()
    asked = [(lang, *texts(one, lang)) for one in records(options.problems) for lang in LANGUAGES]
    figures = ours(options.works, asked)
    progress("ours", figures)
    figures["peers"] = {}
    for name, peer in (PEERS if options.peers == "all" else {}).items():
        figures["peers"][name] = beside(peer, options.works, asked, options.patience)
        progress(name, figures["peers"][name])
    about = {
        "one_core": on_one_core,
        "load": [round(one, 1) for one in (load, os.getloadavg()[0])],
        "engine": ENGINE_VERSION,
        "machine": machine(),
    }
    tell(figures | about, options.out)


def stay_on_one_core():
    """Keep every thread, and what is started from now on, on one core; say whether it could be."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    core = {min(os.sched_getaffinity(0))}
    for thread in Path("/proc/self/task").iterdir():
        os.sched_setaffinity(int(thread.name), core)
    return True


def progress(name, figures):
    """Say at once what is known of one."""
    print(f"{name}: {figures}", file=sys.stderr, flush=True)


def ours(works, asked):
    """Return the figures of the engine."""
    begun, busy = time.perf_counter(), time.process_time()
    index = build(document(work) for work in records(*works))
    built, worked = time.perf_counter() - begun, time.process_time() - busy
    translator = lexicon()

    def ask(_, title, text):
        need = prepare(Need(title, text), translator, PLACES, index.parameters)
        return rank(index, need, kinds=("person",), limit=LIMIT).candidates

    waits = timed(ask, asked, time.process_time)
    return waits | {
        "build_s": round(built, 1),
        "build_cpu_s": round(worked, 1),
        "n_works": len(index),
        "n_people": len(index.base.holders),
        "index_mib": round(sum(one.nbytes for one in index.arrays().values()) / 2**20, 1),
        "peak_mib": round(peak() / 2**20),
    }


def peak():
    """Return the most memory that this process has held, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def timed(ask, asked, processor_time, patience=float("inf")):
    """Return the figures of questions: (language, title, text); the first two only warm up."""
    for question in asked[:2]:
        ask(*question)
    rows, until = [], time.perf_counter() + patience
    for question in asked:
        begun, busy = time.perf_counter(), processor_time()
        found = len(ask(*question))
        waited, worked = time.perf_counter() - begun, processor_time() - busy
        rows.append((question[0], 1000 * waited, 1000 * worked, found))
        if time.perf_counter() > until:
            break
    by_language = {lang: quantiles([one for one in rows if one[0] == lang]) for lang in LANGUAGES}
    return quantiles(rows) | by_language


def quantiles(rows):
    """Return p50 and p95 of rows: (language, ms, ms of the processor, how many were found)."""
    if not rows:
        return {"queries": 0}
    found = {"queries": len(rows), "with_answer": sum(row[3] > 0 for row in rows)}
    for column, unit in ((1, "ms"), (2, "cpu_ms")):
        p50, p95 = np.quantile([row[column] for row in rows], [0.5, 0.95])
        found |= {f"p50_{unit}": round(float(p50), 1), f"p95_{unit}": round(float(p95), 1)}
    return found


def beside(peer, works, asked, patience):
    """Return the figures of a peer, or why it is left out."""
    begun = time.perf_counter()
    try:
        with peer(works) as (version, ask, processor_time):
            built = round(time.perf_counter() - begun, 1)
            waits = timed(ask, asked, processor_time, patience)
            return {"version": version} | waits | {"build_s": built}
    except (Missing, CannotStart) as why:
        return {"left_out": str(why)}


def bodies(works):
    """Yield (id, title and abstract) of the works."""
    for work in records(*works):
        yield work["id"], f"{work['title']} {work.get('abstract') or ''}".replace("\0", " ")


def bare_words(lang, *parts):
    """Return the words of texts once each, in lower case, without stop words."""
    stop = stop_words(lang)
    found = dict.fromkeys(WORD.findall(" ".join(parts).lower()))
    return [word for word in found if fold(word) not in stop]


def need_package(name):
    if find_spec(name) is None:
        raise Missing("not installed: pip install -e .[bench]")


@contextlib.contextmanager
def with_bm25s(works):
    """Yield bm25s over the works, by numba where that is installed."""
    need_package("bm25s")
    import bm25s

    backend = "numba" if find_spec("numba") else "numpy"
    said = bm25s.tokenize(
        [body for _, body in bodies(works)],
        token_pattern=WORD.pattern,
        stopwords=[],
        show_progress=False,
    )
    index = bm25s.BM25(k1=1.2, b=0.75, backend=backend)
    index.index(said, show_progress=False)
    most = min(LIMIT, index.scores["num_docs"])

    def ask(lang, *parts):
        known = [word for word in bare_words(lang, *parts) if word in index.vocab_dict]
        if not known:
            return []
        rows, scores = index.retrieve([known], k=most, show_progress=False)
        return rows[0][scores[0] > 0]

    yield f"{version_of('bm25s')}, {backend}", ask, time.process_time


@contextlib.contextmanager
def with_tantivy(works):
    """Yield tantivy over the works, in memory, written by one thread."""
    need_package("tantivy")
    import tantivy

    fields = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
    index = tantivy.Index(fields.add_text_field("body", index_option="freq").build())
    writer = index.writer(heap_size=256 * 2**20, num_threads=1)
    for name, body in bodies(works):
        writer.add_document(tantivy.Document(id=name, body=body))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(lang, *parts):
        query = index.parse_query(" ".join(bare_words(lang, *parts)), ["body"])
        found = searcher.search(query, LIMIT, count=False).hits
        return [searcher.doc(at)["id"][0] for _, at in found]

    yield version_of("tantivy"), ask, time.process_time


@contextlib.contextmanager
def with_postgresql(works):
    """Yield PostgreSQL's full text over the works, in a cluster of its own."""
    import psycopg

    state = Path(tempfile.mkdtemp(prefix="cauhien-match-", dir="/tmp"))
    state.chmod(0o711)
    cluster = Cluster(state, safe=False)
    try:
        cluster.start()
        with psycopg.connect(cluster.url, autocommit=True) as connection:
            fill(connection, works)
            backend = psutil.Process(connection.info.backend_pid)

            def ask(lang, *parts):
                wanted = " | ".join(f"'{word}'" for word in bare_words(lang, *parts))
                return connection.execute(QUESTION, [wanted]).fetchall()

            version = connection.info.parameter_status("server_version")
            yield version, ask, lambda: time.process_time() + sum(backend.cpu_times()[:2])
    finally:
        cluster.stop(force=True)
        shutil.rmtree(state, ignore_errors=True)


def fill(connection, works):
    """Write the works into PostgreSQL and index them."""
    connection.execute("SET maintenance_work_mem = '512MB'")
    connection.execute("SET max_parallel_workers_per_gather = 0")
    connection.execute("CREATE UNLOGGED TABLE given (id text, body text)")
    with connection.cursor().copy("COPY given FROM STDIN") as copy:
        for row in bodies(works):
            copy.write_row(row)
    connection.execute(TABLE)


PEERS = {"bm25s": with_bm25s, "tantivy": with_tantivy, "postgresql": with_postgresql}


if __name__ == "__main__":
    main()
