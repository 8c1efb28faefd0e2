"""What a batch is doing and what became of each of its rows."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BatchState(TextChoices):
    STAGING = "staging", _("reading")
    STAGED = "staged", _("read, not taken over")
    RECONCILING = "reconciling", _("being taken over")
    DONE = "done", _("taken over")
    FAILED = "failed", _("failed")


class Outcome(TextChoices):
    NEW = "new", _("new")
    JOINED = "joined", _("joins what a person told")
    CHANGED = "changed", _("changed")
    SAME = "same", _("unchanged")
    CONFLICT = "conflict", _("conflict")
    GONE = "gone", _("gone")


class FileFault(TextChoices):
    """Why a file could not be read to its end."""

    DAMAGED = "damaged", _("Its packing ends too early, or is damaged.")
    NO_RECORDS = "no_records", _("The archive holds neither JSON nor CSV.")
    NO_HEADER = "no_header", _("The first line is no header of CSV.")


class HarvestState(TextChoices):
    RUNNING = "running", _("being harvested")
    DONE = "done", _("harvested")
    FAILED = "failed", _("broken off")
    STOPPED = "stopped", _("stopped")


class HarvestFault(TextChoices):
    """Why a repository could not be taken; what stands in %( )s is kept beside the code."""

    NO_HOST = "no_host", _("No server is known by the name %(host)s.")
    INNER = (
        "inner",
        _(
            "%(host)s (%(address)s) is inside the network of this server and is not asked. "
            "If it is meant, whoever runs the site names it in CAUHIEN_HARVEST_HOSTS."
        ),
    )
    UNREACHABLE = "unreachable", _("%(host)s cannot be reached.")
    CERTIFICATE = "certificate", _("The certificate of %(host)s is not valid: %(words)s")
    TOO_SLOW = "too_slow", _("%(host)s did not answer in time.")
    BROKEN_OFF = "broken_off", _("The connection with %(host)s broke off: %(words)s")
    BUSY = (
        "busy",
        _("%(host)s is busy (HTTP %(status)s), and still was after it had been asked again."),
    )
    NOT_LET_IN = "not_let_in", _("%(host)s does not let this server in (HTTP %(status)s).")
    NOT_THERE = (
        "not_there",
        _(
            "Nothing is at this address (HTTP %(status)s). For a journal on OJS it is the address"
            " of the journal, followed by /oai."
        ),
    )
    HTTP = "http", _("%(host)s answered with an error (HTTP %(status)s).")
    PAGE = (
        "page",
        _(
            "At this address is a page for readers. For a journal on OJS the one to harvest is the"
            " address of the journal, followed by /oai."
        ),
    )
    NOT_XML = "not_xml", _("The answer is not XML: %(words)s")
    NOT_OAI = "not_oai", _("The answer is XML, and not of OAI-PMH.")
    TOKEN = "token", _("The repository no longer knows how far this harvest was.")
    NO_DUBLIN_CORE = "no_dublin_core", _("The repository gives no Dublin Core (oai_dc).")
    NO_SETS = "no_sets", _("The repository has no sets. Leave the set empty.")
    ARGUMENT = (
        "argument",
        _("The repository does not know what it was asked for, such as the set: %(words)s"),
    )
    REFUSED = "refused", _("The repository refuses (%(code)s): %(words)s")


def sentence_of(fault, said):
    """Return a fault of a harvest in words. said: {name: value} of what stands in its sentence."""
    return HarvestFault(fault).label % said


class WithdrawnState(TextChoices):
    """What became of a work that its source has withdrawn."""

    WAITING = "waiting", _("waits for a person")
    KEPT = "kept", _("stays here")
    TAKEN_OFF = "taken_off", _("taken off here")


# A person decides what waits; a harvest (nobody) asks again about one that a file brought back.
WITHDRAWN_TRANSITIONS = {
    WithdrawnState.WAITING: {WithdrawnState.KEPT, WithdrawnState.TAKEN_OFF},
    WithdrawnState.TAKEN_OFF: {WithdrawnState.WAITING},
}


class PairStatus(TextChoices):
    WAITING = "waiting", _("waits for a person")
    SAME = "same", _("the same")
    DIFFERENT = "different", _("different")


class Reason(TextChoices):
    """Why a line was not taken."""

    BAD_JSON = "bad_json", _("it is not JSON")
    BAD_CSV = "bad_csv", _("it is not a row of CSV")
    NOT_OBJECT = "not_object", _("it is not one record")
    WRONG_COLUMNS = "wrong_columns", _("it has another number of columns than the header")
    BAD_ENCODING = "bad_encoding", _("its letters are not UTF-8")
    NUL = "nul", _("it holds a character that cannot be kept (NUL)")
    TOO_LONG = "too_long", _("it is too long")
    NO_ID = "no_id", _("it has no identifier")
    NO_TITLE = "no_title", _("it has no title or name")
    BAD_VALUE = "bad_value", _("a value in it is not possible")
    OTHER_KIND = "other_kind", _("it is a record of another kind")
    REPEATED = "repeated", _("its identifier stands in an earlier line")
    NOT_VERIFIED = "not_verified", _("nobody has seen it in a source")


class PairReason(TextChoices):
    """Why two things may be one."""

    SHORT_FORM = "short_form", _("the printed short form is one of the organisation's")
    NAMESAKE = "namesake", _("several organisations bear the printed name")
    PART_OF_NAME = "part_of_name", _("the printed name is a part of the organisation's name")
    LIKE_NAME = "like_name", _("the names are alike but for some letters")
    SAME_NAME = "same_name", _("the same name without marks")
    SAME_COAUTHOR = "same_coauthor", _("they wrote with the same persons")
    SAME_ORGANISATION = "same_organisation", _("they are printed with the same organisation")
    OTHER_ORCID = "other_orcid", _("they gave different ORCID iDs")
    CLAIMED = "claimed", _("the person themself showed it")


# {kind: {name: label}} of the organisation that a thing is of, a value that has no column of text.
HOLDERS = {
    "project": {"host": _("host organisation")},
    "technology": {"owner": _("owner")},
    "laboratory": {"host": _("host")},
}
