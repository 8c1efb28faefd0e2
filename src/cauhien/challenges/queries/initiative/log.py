"""The log of a file as its team reads it: what it knows of, and after the decision who read it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cauhien.accounts.queries import who_acted
from cauhien.challenges.models import Receipt
from cauhien.challenges.states import InitiativeAct, State
from cauhien.core.audit import act_in_words
from cauhien.core.models import AuditLine

_A = InitiativeAct
# What the team does itself or is told of. All else (who sits, who is kept out, what is like it)
# it never reads here; the numbers of the lines are not shown either, for they would tell how many.
KNOWN = (
    _A.START,
    _A.WRITE,
    _A.INVITE,
    _A.JOIN,
    _A.DECLARE,
    _A.LEAVE,
    _A.CHANGE_ROLE,
    _A.ATTACH,
    _A.DETACH,
    _A.CHOOSE_SHOWN,
    _A.SUBMIT,
    _A.RESUBMIT,
    _A.OPEN,
    _A.NUMBER,
    _A.ASK_FIX,
    _A.ANSWER_FIX,
    _A.FIND_ELIGIBLE,
    _A.FIND_NOT_ELIGIBLE,
    _A.LET_LAPSE,
    _A.GIVE_TO_COUNCIL,
    _A.SELECT,
    _A.NOT_SELECT,
    _A.BEGIN_PILOT,
    _A.MEET,
    _A.MISS,
    _A.STOP_PILOT,
    _A.WITHDRAW,
    _A.REQUEST,
    _A.ANSWER_REQUEST,
)
KNOWN_AFTER_DECISION = (_A.READ, _A.READ_CONFIDENTIAL, _A.CHECK)
DECIDED = (State.DECIDED, State.PILOT, State.ACCEPTANCE, State.CLOSED)


@dataclass(frozen=True)
class FileLine:
    """A line as people read it. about: the member, document or receipt that it is about, or ""."""

    line: AuditLine
    act: str
    who: str
    about: str

    @property
    def is_opening(self):
        return self.line.act == InitiativeAct.READ_CONFIDENTIAL


def is_decided(challenge):
    """Return whether the decision on a call stands, or the call ended without one."""
    return challenge.state in DECIDED


def log_for_team(initiative):
    """Return the lines of a file's log that its team may read, in their order."""
    acts = KNOWN + KNOWN_AFTER_DECISION if is_decided(initiative.challenge) else KNOWN
    found = AuditLine.objects.filter(chain=initiative.chain, act__in=acts).order_by("number")
    lines, names = list(found), _names(initiative)
    who = who_acted(lines)
    return [
        FileLine(line, act_in_words(line.act), who[line.pk], _about(line, names)) for line in lines
    ]


def _names(initiative):
    """Return {code of a member or document, or number of a line: what it is called}."""
    names = {one.code: str(one) for one in initiative.members.all()}
    for one in initiative.attachments.all():
        one.initiative = initiative  # whose key is known already
        names[one.code] = one.about()["name"]
    given = Receipt.objects.filter(version__initiative=initiative)
    for number, code in given.values_list("line_number", "code"):
        names[number] = _("receipt %(number)s") % {"number": code}
    return names


def _about(line, names):
    said = line.detail.get("member") or line.detail.get("document") or line.number
    return names.get(said, "")
