"""Who may see and do what with laboratories, and what a calendar and a price list say."""

from cauhien.facilities.rules.calendar import Stretch, bounds, slots_of, why_closed
from cauhien.facilities.rules.catalogue import visible
from cauhien.facilities.rules.hosts import (
    HOSTING,
    may_find_keeper,
    may_keep,
    may_name_keeper,
    may_see_figures,
    speaks_for,
    spoken_for,
)
from cauhien.facilities.rules.prices import Line, Quote, fee_of, quote_of
from cauhien.facilities.rules.use import (
    CHECK_IN_EARLY,
    IS_ACTOR,
    TIMES,
    class_of,
    is_late_to_cancel,
    is_time_for,
    may_ask,
    owned,
    owns,
    reads_as_auditor,
    visible_bookings,
    visible_requests,
    way_for,
    ways_for,
)

__all__ = [
    "CHECK_IN_EARLY",
    "HOSTING",
    "IS_ACTOR",
    "TIMES",
    "Line",
    "Quote",
    "Stretch",
    "bounds",
    "class_of",
    "fee_of",
    "is_late_to_cancel",
    "is_time_for",
    "may_ask",
    "may_find_keeper",
    "may_keep",
    "may_name_keeper",
    "may_see_figures",
    "owned",
    "owns",
    "quote_of",
    "reads_as_auditor",
    "slots_of",
    "speaks_for",
    "spoken_for",
    "visible",
    "visible_bookings",
    "visible_requests",
    "way_for",
    "ways_for",
    "why_closed",
]
