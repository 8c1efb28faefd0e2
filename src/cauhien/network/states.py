"""The closed lists of persons, works, projects and technologies."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NameOrder(TextChoices):
    FAMILY_FIRST = "family-first", _("family name first")
    GIVEN_FIRST = "given-first", _("given name first")
    UNKNOWN = "unknown", _("order unknown")


class InvolvementKind(TextChoices):
    """Who says that a person is or was with an organisation."""

    OFFICIAL = "official", _("stated by the organisation")
    CLAIMED = "claimed", _("stated by the person")
    PRINTED = "printed", _("printed on a work")


class TechnologyKind(TextChoices):
    DEVICE = "device", _("device")
    SOFTWARE = "software", _("software")
    PROCESS = "process", _("process")
    MATERIAL = "material", _("material")
    VARIETY = "variety", _("plant or animal variety")
    SERVICE = "service", _("service")


class WorkKind(TextChoices):
    """The kinds of works that sources name; another kind is shown as the source writes it."""

    ARTICLE = "article", _("journal article")
    CONFERENCE_PAPER = "conference-paper", _("conference paper")
    PREPRINT = "preprint", _("preprint")
    REVIEW = "review", _("review article")
    BOOK = "book", _("book")
    BOOK_CHAPTER = "book-chapter", _("chapter of a book")
    DISSERTATION = "dissertation", _("thesis")
    REPORT = "report", _("report")
    DATASET = "dataset", _("data set")
    EDITORIAL = "editorial", _("editorial")
    LETTER = "letter", _("letter")
    ERRATUM = "erratum", _("erratum")
    OTHER = "other", _("other")


class RequestKind(TextChoices):
    """What the law lets a person ask of whoever holds data about them."""

    CORRECTION = "correction", _("correction")
    OBJECTION = "objection", _("objection")
    LEAVING = "leaving", _("leaving")


class PersonRequestState(TextChoices):
    WAITING = "waiting", _("waits for the data steward")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")


# {state: the states that may follow}; a state that is no key is the last.
REQUEST_WAYS = {
    PersonRequestState.WAITING: {PersonRequestState.GRANTED, PersonRequestState.REFUSED}
}


class PersonAct(TextChoices):
    """What the log of a person says was done; names and addresses never stand in it."""

    ASKED = "person_asked", _("a request of a person")
    GRANTED = "person_granted", _("the request of a person granted")
    REFUSED = "person_refused", _("the request of a person refused")
    LEFT = "left", _("the person has left")


NOT_BY = "not_by:"  # predicate of an assertion: a person has not written a work, named by its code
