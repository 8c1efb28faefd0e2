"""How the rest of the product finds problems and files, and what of them waits for whom."""

from cauhien.challenges.subjects import duplicate, initiative, problem, public, suggestion

__all__ = ["duplicate", "initiative", "problem", "public", "suggestion"]
