"""What the commands share that take data in."""

import os

from django.utils.translation import activate


def speak():
    """Speak from here on as the shell does: Vietnamese where it says so, else English."""
    activate("vi" if os.environ.get("LANG", "").startswith("vi") else "en")
