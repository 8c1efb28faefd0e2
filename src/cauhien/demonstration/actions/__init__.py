"""The illustrated case, played, and the illustrated laboratory, opened."""

from cauhien.demonstration.actions.laboratory import open_laboratory
from cauhien.demonstration.actions.play import CannotPlay
from cauhien.demonstration.actions.stages import bring_to

__all__ = ["CannotPlay", "bring_to", "open_laboratory"]
