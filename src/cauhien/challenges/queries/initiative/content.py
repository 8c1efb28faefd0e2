"""What a file says: its draft, its frozen copies, and as much of them as somebody may read."""

from cauhien.challenges.models import Attachment
from cauhien.challenges.states import (
    CONFIDENTIAL_TEXTS,
    SUMMARY_TEXTS,
    AttachmentPart,
    InitiativeState,
    Part,
)


def attachments_of(initiative):
    """Return the documents of a draft in the order in which they were added."""
    found = list(
        Attachment.objects.filter(initiative=initiative, removed_at=None)
        .select_related("item", "stored")
        .order_by("id")
    )
    for one in found:
        one.initiative = initiative  # whose key is known already
    return found


def draft_content(initiative):
    """Return what would be frozen now: {"texts", "members", "documents"}, unsealed."""
    is_draft = initiative.state == InitiativeState.DRAFT
    team = [one for one in initiative.members.all() if one.left_at is None]
    return {
        "texts": initiative.written(),
        "members": [_member(one) for one in team if one.consent_at or is_draft],
        "documents": [_document(one) for one in attachments_of(initiative)],
    }


def last_version(initiative):
    """Return the frozen copy that was sent last, None where none was."""
    return initiative.versions.order_by("-number").first()


def seen_of(content, sight):
    """Return as much of a content as a sight shows: its texts, members and documents.

    Blind, nobody is named; the confidential part is there for who has opened it only.
    """
    texts, documents = content["texts"], content["documents"]
    if not sight.has(Part.CONTENT):
        shown = SUMMARY_TEXTS if sight.has(Part.SUMMARY) else ()
        texts = {name: texts[name] for name in shown if name in texts}
        return {"texts": texts, "members": [], "documents": []}
    if not sight.has(Part.CONFIDENTIAL):
        texts = {name: text for name, text in texts.items() if name not in CONFIDENTIAL_TEXTS}
        documents = [one for one in documents if one["part"] == AttachmentPart.PUBLIC]
    members = [] if sight.blind else content["members"]
    return {"texts": texts, "members": members, "documents": documents}


def as_text(value):
    """Return a written value as running text: the rows of a plan or a budget line by line."""
    if isinstance(value, list):
        return "\n".join("; ".join(filter(None, row.values())) for row in value)
    return value or ""


def _member(member):
    return {
        "code": member.code,
        "name": member.name,
        "organisation": str(member.organisation or member.organisation_text),
        "role": member.role,
    }


def _document(attachment):
    return {
        "code": attachment.code,
        "name": attachment.about()["name"],
        "part": attachment.part,
        "kind": attachment.kind,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "item": attachment.item.code if attachment.item else "",
    }
