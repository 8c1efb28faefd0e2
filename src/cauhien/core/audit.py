"""The log: one chain of hashes per case, in which no line can be changed unnoticed."""

import hashlib
import json
from uuid import UUID

from django.db import connection, transaction
from django.utils.functional import Promise

from cauhien.core.models import AuditLine, Salt

FIRST = "0" * 64
_words: dict[str, str | Promise] = {}


class BrokenChain(Exception):
    """A line of the log was altered, removed or put in between; the message names it."""

    def __init__(self, chain, number):
        super().__init__(f"{chain}: line {number}")
        self.chain, self.number = chain, number


def name_acts(acts):
    """Tell how the acts of an app are called: a TextChoices. Each app does so in `subjects.py`."""
    _words.update(acts.choices)
    return acts


def act_in_words(act):
    """Return what an act is called, as people read it."""
    return _words.get(act, act)


@transaction.atomic
def record(*, chain, act, by, at, detail=None, public=False):
    """Append one line to the chain of a case ("challenge:k7d2mq9x") and return it.

    by: the acting user, or None for the system; where they act for somebody else
    (`by.on_behalf_of`), the line says for whom. detail: values that JSON knows; a person's
    e-mail or name goes in as `salted(value)` only, so that they can leave.
    """
    with connection.cursor() as cursor:  # one writer per chain, also before its first line
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [chain])
    behalf = getattr(by, "on_behalf_of", None)
    said = {"on_behalf_of": str(behalf.uuid)} if behalf else {}
    last = AuditLine.objects.filter(chain=chain).order_by("-number").first()
    line = AuditLine(
        chain=chain,
        number=last.number + 1 if last else 1,
        at=at,
        by=by.uuid if by else None,
        act=act,
        public=public,
        detail={**(detail or {}), **said},
        previous_hash=last.hash if last else FIRST,
    )
    line.hash = digest(line)
    line.save(force_insert=True)
    return line


def hands_of(line):
    """Return the uuids of who acted, and on whose behalf, by a line of the log."""
    behalf = line.detail.get("on_behalf_of")
    return {one for one in (line.by, UUID(behalf) if behalf else None) if one}


def said_by(line):
    """Return all that a line says, as it is hashed; with `hash` added it is what is exported."""
    return {
        "chain": line.chain,
        "number": line.number,
        "at": line.at.timestamp(),
        "by": str(line.by or ""),
        "act": line.act,
        "public": line.public,
        "detail": line.detail,
        "previous": line.previous_hash,
    }


def digest(line):
    """Return the hash of a line over all it says and the hash before it."""
    return digest_of(said_by(line))


def digest_of(said):
    """Return the hash of what a line says, a dict as `said_by` gives it."""
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def verify(chain):
    """Return how many lines the chain has, or raise BrokenChain at the first that is wrong."""
    lines = AuditLine.objects.filter(chain=chain).order_by("number")
    return verify_lines(chain, ((said_by(line), line.hash) for line in lines))


def verify_lines(chain, lines):
    """Return how many lines there are; lines: (what it says, its hash), in their order."""
    previous, number = FIRST, 0
    for said, stated in lines:
        number += 1
        due = {"chain": chain, "number": number, "previous": previous}
        if said != said | due or stated != digest_of(said):
            raise BrokenChain(chain, said["number"])
        previous = stated
    return number


def salted(value, *, purpose="person"):
    """Return a hash of personal data that says nothing without this installation's salt."""
    return salting(purpose=purpose)(value)


def salting(*, purpose="person"):
    """Return `salted` as a function that has read the salt: for many values at once."""
    salt, _ = Salt.objects.get_or_create(purpose=purpose)
    return lambda value: hashlib.sha256(f"{salt.value}:{value}".encode()).hexdigest()
