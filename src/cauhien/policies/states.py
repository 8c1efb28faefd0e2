"""The words of mechanisms, obstacles and trials, and the one table of how they move."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MechanismKind(TextChoices):
    TAX = "tax", _("tax")
    LAND = "land", _("land and premises")
    GRANT = "grant", _("money and advice")
    PROCUREMENT = "procurement", _("public procurement")
    TRIAL = "trial", _("trial under supervision")
    SERVICE = "service", _("services and procedures")
    STATUS = "status", _("recognition")


class Validity(TextChoices):
    IN_FORCE = "in_force", _("in force")
    CHECK = "check_in_force", _("to be checked whether in force")
    ADOPTED = "adopted", _("passed")
    PLANNED = "planned", _("planned")
    STATEMENT = "policy_statement", _("announced, not law")
    DRAFT = "draft", _("draft")
    SUPERSEDED = "superseded", _("superseded")
    EXPIRED = "expired", _("expired")


# What can be asked for comes first in a list, what is over last.
VALIDITY_ORDER = list(Validity)


class Verification(TextChoices):
    """How much of the text was read."""

    SEEN = "seen", _("the text was read")
    PARTLY = "partly", _("part of the text was read")
    SECONDARY = "secondary", _("only others who quote the text were read")


class WhyNot(TextChoices):
    """Why the conditions of a mechanism cannot be computed as yet."""

    NO_ARTICLE = "no_article", _("the source names no article")
    NOT_VERIFIED = "not_verified", _("it is not sure that the text is in force")
    ONLY_PROSE = "only_prose", _("the source gives the conditions only in part")
    REPLACED = "replaced", _("another text has replaced it")
    EXPIRED = "expired", _("its time is over")
    NOT_LAW = "not_law", _("it is announced or planned, not law")


class FactGroup(TextChoices):
    """The pages of the path, in their order."""

    WHO = "who", _("You")
    PERSON = "person", _("Your income")
    INVESTOR = "investor", _("Your investment")
    PROJECT = "project", _("Your project")
    SIZE = "size", _("The enterprise")
    WORK = "work", _("What you do")
    PROOF = "proof", _("Proof of innovation")
    TRIAL = "trial", _("Something new")
    HITECH = "hitech", _("High technology in figures")


class MechanismState(TextChoices):
    DRAFT = "draft", _("draft")
    CONSULTATION = "consultation", _("in consultation")
    CONSULTED = "consulted", _("consultation closed")
    ADOPTED = "adopted", _("issued")
    ENDED = "ended", _("ended")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ObstacleState(TextChoices):
    RECEIVED = "received", _("received")
    PUBLISHED = "published", _("published, waits for an answer")
    TAKEN_UP = "taken_up", _("a mechanism is drafted for it")
    REFUSED = "refused", _("not taken up")
    HIDDEN = "hidden", _("not published")


class CommentState(TextChoices):
    RECEIVED = "received", _("received")
    PUBLISHED = "published", _("published")
    HIDDEN = "hidden", _("not published")


COMMENT_TRANSITIONS = {CommentState.RECEIVED: {CommentState.PUBLISHED, CommentState.HIDDEN}}


class TrialState(TextChoices):
    SENT = "sent", _("sent")
    RETURNED = "returned", _("returned")
    ADMITTED = "admitted", _("admitted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    STOPPED = "stopped", _("stopped early")
    ENDED = "ended", _("ended")


class Effect(TextChoices):
    """What a trial has shown."""

    EFFECTIVE = "effective", _("rated effective")
    UNCLEAR = "unclear", _("not clear")
    NOT_EFFECTIVE = "not_effective", _("rated not effective")


class News(TextChoices):
    """What somebody hears who asked to be told."""

    FITS = "fits", _("a mechanism fits your answers")
    CHANGED = "changed", _("a mechanism that you qualify for has changed")
    NO_LONGER = "no_longer", _("you no longer qualify for a mechanism")
    ENDED = "ended", _("a mechanism that you qualified for has ended")
    OPEN = "open", _("whether you still qualify for a mechanism depends on more than you answered")
    NOT_COMPUTED = "not_computed", _("it can no longer be computed whether you qualify")


class Actor(TextChoices):
    """Who may do it; `rules.IS_ACTOR` says who that is."""

    COORDINATOR = "coordinator", _("coordinator")
    OFFICE_STAFF = "office_staff", _("officer or head of an office")
    OWN_STAFF = "own_staff", _("officer or head of the office that drafts it")
    OWN_HEAD = "own_head", _("head of the office that drafts it")
    DECISION_MAKER = "decision_maker", _("decision-maker")
    APPLICANT = "applicant", _("whoever applied")


class Guard(TextChoices):
    """What must hold besides; `actions.steps.GUARDS` checks it."""

    REASON = "reason", _("a reason is given")
    HAS_TEXT = "has_text", _("a text is written")
    AHEAD = "ahead", _("the last day is still to come")
    TIME_IS_UP = "time_is_up", _("the last day has passed")
    ALL_ANSWERED = "all_answered", _("every comment is published or left unpublished with a reason")
    DOCUMENT = "document", _("number and day of the document are named, the day is not to come")
    IN_ORDER = "in_order", _("the last day does not lie before the first")
    OVER = "over", _("the last day is named and is not to come")
    NOT_APPLICANT = "not_applicant", _("whoever applied does not decide")
    REPORTED = "reported", _("the supervision was reported at least once")


class Act(TextChoices):
    """What people do, as the log says it."""

    REPORT_OBSTACLE = "obstacle_report", _("obstacle reported")
    PUBLISH_OBSTACLE = "obstacle_publish", _("obstacle published")
    HIDE_OBSTACLE = "obstacle_hide", _("obstacle not published")
    REFUSE_OBSTACLE = "obstacle_refuse", _("obstacle not taken up")
    TAKE_UP_OBSTACLE = "obstacle_take_up", _("mechanism drafted for an obstacle")
    DRAFT = "mechanism_draft", _("mechanism drafted")
    WRITE = "mechanism_write", _("version of the text written")
    WRITE_RULE = "mechanism_rule", _("version of the rule written")
    WRITE_FACT = "fact_write", _("version of a question written")
    CONSULT = "mechanism_consult", _("put to consultation")
    COMMENT = "mechanism_comment", _("comment sent")
    ANSWER_COMMENT = "mechanism_answer_comment", _("comment published")
    HIDE_COMMENT = "mechanism_hide_comment", _("comment not published")
    CLOSE_CONSULTATION = "mechanism_close", _("consultation closed")
    REVISE = "mechanism_revise", _("taken back to be rewritten")
    ADOPT = "mechanism_adopt", _("adoption recorded")
    END = "mechanism_end", _("end of validity recorded")
    WITHDRAW = "mechanism_withdraw", _("draft withdrawn")
    REPORT_USE = "mechanism_use", _("use reported")
    APPLY = "trial_apply", _("trial applied for")
    CORRECT = "trial_correct", _("application corrected")
    SEND_AGAIN = "trial_send_again", _("application sent again")
    RETURN = "trial_return", _("application returned")
    ADMIT = "trial_admit", _("trial admitted")
    REFUSE = "trial_refuse", _("trial refused")
    WITHDRAW_TRIAL = "trial_withdraw", _("application withdrawn")
    SUPERVISE = "trial_supervise", _("supervision reported")
    REPORT_TRIAL = "trial_report", _("report of whoever tries it")
    STOP = "trial_stop", _("trial stopped early")
    END_TRIAL = "trial_end", _("trial ended")


@dataclass(frozen=True)
class Way:
    """One row of the table. makes_public: from then on everybody sees the thing. public: the line
    of the log is for everybody.
    """

    sources: tuple[str, ...]
    target: str
    actor: Actor
    guards: tuple[Guard, ...] = ()
    public: bool = True
    makes_public: bool = False


S, M, T, A, G = ObstacleState, MechanismState, TrialState, Actor, Guard
UNANSWERED = (S.RECEIVED, S.PUBLISHED)
WAYS = {
    Act.PUBLISH_OBSTACLE: Way((S.RECEIVED,), S.PUBLISHED, A.COORDINATOR, makes_public=True),
    Act.HIDE_OBSTACLE: Way(UNANSWERED, S.HIDDEN, A.COORDINATOR, (G.REASON,), public=False),
    Act.REFUSE_OBSTACLE: Way(UNANSWERED, S.REFUSED, A.COORDINATOR, (G.REASON,), makes_public=True),
    Act.TAKE_UP_OBSTACLE: Way(UNANSWERED, S.TAKEN_UP, A.OFFICE_STAFF, makes_public=True),
    Act.CONSULT: Way(
        (M.DRAFT,), M.CONSULTATION, A.OWN_HEAD, (G.HAS_TEXT, G.AHEAD), makes_public=True
    ),
    Act.CLOSE_CONSULTATION: Way(
        (M.CONSULTATION,), M.CONSULTED, A.OWN_STAFF, (G.TIME_IS_UP, G.ALL_ANSWERED)
    ),
    Act.REVISE: Way((M.CONSULTED,), M.DRAFT, A.OWN_STAFF, (G.REASON,)),
    Act.ADOPT: Way((M.CONSULTED,), M.ADOPTED, A.COORDINATOR, (G.DOCUMENT, G.IN_ORDER)),
    Act.END: Way((M.ADOPTED,), M.ENDED, A.COORDINATOR, (G.REASON, G.OVER, G.IN_ORDER)),
    Act.WITHDRAW: Way((M.DRAFT, M.CONSULTED), M.WITHDRAWN, A.OWN_HEAD, (G.REASON,)),
    Act.SEND_AGAIN: Way((T.RETURNED,), T.SENT, A.APPLICANT, public=False),
    Act.RETURN: Way(
        (T.SENT,), T.RETURNED, A.COORDINATOR, (G.REASON, G.NOT_APPLICANT), public=False
    ),
    Act.ADMIT: Way(
        (T.SENT,), T.ADMITTED, A.DECISION_MAKER, (G.DOCUMENT, G.NOT_APPLICANT), makes_public=True
    ),
    Act.REFUSE: Way(
        (T.SENT,), T.REFUSED, A.DECISION_MAKER, (G.REASON, G.NOT_APPLICANT), public=False
    ),
    Act.WITHDRAW_TRIAL: Way((T.SENT, T.RETURNED), T.WITHDRAWN, A.APPLICANT, public=False),
    Act.STOP: Way((T.ADMITTED,), T.STOPPED, A.COORDINATOR, (G.REASON, G.NOT_APPLICANT)),
    Act.END_TRIAL: Way(
        (T.ADMITTED,), T.ENDED, A.COORDINATOR, (G.REASON, G.REPORTED, G.NOT_APPLICANT)
    ),
}
