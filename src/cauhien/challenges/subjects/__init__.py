"""How the rest of the product finds problems and files, and what of them waits for whom."""

from cauhien.challenges.subjects import initiative, problem, public, suggestion

__all__ = ["initiative", "problem", "public", "suggestion"]
