"""Who may see a document, and who records what the register gave it."""

from django.db.models import Q

from cauhien.accounts.rules import OFFICE_STAFF, holds_role, is_office_staff, office_ids
from cauhien.accounts.states import Role
from cauhien.documents.models import Document
from cauhien.documents.states import Audience

CASE_STAFF = (Role.COORDINATOR, Role.SECRETARY, Role.DECISION_MAKER, Role.AUDITOR)
RECORDERS = (Role.COORDINATOR, Role.SECRETARY)


def in_audience(user):
    """Return the condition under which this user is among those a document is for.

    Whether they see what it is about is asked besides: `queries.documents_for`.
    """
    seen = Q(audience=Audience.PUBLIC)
    if not user.is_authenticated:
        return seen
    if holds_role(user, *CASE_STAFF):
        seen |= Q(audience__in=(Audience.STAFF, Audience.CASE))
    if offices := office_ids(user, *OFFICE_STAFF):
        seen |= Q(audience=Audience.STAFF, office__in=offices)
    if holds_role(user, Role.AUDITOR):
        seen |= Q(audience=Audience.NAMED)
    named = Document.readers.through.objects.filter(user=user).values("document")
    return seen | Q(audience__in=(Audience.NAMED, Audience.CASE), pk__in=named)


def may_record(user, document):
    """Return whether the user enters number, date and scan of a document that they may see."""
    if document.is_replaced:
        return False
    own = bool(document.office_id) and is_office_staff(user, office=document.office)
    return own or holds_role(user, *RECORDERS)
