"""What the engine refuses, each with a sentence that names the place."""


class BadFrame(ValueError):
    """The tree of indicators cannot be read: a code twice, a parent that is missing, a level."""


class BadPlan(ValueError):
    """A step or an option that the engine does not know, or a value it cannot take."""


class CannotCompute(ValueError):
    """The data do not allow this method: a geometric mean of a score of zero, for one."""
