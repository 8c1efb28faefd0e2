"""Who sees that two files are alike, who asks their teams, who decides.

What is seen rests on the accesses to both files: who may not read one of them knows of nothing.
"""

from django.utils.timezone import localdate

from cauhien.accounts.rules import holds_role
from cauhien.accounts.states import Role
from cauhien.challenges.rules.initiative import SCREENERS, may_open, membership, seen
from cauhien.challenges.states import JUDGED_FROM, DuplicateState, MemberRole, Part, State

READERS = (*SCREENERS, Role.AUDITOR)


def may_compare(user):
    """Coordinator and scientific secretary look at files that are alike; the auditor reads."""
    return holds_role(user, *READERS)


def may_compare_again(user, challenge):
    """Who opens the files of a call has a comparison of them run again, during the screening."""
    return challenge.state == State.SCREENING and may_open(user, challenge)


def sees_both(user):
    """Return the condition on initiatives that both files of a suspicion have to meet."""
    return seen(user, Part.CONTENT)


def may_ask(user, duplicate):
    return duplicate.state == DuplicateState.FLAGGED and _is_outside(user, duplicate, *SCREENERS)


def may_judge(user, duplicate):
    """The coordinator decides, as in the screening."""
    is_open = any(duplicate.state in states for states in JUDGED_FROM.values())
    return is_open and _is_outside(user, duplicate, Role.COORDINATOR)


def may_answer(user, duplicate, initiative, at):
    """Who leads or edits in a team answers for it, until the day that was set."""
    place = membership(user, initiative)
    if place is None or place.role == MemberRole.VIEW or duplicate.state != DuplicateState.ASKED:
        return False
    return localdate(at) <= duplicate.due_on


def is_heard(duplicate, at):
    """Return whether both teams have answered, or their time is over."""
    if duplicate.due_on is None:
        return False
    return len(duplicate.answers.all()) == len(duplicate.files) or localdate(at) > duplicate.due_on


def _is_outside(user, duplicate, *roles):
    is_member = any(membership(user, file) for file in duplicate.files)
    return holds_role(user, *roles) and not is_member
