"""The illustrated case, played."""

from cauhien.demonstration.actions.play import CannotPlay
from cauhien.demonstration.actions.stages import bring_to

__all__ = ["CannotPlay", "bring_to"]
