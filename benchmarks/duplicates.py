"""Files that repeat passages of another, edited or in the other language: are the passages found?

python benchmarks/duplicates.py --vi FILE --en FILE [--pairs 100] [--out FILE]
python benchmarks/duplicates.py --problems FILE [--pairs 100] [--out FILE]

vi, en: JSON lines {id, text} of the same paragraphs in two languages, in the order of a book;
problems: {title_vi, description_vi, title_en, description_en}. Each pair of files is made of
twelve neighbouring paragraphs, six to a file; in every second pair two paragraphs of the first
also stand in the second, in another order: `edited`, with every seventh word gone and the
sentences turned round, or `translated`, the other language's text among paragraphs of that
language. A passage found is right if more than half of it lies in such a paragraph, on both
sides. Paragraphs of one chapter are on one subject and now and then say the same: precision is
what is left after them. Peer, in the same run: runs of five words that both files have, as
programs against copying look for them (k-gram fingerprints, all of them kept).
Source of the peer: Schleimer, Wilkerson and Aiken, "Winnowing" (SIGMOD 2003).
"""

import random
import time
from pathlib import Path

from report import arguments, machine, records, tell
from vi_retrieval import lexicon

from cauhien_engine.match.overlap import ENGINE_VERSION, Comparison, read
from cauhien_engine.text.sentences import sentences
from cauhien_engine.text.terms import placed_words

SIZE, COPIED, RUN, CALL = 6, 2, 5, 4  # paragraphs, of them copied, words, pairs of one call


def main():
    """Make pairs of files, look for passages and tell the figures."""
    options = arguments(
        __doc__.splitlines()[0],
        vi={"type": Path},
        en={"type": Path},
        problems={"type": Path},
        pairs={"type": int, "default": 100},
    )
    rows = of_problems(options.problems) if options.problems else of_books(options.vi, options.en)
    figures = {}
    for kind in ("translated", "edited"):
        pairs = [made(rows, kind, seed) for seed in range(options.pairs)]
        figures[kind] = ours(pairs)
        figures[f"{kind}, peer"] = figured([(*pair, runs_found(*pair[:2])) for pair in pairs])
    about = {"paragraphs": len(rows), "pairs": options.pairs, "engine": ENGINE_VERSION}
    tell(figures | about | {"machine": machine()}, options.out)


def of_problems(path):
    """Return [(Vietnamese, English)] of problems."""
    return [
        tuple(f"{one[f'title_{lang}']}.\n{one[f'description_{lang}']}" for lang in ("vi", "en"))
        for one in records(path)
    ]


def of_books(vi, en):
    """Return [(Vietnamese, English)] of paragraphs that two files have under one id."""
    english = {one["id"]: one["text"] for one in records(en)}
    return [(one["text"], english[one["id"]]) for one in records(vi) if one["id"] in english]


def made(rows, kind, seed):
    """Return (parts of one file, of the other, {place in one: place in the other} of copies)."""
    rng = random.Random(seed)
    begin = rng.randrange(len(rows) - 2 * SIZE + 1)
    near = rng.sample(range(begin, begin + 2 * SIZE), 2 * SIZE)
    language = 1 if kind == "translated" else 0
    one = [rows[at][0] for at in near[:SIZE]]
    other = [rows[at][language] for at in near[SIZE:]]
    copies = {}
    if seed % 2 == 0:
        taken = zip(rng.sample(range(SIZE), COPIED), rng.sample(range(SIZE), COPIED), strict=True)
        for source, target in taken:
            copied = rows[near[source]]
            other[target] = copied[1] if kind == "translated" else edited(copied[0], rng)
            copies[source] = target
    return one, other, copies


def edited(text, rng):
    """Return a text with the sentences in another order and every seventh word left out."""
    said = [text[start:end] for start, end in sentences(text)]
    rng.shuffle(said)
    return " ".join(word for at, word in enumerate(" ".join(said).split(), 1) if at % 7)


def ours(pairs):
    """Return the figures of the engine, compared a call at a time."""
    translator, results, seconds, reading = lexicon(), [], 0.0, 0.0
    for begin in range(0, len(pairs), CALL):
        call = pairs[begin : begin + CALL]
        start = time.perf_counter()
        texts = [read(file, translator) for one, other, _ in call for file in (one, other)]
        compared = Comparison(texts)
        middle = time.perf_counter()
        found = [compared.passages(2 * at, 2 * at + 1) for at in range(len(call))]
        seconds, reading = seconds + time.perf_counter() - middle, reading + middle - start
        for pair, passages in zip(call, found, strict=True):
            spans = [[(it.part, it.start, it.end) for it in (p.one, p.other)] for p in passages]
            results.append((*pair, spans))
    times = {"ms_per_pair": seconds, "ms_to_read_a_file": reading / 2}
    return figured(results) | {k: round(1000 * v / len(pairs), 2) for k, v in times.items()}


def runs_found(one, other):
    """Return the passages that the peer finds: for each run of words of both, where it stands."""
    held = dict(runs(other))
    return [[place, held[run]] for run, place in runs(one) if run in held]


def runs(parts):
    """Yield (words, (part, start, end)) of each run of five words."""
    for number, part in enumerate(parts):
        words = placed_words(part)
        for at in range(len(words) - RUN + 1):
            run = words[at : at + RUN]
            yield tuple(word for word, _, _ in run), (number, run[0][1], run[-1][2])


def figured(results):
    """Return recall of copied paragraphs, precision of passages, and pairs flagged for nothing."""
    copies = found = right = passages = alarms = clean = 0
    for _one, _other, copied, spans in results:
        hits = [
            source[0] for source, target in spans if copied.get(source[0]) == target[0]
        ]  # a passage lies within one part
        copies, found = copies + len(copied), found + len({*hits})
        right, passages = right + len(hits), passages + len(spans)
        clean, alarms = clean + (not copied), alarms + (not copied and bool(spans))
    return {
        "recall": round(found / copies, 3),
        "precision": round(right / max(passages, 1), 3),
        "false_alarms": f"{alarms} of {clean} pairs",
    }


if __name__ == "__main__":
    main()
