"""Documents, read. Every list of them begins at `documents_for`."""

from django.db.models import Q

from cauhien.core.subjects import subjects
from cauhien.documents import rules
from cauhien.documents.models import Document
from cauhien.documents.states import Audience

KIND = "document"


def documents_for(user, kind=None):
    """Return the documents that are for this user, about what this user may see.

    kind: the kind of subject that alone is asked for.
    """
    about = Q(pk__in=[])
    for one in subjects():
        if one.kind != KIND and kind in {None, one.kind}:
            seen = one.visible_to(user).order_by().values("code")
            about |= Q(subject_kind=one.kind, subject_code__in=seen)
    return Document.objects.filter(about, rules.in_audience(user))


def whole_documents_for(user):
    """Return them with all that the page of one shows."""
    return documents_for(user).select_related(
        "office__organisation", "created_by", "recorded_by", "scan", "replaces", "replaced_by"
    )


def is_confidential(user, code):
    """Return whether this is a document that the user may see and the public may not."""
    return documents_for(user).filter(code=code).exclude(audience=Audience.PUBLIC).exists()


def is_for_the_case(user, code):
    """Return whether this is such a document for the staff of a case and who judges in it."""
    return documents_for(user).filter(code=code, audience=Audience.CASE).exists()


def documents_of(kind, code, user):
    """Return the documents about one subject that this user may see, the newest first."""
    found = documents_for(user, kind).filter(subject_code=code)
    return found.select_related("scan", "replaced_by").prefetch_related("renditions__file")


def newest(*, kind, subject_kind, subject_code):
    """Return the document of a kind that stands for a subject now, None where there is none."""
    found = Document.objects.filter(
        kind=kind, subject_kind=subject_kind, subject_code=subject_code, replaced_by=None
    )
    return found.order_by("-id").first()


def renditions_of(document):
    return document.renditions.select_related("file").order_by("id")
