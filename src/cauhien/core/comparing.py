"""What differs between two texts, by words."""

import re
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
LONGEST_EXACT = 3_000  # words; of longer texts the comparison passes over what stands everywhere
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


def pieces(old, new):
    """Return [(same, gone or new, text)] by words: read without what is new, it is the old text."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    is_long = max(len(before), len(after)) > LONGEST_EXACT
    found = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, before, after, is_long).get_opcodes():
        if what == "equal":
            found.append((SAME, "".join(before[i1:i2])))
        else:
            found += [(GONE, "".join(before[i1:i2]))] * (i2 > i1)
            found += [(NEW, "".join(after[j1:j2]))] * (j2 > j1)
    return found
