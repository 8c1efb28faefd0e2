"""How the rest of the product finds problems, asks who may see them, and what waits for whom."""

from cauhien.challenges.subjects import problem

__all__ = ["problem"]
