"""What the search is told of mechanisms, obstacles and trials."""

from cauhien.core import search
from cauhien.core.text import sort_key
from cauhien.policies import queries
from cauhien.policies.models import Mechanism, Obstacle
from cauhien.policies.states import ObstacleState

LONGEST = 300  # characters of a summary
_READ = (ObstacleState.PUBLISHED, ObstacleState.TAKEN_UP, ObstacleState.REFUSED)


def spread(rows, *, at):
    """Tell the search that mechanisms have changed."""
    search.index_many([_mechanism(row) for row in rows], at=at)


def spread_thing(thing, *, at):
    """Tell the search of any of the three; obstacles and trials only while everybody reads them."""
    if isinstance(thing, Mechanism):
        return spread([thing], at=at)
    if isinstance(thing, Obstacle):
        kind, is_read, rest = queries.OBSTACLE, thing.state in _READ, [thing.rule_text]
    else:
        kind, is_read = queries.TRIAL, thing.is_public
        rest = [thing.applicant, thing.set_aside, thing.document_number]
    if not (is_read and thing.is_public):
        return search.forget(kind, [thing.code])
    said = thing.text if kind == queries.OBSTACLE else thing.scope
    found = search.Thing(
        kind=kind,
        code=thing.code,
        title=(thing.title, ""),
        summary=(said[:LONGEST], ""),
        text="\n\n".join([said, *rest]),
        sort_key=sort_key(thing.title),
        year=thing.sent_at.year,
    )
    return search.index_many([found], at=at)


def _mechanism(row):
    return search.Thing(
        kind=queries.MECHANISM,
        code=row.code,
        title=(row.title_vi, row.title_en),
        summary=(row.summary_vi[:LONGEST], row.summary_en[:LONGEST]),
        text="\n\n".join(
            [row.beneficiary_vi, row.beneficiary_en, row.document_vi, row.document_en]
        ),
        sort_key=row.sort_key,
        year=row.valid_from.year if row.valid_from else None,
        public=row.is_public,
    )
