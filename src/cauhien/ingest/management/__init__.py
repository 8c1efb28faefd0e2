"""What the commands share that take data in."""

import os

from django.utils.translation import activate
from django.utils.translation import gettext as _

SHOWN = 20  # works


def speak():
    """Speak from here on as the shell does: Vietnamese where it says so, else English."""
    activate("vi" if os.environ.get("LANG", "").startswith("vi") else "en")


def tell_withdrawn(rows, out):
    """Name the first works that their source has withdrawn and that wait for a person."""
    for row in rows[:SHOWN]:
        work = f"/data/withdrawn/{row.code}/ {row.title[:80]}"
        out.write(_("withdrawn at its source, still here: {work}").format(work=work))
