"""What there is at each stage in each field, what there may be, and what is missing."""

from dataclasses import dataclass

from cauhien.ecosystem.queries.entries import BODY, entries_for, standing
from cauhien.ecosystem.states import EVERY, FOR_STAGES, Stage
from cauhien.organisations.states import Topic
from cauhien.ui.filters import UNSTATED

STATED, BY_KIND, MAY, EMPTY = "stated", "by_kind", "may", "empty"
ALL = "all"  # whatever the stage, whatever the field
STAGES = (ALL, *Stage.values)


@dataclass(frozen=True)
class Cell:
    """One field at one stage; of ALL every field, of UNSTATED what leaves the field open.

    stated: how many state both. by_kind: how many state the field and are for the stage by their
    kind alone. may: how many state one of the two and leave the other open, where none is counted.
    """

    topic: str
    stage: str
    stated: int
    by_kind: int = 0
    may: int = 0

    @property
    def count(self):
        return self.stated + self.by_kind

    @property
    def mark(self):
        """What can be said of it; EMPTY: what speaks of the two says something else."""
        held = {STATED: self.stated, BY_KIND: self.by_kind, MAY: self.may}
        return next((mark for mark, count in held.items() if count), EMPTY)


@dataclass(frozen=True)
class Gaps:
    """What is listed of a kind, field by field.

    rows: [(topic, [Cell])] of ALL, of UNSTATED where there is any, and of the fields of which
    somebody speaks, the fullest first, each with a cell for every one of STAGES. whole: of how many
    entries. fields, stages, both: how many of them state a field, a stage, both. nobody: the fields
    of which nobody speaks.
    """

    rows: list
    whole: int
    fields: int
    stages: int
    both: int
    nobody: list

    def cells(self, mark):
        """Return the cells with a mark, of a stated field and a stage."""
        inside = [cell for _topic, cells in self.rows for cell in cells]
        outside = {ALL, UNSTATED}
        return [c for c in inside if c.mark == mark and not outside & {c.topic, c.stage}]


def gaps(kind, user, year):
    """Return the Gaps of start-ups, or of bodies that are not over."""
    rows = entries_for(kind, user)
    if kind == BODY:
        rows = standing(rows, year).filter(is_over=False)
    kinds = "kind" if kind == BODY else "code"  # no code is a kind
    said = [
        (set(topics), set(stages), set() if stages else set(FOR_STAGES.get(one, ())))
        for topics, stages, one in rows.values_list("topics", "stages", kinds)
    ]
    spoken = {topic for topics, _stages, _by_kind in said for topic in topics}
    named = [topic for topic in Topic.values if topic in spoken]
    table = [(topic, _cells(topic, said)) for topic in named]
    table.sort(key=lambda row: -row[1][0].count)
    return Gaps(
        rows=[(ALL, _cells(ALL, said)), *_left_open(said), *table] if said else [],
        whole=len(said),
        fields=sum(bool(topics) for topics, _, _ in said),
        stages=sum(bool(stages) for _, stages, _ in said),
        both=sum(bool(topics and stages) for topics, stages, _ in said),
        nobody=[] if EVERY in spoken else [topic for topic in Topic.values if topic not in spoken],
    )


def _left_open(said):
    cells = _cells(UNSTATED, said)
    return [(UNSTATED, cells)] if cells[0].count else []


def _cells(topic, said):
    there = [(stages, by_kind) for topics, stages, by_kind in said if _holds(topics, topic)]
    beside = [(stages, by_kind) for topics, stages, by_kind in said if not topics]
    return [Cell(topic, ALL, len(there)), *(_cell(topic, s, there, beside) for s in Stage.values)]


def _cell(topic, stage, there, beside):
    """Return a Cell. there, beside: (stages, those by kind) of what is of the field, or of none."""
    stated = sum(_holds(stages, stage) for stages, _by_kind in there)
    by_kind = sum(stage in of_kind for _stages, of_kind in there)
    may = 0
    if not stated and not by_kind and topic not in (ALL, UNSTATED):
        may = sum(not stages for stages, _by_kind in there)  # a convention shuts nobody out
        may += sum(_holds(stages, stage) or stage in of_kind for stages, of_kind in beside)
    return Cell(topic, stage, stated, by_kind, may)


def _holds(words, wanted):
    if wanted in (ALL, UNSTATED):
        return wanted == ALL or not words
    return wanted in words or EVERY in words
