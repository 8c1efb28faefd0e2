"""What persons have asked: their requests, and claims to a page."""

from django.db.models import Case, When
from django.utils.translation import gettext as _

from cauhien.network import rules
from cauhien.network.models import Claim, PersonRequest, Work
from cauhien.network.states import OPEN_CLAIMS, ClaimState, PersonRequestState
from cauhien.ui.words import zone_name


def requests_for(user):
    """Return the requests of persons that a user sees, those that wait first."""
    found = PersonRequest.objects.filter(rules.visible_requests(user))
    is_done = Case(When(state=PersonRequestState.WAITING, then=0), default=1)
    ordered = found.order_by(is_done, "due_at", "id")
    return ordered.select_related("person", "user", "decided_by")


def requests_to_answer(user):
    found = PersonRequest.objects.filter(state=PersonRequestState.WAITING)
    return found if rules.may_answer_requests(user) else found.none()


def claims_for(user):
    """Return the claims that a user sees, those that wait for an office first."""
    found = Claim.objects.filter(rules.visible_claims(user))
    is_done = Case(When(state=ClaimState.WAITING, then=0), default=1)
    ordered = found.order_by(is_done, "asked_at", "id")
    return ordered.select_related("person", "user", "decided_by", "joins")


def claims_to_decide(user):
    found = Claim.objects.filter(state=ClaimState.WAITING).exclude(user=user.pk)
    return found if rules.may_decide_claims(user) else found.none()


def own_claim(user, person):
    """Return the open claim of a user to a person, None where there is none."""
    if not user.is_authenticated:
        return None
    return open_claims(user).filter(person=person).first()


def open_claims(user):
    return Claim.objects.filter(user=user.pk, state__in=OPEN_CLAIMS)


def further_claims(user):
    """Return the open claims of a user to pages beside the one that is theirs already."""
    found = open_claims(user).exclude(joins=None).select_related("person")
    return found.prefetch_related("person__identifiers")


def proved_address(user):
    """Return the address at an institution whose link a user has used for a page, "" if none."""
    proved = Claim.objects.filter(user=user.pk, state=ClaimState.ACCEPTED).exclude(address="")
    return proved.order_by("-proved_at").values_list("address", flat=True).first() or ""


def asked_of(request):
    """Return [(label, value)] of what a correction asks for, as people read it."""
    said = request.values
    rows = [(_("Name, as you write it"), said.get("name"))]
    if zone := said.get("zone"):
        rows.append((_("Where you work"), zone_name(zone)))
    rows.append((_("Your ORCID iD"), said.get("orcid")))
    works = Work.objects.filter(code__in=said.get("not_by", ()))
    rows += [(_("Not a work of this person"), work.title) for work in works]
    return [(label, value) for label, value in rows if value]
