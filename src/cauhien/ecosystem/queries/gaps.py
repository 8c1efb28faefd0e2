"""What there is at each stage in each field, what is not known, and what is missing."""

from dataclasses import dataclass

from cauhien.ecosystem.queries.entries import BODY, entries_for, standing
from cauhien.ecosystem.states import EVERY, Stage
from cauhien.organisations.states import Topic
from cauhien.ui.filters import UNSTATED

COUNT, UNKNOWN, EMPTY = "count", "unknown", "empty"
STAGES = (*Stage.values, UNSTATED)


@dataclass(frozen=True)
class Cell:
    """One field at one stage.

    count: how many state both. most: how many it may be, with those that state one of the two and
    leave the other open. mark: COUNT where something states both; UNKNOWN where nothing does, but
    something may; EMPTY where what speaks of them says something else.
    """

    topic: str
    stage: str
    count: int
    most: int
    mark: str


@dataclass(frozen=True)
class Gaps:
    """rows: [(topic, [Cell])] of the fields of which somebody speaks, the last one UNSTATED, each
    with a cell for every one of STAGES. whole: of how many entries. silent: how many of them state
    neither. nobody: the fields of which nobody speaks.
    """

    rows: list
    whole: int
    silent: int
    nobody: list

    def cells(self, mark):
        """Return the cells with a mark, of a stated field and a stated stage."""
        inside = [cell for _topic, cells in self.rows for cell in cells]
        return [c for c in inside if c.mark == mark and UNSTATED not in (c.topic, c.stage)]


def gaps(kind, user, year):
    """Return the Gaps of start-ups, or of bodies that are not over."""
    rows = entries_for(kind, user)
    if kind == BODY:
        rows = standing(rows, year).filter(is_over=False)
    said = [(set(topics), set(stages)) for topics, stages in rows.values_list("topics", "stages")]
    spoken = {topic for topics, _stages in said for topic in topics}
    named = [topic for topic in Topic.values if topic in spoken]
    return Gaps(
        rows=[(t, [_cell(t, s, said) for s in STAGES]) for t in (*named, UNSTATED)] if said else [],
        whole=len(said),
        silent=sum(1 for topics, stages in said if not topics and not stages),
        nobody=[] if EVERY in spoken else [topic for topic in Topic.values if topic not in spoken],
    )


def _cell(topic, stage, said):
    count = sum(_holds(topics, topic) and _holds(stages, stage) for topics, stages in said)
    half = 0
    if UNSTATED not in (topic, stage):
        half = sum(
            (_holds(topics, topic) and not stages) or (_holds(stages, stage) and not topics)
            for topics, stages in said
        )
    mark = COUNT if count else UNKNOWN if half else EMPTY
    return Cell(topic, stage, count, count + half, mark)


def _holds(words, wanted):
    if wanted == UNSTATED:
        return not words
    return wanted in words or EVERY in words
