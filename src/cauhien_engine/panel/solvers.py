"""OR-Tools, loaded by the first question that needs it and not by every process.

It brings pandas along: a quarter of a second for each process that starts.
"""


def cp_sat():
    """Return the module of the solver of constraints (Perron and Didier).

    >>> cp_sat().CpModel().validate()
    ''
    """
    from ortools.sat.python import cp_model  # noqa: PLC0415 - late, as said above

    return cp_model


def max_flow():
    """Return the module of the solver of largest flows (Goldberg and Tarjan 1988).

    >>> max_flow().SimpleMaxFlow().num_arcs()
    0
    """
    from ortools.graph.python import max_flow as module  # noqa: PLC0415 - late, as said above

    return module


def min_cost_flow():
    """Return the module of the solver of cheapest flows (Goldberg 1997).

    >>> min_cost_flow().SimpleMinCostFlow().num_arcs()
    0
    """
    from ortools.graph.python import min_cost_flow as module  # noqa: PLC0415 - late, as said above

    return module
