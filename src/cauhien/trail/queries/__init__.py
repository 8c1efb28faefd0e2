"""The log, read across chains: histories, who could see what, and whether anything was altered."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from cauhien.accounts.queries import who_acted
from cauhien.challenges.models import Challenge, FileAccess, Initiative, Reading
from cauhien.challenges.queries import challenges_for
from cauhien.challenges.queries.initiative.duplicates import chains_of_comparisons
from cauhien.challenges.states import InitiativeAct, Part
from cauhien.core import audit, merkle
from cauhien.core.models import AuditLine
from cauhien.documents.models import Document
from cauhien.documents.states import Audience
from cauhien.review.models import Council
from cauhien.review.queries import councils_of
from cauhien.review.rules import own_cases
from cauhien.trail import rules
from cauhien.trail.models import Anchor, Head
from cauhien.trail.queries.naming import names_in
from cauhien.trail.queries.wording import holders, said

ANCHORS_COPY = "anchors.tsv"  # in the state directory: a database written anew does not change it


@dataclass(frozen=True)
class Entry:
    """A line of the log as people read it. says: (label, value) of all that it says besides."""

    line: AuditLine
    act: str
    who: str
    says: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Seen:
    """Somebody read a file: without its confidential part, or that part, or a document of it.

    who: "" where the account no longer exists. document: its code, "" for the text.
    """

    file: Initiative
    who: str
    at: datetime
    part: str = Part.CONTENT
    document: str = ""


@dataclass(frozen=True)
class Verified:
    """What a check of the whole log found; faults: (chain or day, what is wrong), may be empty."""

    chains: int
    lines: int
    anchors: int
    faults: tuple[tuple[str, str], ...]


def cases_for(user):
    """Return the problems whose whole history this user may read: not those of their teams."""
    found = challenges_for(user)
    if not rules.may_audit(user):
        return found.none()
    return found.exclude(pk__in=own_cases(user))


def case_of_document(code):
    """Return the problem that a document belongs to, None for one that is public or of no case."""
    found = Document.objects.filter(code=code).exclude(audience=Audience.PUBLIC).first()
    if found is None:
        return None
    subject = {"code": found.subject_code}
    cases = {
        "challenge": Q(**subject),
        "council": Q(pk__in=Council.objects.filter(**subject).values("challenge")),
        "initiative": Q(pk__in=Initiative.objects.filter(**subject).values("challenge")),
    }
    is_its = cases.get(found.subject_kind)
    return Challenge.objects.filter(is_its).first() if is_its else None


def chains_of(challenge):
    """Return the names of all chains of a case: its own, of its files, what is alike, councils."""
    files = Initiative.objects.filter(challenge=challenge).order_by("created_at", "id")
    chains = [one.chain for one in (*files, *councils_of(challenge))]
    return [challenge.chain, *chains, *chains_of_comparisons(challenge)]


def lines_of(challenge):
    """Return the lines of all chains of a case, as they came."""
    found = AuditLine.objects.filter(chain__in=chains_of(challenge))
    return found.order_by("at", "chain", "number")


def history_of(challenge, reader):
    """Return the whole history of a case as entries, with the names that a reader may know."""
    lines = list(lines_of(challenge))
    names = names_in(challenge, lines, reader)
    return [
        Entry(line, audit.act_in_words(line.act), names.who(line), said(line, names))
        for line in lines
    ]


def accesses_of(challenge, reader):
    """Return who may and might see which part of which file of a case, and since when.

    Each with `whom`: an account or a role, and `noted`, in words that the reader may know.
    """
    found = FileAccess.objects.filter(initiative__challenge=challenge)
    names = names_in(challenge, [], reader)
    whole = found.select_related("initiative", "user")
    rows: Any = whole.order_by("initiative_id", "from_at", "id")
    for one in rows:
        team = names.veiled.get(one.initiative.chain, {})
        one.whom = team.get(str(one.user.uuid), one.user) if one.user else holders(one)
        one.noted = names.in_note(one.note)
    return rows


def seen_of(challenge):
    """Return a Seen of each time that somebody outside its team read a file of a case, in order.

    The reading of a file is logged once a day and person, that of a confidential part each time.
    """
    files = {one.chain: one for one in Initiative.objects.filter(challenge=challenge)}
    lines = list(AuditLine.objects.filter(chain__in=files, act=InitiativeAct.READ))
    who = who_acted(lines)
    found = [Seen(files[line.chain], who[line.pk], line.at) for line in lines]
    opened = Reading.objects.filter(initiative__challenge=challenge).select_related("user")
    by_pk = {one.pk: one for one in files.values()}
    found += [
        Seen(by_pk[one.initiative_id], str(one.user), one.at, Part.CONFIDENTIAL, one.what)
        for one in opened
    ]
    return sorted(found, key=lambda seen: (seen.file.created_at, seen.file.pk, seen.at))


def anchors():
    """Return the anchors, the newest first."""
    return Anchor.objects.order_by("-day")


def last_anchor():
    return anchors().first()


def anchor_of(chain, number):
    """Return the first anchor that holds a line of a chain, None before there is one."""
    holding = Head.objects.filter(chain=chain, number__gte=number).select_related("anchor")
    first = holding.order_by("anchor__day").first()
    return first.anchor if first else None


def grown_chains():
    """Return the last line of each chain that has grown since it was anchored last."""
    ends = AuditLine.objects.order_by("chain", "-number").distinct("chain")
    held = Head.objects.filter(
        chain=OuterRef("chain"), number=OuterRef("number"), hash=OuterRef("hash")
    )
    return sorted(ends.filter(~Exists(held)), key=lambda line: line.chain)


def anchor_hash(day, previous, root):
    """Return the hash of an anchor; day: ISO date. previous, root: hex."""
    return hashlib.sha256(f"{day}\n{previous}\n{root}".encode()).hexdigest()


def copied_anchors():
    """Return {ISO day: hash} of the copy outside the database, {} where there is none."""
    copy = settings.STATE / ANCHORS_COPY
    if not copy.exists():
        return {}
    return dict(row.split("\t") for row in copy.read_text().splitlines())


def verified():
    """Check every chain and every anchor, and return Verified."""
    faults, lines = [], 0
    chains = list(AuditLine.objects.order_by("chain").values_list("chain", flat=True).distinct())
    for chain in chains:
        try:
            lines += audit.verify(chain)
        except audit.BrokenChain as broken:
            faults.append((chain, f"line {broken.number} was altered, or one before it is missing"))
    faults += _faults_of_heads()
    known = list(Anchor.objects.order_by("day").prefetch_related("heads"))
    faults += _faults_of_anchors(known)
    return Verified(len(chains), lines, len(known), tuple(faults))


def _faults_of_heads():
    """Return what is no longer in the log as it was when it was anchored, first of each chain."""
    same = AuditLine.objects.filter(
        chain=OuterRef("chain"), number=OuterRef("number"), hash=OuterRef("hash")
    )
    lost = Head.objects.filter(~Exists(same)).select_related("anchor").order_by("anchor__day")
    first = {head.chain: head for head in reversed(lost)}
    return [
        (chain, f"line {head.number} or one before it is not as it was on {head.anchor.day}")
        for chain, head in sorted(first.items())
    ]


def _faults_of_anchors(known):
    copies, previous, faults = copied_anchors(), audit.FIRST, []
    for anchor in known:
        day = anchor.day.isoformat()
        heads = sorted(anchor.heads.all(), key=lambda head: head.chain)
        root = merkle.root([head.leaf() for head in heads]).hex()
        stated = (anchor.previous_hash, anchor.root, anchor.hash)
        if stated != (previous, root, anchor_hash(day, previous, root)):
            faults.append((day, "the anchor was altered"))
        if copies.pop(day, anchor.hash) != anchor.hash:
            faults.append((day, f"the anchor differs from its copy in {ANCHORS_COPY}"))
        previous = anchor.hash
    return faults + [(day, "the anchor is gone from the database") for day in sorted(copies)]
