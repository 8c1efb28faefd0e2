"""Tables of who sees what of a subject, as its own test writes them and as the reference tells."""

from pathlib import Path

from tests.visibility.places import nowhere

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "visibility.md"


def rows_of(table, roles):
    """Return {thing: {role: whether it sees it}}; the first line of a table names the roles."""
    return {
        " ".join(words[: -len(roles)]): dict(
            zip(roles, (mark == "●" for mark in words[-len(roles) :]), strict=True)
        )
        for words in map(str.split, table.strip().splitlines()[1:])
    }


def hide_elsewhere(places, told):
    """Let each thing be nowhere where its places do not name it. told: {kind: addresses}."""
    for found in places.values():
        known = next(iter(found.values())).words
        found |= {kind: nowhere(*told[kind], words=known) for kind in told if kind not in found}


def stand_on_the_page(rows):
    """Return whether the page of the reference has the same rows in the same order."""
    said = [
        f"| {thing} | {' | '.join('○●'[is_seen] for is_seen in sees.values())} |"
        for thing, sees in rows.items()
    ]
    return [line for line in PAGE.read_text("utf-8").splitlines() if line in said] == said
