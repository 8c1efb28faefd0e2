"""The words of the start-up ecosystem."""

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
