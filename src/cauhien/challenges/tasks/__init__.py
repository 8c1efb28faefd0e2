"""What the worker does for problems, calls and files."""

from cauhien.challenges.tasks import call

__all__ = ["call"]
