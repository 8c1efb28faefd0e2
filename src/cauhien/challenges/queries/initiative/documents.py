"""The documents of a file that somebody may open."""

from cauhien.challenges.models import Attachment
from cauhien.challenges.queries.initiative.content import attachments_of, seen_of


def document_seen(initiative, code, sight):
    """Return a document of a file if the sight shows it, else None.

    Its team sees all that was ever attached, others what a frozen copy names.
    """
    found = Attachment.objects.filter(initiative=initiative, code=code).first()
    if found is None or not (sight.is_team or code in _sent_codes(initiative, sight)):
        return None
    found.initiative = initiative
    return found


def checklist_of(initiative):
    """Return [(item, documents)] of the lines of the checklist that want a document."""
    kept = attachments_of(initiative)
    items = initiative.challenge.call.checklist.filter(needs_document=True)
    return [(item, [one for one in kept if one.item_id == item.pk]) for item in items]


def _sent_codes(initiative, sight):
    contents = [seen_of(version.read(), sight) for version in _versions(initiative)]
    return {one["code"] for content in contents for one in content["documents"]}


def _versions(initiative):
    versions = list(initiative.versions.all())
    for version in versions:
        version.initiative = initiative
    return versions
