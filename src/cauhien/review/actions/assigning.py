"""The files of a call are shared out among the members of its council, and that is confirmed."""

import hashlib
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.hashing import hash_of
from cauhien.matching.bridge import store
from cauhien.matching.bridge.among import nearness
from cauhien.matching.bridge.ranking import Question
from cauhien.review import bridge, queries, rules
from cauhien.review.actions.conflicts import found_between
from cauhien.review.actions.forming import locked_council, log
from cauhien.review.actions.opening import keep_assigned, open_files
from cauhien.review.actions.watching import recheck_council
from cauhien.review.models import Assignment
from cauhien.review.states import CouncilAct, CouncilKind


class CannotAssign(Exception):
    """Not this person's, not now, or not as it was asked for.

    files, members: whom it concerns, rows of files and seats. wanted, possible: readers that the
    files want and can have, 0 where something else is wrong.
    """

    def __init__(self, message, files=(), members=(), wanted=0, possible=0):
        super().__init__(message)
        self.files, self.members = files, members
        self.wanted, self.possible = wanted, possible


@dataclass(frozen=True)
class Sharing:
    """What is asked. fixed, forbidden: sets of (code of a file, code of a seat)."""

    per_file: int
    per_member: int
    fixed: frozenset = field(default_factory=frozenset)
    forbidden: frozenset = field(default_factory=frozenset)


def propose_assignment(*, council, sharing, by, at):
    """Share the files out among those who sit, and return the Assignment, not yet in force.

    Conflicts are looked at first. What somebody has submitted stays theirs. A proposal that was
    not confirmed goes.
    """
    _ask(rules.may_assign(by, council), _("The coordinator says who reads which files."))
    recheck_council(council=council, at=at)
    return _proposed(council, sharing, by, at)


@transaction.atomic
def confirm_assignment(*, assignment, by, at):
    """Let an assignment be in force: each member reads their files and no others."""
    council = locked_council(assignment.council)
    assignment = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    _ask(rules.may_assign(by, council), _("The coordinator says who reads which files."))
    _ask(not assignment.is_in_force, _("This is in force already."))
    files, members = _files(council), queries.sitting(council)
    same = ([one.code for one in files], [one.code for one in members])
    if same != (assignment.files, assignment.members):
        raise CannotAssign(_("Members or files have changed since. Share the files out again."))
    given = queries.given_pairs(council)
    if not given <= {tuple(pair) for pair in assignment.pairs}:
        raise CannotAssign(_("A review was submitted since. Share the files out again."))
    assignment.confirmed_at, assignment.confirmed_by = at, by
    assignment.save(update_fields=["confirmed_at", "confirmed_by"])
    log(council, CouncilAct.CONFIRM, by, at, assignment=assignment.code)
    keep_assigned(council, at=at)
    open_files(council, at=at)
    return assignment


@transaction.atomic
def _proposed(council, sharing, by, at):
    council = locked_council(council)
    files, members = _files(council), queries.sitting(council)
    if not files or not members:
        raise CannotAssign(_("There is no file to read, or nobody sits yet."))
    given = queries.given_pairs(council)
    if clash := given & sharing.forbidden:
        raise CannotAssign(
            _("They have submitted their review already."), *_named(clash, files, members)
        )
    barred = _barred(council, files, members, at)
    fixed = {pair for pair in sharing.fixed | given if _is_known(pair, files, members)}
    if clash := fixed & (barred - given):
        raise CannotAssign(_("A conflict of interest is between them."), *_named(
            clash, files, members))  # fmt: skip
    fits, is_of_files = _fits(files, members, at)
    load = bridge.Load(
        files=tuple(one.code for one in files),
        members=tuple(one.code for one in members),
        fits=fits,
        per_file=sharing.per_file,
        per_member=sharing.per_member,
        barred=frozenset(barred - given),
        fixed=frozenset(fixed),
        forbidden=frozenset(one for one in sharing.forbidden if _is_known(one, files, members)),
    )
    council.assignments.filter(confirmed_at=None).delete()
    seed = _seed(council)
    return _kept(council, load, _shared(load, seed, files, members), by, at, (seed, is_of_files))


