"""Random public codes: what an address shows instead of a running number."""

import secrets

# Without the letters and figures that people mistake for one another.
ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"


def random_code(length=8):
    """Return a code such as "k7d2mq9x" from the system's source of randomness."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
