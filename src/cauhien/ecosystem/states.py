"""The words of the start-up ecosystem, and the one table of how a registration moves."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

EVERY = "every"  # stands for all stages, or all fields, where somebody says so


class BodyKind(TextChoices):
    INCUBATOR = "incubator", _("incubator")
    ACCELERATOR = "accelerator", _("accelerator")
    FUND = "fund", _("fund")
    PROGRAMME = "programme", _("programme")
    COMPETITION = "competition", _("competition or award")
    CENTRE = "centre", _("support centre")
    UNIVERSITY = "university", _("university centre")
    SPACE = "space", _("space to work or make")
    NETWORK = "network", _("network or association")
    FESTIVAL = "festival", _("fair or festival")
    PLATFORM = "platform", _("platform or directory")
    OTHER = "other", _("other body")


class Stage(TextChoices):
    """How far a start-up is."""

    IDEA = "idea", _("idea, nothing built yet")
    PROTOTYPE = "prototype", _("prototype, no customers yet")
    SEED = "seed", _("first customers")
    GROWTH = "growth", _("growing sales")
    EXPANSION = "expansion", _("new markets, abroad too")


class Help(TextChoices):
    """What a start-up needs and a body gives."""

    MONEY = "money", _("money")
    SPACE = "space", _("space and equipment")
    MENTORING = "mentoring", _("advice by a mentor")
    TRAINING = "training", _("training")
    PARTNERS = "partners", _("partners and customers")
    TECHNOLOGY = "technology", _("technology and intellectual property")
    PRIZE = "prize", _("a prize, being seen")


# What a body of a kind gives by its very kind, where nobody says more.
GIVES = {
    BodyKind.INCUBATOR: (Help.SPACE, Help.MENTORING, Help.TRAINING),
    BodyKind.ACCELERATOR: (Help.MENTORING, Help.TRAINING, Help.PARTNERS),
    BodyKind.FUND: (Help.MONEY,),
    BodyKind.COMPETITION: (Help.PRIZE,),
    BodyKind.CENTRE: (Help.MENTORING,),
    BodyKind.UNIVERSITY: (Help.MENTORING, Help.TECHNOLOGY),
    BodyKind.SPACE: (Help.SPACE,),
    BodyKind.NETWORK: (Help.PARTNERS,),
    BodyKind.FESTIVAL: (Help.PARTNERS,),
}


# For which stages a body of a kind is, where nobody says it: a convention of this site, shown as
# one and never stored.
FOR_STAGES: dict[str, tuple[Stage, ...]] = {
    BodyKind.INCUBATOR: (Stage.IDEA, Stage.PROTOTYPE),
    BodyKind.ACCELERATOR: (Stage.SEED, Stage.GROWTH),
}


class EventKind(TextChoices):
    ROUND = "round", _("round of applications")
    DEADLINE = "deadline", _("deadline of applications")
    DEMO_DAY = "demo_day", _("demo day or final")
    COURSE = "course", _("course or workshop")
    FAIR = "fair", _("fair or festival")
    OTHER = "other", _("other event")


class InvestmentKind(TextChoices):
    PRE_SEED = "pre_seed", _("pre-seed")
    SEED = "seed", _("seed round")
    SERIES = "series", _("later round (series A and on)")
    GRANT = "grant", _("grant")
    LOAN = "loan", _("loan")
    OTHER = "other", _("other investment")


class Qualifier(TextChoices):
    """What the source says of an amount besides the amount."""

    EXACT = "", _("as stated")
    AT_LEAST = "at_least", _("at least")
    ABOUT = "about", _("about")
    UNDISCLOSED = "undisclosed", _("not disclosed")


CURRENCIES = ("VND", "USD", "EUR", "SGD", "JPY", "KRW", "GBP")


class EntryKind(TextChoices):
    """What can be registered; the words of the subjects registry."""

    STARTUP = "startup", _("start-up")
    BODY = "supportbody", _("support body for start-ups")
    EVENT = "event", _("event")
    MENTOR = "mentor", _("mentor")
    INVESTMENT = "investment", _("investment in a start-up")


class Aim(TextChoices):
    """What a registration asks for."""

    ADD = "add", _("to be listed")
    CHANGE = "change", _("a change of what is listed")
    REMOVE = "remove", _("to be taken off the list")


class RegistrationState(TextChoices):
    SENT = "sent", _("waits for the moderator")
    ASKED_BACK = "asked_back", _("the moderator has asked back")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn by whoever sent it")


OPEN = (RegistrationState.SENT, RegistrationState.ASKED_BACK)


class RegistrationActor(TextChoices):
    """Who does it; `rules.IS_ACTOR` says who that is."""

    SENDER = "sender", _("whoever sent it")
    MODERATOR = "moderator", _("coordinator, not about their own")


class RegistrationAct(TextChoices):
    """What people do, as the log says it."""

    SEND = "ecosystem_send", _("registration sent")
    SEND_AGAIN = "ecosystem_send_again", _("registration sent again")
    WITHDRAW = "ecosystem_withdraw", _("registration withdrawn")
    ASK_BACK = "ecosystem_ask_back", _("moderator asked back")
    ACCEPT = "ecosystem_accept", _("registration accepted")
    REFUSE = "ecosystem_refuse", _("registration refused")
    LEAVE = "ecosystem_leave", _("mentor has left")


class CompletionAct(TextChoices):
    """What a coordinator does about an entry that leaves field or stage open."""

    READ = "ecosystem_read", _("field or stage read on a page")
    FIND_NOTHING = "ecosystem_find_nothing", _("page read: it says neither field nor stage")
    ASK = "ecosystem_ask", _("whoever runs it was asked for field and stage")


@dataclass(frozen=True)
class RegistrationWay:
    """One row of the table: by this act it goes from one of the sources to the target.

    needs_reason: of an act of the moderator, whose reason the sender reads. Whoever sent it is
    told of each act of the moderator.
    """

    sources: tuple[RegistrationState, ...]
    target: RegistrationState
    actor: RegistrationActor
    needs_reason: bool = False


_S, _A, _BY = RegistrationState, RegistrationAct, RegistrationActor
WAYS = {
    _A.SEND_AGAIN: RegistrationWay(OPEN, _S.SENT, _BY.SENDER),
    _A.WITHDRAW: RegistrationWay(OPEN, _S.WITHDRAWN, _BY.SENDER),
    _A.ACCEPT: RegistrationWay((_S.SENT,), _S.ACCEPTED, _BY.MODERATOR),
    _A.ASK_BACK: RegistrationWay((_S.SENT,), _S.ASKED_BACK, _BY.MODERATOR, needs_reason=True),
    _A.REFUSE: RegistrationWay((_S.SENT,), _S.REFUSED, _BY.MODERATOR, needs_reason=True),
}
