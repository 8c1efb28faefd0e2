"""Learn data/lexicon-vi-en.tsv from sentences that exist in both languages.

    python tools/learn_lexicon.py --pairs pairs-mit.jsonl.gz --names names-osm.tsv \\
        --out data/lexicon-vi-en.tsv

pairs: JSON lines, gzipped or not, with "vi" and "en". names: lines of vi, tab, en; # begins a
remark. The same input gives the same bytes. Where the input comes from and under which licence
is in data/PROVENANCE-lexicon.md.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from cauhien_engine.text.align import compounds, joined, translations
from cauhien_engine.text.folding import fold
from cauhien_engine.text.stemming import is_syllable, stem
from cauhien_engine.text.stopwords import ENGLISH
from cauhien_engine.text.terms import runs_of_spelled_words, runs_of_words

LEAST_SCORE = 0.02
LEAST_TIMES = 2
MOST_TRANSLATIONS = 6


def main():
    """Read, learn, write, and say how much."""
    options = _options()
    sentences = [*_pairs(options.pairs), *_names(options.names)]
    rows = learn(sentences)
    text = "vi\ten\tscore\ttimes\n" + "".join("\t".join(row) + "\n" for row in rows)
    options.out.write_text(text, encoding="utf-8")
    phrases = len({row[0] for row in rows})
    print(
        f"{len(sentences)} pairs, {phrases} phrases, {len(rows)} rows, {len(text.encode())} bytes"
    )


def learn(sentences):
    """Return rows (vi, en, score, times) as text, sorted, of (vi, en) sentences."""
    vi = [[[word for _, word in run] for run in runs_of_spelled_words(one)] for one, _ in sentences]
    en, spelling = _stemmed([runs_of_words(other) for _, other in sentences])
    vi_known = compounds([run for runs in vi for run in runs])
    en_known = compounds([run for runs in en for run in runs], 15, 0.5, 3, edges=_stop_stems())
    sources = [[word for run in runs for word in joined(run, vi_known)] for runs in vi]
    targets = [[word for run in runs for word in joined(run, en_known)] for runs in en]
    times = Counter(word for source in sources for word in source)
    table = translations(list(zip(sources, targets, strict=True)))
    return sorted(_rows(table, times, spelling))


def _rows(table, times, spelling):
    """Yield the best rows of each Vietnamese phrase, English stems spelt out again."""
    found, stop = defaultdict(list), _stop_stems()
    for (source, target), score in table.items():
        often = score >= LEAST_SCORE and times[source] >= LEAST_TIMES
        if often and target not in stop and _is_phrase(source, target):
            found[source].append((-score, target))
    for source, targets in found.items():
        for score, target in sorted(targets)[:MOST_TRANSLATIONS]:
            spelt = " ".join(spelling[word] for word in target.split())
            yield source, spelt, f"{-score:.3f}", str(times[source])


def _is_phrase(source, target):
    """Return whether both are words: code, numbers and other scripts are not translated."""
    native = all(is_syllable(fold(word)) for word in source.split())
    return native and re.fullmatch("[a-z]{2,}( [a-z]+)*", target) is not None


def _stemmed(texts):
    """Return texts of runs of words with stems, and the most frequent word of each stem."""
    counts = defaultdict(Counter)
    for word in (word for runs in texts for run in runs for word in run):
        counts[stem(word)][word] += 1
    spelling = {
        one: min(words, key=lambda word: (-words[word], word)) for one, words in counts.items()
    }
    return [[[stem(word) for word in run] for run in runs] for runs in texts], spelling


def _stop_stems():
    """Return the stems of English stop words."""
    return frozenset(map(stem, ENGLISH))


def _pairs(path):
    """Yield (vi, en) of JSON lines."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["vi"], row["en"]


def _names(path):
    """Yield (vi, en) of lines with a tab."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#") and "\t" in line:
            vi, en = line.split("\t")[:2]
            yield vi, en


def _options():
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args()


if __name__ == "__main__":
    main()
