"""The frozen copies of a file, and what differs between two of them."""

from dataclasses import dataclass

from cauhien.challenges.queries.initiative.content import as_text, seen_of
from cauhien.challenges.states import CONFIDENTIAL_TEXTS, WRITTEN_TEXTS
from cauhien.core.comparing import pieces


@dataclass(frozen=True)
class Difference:
    """One text that differs. name: of WRITTEN_TEXTS; pieces: [(same, gone or new, text)]."""

    name: str
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Comparison:
    texts: tuple[Difference, ...]
    documents_gone: tuple[str, ...]
    documents_new: tuple[str, ...]
    members_gone: tuple[str, ...]
    members_new: tuple[str, ...]

    @property
    def is_empty(self):
        return not any(vars(self).values())


def versions_of(initiative):
    """Return the frozen copies, the newest first."""
    found = list(initiative.versions.select_related("by", "receipt").order_by("-number"))
    for version in found:
        version.initiative = initiative  # whose key is known already
    return found


def seen_version(version, sight):
    """Return as much of a frozen copy as a sight shows; the confidential text to its team alone.

    Others open that by an act of its own.
    """
    seen = seen_of(version.read(), sight)
    if not sight.is_team:
        seen["texts"] = {
            name: text for name, text in seen["texts"].items() if name not in CONFIDENTIAL_TEXTS
        }
    return seen


def compared(old, new):
    """Return the Comparison of two contents as `seen_version` gives them."""
    texts = [
        Difference(name, tuple(pieces(*pair)))
        for name in WRITTEN_TEXTS
        if len({*(pair := [as_text(one["texts"].get(name)) for one in (old, new)])}) > 1
    ]
    before, after = ({one["code"]: one["name"] for one in c["documents"]} for c in (old, new))
    were, are = ({one["code"]: one["name"] for one in c["members"]} for c in (old, new))
    return Comparison(
        tuple(texts),
        tuple(before[code] for code in before.keys() - after.keys()),
        tuple(after[code] for code in after.keys() - before.keys()),
        tuple(were[code] for code in were.keys() - are.keys()),
        tuple(are[code] for code in are.keys() - were.keys()),
    )
