"""By which rules a council is formed, meets and concludes: the procedure of its call says so."""

from dataclasses import dataclass
from fractions import Fraction

from cauhien.review.states import CouncilKind

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Law:
    """What a procedure asks of the councils of a kind.

    carried: the share of those present that must be exceeded. rules: the record for the engine,
    {} where the procedure names none; code: its key.
    """

    least: int
    most: int
    reviewers: int
    quorum: dict
    carried: Fraction
    clocks: dict
    code: str
    rules: dict


def law_of(procedure, kind):
    """Return the Law of the councils of a kind; one that defines tasks has rules of its own."""
    if kind == CouncilKind.DEFINITION:
        own = procedure.definition
        return Law(
            least=own["council_min"],
            most=own["council_max"],
            reviewers=own["reviewers"],
            quorum=own["quorum"],
            carried=Fraction(own["carried"]),
            clocks=procedure.clocks | own.get("clocks", {}),
            code=own.get("council_rules", ""),
            rules=own.get("rules", {}),
        )
    return Law(
        least=procedure.council_min,
        most=procedure.council_max,
        reviewers=procedure.reviewers,
        quorum=procedure.quorum,
        carried=HALF,
        clocks=procedure.clocks,
        code=procedure.council_rules,
        rules=procedure.rules,
    )


def law_for(council):
    """Return the Law of a council that there is."""
    return law_of(council.challenge.call.procedure, council.kind)
