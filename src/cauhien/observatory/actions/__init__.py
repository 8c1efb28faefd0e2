"""The observatory, written."""

from cauhien.observatory.actions.frames import Change, compute_all, compute_frame, fork_frame, vary

__all__ = ["Change", "compute_all", "compute_frame", "fork_frame", "vary"]
