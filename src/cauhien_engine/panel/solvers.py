"""OR-Tools, loaded by the first question that needs it and not by every process.

It brings pandas along: a quarter of a second. An import, not `importlib.util.LazyLoader`, which
until Python 3.11.9 shows a second thread a module that is half there.
"""

from importlib import import_module
from types import ModuleType


def cp_sat() -> ModuleType:
    """Return the solver of constraints (Perron and Didier).

    >>> cp_sat().CpModel().validate()
    ''
    """
    return import_module("ortools.sat.python.cp_model")


def max_flow() -> ModuleType:
    """Return the solver of largest flows (Goldberg and Tarjan 1988).

    >>> max_flow().SimpleMaxFlow().num_arcs()
    0
    """
    return import_module("ortools.graph.python.max_flow")


def min_cost_flow() -> ModuleType:
    """Return the solver of cheapest flows (Goldberg 1997).

    >>> min_cost_flow().SimpleMinCostFlow().num_arcs()
    0
    """
    return import_module("ortools.graph.python.min_cost_flow")