def _shared(load, seed, files, members):
    try:
        return bridge.share_out(load, seed=seed)
    except bridge.CannotShare as refusal:
        rows = [one for one in files if one.code in refusal.files]
        seats = [one for one in members if one.code in refusal.members]
        said = (
            _("These files want more readers than the members who may read them can take.")
            if refusal.wanted
            else _(
                "More pairs must be, by hand or by a review that is submitted, than a file has"
                " readers or a member takes files."
            )
        )
        raise CannotAssign(said, rows, seats, refusal.wanted, refusal.possible) from None


def _kept(council, load, shared, by, at, how):
    seed, is_of_files = how
    asked = {
        "files": list(load.files),
        "members": list(load.members),
        "fits": [list(row) for row in load.fits],
        "per_file": load.per_file,
        "per_member": load.per_member,
        "barred": _listed(load.barred),
        "fixed": _listed(load.fixed),
        "forbidden": _listed(load.forbidden),
        "seed": seed,
    }
    row = Assignment.objects.create(
        council=council,
        **asked,
        is_of_files=is_of_files,
        pairs=_listed(shared.pairs),
        nearly=[list(one) for one in shared.nearly],
        total=shared.total,
        total_bound=shared.total_bound,
        worst=shared.worst,
        worst_bound=shared.worst_bound,
        engine_version=bridge.VERSION,
        input_sha256=hash_of(asked),
        proposed_at=at,
        proposed_by=by,
    )
    said = {"assignment": row.code, "seed": seed, "sha256": row.input_sha256}
    log(council, CouncilAct.ASSIGN, by, at, fixed=len(load.fixed), **said)
    return row


def _fits(files, members, at):
    """Return (for each file how well each member suits it, 0 to 1; whether its text was matched).

    Of a file the best suited stands at 1. Without a match index, or where no work of a member
    says anything of a file, they stand as they suit the problem.
    """
    codes = [one.person.code for one in members]
    try:
        near = [nearness(_question(one, at), codes) for one in files]
    except store.NoIndex:
        near = []
    general = _of_best([one.fit for one in members])
    rows = [_of_best([found.get(code, 0.0) for code in codes]) for found in near]
    return tuple(row if any(row) else general for row in rows) or (general,) * len(files), bool(
        near
    )


def _question(file, at):
    title, text = queries.text_of(file)
    return Question(title, text, localdate(at).year)


def _of_best(scores):
    best = max(scores, default=0.0)
    return tuple(round(one / best, 6) if best else 0.0 for one in scores)


def _barred(council, files, members, at):
    """Return the pairs that a conflict keeps apart today."""
    conflicts, *_rest = found_between([one.person for one in members], files, council, at=at)
    seats = {str(one.person.uuid): one for one in members}
    return {
        (one.proposal, seats[one.person].code)
        for one in conflicts
        if one.bars(seats[one.person].role)
    }


def _files(council):
    return queries.files_of(council.challenge, CouncilKind.SELECTION)


def _seed(council):
    """Return the seed: given by the council, so that nobody can choose a lucky one."""
    number = Assignment.objects.filter(council=council).count()
    return int(hashlib.sha256(f"{council.code}:{number}".encode()).hexdigest()[:7], 16)


def _is_known(pair, files, members):
    file, seat = pair
    return any(one.code == file for one in files) and any(one.code == seat for one in members)


def _named(pairs, files, members):
    """Return (rows of the files, rows of the seats) of pairs."""
    return (
        [one for one in files if any(one.code == file for file, _seat in pairs)],
        [one for one in members if any(one.code == seat for _file, seat in pairs)],
    )


def _listed(pairs):
    return sorted([file, seat] for file, seat in pairs)


def _ask(holds, otherwise):
    if not holds:
        raise CannotAssign(otherwise)
