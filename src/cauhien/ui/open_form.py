"""Which form sends something: its code, its token, and the revision it began from."""

import re
from dataclasses import dataclass

from cauhien.core.codes import ALPHABET

CODE = re.compile(rf"[{ALPHABET}]{{8}}")


@dataclass(frozen=True)
class OpenForm:
    """Which form saves: its token, and the revision of the draft that it began from."""

    token: str = ""
    revision: int = 0


def given_code(request):
    """Return the code that a form was opened with, None where it is none of ours."""
    code = request.POST.get("code", "")
    return code if CODE.fullmatch(code) else None


def open_form(request):
    """Return the OpenForm that a request was sent from, what is not well written left out."""
    revision, token = request.POST.get("revision", ""), request.POST.get("token", "")
    return OpenForm(
        token=token if CODE.fullmatch(token) else "",
        revision=int(revision) if revision.isdecimal() and len(revision) < 9 else 0,
    )
