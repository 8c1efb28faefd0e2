"""Receipts, and whether what they attest is still as it was."""

import hashlib
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cauhien.challenges.models import Attachment, Receipt
from cauhien.core.audit import BrokenChain, verify
from cauhien.core.hashing import hash_of
from cauhien.core.models import AuditLine
from cauhien.core.sealing import CannotUnseal


@dataclass(frozen=True)
class Verified:
    """A receipt as it was looked up. faults: what is not as it was; lines: in the file's log.

    How many lines there are tells what a council does unseen; it is not for the page.
    """

    receipt: Receipt
    faults: tuple[str | Promise, ...] = ()
    lines: int = 0


def receipts_of(initiative):
    """Return the receipts of a file, the newest first."""
    found = Receipt.objects.filter(version__initiative=initiative)
    return found.select_related("version__by").order_by("-version__number")


def receipt_of(code):
    """Return a receipt by its code, with all that it attests; None where there is none."""
    found = Receipt.objects.filter(code=code.strip().lower().replace(" ", "").replace("-", ""))
    return found.select_related(
        "version__initiative__challenge__call__procedure", "version__initiative__challenge__key"
    ).first()


def verified(code, *, documents=False):
    """Return what came of checking a receipt, None where there is none of this code.

    documents: open every document of the frozen copy too (it takes a while).
    """
    receipt = receipt_of(code)
    if receipt is None:
        return None
    faults = [*_faults_of_copy(receipt.version, receipt, documents), *_faults_of_line(receipt)]
    try:
        lines = verify(receipt.version.initiative.chain)
    except BrokenChain:
        return Verified(receipt, (*faults, _("The log of the file was altered.")))
    return Verified(receipt, tuple(faults), lines)


def _faults_of_copy(version, receipt, documents):
    try:
        content = version.read()
    except CannotUnseal:
        return [_("The frozen copy cannot be opened.")]
    faults = []
    if not hash_of(content) == version.sha256 == receipt.sha256:
        faults.append(_("The frozen copy is not what was received."))
    if documents and not all(_is_whole(one, version.initiative) for one in content["documents"]):
        faults.append(_("A document of the frozen copy is not what was received."))
    return faults


def _is_whole(document, initiative):
    attachment = Attachment.objects.filter(initiative=initiative, code=document["code"]).first()
    if attachment is None:
        return False
    attachment.initiative = initiative
    try:
        return hashlib.sha256(attachment.data()).hexdigest() == document["sha256"]
    except (CannotUnseal, OSError):
        return False


def _faults_of_line(receipt):
    chain = receipt.version.initiative.chain
    line = AuditLine.objects.filter(chain=chain, number=receipt.line_number).first()
    if line is None or line.hash != receipt.line_hash:
        return [_("Its line in the log is gone or another one.")]
    if line.detail.get("basis") != receipt.sha256 or line.at != receipt.received_at:
        return [_("Its line in the log says something else.")]
    return []
