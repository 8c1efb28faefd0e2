"""What the demonstration invents: a case, an organisation, a laboratory, weights, a page."""

from cauhien.demonstration.actions.enterprise import take_part
from cauhien.demonstration.actions.expert import introduce_expert
from cauhien.demonstration.actions.laboratory import open_laboratory
from cauhien.demonstration.actions.play import CannotPlay
from cauhien.demonstration.actions.stages import bring_to
from cauhien.demonstration.actions.weights import ask_for_weights

__all__ = [
    "CannotPlay",
    "ask_for_weights",
    "bring_to",
    "introduce_expert",
    "open_laboratory",
    "take_part",
]
