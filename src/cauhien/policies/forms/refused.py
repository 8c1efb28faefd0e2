"""What the engine finds wrong with a rule, in the reader's language."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What the engine says, and the same for people; what a pattern takes is named in the text.
_SAID = [
    (r"is missing|has no value|has no part", gettext_lazy("This is missing.")),
    (r"is no number", gettext_lazy("Enter a number.")),
    (r"is no whole number", gettext_lazy("Enter a whole number.")),
    (r"is no whole number from 0 to 12000", gettext_lazy("Enter the months as a whole number.")),
    (r"is less than (?P<least>.+)", gettext_lazy("Enter at least %(least)s.")),
    (r"is more than (?P<most>.+)", gettext_lazy("Enter at most %(most)s.")),
    (r"is neither yes nor no", gettext_lazy("Enter yes or no.")),
    (r"is no day written as 2026-11-24", gettext_lazy("Enter a day as 2026-11-24.")),
    (r"is none of: (?P<known>.*)", gettext_lazy("Enter one of these: %(known)s.")),
    (r"\S+ has no option (?P<value>.+)", gettext_lazy("The question has no answer “%(value)s”.")),
    (r"no such fact: (?P<name>.+)", gettext_lazy("There is no question “%(name)s”.")),
    (
        r"\S+ is a \S+, which this test does not take",
        gettext_lazy("The answers to this question cannot be tested in this way."),
    ),
    (
        r"belong to a choice or a place, and to nothing else",
        gettext_lazy("Write answers for a choice or a place, and for nothing else."),
    ),
    (r"lies before since", gettext_lazy("The last day lies before the first.")),
    (r"lies deeper than (?P<most>.+)", gettext_lazy("There are more than %(most)s levels.")),
    (r"is no text of at most (?P<most>\d+) signs", gettext_lazy("Write at most %(most)s signs.")),
]


def in_words(what):
    """Return in the reader's language what the engine says is wrong."""
    for pattern, says in _SAID:
        if found := re.fullmatch(pattern, what):
            return says % found.groupdict()
    return _("It cannot be read: %(what)s.") % {"what": what}
