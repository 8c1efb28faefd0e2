"""What harvesters may take, and which of it they ask for."""

from cauhien.exchange.queries.kinds import KINDS, SETS, TABLED, Kind, kind_of_set
from cauhien.exchange.queries.records import (
    after,
    counts,
    earliest,
    record_named,
    rows_of,
    selection,
)

__all__ = [
    "KINDS",
    "SETS",
    "TABLED",
    "Kind",
    "after",
    "counts",
    "earliest",
    "kind_of_set",
    "record_named",
    "rows_of",
    "selection",
]
