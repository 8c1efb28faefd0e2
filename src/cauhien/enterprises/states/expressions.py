"""Small formulas that stand in data: numbers, names, + - * /, comparisons, and / or / not.

Exact: numbers are Fractions, so that a value on the limit of a band falls on its right side.
"""

import ast
import operator
from contextlib import suppress
from fractions import Fraction

_ARITHMETIC = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARING = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
LONGEST = 300  # characters; a formula is a line


class BadFormula(Exception):
    """It holds something else than a formula may; the message names it."""


class Unknown(Exception):
    """A value that the formula needs is not there; the message is its name."""


class CannotCompute(Exception):
    """It divides by nothing."""


def evaluate(formula, values):
    """Return what a formula comes to: a Fraction, or a bool for a comparison.

    values: {name: Fraction or bool}.

    >>> evaluate("(a + 2) / b * 100", {"a": Fraction(1), "b": Fraction(12)})
    Fraction(25, 1)
    >>> evaluate("k >= 2.5 and not small", {"k": Fraction("2.5"), "small": False})
    True
    """
    return _value(_parsed(formula), values)


def names_in(formula):
    """Return the names that a formula asks for; BadFormula where it is none.

    >>> sorted(names_in("rd / revenue * 100"))
    ['rd', 'revenue']
    """
    tree = _parsed(formula)
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    with suppress(CannotCompute):
        _value(tree, dict.fromkeys(names, Fraction(1)))
    return names


def _parsed(formula):
    if len(formula) > LONGEST:
        raise BadFormula("too long")
    try:
        return ast.parse(formula, mode="eval").body
    except (SyntaxError, ValueError):
        raise BadFormula(formula) from None


def _value(node, values):
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return Fraction(str(number))
        case ast.Name(id=name):
            if name not in values:
                raise Unknown(name)
            return values[name]
        case ast.BinOp(left, sign, right) if type(sign) in _ARITHMETIC:
            return _computed(_ARITHMETIC[type(sign)], _value(left, values), _value(right, values))
        case ast.Compare(left, [sign], [right]) if type(sign) in _COMPARING:
            return _COMPARING[type(sign)](_value(left, values), _value(right, values))
        case ast.BoolOp(op, parts):
            joined = all if isinstance(op, ast.And) else any
            return joined([_value(part, values) for part in parts])  # all are looked at
        case ast.UnaryOp(ast.Not(), part):
            return not _value(part, values)
    raise BadFormula(ast.unparse(node))


def _computed(sign, left, right):
    try:
        return sign(left, right)
    except ZeroDivisionError:
        raise CannotCompute from None
