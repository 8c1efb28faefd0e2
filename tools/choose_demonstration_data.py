"""Choose the small data that the demonstration ships with: `--from DIR --to data`.

DIR holds the full collections (ror-vietnam.jsonl, works-*.jsonl.gz, projects-ukri.jsonl.gz and a
folder of the city's tables). Tables are copied byte for byte, but for three: organisations.csv has
grown here (Vietnamese names that a register lacks, seats), tasks.csv and ecosystem.csv keep what
the editor added by hand in the target, under the id of each row: English texts, targets of the
observatory; fields, stages and help with the words of the row that say so; bodies that another
table names. Works are chosen by
this rule:

1. every work that names Viet Nam or Hanoi in title or abstract, or prints an affiliation or
   links an institution there;
2. every further work of a person (an identifier, never a name) of one of those works;
3. for each problem of the city the --per-problem works nearest to its English text: the sum of
   the inverse document frequencies of the words they share, damped by how often a work has them.

The same input gives the same bytes: works are ordered by id, gzip carries no time.
"""

import argparse
import csv
import gzip
import heapq
import json
import math
import re
import shutil
import sys
from collections import Counter, defaultdict
from pathlib import Path

TABLES = [
    "problems.jsonl",
    "grand-challenges.jsonl",
    "facilities.csv",
    "projects.csv",
    "technologies.csv",
    "laboratories.csv",
    "enterprises.csv",
    "research_fields.csv",
    "wards.csv",
    "wards-before-2025-07.csv",
    "holidays.csv",
    "council-rules.jsonl",
    "park_projects.csv",
    "park_totals.csv",
]
BY_HAND = {
    "tasks.csv": (
        *("task_en", "goal_en", "target_code", "resolution_en", "body_en"),
        *("indicator_en", "target_en", "unit_en", "baseline_en", "status_en"),
    ),
    "ecosystem.csv": ("read_topics", "read_stages", "read_helps"),
}
COLLECTIONS = ["works-acl.jsonl.gz", "works-arxiv.jsonl.gz"]
LIMIT = 15_000_000  # bytes of all files together
HERE = re.compile(r"\b(viet ?nam|vietnamese|ha ?noi)\b", re.IGNORECASE)
WORD = re.compile(r"[a-z]{3,}")
# Where, and the words of every problem: they say nothing of what a work is about.
SILENT = frozenset(
    WORD.findall(
        "the and for that with this from are was were been have has had not which while where "
        "when into its their they can may will must more most than also such these those only "
        "other city hanoi vietnam viet nam capital urban needed need needs public solution "
        "proposal use used using new how what who should state states says one two per cent "
        "about over under after before between during many each every any all both because "
        "there still"
    )
)
DAMPING = 1.2  # of a word that a work has several times, as in BM25


def main():
    options = arguments()
    source, target = options.source, options.to
    target.mkdir(exist_ok=True)
    table = next(path.parent for path in source.rglob("problems.jsonl"))
    for name in TABLES:
        shutil.copyfile(table / name, target / name)
    for name, columns in BY_HAND.items():
        copy_with(columns, table / name, target / name)
    for name in ["ror-vietnam.jsonl", "works-hanoi.jsonl.gz"]:
        shutil.copyfile(source / name, target / name)
    projects = lines(source / "projects-ukri.jsonl.gz")
    write(target / "projects-ukri.jsonl.gz", [p for p in projects if p["vietnam"] or p["hanoi"]])
    problems = list(lines(table / "problems.jsonl")) + list(lines(table / "grand-challenges.jsonl"))
    shipped = {work["id"] for work in lines(target / "works-hanoi.jsonl.gz")}
    chosen = choose(source, problems, options.per_problem) - shipped
    for name in COLLECTIONS:
        write(target / name, (w for w in lines(source / name) if w["id"] in chosen))
    return report(target)


def copy_with(columns, source, target):
    """Copy a table, each row with what the target has of it by hand; rows grown there stay."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with target.open(encoding="utf-8", newline="") as file:
        grown = {row["id"]: row for row in csv.DictReader(file)}
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], *columns])
        writer.writeheader()
        for row in rows:
            held = grown.pop(row["id"], {})
            writer.writerow(row | {name: held.get(name, "") for name in columns})
        writer.writerows(grown.values())


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--from", dest="source", type=Path, required=True, metavar="DIR")
    parser.add_argument("--to", type=Path, default=Path("data"), metavar="DIR")
    parser.add_argument("--per-problem", type=int, default=75, metavar="N")
    return parser.parse_args()


def lines(path):
    packed = path.suffix == ".gz"
    with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def write(path, records):
    """Write records by id as JSON lines; the archive holds neither a time nor a name."""
    rows = sorted(records, key=lambda record: record["id"])
    text = "".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows
    )
    with path.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.encode())


def choose(source, problems, per_problem):
    """Return the ids of the works that the three rules choose."""
    linked, people = set(), set()
    for work in works(source):
        if is_linked(work):
            linked.add(work["id"])
            people |= identifiers(work)
    theirs = {work["id"] for work in works(source) if identifiers(work) & people}
    near = nearest(source, problems, per_problem)
    print(f"linked {len(linked)}, of the same persons {len(theirs - linked)}, ", end="")
    print(f"near a problem {len(near - linked - theirs)}")
    return linked | theirs | near


def works(source):
    for name in COLLECTIONS:
        yield from lines(source / name)


def is_linked(work):
    """Return whether a work has to do with the country: its text, or where it was written."""
    text = [work["title"], work.get("abstract") or ""]
    for author in work["authorships"]:
        text += author.get("raw_affiliation_strings") or []
        text += [
            (one.get("country_code") == "VN" and "Vietnam") or "" for one in institutions(author)
        ]
    return any(HERE.search(part) for part in text)


def institutions(author):
    return author.get("institutions") or []


def identifiers(work):
    """Return the ids of a work's authors that are more than a name."""
    ids = (author["author"].get("id", "") for author in work["authorships"])
    return {ident for ident in ids if not ident.startswith("name:")}


def nearest(source, problems, per_problem):
    """Return the ids of the works that share the most telling words with each problem."""
    asked = [Counter(words(english(problem))) for problem in problems]
    vocabulary = set().union(*asked)
    held, frequency, total = defaultdict(list), Counter(), 0
    for work in works(source):
        total += 1
        found = Counter(
            w for w in words(f"{work['title']} {work.get('abstract')}") if w in vocabulary
        )
        for word, times in found.items():
            held[word].append((work["id"], times))
            frequency[word] += 1
    rarity = {word: math.log(1 + total / (1 + frequency[word])) for word in vocabulary}
    chosen = set()
    for wanted in asked:
        scores = defaultdict(float)
        for word in wanted:
            for ident, times in held[word]:
                scores[ident] += rarity[word] * times / (times + DAMPING)
        best = heapq.nsmallest(per_problem, scores, key=lambda ident: (-scores[ident], ident))
        chosen.update(best)
    return chosen


def english(problem):
    names = ["title_en", "description_en", "basis_en", "questions_en", "results_required_en"]
    return " ".join(problem.get(name) or "" for name in names)


def words(text):
    return [word for word in WORD.findall(text.lower()) if word not in SILENT]


def report(target):
    """Print the sizes; fail where the data outgrow what a clone should carry."""
    sizes = {path.name: path.stat().st_size for path in sorted(target.iterdir()) if path.is_file()}
    for name, size in sizes.items():
        print(f"{size:>10,}  {name}")
    total = sum(sizes.values())
    print(f"{total:>10,}  in all (limit {LIMIT:,})")
    return int(total > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
