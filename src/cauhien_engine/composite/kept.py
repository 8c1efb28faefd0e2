"""What was made once and may be wanted again."""

from collections import OrderedDict

from cauhien_engine.composite.errors import CannotCompute


class Kept:
    """The things asked for last, by name; a refusal is kept as well as a thing.

    >>> kept = Kept(most=1)
    >>> kept.get("a", lambda: 1), kept.get("a", lambda: 2), kept.get("b", lambda: 3)
    (1, 1, 3)
    """

    def __init__(self, most):
        """Keep at most so many."""
        self._most = most
        self._things = OrderedDict()

    def get(self, name, make):
        """Return what is kept under a name, made by `make` the first time."""
        if name in self._things:
            self._things.move_to_end(name)
        else:
            self._things[name] = _made(make)
            if len(self._things) > self._most:
                self._things.popitem(last=False)
        thing = self._things[name]
        if isinstance(thing, CannotCompute):
            raise thing
        return thing


def _made(make):
    try:
        return make()
    except CannotCompute as refusal:
        return refusal
