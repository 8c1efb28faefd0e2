"""What an entry leaves open of field and stage: read by a coordinator on a page, or asked for."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.ecosystem import rules
from cauhien.ecosystem.actions.catalogue import keep, spread
from cauhien.ecosystem.actions.refusals import need
from cauhien.ecosystem.queries.completing import address_to_change, open_columns
from cauhien.ecosystem.queries.entries import MODELS
from cauhien.ecosystem.states import CompletionAct
from cauhien.notices.actions import tell, write_to

ASKED = "ecosystem.asked_to_complete"
SOURCE = (
    "ecosystem_reading",
    "Pages read by the coordinators of the start-up ecosystem",
    "Các trang do điều phối viên hệ sinh thái khởi nghiệp đọc",
)


@transaction.atomic
def read(*, kind, entry, readings, page, by, at):
    """Write down what a page says of an entry, each with the words that say so.

    readings: {column: (values, words)} of what it leaves open; {}: the page says neither.
    """
    entry = _locked(kind, entry, by)
    need(entry.owner_id is None, _("Whoever registered it says it; ask them to complete it."))
    open_now, day = open_columns(entry), localdate(at).isoformat()
    for column, (values, words) in readings.items():
        need(column in open_now, _("It states this itself already."), column)
        setattr(entry, column, values)
        others = [one for one in entry.read_here if one[0] != column]
        entry.read_here = others + [[column, value, words, page, day] for value in values]
    if entry.source_id:
        values = {column: values for column, (values, _words) in readings.items()}
        keep(kind, entry, values, told_in=SOURCE, by=by, at=at)
    entry.looked_at = at
    entry.save()
    spread(kind, [entry], at=at)
    detail = {"page": page, **{column: values for column, (values, _words) in readings.items()}}
    _log(
        kind, entry, CompletionAct.READ if readings else CompletionAct.FIND_NOTHING, by, at, detail
    )


@transaction.atomic
def ask_to_complete(*, kind, entry, by, at, address="", language="vi"):
    """Ask whoever runs an entry for its fields and stages; address: of one that nobody owns.

    The address stays in the mail alone.
    """
    entry = _locked(kind, entry, by)
    need(open_columns(entry), _("It leaves nothing open."))
    said = {"kind": ASKED, "subject": (kind, entry.code), "at": at}
    said |= {"parameters": {"name": str(entry)}, "url": address_to_change(kind, entry)}
    if entry.owner:
        tell(users=[entry.owner], **said)
    else:
        need(address, _("Write an address."), "address")
        write_to(address=address, language=language, **said)
    entry.asked_at = at
    entry.save(update_fields=["asked_at"])
    _log(kind, entry, CompletionAct.ASK, by, at)


def _locked(kind, entry, by):
    need(rules.may_moderate(by), _("Only a coordinator does this."))
    rows = MODELS[kind].objects.select_for_update(of=("self",)).select_related("owner")
    return rows.get(pk=entry.pk)


def _log(kind, entry, act, by, at, detail=None):
    record(chain=f"{kind}:{entry.code}", act=act, by=by, at=at, detail=detail)
