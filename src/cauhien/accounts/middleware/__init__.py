"""What stands before every page, and the gates before pages that need a second factor."""

from cauhien.accounts.middleware.person import PersonMiddleware
from cauhien.accounts.middleware.second_factor import (
    SecondFactor,
    second_factor_required,
    signature_required,
)

__all__ = ["PersonMiddleware", "SecondFactor", "second_factor_required", "signature_required"]
