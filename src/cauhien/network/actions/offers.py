"""A technology that its owner offers here: written as the owner says it, and taken away again."""

from django.db import transaction

from cauhien.core import search
from cauhien.core.events import announce_many
from cauhien.core.hashing import hash_of
from cauhien.core.models import Assertion
from cauhien.core.provenance import OWN_KEY, Said, source_of, take_over
from cauhien.network.actions.projects import spread_technologies
from cauhien.network.models import Technology
from cauhien.network.states import BY_OWNER


@transaction.atomic
def offer_technology(*, code, said, owner, url, at):
    """Write a technology as its owner tells it; the source is the owner.

    code: that of the offer, under which the technology stands each time it is published.
    said: values by column. url: the page of the offer, for people outside.
    """
    columns = said | {"owner_printed": str(owner)[:300], "owner": owner, "zone": owner.zone}
    digest = hash_of({"code": code, "owner": owner.code, "said": said})
    source = source_of(
        kind=BY_OWNER,
        raw_sha256=hash_of({"record": digest, "at": at.isoformat()}),
        retrieved_at=at,
        name=str(owner)[:200],
        licence="facts",
        url=url,
    )
    told = {f"{OWN_KEY}{code}": Said(columns, digest, url)}
    spread_technologies(
        take_over(Technology, "technology", told, source=source, at=at).written, at=at
    )


@transaction.atomic
def take_technology_away(*, code, at):
    """Let a technology that its owner offers no more be nowhere."""
    Technology.objects.get(source_key=f"{OWN_KEY}{code}").delete()
    Assertion.objects.filter(subject_kind="technology", subject_code=code).delete()
    search.forget("technology", [code])
    announce_many(kind="technology.changed", subject_kind="technology", subject_codes=[code], at=at)
