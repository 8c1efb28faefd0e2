"""The invented organisation of the demonstration: assessed, with an offer, a need and a deal."""

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from cauhien.accounts.actions import grant_role
from cauhien.accounts.states import Role
from cauhien.demonstration.actions.play import person
from cauhien.demonstration.queries import script
from cauhien.enterprises import actions
from cauhien.enterprises.models import Enterprise, Template
from cauhien.enterprises.states import NeedAct
from cauhien.organisations.actions.firms import make_illustration

OWNER, ASKER, LOOKS = "enterprise", "officer", "coordinator"


@transaction.atomic
def take_part(*, at):
    """Let the role "enterprise" act for an invented organisation, by the actions of the pages."""
    if Enterprise.objects.filter(organisation__is_illustration=True).exists():
        return
    said, user = script()["enterprise"], person(OWNER, at)
    firm = make_illustration(values=said["values"], reason=said["mark"], at=at)
    held = {"role": Role.ENTERPRISE, "starts_on": user.grants.earliest("starts_on").starts_on}
    grant_role(user=user, organisation=firm, by=None, at=at, **held)
    told = {"by": person(OWNER, at), "at": at}
    enterprise = actions.register_enterprise(organisation=firm, **told)
    actions.describe_enterprise(enterprise=enterprise, values=said["describes"], **told)
    _assess(enterprise, said["assessment"], told)
    _need(enterprise, said["need"], told)
    _ask(_offer(enterprise, said["offer"], told), said["message"], at)


def _assess(enterprise, said, told):
    """Complete a self-assessment; where its template is not loaded there is none."""
    template = Template.objects.filter(code=said["template"], fault="").first()
    if template:
        draft = actions.begin_assessment(enterprise=enterprise, template=template, **told)
        actions.save_answers(assessment=draft, answers=said["answers"], **told)
        actions.freeze_assessment(assessment=draft, **told)


def _need(enterprise, said, told):
    wanted = localdate(told["at"]) + timedelta(days=said["days"])
    values = said["values"] | {"wanted_by": wanted}
    need = actions.write_need(enterprise=enterprise, values=values, **told)
    actions.move_need(need=need, act=NeedAct.SHOW, **told)


def _offer(enterprise, said, told):
    """Offer a technology, each level reached so many days ago, and let the coordinator look."""
    today = localdate(told["at"])
    steps = [
        {"level": level, "on": (today - timedelta(days=days)).isoformat(), "evidence": evidence}
        for level, days, evidence in said["steps"]
    ]
    ready = said["values"] | {"steps": steps, "readiness": steps[-1]["level"]}
    typed = {f"trl{one['level']}_{name}": one[name] for one in steps for name in ("on", "evidence")}
    written = {"draft": said["values"] | typed, "ready": ready}
    offer = actions.begin_offer(enterprise=enterprise, written=written, **told)
    actions.send_offer(offer=offer, **told)
    actions.publish_offer(offer=offer, by=person(LOOKS, told["at"]), at=told["at"])
    return offer


def _ask(offer, message, at):
    """Let the officer ask for talks, so that the organisation has to answer."""
    officer = person(ASKER, at)
    side = {"enterprise": None, "office": officer.grants.get(role=Role.OFFICER).office}
    said = {"message": message, "problem": ""}
    actions.begin_deal(thing=offer, side=side, by=officer, at=at, **said)
