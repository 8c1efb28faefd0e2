"""Lots are drawn among files that the scores cannot tell apart, where the procedure allows it."""

import hashlib
from itertools import permutations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cauhien.core.models import AuditLine
from cauhien.review import bridge, queries, rules
from cauhien.review.actions.forming import locked_council, log
from cauhien.review.actions.meeting import CannotMeet
from cauhien.review.models import Note
from cauhien.review.states import MeetingAct


@transaction.atomic
def draw_lots(*, council, files, by, at):
    """Draw the order of some files (their codes) and return the codes in it.

    The seed is the hash of all reviews that were submitted: nobody alone can choose it, and who
    reads the score sheets can draw again. Order and seed stand in the log and, as a note on each
    file, in the minutes. The same reviews draw once.
    """
    council = locked_council(council)
    meeting = queries.meeting_ahead(council)
    if meeting is None or not rules.may_draw_lots(by, council, meeting):
        raise CannotMeet(_("Who presides draws lots, where the procedure allows it."))
    standings = bridge.standings(council)
    if len(files) < 2 or any(
        other not in standings[one].alike for one, other in permutations(files, 2)
    ):
        raise CannotMeet(_("Lots are drawn only among files that the scores cannot tell apart."))
    seed = _seed(council)
    drawn = AuditLine.objects.filter(chain=council.chain, act=MeetingAct.LOTS, detail__seed=seed)
    if any(set(files) & set(line.detail["order"]) for line in drawn):
        raise CannotMeet(_("Lots were drawn for one of these files already."))
    order = bridge.order_by_lot(sorted(files), seed=int(seed[:15], 16))
    _note(council, order, seed, by, at)
    log(council, MeetingAct.LOTS, by, at, meeting=meeting.code, order=order, seed=seed)
    return order


def _seed(council):
    """Return the seed, as the hex digits of a hash."""
    hashes = sorted(review.sha256 for review in queries.given_reviews(council))
    return hashlib.sha256("".join(hashes).encode()).hexdigest()


def _note(council, order, seed, by, at):
    rows = {file.code: file for file in queries.judged_files(council)}
    named = ", ".join(str(rows[code].number or code) for code in order)
    with override("vi"):  # as the minutes are written
        text = _("Drawn by lot, in this order: files %(files)s. Seed: %(seed)s.") % {
            "files": named,
            "seed": seed,
        }
    for code in order:
        Note.objects.create(council=council, initiative=rows[code], text=text, by=by, at=at)
