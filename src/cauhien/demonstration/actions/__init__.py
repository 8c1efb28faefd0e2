"""The illustrated case, played; the illustrated laboratory, opened; rounds of weights, held."""

from cauhien.demonstration.actions.laboratory import open_laboratory
from cauhien.demonstration.actions.play import CannotPlay
from cauhien.demonstration.actions.stages import bring_to
from cauhien.demonstration.actions.weights import ask_for_weights

__all__ = ["CannotPlay", "ask_for_weights", "bring_to", "open_laboratory"]
