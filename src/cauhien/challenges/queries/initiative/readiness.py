"""What a file lacks before it is sent, and what stands in the way."""

from cauhien.challenges.queries.initiative.documents import checklist_of
from cauhien.challenges.states import NEEDED_TEXTS


def missing_in(initiative):
    """Return {name of a text: what to do} of what the file does not say yet."""
    said = initiative.written()
    return {name: what for name, what in NEEDED_TEXTS.items() if not said.get(name)}


def missing_documents(initiative):
    """Return the required lines of the checklist for which no document is attached."""
    return [item for item, given in checklist_of(initiative) if item.is_required and not given]


def yet_to_agree(initiative):
    """Return the members who have not agreed; as long as there is one, nothing can be sent."""
    current = [one for one in initiative.members.all() if one.left_at is None]
    return [one for one in current if one.consent_at is None]
