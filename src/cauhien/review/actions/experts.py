"""Whom the coordinator may ask: added from the network, with what is known of them."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.audit import record, salted
from cauhien.network.actions.availability import set_availability
from cauhien.review import rules
from cauhien.review.models import Expert
from cauhien.review.states import CouncilAct


class CannotKeep(Exception):
    """Not this person's list, or somebody who cannot be reached."""


@transaction.atomic
def keep_expert(*, person, facts, away=None, limits=None, by, at):
    """Add a person to the experts, or change what is known of them, and return the Expert.

    facts: email, email_source. away, limits: as `set_availability` takes them.
    """
    if not rules.may_keep_experts(by):
        raise CannotKeep(_("The coordinator keeps the list of experts."))
    if person.user_id is None and not facts.get("email"):
        raise CannotKeep(_("Enter an address: this person has no account here."))
    if facts.get("email") and not facts.get("email_source"):
        raise CannotKeep(_("Say where the address is from."))
    facts = facts | {"email": facts.get("email", "").lower()}
    expert, is_new = Expert.objects.update_or_create(
        person=person, defaults={**facts, "saved_at": at, "saved_by": by}
    )
    record(
        chain=expert.chain,
        act=CouncilAct.ADD_EXPERT if is_new else CouncilAct.CHANGE_EXPERT,
        by=by,
        at=at,
        detail={
            "person": str(person.uuid),
            "email": salted(expert.email) if expert.email else "",
        },
    )
    if away is not None or limits:
        set_availability(person=person, away=away, limits=limits, by=by, at=at)
    return expert
