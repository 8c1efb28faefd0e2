"""What people are called in lists that are read by columns alone."""

from django.db.models import Case, F, When

from cauhien.accounts.models import User
from cauhien.accounts.states import demonstration_label


def called(path=""):
    """Return an expression: a person's name, or the address of the role that stands for them.

    path: how the query comes to the person ("person__"); "" for persons themselves. `in_words`
    says it as it is read.
    """
    is_played = {f"{path}user__is_demonstration": True}
    return Case(When(**is_played, then=F(f"{path}user__email")), default=F(f"{path}name"))


def in_words(called):
    """Return what `called` gives, a role of the demonstration in the language being spoken."""
    is_role = "@" in called and demonstration_label(called)
    return User(email=called, is_demonstration=True).shown_name if is_role else called
