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


def with_code(code, user):
    """Return the document with a code, of those of this user, as a queryset.

    It is asked first what it is about: the conditions of all kinds take longer than both questions.
    """
    about = Document.objects.filter(code=code).values_list("subject_kind", flat=True).first()
    return documents_for(user, about).filter(code=code) if about else Document.objects.none()


def whole_document(code, user):
    """Return it with all that its page shows."""
    return with_code(code, user).select_related(
        "office__organisation", "created_by", "recorded_by", "scan", "replaces", "replaced_by"
    )


def is_confidential(user, code):
    """Return whether this is a document that the user may see and the public may not."""
    return with_code(code, user).exclude(audience=Audience.PUBLIC).exists()


def is_for_the_case(user, code):
    """Return whether this is such a document for the staff of a case and who judges in it."""
    return with_code(code, user).filter(audience=Audience.CASE).exists()


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
