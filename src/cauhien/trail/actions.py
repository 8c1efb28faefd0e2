"""Hold the log fast once a day, and write down that it was read."""

from django.conf import settings
from django.db import connection, transaction

from cauhien.core import audit, merkle
from cauhien.trail import queries
from cauhien.trail.models import Anchor, Head, leaf_of
from cauhien.trail.states import Act


@transaction.atomic
def take_anchor(*, day, at):
    """Hold the ends of all chains fast under one hash; return the Anchor, the one there is if any.

    A chain's lines become visible in their order, so its last visible line stands for all of it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('anchor', 0))")
    if known := Anchor.objects.filter(day=day).first():
        return known
    ends = queries.grown_chains()
    last = queries.last_anchor()
    previous = last.hash if last else audit.FIRST
    root = merkle.root([leaf_of(line.chain, line.number, line.hash) for line in ends]).hex()
    anchor = Anchor.objects.create(
        day=day,
        at=at,
        root=root,
        previous_hash=previous,
        hash=queries.anchor_hash(day.isoformat(), previous, root),
    )
    Head.objects.bulk_create(
        Head(anchor=anchor, chain=line.chain, number=line.number, hash=line.hash) for line in ends
    )
    transaction.on_commit(lambda: _copy(anchor))
    return anchor


def _copy(anchor):
    with (settings.STATE / queries.ANCHORS_COPY).open("a") as copy:
        copy.write(f"{anchor.day.isoformat()}\t{anchor.hash}\n")


def note_reading(*, challenge, by, at):
    """Write down that somebody of the audit read the whole history of a case."""
    audit.record(chain=challenge.chain, act=Act.READ, by=by, at=at)


def note_export(*, challenge, by, at):
    """Write down that somebody of the audit took the whole history of a case away as a file."""
    audit.record(chain=challenge.chain, act=Act.EXPORT, by=by, at=at)


def note_look(*, challenge, page, by, at):
    """Write down that somebody of the audit read a page of a case that the public does not."""
    audit.record(chain=challenge.chain, act=Act.LOOK, by=by, at=at, detail={"page": page})
