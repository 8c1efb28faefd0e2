"""A completed assessment as it is shown: computed again from what was frozen."""

from typing import NamedTuple

from cauhien.enterprises.queries.assessment import earlier
from cauhien.enterprises.queries.peers import Peers, peers_of
from cauhien.enterprises.queries.wording import said
from cauhien.enterprises.states.scoring import CriterionScore, Score, score


class Line(NamedTuple):
    """A criterion: its score, its name, and what the template says of it."""

    score: CriterionScore
    name: str
    criterion: dict


class Group(NamedTuple):
    key: str
    name: str
    points: object  # a Fraction
    most: int
    lines: list


class Result(NamedTuple):
    """before: the completed assessments before this one, the oldest first."""

    title: str
    note: str
    score: Score
    level: str
    has_levels: bool
    groups: list
    peers: Peers | None
    before: list


def result_of(assessment, at):
    """Return the Result of a completed assessment; at: when it is read, for the peers' cut."""
    content = assessment.content
    whole = score(content, assessment.answers)
    criteria = {one["key"]: one for one in content["criteria"]}
    lines = [Line(one, said(criteria[one.key]), criteria[one.key]) for one in whole.criteria]
    groups = [
        Group(key, said(group), points, most, [one for one in lines if one.score.group == key])
        for group, (key, points, most) in zip(content["groups"], whole.groups, strict=True)
    ]
    return Result(
        said(content, "title"),
        said(content, "note"),
        whole,
        said(whole.level) if whole.level else "",
        bool(content["levels"]),
        groups,
        peers_of(assessment, at),
        [one for one in earlier(assessment) if one.frozen_at < assessment.frozen_at],
    )
