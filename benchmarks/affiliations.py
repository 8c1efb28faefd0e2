"""Which organisation is an affiliation string of? Precision and recall against labels.

    python benchmarks/affiliations.py --register ror.jsonl --strings FILE [--out FILE]

strings: JSON lines {affiliation, ror_ids}. In a database of its own the register is read in and
each string is put to it. Counted are all strings, and apart those whose label is in the register:
a label that the register lacks can only be missed or contradicted. Peer in the same run:
rapidfuzz WRatio of at least 85 over all names, which takes the best name whatever it is.
"""

import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from report import arguments, machine, records, tell

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))


def main():
    options = arguments(
        __doc__.splitlines()[0],
        register={"type": Path, "required": True},
        strings={"type": Path, "required": True},
    )
    state = Path(tempfile.mkdtemp(prefix="cauhien-affiliations-", dir="/tmp"))
    state.chmod(0o711)
    from cauhien.core.postgres import Cluster

    cluster = Cluster(state)
    os.environ |= {
        "CAUHIEN_STATE": str(state),
        "DATABASE_URL": cluster.start(),
        "DJANGO_SETTINGS_MODULE": "cauhien.settings",
    }
    try:
        tell(measure(options) | {"machine": machine()}, options.out)
    finally:
        cluster.stop(force=True)
        shutil.rmtree(state, ignore_errors=True)


def measure(options):
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    register = read_register(options.register)
    strings = list(records(options.strings))
    ours = [register.read(one["affiliation"])[0] for one in strings]
    found = [row.ror if row else None for row in ours]
    labels = [set(one["ror_ids"]) for one in strings]
    known = [bool(label & register.by_ror.keys()) for label in labels]
    return {
        "strings": len(strings),
        "all": figures(found, labels, known),
        "label_in_register": figures(
            [f for f, is_known in zip(found, known, strict=True) if is_known],
            [label for label, is_known in zip(labels, known, strict=True) if is_known],
            [True] * sum(known),
        ),
        "peer_wratio_85": figures([likeliest(one, register) for one in strings], labels, known),
        "against_the_label": [
            f"{one['affiliation'][:90]} → {row}"
            for one, row, label in zip(strings, ours, labels, strict=True)
            if row and row.ror not in label
        ],
    }


def read_register(path):
    from cauhien.ingest.actions import batches
    from cauhien.ingest.queries.register import Register
    from cauhien.ingest.readers import registry

    at = datetime.now(UTC)
    facts = {"retrieved_at": at}
    batch = batches.open_batch(reader=registry.reader("ror"), path=path, at=at, facts=facts)
    batches.stage_batch(batch=batch, path=path)
    batches.reconcile_batch(batch=batch, at=at)
    return Register()


def figures(found, labels, known):
    answered = [(f, label) for f, label in zip(found, labels, strict=True) if f]
    right = sum(f in label for f, label in answered)
    return {
        "answered": len(answered),
        "right": right,
        "precision": round(right / max(len(answered), 1), 3),
        "recall": round(right / max(sum(known), 1), 3),
    }


def likeliest(one, register):
    from rapidfuzz import fuzz, process

    best = process.extractOne(
        one["affiliation"].lower(), register.whole.keys(), scorer=fuzz.WRatio, score_cutoff=85
    )
    return register.whole[best[0]][0].ror if best else None


if __name__ == "__main__":
    main()
