"""Who sees what, as the paper has it: one row for each thing, one column for each role.

● sees it, ○ does not. `places.py` says where each thing would show; `case.py` makes the cases.
What the paper calls "own" is a column of its own here: of the files, "team" has sent one and
"other team" another; "kept out" is a member whom a conflict excluded, "own conflict" a coordinator
who was once in the other team. Bookings are tested in tests/facilities;
self-assessments are not built yet and left out.
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
    "coordinator",
    "own conflict",
    "secretary",
    "decision-maker",
    "auditor",
)

TABLE = """
                                             pub tea oth off hea rev kep cha coo own sec dec aud
open: the problem, its criteria and answers   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
open: persons suggested by a match            ○   ○   ○   ●   ●   ○   ○   ○   ●   ●   ●   ●   ●
open: how many files, sealed                  ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ●
open: a file, sealed                          ○   ●   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○
not sealed: how many files                    ○   ○   ○   ○   ○   ○   ○   ○   ●   ○   ●   ○   ●
not sealed: a file                            ○   ●   ○   ○   ○   ○   ○   ○   ●   ○   ●   ○   ○
review: a file                                ○   ●   ○   ○   ○   ●   ○   ●   ●   ○   ●   ○   ●
review: its confidential part                 ○   ●   ○   ○   ○   ●   ○   ●   ●   ○   ●   ○   ●
review: whose file it is, reviewed blind      ○   ●   ○   ○   ○   ○   ○   ○   ●   ○   ●   ○   ●
review: who sits and who reviews what         ○   ○   ○   ○   ○   ○   ○   ●   ●   ○   ●   ●   ●
review: declarations, declined invitations    ○   ○   ○   ○   ○   ○   ○   ●   ●   ○   ●   ○   ●
review: others' scores, own submitted         ○   ○   ○   ○   ○   ●   ○   ●   ●   ○   ●   ○   ●
review: others' scores, own not submitted     ○   ○   ○   ○   ○   ○   ○   ●   ●   ○   ●   ○   ●
recommended: a file                           ○   ●   ○   ○   ○   ●   ○   ●   ●   ○   ●   ●   ●
recommended: scores                           ○   ○   ○   ○   ○   ●   ○   ●   ●   ○   ●   ●   ●
recommended: the verdict that is drafted      ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ○   ●   ○
recommended: whole minutes                    ○   ○   ○   ○   ○   ●   ○   ●   ●   ○   ●   ●   ●
decided: who sat                              ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
decided: scores of the selected file          ○   ●   ○   ●   ●   ●   ○   ●   ●   ○   ●   ●   ●
decided: whole minutes                        ○   ○   ○   ○   ○   ●   ○   ●   ●   ○   ●   ●   ●
decided: public part of the minutes           ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
decided: reasons, the selected file           ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
decided: title of a file not selected         ○   ○   ●   ●   ●   ●   ○   ●   ●   ○   ●   ●   ●
decided: public acts of the log               ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
decided: the other acts of the log            ○   ○   ○   ●   ●   ○   ○   ○   ●   ●   ●   ●   ●
decided: the log of the council               ○   ○   ○   ○   ○   ○   ○   ●   ●   ○   ●   ○   ●
pilot: plan, milestones, accepted values      ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●   ●
pilot: evidence, values not accepted          ○   ●   ○   ●   ●   ○   ○   ○   ●   ●   ●   ●   ●
any: how an expert is reached                 ○   ○   ○   ○   ○   ○   ○   ○   ●   ●   ○   ○   ○
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
