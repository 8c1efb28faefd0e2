"""A task that is assigned directly, from its frozen call to the file that waits for a lead."""

from datetime import timedelta

from cauhien.accounts.models import Grant
from cauhien.accounts.states import Role
from cauhien.challenges import actions
from cauhien.challenges.states import State
from tests.factories import NOW, TODAY, a_call, a_procedure, a_task, a_user, an_organisation

WHY = "Chỉ viện này có hệ thống đo đã kiểm định."
LAW = {
    "grounds": [{"code": "only_one", "vi": "Chỉ một tổ chức", "en": "Only one", "basis": "30.1.c"}],
    "legal_basis_vi": "Luật 29/2013/QH13, Điều 30",
    "legal_basis_en": "Law 29/2013/QH13, article 30",
}
SAID = {"ground": "only_one", "reason_vi": WHY, "reason_en": ""}


def a_firm(name):
    """Return an account that acts for an organisation, with it as `organisation`."""
    user, body = a_user(), an_organisation(name)
    Grant.objects.create(
        user=user, role=Role.ENTERPRISE, organisation=body, starts_on=TODAY, given_at=NOW
    )
    user.day, user.organisation = TODAY, body
    return user


def a_direct_call():
    """Return a call, frozen and not yet published, whose task is to be given out directly."""
    call = a_call(State.DEFINED, published_at=None, opens_at=NOW - timedelta(days=1))
    call.procedure = a_procedure(definition={"direct": LAW})
    call.save()
    call.challenge.is_public = False
    call.challenge.save()
    a_task(call.challenge, way="direct")
    call.decider = a_user(Role.DECISION_MAKER, day=TODAY)
    call.coordinator = a_user(Role.COORDINATOR, day=TODAY)
    call.named, call.other = a_firm("Viện Đo lường Giao thông"), a_firm("Công ty khác")
    return call


def assign(call, *, by=None, organisation=None, **said):
    return actions.assign_directly(
        challenge=call.challenge,
        organisation=organisation or call.named.organisation,
        said=SAID | said,
        sha256=call.sha256,
        by=by or call.decider,
        at=NOW,
    )


def publish(call):
    said = {"by": call.coordinator, "at": NOW, "sha256": call.sha256}
    problem = actions.publish_call(challenge=call.challenge, **said)
    problem.call.refresh_from_db()
    return problem


LEAD = {"lead_name": "Trưởng nhóm của trường", "lead_email": "truong-nhom@test.invalid"}


def with_a_lead(call):
    """Return the published problem of a task that a university without an account is to do."""
    call.university = an_organisation("Trường Đại học không ai đại diện")
    assign(call, organisation=call.university, **LEAD)
    return publish(call)
