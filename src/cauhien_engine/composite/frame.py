"""The frame of an index: a tree of indicators with direction, weight, denominator and target."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from cauhien_engine.composite.errors import BadFrame
from cauhien_engine.composite.hashing import hash_of

INDICATOR, AGGREGATE, DENOMINATOR, GROUP = "Indicator", "Aggregate", "Denominator", "Group"
OTHER = "Other"
KINDS = (INDICATOR, AGGREGATE, DENOMINATOR, GROUP, OTHER)
SCORED = {INDICATOR, AGGREGATE}


@dataclass(frozen=True)
class Node:
    """One line of a frame.

    code, name: the code stands in every table. kind: one of KINDS. level: 1 for an indicator, more
    above; None for what is not scored. parent: code, "" at the top. direction: 1 where more is
    better, else -1. weight: beside its siblings, of any scale. unit: of measure. target: in the
    indicator's own unit, nan without. denominator: code, "" without; scale: the denominator is
    divided by it first, so that a value may be told per 1,000 people. parameters: numbers that a
    normalisation may take from the frame, by the names of COINr's columns (goalpost_lower …).
    """

    code: str
    name: str = ""
    kind: str = INDICATOR
    level: int | None = 1
    parent: str = ""
    direction: int = 1
    weight: float = 1.0
    unit: str = ""
    target: float = math.nan
    denominator: str = ""
    scale: float = 1.0
    parameters: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Frame:
    """A tree of nodes in their order. version: says which edition of the frame this is.

    >>> frame = Frame((Node("a", parent="top"), Node("b", parent="top", direction=-1),
    ...                Node("top", kind="Aggregate", level=2)))
    >>> frame.indicators, frame.top, frame.children["top"]
    (('a', 'b'), 'top', ('a', 'b'))
    """

    nodes: tuple[Node, ...]
    version: str = ""

    def __post_init__(self):
        """Raise BadFrame with the first thing that is wrong."""
        counts = Counter(node.code for node in self.nodes)
        twice = sorted(code for code, count in counts.items() if count > 1)
        if twice:
            raise BadFrame(f"code twice in the frame: {', '.join(twice)}")
        for node in self.nodes:
            _check(node)
        for node in self.scored:
            self._check_place(node)
        if [node.code for node in self.scored if not node.parent] != [self.top]:
            raise BadFrame("a frame has one node without a parent, and it stands highest")

    def __getitem__(self, code):
        """Return the node of a code; BadFrame if there is none."""
        if code not in self.by_code:
            raise BadFrame(f"no {code!r} in the frame")
        return self.by_code[code]

    @cached_property
    def by_code(self):
        """Return {code: node}."""
        return {node.code: node for node in self.nodes}

    @cached_property
    def scored(self):
        """Return the indicators and aggregates, in the order of the frame."""
        return tuple(node for node in self.nodes if node.kind in SCORED)

    @cached_property
    def codes(self):
        """Return the codes of what is scored; arrays of weights stand in this order."""
        return tuple(node.code for node in self.scored)

    @cached_property
    def place(self):
        """Return {code: its place in `codes`}."""
        return {code: at for at, code in enumerate(self.codes)}

    @cached_property
    def indicators(self):
        """Return the codes of the indicators."""
        return tuple(node.code for node in self.scored if node.kind == INDICATOR)

    @cached_property
    def aggregates(self):
        """Return the codes of the aggregates, lowest level first."""
        inner = [node for node in self.scored if node.kind == AGGREGATE]
        return tuple(node.code for node in sorted(inner, key=lambda node: node.level))

    @cached_property
    def denominators(self):
        """Return the codes of the denominators."""
        return tuple(node.code for node in self.nodes if node.kind == DENOMINATOR)

    @cached_property
    def groups(self):
        """Return the codes of the columns that group units."""
        return tuple(node.code for node in self.nodes if node.kind == GROUP)

    @cached_property
    def children(self):
        """Return {code of an aggregate: codes of its children in the order of the frame}."""
        under = {code: [] for code in self.aggregates}
        for node in self.scored:
            if node.parent:
                under[node.parent].append(node.code)
        return {code: tuple(found) for code, found in under.items()}

    @cached_property
    def top(self):
        """Return the code of the index itself."""
        return max(self.scored, key=lambda node: node.level).code

    @cached_property
    def height(self):
        """Return the highest level."""
        return self[self.top].level

    @cached_property
    def directions(self):
        """Return a float array (indicators,) of 1 and -1."""
        return np.array([self[code].direction for code in self.indicators], dtype=float)

    @cached_property
    def weights(self):
        """Return a float array (scored,): the weights as given, in the order of `codes`."""
        return np.array([node.weight for node in self.scored], dtype=float)

    @cached_property
    def key(self):
        """Return the hash of all that the frame says."""
        return hash_of(self.version, *self.nodes)

    def at_level(self, level):
        """Return the codes that stand at a level, in the order of the frame."""
        return tuple(node.code for node in self.scored if node.level == level)

    def above(self, code, level):
        """Return the ancestor (or the node itself) of a code at a level; "" if it has none."""
        while code and self[code].level < level:
            code = self[code].parent
        return code if code and self[code].level == level else ""

    def below(self, code):
        """Return the codes of the indicators under a code, itself if it is one."""
        if self[code].kind == INDICATOR:
            return (code,)
        return tuple(found for child in self.children[code] for found in self.below(child))

    def with_weights(self, weights):
        """Return a frame with other weights. weights: {code: weight}; the others stay.

        >>> Frame((Node("a", parent="t"), Node("t", kind="Aggregate", level=2))
        ...       ).with_weights({"a": 3}).weights.tolist()
        [3.0, 1.0]
        """
        unknown = sorted(set(weights) - set(self.codes))
        if unknown:
            raise BadFrame(f"weights of codes that are not scored: {', '.join(unknown)}")
        changed = (
            replace(node, weight=float(weights.get(node.code, node.weight))) for node in self.nodes
        )
        return replace(self, nodes=tuple(changed))

    def without(self, *codes):
        """Return a frame without some nodes and all that stands under them."""
        gone = {code for one in codes for code in self._under(one)}
        return replace(self, nodes=tuple(node for node in self.nodes if node.code not in gone))

    def _under(self, code):
        return {code}.union(*(self._under(child) for child in self.children.get(code, ())))

    def _check_place(self, node):
        if not node.parent:
            return
        parent = self.by_code.get(node.parent)
        if parent is None or parent.kind != AGGREGATE:
            raise BadFrame(f"{node.code}: its parent {node.parent!r} is no aggregate")
        if parent.level <= node.level:
            raise BadFrame(f"{node.code}: its parent {node.parent} stands no higher")


def _check(node):
    if node.kind not in KINDS:
        raise BadFrame(f"{node.code}: kind {node.kind!r} is none of {', '.join(KINDS)}")
    if node.kind not in SCORED:
        return
    if node.direction not in {1, -1}:
        raise BadFrame(f"{node.code}: direction must be 1 or -1, not {node.direction}")
    if not math.isfinite(node.weight):
        raise BadFrame(f"{node.code}: weight {node.weight} is no number")
    if node.level is None or (node.level == 1) != (node.kind == INDICATOR):
        raise BadFrame(f"{node.code}: indicators stand at level 1 and aggregates above")
