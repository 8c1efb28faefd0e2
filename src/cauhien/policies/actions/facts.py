"""A question of the path, written on a page with its versions."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.core.hashing import hash_of
from cauhien.policies import bridge, queries, rules
from cauhien.policies.actions.refusals import CannotDo
from cauhien.policies.actions.vouching import vouch
from cauhien.policies.models import Fact, FactVersion
from cauhien.policies.states import Act


@transaction.atomic
def write_fact(*, content, group, place, reason, by, at):
    """Keep a version of a question, a new one where none has its name, and return it.

    content: as the engine reads it. A change after which a rule could not be read is refused.
    """
    if not rules.may_write_facts(by):
        raise CannotDo(_("Only a coordinator writes questions."))
    if not reason.strip():
        raise CannotDo(_("Say what has changed, and why."), "reason")
    if broken := bridge.broken_by(content, queries.facts(), queries.ruled()):
        names = "; ".join(str(one) for one in broken)
        raise CannotDo(_("These rules could no longer be read: %(names)s.") % {"names": names})
    fact, _is_new = Fact.objects.select_for_update().get_or_create(
        code=content["name"], defaults={"group": group, "place": place, "content": content}
    )
    fact.group, fact.place, fact.content = group, place, content
    fact.save()
    if fact.source_key:
        vouch(queries.FACT, fact, ("group", "place", "content"), by=by, at=at)
    last = fact.versions.first()
    version = FactVersion.objects.create(
        fact=fact,
        number=last.number + 1 if last else 1,
        content=content,
        reason=reason.strip(),
        sha256=hash_of(content),
        at=at,
        by=by,
    )
    detail = {"version": version.number, "basis": version.sha256, "reason": version.reason}
    record(chain=fact.chain, act=Act.WRITE_FACT, by=by, at=at, detail=detail, public=True)
    return fact
