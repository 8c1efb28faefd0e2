"""A case's whole history as a file that is checked without this installation.

One JSON value per line: first what it is, then the lines of the log as they are hashed, then the
anchors, and for each anchored end of a chain the path that leads from it to its anchor.
"""

import json
from collections import defaultdict

from cauhien.challenges.states import State
from cauhien.core import audit, merkle
from cauhien.trail import queries
from cauhien.trail.models import Anchor, leaf_of

FORMAT = "cauhien-trail 1"


class NotAsAnchored(Exception):
    """The end of a chain does not lead to the anchor that is named for it."""


def exported(challenge, reader, at):
    """Yield the rows of the export of a case as dicts, with the names that its reader may know."""
    yield {
        "format": FORMAT,
        "case": challenge.code,
        "title": challenge.title_vi,
        "state": State(challenge.state).value,
        "exported_at": at.isoformat(),
        "how_to_check": "./cauhien verify FILE",
    }
    for entry in queries.history_of(challenge, reader):
        line = audit.said_by(entry.line) | {"hash": entry.line.hash}
        says = [[str(label), str(value)] for label, value in entry.says]
        yield {"line": line, "act": str(entry.act), "who": entry.who, "says": says}
    yield from _anchored(set(queries.chains_of(challenge)))


def _anchored(chains):
    found = Anchor.objects.filter(heads__chain__in=chains).distinct().order_by("day")
    for anchor in found.prefetch_related("heads"):
        heads = sorted(anchor.heads.all(), key=lambda head: head.chain)
        leaves = [head.leaf() for head in heads]
        yield {
            "anchor": {
                "day": anchor.day.isoformat(),
                "previous": anchor.previous_hash,
                "root": anchor.root,
                "hash": anchor.hash,
            }
        }
        for place, head in enumerate(heads):
            if head.chain in chains:
                yield {
                    "head": {
                        "day": anchor.day.isoformat(),
                        "chain": head.chain,
                        "number": head.number,
                        "hash": head.hash,
                        "place": place,
                        "count": len(heads),
                        "path": [one.hex() for one in merkle.path(leaves, place)],
                    }
                }


def as_text(rows):
    """Yield the rows of an export as lines of text."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"


def verify_export(text):
    """Return (lines, anchors) that were checked; text: an iterable of lines of an export.

    Raises BrokenChain at the first altered line, NotAsAnchored, ValueError where it is no export.
    """
    rows = [json.loads(row) for row in text]
    if not rows or rows[0].get("format") != FORMAT:
        raise ValueError(f"not an export of a history ({FORMAT})")
    chains = defaultdict(list)
    for row in rows:
        if said := row.get("line"):
            chains[said["chain"]].append(({k: v for k, v in said.items() if k != "hash"}, said))
    count = 0
    for chain, lines in chains.items():
        lines.sort(key=lambda pair: pair[1]["number"])
        count += audit.verify_lines(chain, [(said, whole["hash"]) for said, whole in lines])
    anchors = {row["anchor"]["day"]: row["anchor"] for row in rows if "anchor" in row}
    for row in rows:
        if head := row.get("head"):
            _verify_head(head, anchors[head["day"]], chains[head["chain"]])
    return count, len(anchors)


def _verify_head(head, anchor, lines):
    stated = [whole["hash"] for _, whole in lines if whole["number"] == head["number"]]
    leaf = leaf_of(head["chain"], head["number"], head["hash"])
    proof = [bytes.fromhex(one) for one in head["path"]]
    root = merkle.root_from(leaf, head["place"], head["count"], proof).hex()
    whole = queries.anchor_hash(head["day"], anchor["previous"], root)
    if stated != [head["hash"]] or (root, whole) != (anchor["root"], anchor["hash"]):
        raise NotAsAnchored(f"{head['chain']}: line {head['number']}, anchor of {head['day']}")
