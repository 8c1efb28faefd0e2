"""What the front pages read."""

from cauhien.front.queries.brief import Brief, Line, Section, brief_for
from cauhien.front.queries.site import (
    LONGEST_QUESTION,
    database_answers,
    facet_counts_for,
    figures,
    found_by_programs,
    found_for,
    jobs_by_state,
    last_retrieval,
    match_index,
    newest_problems,
    sources,
    workers_alive,
    workers_by_queue,
)

__all__ = [
    "LONGEST_QUESTION",
    "Brief",
    "Line",
    "Section",
    "brief_for",
    "database_answers",
    "facet_counts_for",
    "figures",
    "found_by_programs",
    "found_for",
    "jobs_by_state",
    "last_retrieval",
    "match_index",
    "newest_problems",
    "sources",
    "workers_alive",
    "workers_by_queue",
]
