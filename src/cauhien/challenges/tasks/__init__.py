"""What the worker does for problems, calls and files."""

from cauhien.challenges.tasks import call, initiative

__all__ = ["call", "initiative"]
