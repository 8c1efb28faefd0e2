"""What cannot be done in the ecosystem, and why."""


class CannotRegister(Exception):
    """It is not this person's, or not now; `field` names where the reason stands, if anywhere."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


def need(holds, message, field=None):
    if not holds:
        raise CannotRegister(message, field)
