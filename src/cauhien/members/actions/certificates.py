"""A member takes a certificate of what they did away."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.core.hashing import hash_of
from cauhien.members import queries
from cauhien.members.actions.steps import need
from cauhien.members.models import Certificate
from cauhien.members.states import MemberAct
from cauhien.network.rules import may_declare


@transaction.atomic
def certify(*, person, by, at):
    """Keep the record of a person as it stands, under a number, and return the Certificate."""
    need(may_declare(by, person), _("Whoever has taken this page over says this."))
    content = queries.content_of(person, localdate(at))
    need(content["deeds"] or content["member"], _("There is nothing to certify as yet."))
    made = Certificate.objects.create(
        person=person, made_at=at, content=content, sha256=hash_of(content)
    )
    detail = {"number": made.number, "sha256": made.sha256}
    chain = f"person:{person.code}"
    record(chain=chain, act=MemberAct.CERTIFY, by=by, at=at, detail=detail)
    return made
