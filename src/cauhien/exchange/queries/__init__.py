"""What harvesters may take, and which of it they ask for."""

from cauhien.exchange.queries.kinds import GIVEN, KINDS, SETS, Kind, kind_of_set
from cauhien.exchange.queries.records import (
    after,
    changes_of,
    codes_of,
    counts,
    earliest,
    record_named,
    rows_of,
    selection,
)

__all__ = [
    "GIVEN",
    "KINDS",
    "SETS",
    "Kind",
    "after",
    "changes_of",
    "codes_of",
    "counts",
    "earliest",
    "kind_of_set",
    "record_named",
    "rows_of",
    "selection",
]
