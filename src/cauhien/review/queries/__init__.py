"""Councils and what they do, read."""

from cauhien.review.queries.facts import (
    Traces,
    authors_of,
    members_of,
    register,
    traces_of,
    umbrellas,
)

__all__ = ["Traces", "authors_of", "members_of", "register", "traces_of", "umbrellas"]
