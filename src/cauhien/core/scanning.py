"""The hook for a malware scanner: a command of the installation, off unless it is set."""

import shlex
import subprocess
from enum import StrEnum

from django.conf import settings
from django.utils.translation import gettext_lazy as _

SECONDS = 60


class Scan(StrEnum):
    OFF = "off"  # no scanner is set
    CLEAN = "clean"
    FOUND = "found"
    FAILED = "failed"  # it did not answer: then no file is taken


# What is said of a file that is not taken for it.
REFUSALS = {
    Scan.FOUND: _("The scanner found malware in this file. It was not kept."),
    Scan.FAILED: _("The file could not be checked for malware. Send it again in a while."),
}


def scan(data):
    """Give the bytes to the scanner; 0 means clean, 1 found, everything else failed."""
    if not settings.MALWARE_SCANNER:
        return Scan.OFF
    try:
        done = subprocess.run(
            shlex.split(settings.MALWARE_SCANNER),
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return Scan.FAILED
    return {0: Scan.CLEAN, 1: Scan.FOUND}.get(done.returncode, Scan.FAILED)
