"""Who may see what of people, works, projects and technologies."""

from django.db.models import Q

from cauhien.accounts.rules import grants_on, holds_role, is_office_staff
from cauhien.accounts.states import Role
from cauhien.network.models import Person
from cauhien.network.states import RequestKind


def visible(user, path=""):
    """Return the condition under which a person is shown, to everybody alike.

    Who has left is shown to nobody; a joined row is shown under the one it was joined to.
    path: how the query comes to the person ("person__"); "" for persons themselves.
    """
    return Q(**{f"{path}left_at": None, f"{path}canonical": None})


def may_see(user, person):
    return person.left_at is None and person.canonical_id is None


def suggestable(path=""):
    """Return the condition under which a person may be suggested to somebody, or asked.

    path: how the query comes to the person ("person__"); "" for persons themselves.
    """
    names = ("left_at", "canonical", "objected_at")
    return Q(**{f"{path}{name}": None for name in names})


def open_to_enterprises(user=None, *, is_illustrated=False):
    """Return the condition under which enterprises are told of a person, and may ask them.

    They have agreed to it themself, have their page still, and take questions at all. user: who
    reads, not told of themself. is_illustrated: for an invented enterprise. Anybody may act for
    that, so it meets those alone for whom a role of the demonstration stands, and they it alone.
    """
    agreed = Q(agreed_at__isnull=False, user__is_active=True, most_questions__gt=0)
    found = suggestable() & agreed
    if user is not None:
        found &= ~Q(user=user.pk)
        is_illustrated = user.is_demonstration
    return found & Q(user__is_demonstration=True) if is_illustrated else found & is_real()


def may_agree(user, person):
    """Return whether a user says that enterprises may ask a person: the person alone does."""
    return is_own(user, person) and may_see(user, person)


def is_row_of(person):
    """Return the condition for all rows that are one person."""
    return Q(pk=person.pk) | Q(canonical=person.pk)


def shown_under(people):
    """Return the condition for what hangs on any row that is one of some persons."""
    return Q(person__in=people) | Q(person__canonical__in=people)


def may_decide_about(user, person):
    """A data steward who has proof, or the person's own account; not who stands for an account."""
    if person.user and person.user.is_demonstration:
        return False
    return holds_role(user, Role.DATA_STEWARD) or is_own(user, person)


def is_own(user, person):
    """Return whether a person of the network is this user, acting in their own name."""
    return user.is_authenticated and person.user_id == user.pk and not user.delegation


def own_pages(user):
    """Return the persons that a user is; who acts for somebody else is none meanwhile."""
    return Person.objects.none() if user.delegation else Person.objects.filter(user=user.pk)


def may_set_availability(user, person):
    """Everybody for themself, and the coordinator for those whom councils may ask."""
    return is_own(user, person) or holds_role(user, Role.COORDINATOR)


def may_tell(user, person):
    """Return whether a user tells works and fields of a person: on their own page alone."""
    return is_own(user, person) and not user.is_demonstration and may_see(user, person)


def may_connect_orcid(user, person):
    """Return whether a user puts an ORCID iD that they have shown at ORCID on a page: their own."""
    return may_tell(user, person)


def is_real(path=""):
    """Return the condition under which a person is somebody, not a role of the demonstration.

    path: as of `visible`. Whatever is counted, fed, exported or suggested keeps to it.
    """
    return ~Q(**{f"{path}user__is_demonstration": True})


def may_declare(user, person):
    """Return whether a user says what they can do: on their own page, as a role on its page too."""
    return is_own(user, person) and may_see(user, person)


def may_nominate(user, person):
    """Return whether a user nominates a person to the network: oneself, or as an office.

    Nobody is nominated who has not taken their page over: they are asked nothing by the system.
    Whom a role stands for is nominated by roles alone.
    """
    if person.user_id is None or not may_see(user, person):
        return False
    if person.user.is_demonstration and not getattr(user, "is_demonstration", False):
        return False
    is_office = is_office_staff(user) or holds_role(user, Role.COORDINATOR)
    return is_own(user, person) or is_office


def may_part(user, tellers):
    """Return whether a user says that a told work is not the one of a source after all.

    tellers: the persons who told it.
    """
    return holds_role(user, Role.DATA_STEWARD) or any(may_tell(user, one) for one in tellers)


def may_have_page(user):
    """Return whether somebody is led to a page of their own: an expert, or who has no office."""
    return not user.delegation and {grant.role for grant in grants_on(user)} <= {Role.EXPERT}


def own_account(user):
    """Return the account in whose name somebody asks; None for those that stand for nobody."""
    if not user.is_authenticated or user.is_demonstration or user.delegation:
        return None
    return user


def may_see_requests(user):
    return holds_role(user, Role.DATA_STEWARD, Role.AUDITOR)


def may_answer_requests(user):
    return holds_role(user, Role.DATA_STEWARD)


def may_decide_at_once(user, request):
    """What one's own account asks waits for nobody; words alone need somebody to read them."""
    said = request.kind != RequestKind.CORRECTION or not request.text
    return said and is_own(user, request.person) and may_decide_about(user, request.person)


def visible_requests(user):
    """Return the condition under which a user sees a request: their own, the steward's, all."""
    if may_see_requests(user):
        return Q()
    return Q(user=user.pk) if user.is_authenticated else Q(pk__in=[])


def may_see_told(user):
    """Return whether a user sees how many persons were told that they are listed here."""
    roles = (Role.COORDINATOR, Role.DECISION_MAKER, Role.LEADER)
    return may_see_requests(user) or holds_role(user, *roles)


def may_decide_claims(user):
    return holds_role(user, Role.DATA_STEWARD, Role.COORDINATOR)


def visible_claims(user):
    """Return the condition under which a user sees a claim: their own, or all as an office."""
    if may_decide_claims(user) or may_see_requests(user):
        return Q()
    return Q(user=user.pk) if user.is_authenticated else Q(pk__in=[])
