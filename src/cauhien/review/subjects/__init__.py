"""How the rest of the product finds councils and seats, names their acts; what waits for whom."""

from cauhien.review.subjects import kinds, waiting

__all__ = ["kinds", "waiting"]
