"""The closed lists of persons, works, projects and technologies."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

BY_OWNER = "offer"  # kind of the source of what owners say of technologies that they offer


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
    TAKE_BACK = "take-back", _("an objection taken back")


class PersonRequestState(TextChoices):
    WAITING = "waiting", _("waits for the data steward")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")


# {state: the states that may follow}; a state that is no key is the last.
REQUEST_WAYS = {
    PersonRequestState.WAITING: {PersonRequestState.GRANTED, PersonRequestState.REFUSED}
}


class ClaimState(TextChoices):
    """How far somebody is who says that a person of the network is they."""

    UNPROVED = "unproved", _("waits for the link in the mail")
    WAITING = "waiting", _("waits for an office")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    ENDED = "ended", _("ended")


OPEN_CLAIMS = (ClaimState.UNPROVED, ClaimState.WAITING, ClaimState.ACCEPTED)
CLAIM_WAYS = {
    ClaimState.UNPROVED: {ClaimState.WAITING, ClaimState.ACCEPTED, ClaimState.ENDED},
    ClaimState.WAITING: {ClaimState.ACCEPTED, ClaimState.REFUSED, ClaimState.ENDED},
    ClaimState.ACCEPTED: {ClaimState.ENDED},
}


class PersonAct(TextChoices):
    """What the log of a person says was done; names and addresses never stand in it."""

    ASKED = "person_asked", _("a request of a person")
    GRANTED = "person_granted", _("the request of a person granted")
    REFUSED = "person_refused", _("the request of a person refused")
    LEFT = "left", _("the person has left")
    CLAIM_UNPROVED = "claim_unproved", _("a page claimed, with a mail to prove it")
    CLAIM_WAITING = "claim_waiting", _("a page claimed, for an office to confirm")
    CLAIM_ACCEPTED = "claim_accepted", _("the claim of a page accepted")
    CLAIM_REFUSED = "claim_refused", _("the claim of a page refused")
    CLAIM_ENDED = "claim_ended", _("the claim of a page ended")
    TOLD = "works_told", _("works told by the person")
    DECLARED = "expertise_declared", _("a field of expertise declared, with its evidence")
    WITHDRAWN = "expertise_withdrawn", _("a declared field of expertise taken back")
    AVAILABLE = "availability_set", _("days away and limits of load set")
    AGREED = "enterprises_agreed", _("agreed to be suggested to enterprises and asked by them")
    DISAGREED = "enterprises_ended", _("the agreement to be asked by enterprises ended")
    JOINED = "work_joined", _("a work told by the person found to be one of a source")
    PARTED = "work_parted", _("a told work and one of a source taken apart again")
    ORCID = "orcid_connected", _("an ORCID iD shown at ORCID put on the person's page")
    INFORMED = "person_informed", _("the person told what is held about them")


class JoinGround(TextChoices):
    """By what a work that a person told is found to be one that a source gives."""

    DOI = "doi", _("by the DOI")
    TITLE = "title", _("by title, year and author")
    HAND = "hand", _("by hand")


class NoticeWay(TextChoices):
    """How a person known from open data alone is told so."""

    MAIL = "mail", _("by mail to a public address of the institution")
    PAGE = "page", _("by the public notice on this site")


class EvidenceKind(TextChoices):
    """By what a declared field of expertise is shown."""

    WORK = "work", _("a work of yours that is here")
    PROJECT = "project", _("a project of yours that is here")
    POSITION = "position", _("a position of yours that is here")
    PATENT = "patent", _("a patent")
    LINK = "link", _("something else, with a link")


TOLD_EVIDENCE = (EvidenceKind.PATENT, EvidenceKind.LINK)  # with a title and a day of their own


class ListForm(TextChoices):
    """In what a person hands in a list of publications."""

    BIBTEX = "bibtex", "BibTeX"
    RIS = "ris", "RIS"
    ORCID = "orcid", "ORCID"
    CSV = "csv", "CSV"


class ListFault(TextChoices):
    """Why a list, or one work in it, is not taken."""

    ENCODING = "encoding", _("This is no text in UTF-8. Save the file in that encoding.")
    NO_FORM = (
        "no_form",
        _("This is no BibTeX, RIS or ORCID record, and no CSV with the columns title and year."),
    )
    EMPTY = "empty", _("The list holds no work.")
    TOO_MANY = "too_many", _("The list is too long: at most 1,000 works. Divide it.")
    OTHER_ORCID = "other_orcid", _("This record is of another ORCID iD than the one on your page.")
    NOT_READ = "not_read", _("it is not written as its format asks")
    COLUMNS = "columns", _("it has more or fewer cells than the first line")
    NO_TITLE = "no_title", _("it has no title")
    NO_YEAR = "no_year", _("it has no year, or one that cannot be")
    TOO_LONG = "too_long", _("its title or a name is too long")
    TWICE = "twice", _("it stands in the list already, further up")
    NOT_YOURS = "not_yours", _("none of its authors bears your name")
    UNCLEAR = "unclear", _("several of its authors may be you")


BY = "by:"  # predicate of an assertion: a person has written a work, named by its code
NOT_BY = "not_by:"  # the same: a person has not written it
