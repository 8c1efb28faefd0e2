"""A stranger's file is taken apart in a process of its own, with little memory and little time.

python -m cauhien.core.inspecting   file on standard input; on standard output one line of JSON
                                    (kind, places or flaw), then the cleaned bytes
"""

import contextlib
import json
import subprocess
import sys
from dataclasses import dataclass

from cauhien.core.cleaning import cleaned
from cauhien.core.filetypes import Flaw, Kind, NotAcceptable, kind_of
from cauhien.core.reading import places_of

SECONDS, MEMORY = 40, 2 << 30


@dataclass(frozen=True)
class Inspected:
    """A file as it is kept. places: [[[kind, number], text]] of what can be read in it."""

    kind: Kind
    data: bytes
    places: list


def inspect(data):
    """Return the file cleaned and read, or raise NotAcceptable with the flaw."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cauhien.core.inspecting"],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotAcceptable(Flaw.TOO_SLOW) from None
    head, _line, rest = done.stdout.partition(b"\n")
    if done.returncode or not head:
        raise NotAcceptable(Flaw.BROKEN)
    said = json.loads(head)
    if "flaw" in said:
        raise NotAcceptable(Flaw(said["flaw"]))
    return Inspected(Kind(said["kind"]), rest, said["places"])


def look(data):
    """Return (what is said, the cleaned bytes); called in the process of its own."""
    try:
        kind = kind_of(data)
        clean = cleaned(data, kind)
        return {"kind": kind, "places": places_of(clean, kind)}, clean
    except NotAcceptable as refusal:
        return {"flaw": refusal.flaw}, b""
    except MemoryError:
        return {"flaw": Flaw.TOO_MUCH}, b""
    except Exception:
        return {"flaw": Flaw.BROKEN}, b""


def _limit():
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    _limit()
    said, clean = look(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + clean)
