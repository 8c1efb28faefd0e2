"""Who sees what, as the paper has it: one row for each thing, one column for each role.

● sees it, ○ does not. `places.py` says where each thing would show; `cases.py` makes the cases.
What the paper calls "own" is a column of its own here: of the files, "team" has sent one, which the
"outside reviewer" was given, and "other team" another; "kept out" is a member whom a conflict
excluded, "own conflict" a coordinator who was once in the other team. At triage there is no team
yet, and the council is the one that defines the task. Tasks of resolutions and bookings have
tables of their own.
"""

ROLES = (
    "public",
    "team",
    "other team",
    "officer",
    "head",
    "reviewer",
    "kept out",
    "chair",
    "outside reviewer",
    "coordinator",
    "own conflict",
    "secretary",
    "decision-maker",
    "auditor",
)

TABLE = """
                                             pub tea oth off hea rev kep cha out coo own sec dec aud
triage: the problem, before its call          ○   ○   ○   ●   ●   ●   ○   ●   ○   ●   ●   ●   ○   ●
triage: who defines its task                  ○   ○   ○   ○   ○   ○   ○   ●   ○   ●   ●   ●   ○   ●
triage: the vote on its task                  ○   ○   ○   ○   ○   ●   ○   ●   ○   ●   ●   ●   ○   ●
triage: the task as it is defined             ○   ○   ○   ●   ●   ●   ○   ●   ○   ●   ●   ●   ○   ●
defined: the problem, its call frozen         ○   ○   ○   ●   ●   ●   ○   ●   ○   ●   ●   ●   ●   ●
defined: who defined its task                 ○   ○   ○   ○   ○   ○   ○   ●   ○   ●   ●   ●   ●   ●
defined: the task, before publication         ○   ○   ○   ●   ●   ●   ○   ●   ○   ●   ●   ●   ●   ●
defined: to whom it is assigned directly      ○   ○   ○   ●   ●   ●   ○   ●   ○   ●   ●   ●   ●   ●
defined: who is invited to lead its file      ○   ○   ○   ○   ○   ○   ○   ○   ○   ●   ●   ●   ●   ●
open: the problem, its criteria and answers   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
open: persons suggested by a match            ○   ○   ○   ●   ●   ○   ○   ○   ○   ●   ●   ●   ●   ●
open: how many files, sealed                  ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ●
open: a file, sealed                          ○   ●   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○
not sealed: how many files                    ○   ○   ○   ○   ○   ○   ○   ○   ○   ●   ○   ●   ○   ●
not sealed: a file                            ○   ●   ○   ○   ○   ○   ○   ○   ○   ●   ○   ●   ○   ○
review: a file                                ○   ●   ○   ○   ○   ●   ○   ●   ●   ●   ○   ●   ○   ●
review: the other team's file                 ○   ○   ●   ○   ○   ●   ○   ●   ○   ●   ○   ●   ○   ●
review: its confidential part                 ○   ●   ○   ○   ○   ●   ○   ●   ●   ●   ○   ●   ○   ●
review: whose file it is, reviewed blind      ○   ●   ○   ○   ○   ○   ○   ○   ○   ●   ○   ●   ○   ●
review: who sits and who reviews what         ○   ○   ○   ○   ○   ○   ○   ●   ○   ●   ○   ●   ●   ●
review: declarations, declined invitations    ○   ○   ○   ○   ○   ○   ○   ●   ○   ●   ○   ●   ○   ●
review: others' scores, own submitted         ○   ○   ○   ○   ○   ●   ○   ●   ○   ●   ○   ●   ○   ●
review: others' scores, own not submitted     ○   ○   ○   ○   ○   ○   ○   ●   ○   ●   ○   ●   ○   ●
review: that a seat is left vacant            ○   ○   ○   ○   ○   ○   ○   ○   ○   ●   ○   ○   ○   ○
review: a review from outside                 ○   ○   ○   ○   ○   ●   ○   ●   ●   ●   ○   ●   ○   ●
recommended: a file                           ○   ●   ○   ○   ○   ●   ○   ●   ●   ●   ○   ●   ●   ●
recommended: scores                           ○   ○   ○   ○   ○   ●   ○   ●   ○   ●   ○   ●   ●   ●
recommended: the verdict that is drafted      ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ●   ○
recommended: whole minutes                    ○   ○   ○   ○   ○   ●   ○   ●   ○   ●   ○   ●   ●   ●
decided: who sat                              ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
decided: scores of the selected file          ○   ●   ○   ●   ●   ●   ○   ●   ○   ●   ○   ●   ●   ●
decided: whole minutes                        ○   ○   ○   ○   ○   ●   ○   ●   ○   ●   ○   ●   ●   ●
decided: public part of the minutes           ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
decided: reasons, the selected file           ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
decided: title of a file not selected         ○   ○   ●   ●   ●   ●   ○   ●   ○   ●   ○   ●   ●   ●
decided: public acts of the log               ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
decided: the other acts of the log            ○   ○   ○   ●   ●   ○   ○   ○   ○   ●   ●   ●   ●   ●
decided: the whole history of the case        ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ●
decided: the log of the council               ○   ○   ○   ○   ○   ○   ○   ●   ○   ●   ○   ●   ○   ●
pilot: plan, milestones, accepted values      ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
pilot: evidence, values not accepted          ○   ●   ○   ●   ●   ○   ○   ○   ○   ●   ●   ●   ●   ●
any: how an expert is reached                 ○   ○   ○   ○   ○   ○   ○   ○   ○   ●   ●   ○   ○   ○
"""


def rows():
    """Return {(state, thing): {role: whether they see it}} in the order of the table."""
    found = {}
    for line in TABLE.strip().splitlines()[1:]:
        words = line.split()
        state, thing = " ".join(words[: -len(ROLES)]).split(": ")
        sees = [{"●": True, "○": False}[mark] for mark in words[-len(ROLES) :]]
        found[state, thing] = dict(zip(ROLES, sees, strict=True))
    return found
