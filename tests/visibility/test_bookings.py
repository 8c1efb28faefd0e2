"""Who sees a request to use a laboratory, a booking and the report of a fault, as data."""

from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction

from cauhien.accounts.states import Role
from cauhien.facilities import actions
from tests.facilities.things import (
    WRITTEN,
    a_firm,
    a_kept_laboratory,
    a_request,
    a_resource,
    booked,
)
from tests.factories import NOW, a_grant, a_user
from tests.visibility.cases import Shown
from tests.visibility.places import at, nowhere, shows

pytestmark = pytest.mark.django_db
READS = {"owner", "colleague", "host", "auditor"}
ROLES = (
    *("public", "another firm", "another host", "coordinator", "decision-maker", "leader"),
    *sorted(READS),
)
LABORATORY = "/laboratories/{code}/"
ELSEWHERE = {
    "API": ("/api/v1/laboratories/{code}",),
    "search": ("/api/v1/search?limit=100", "/search/?q=do+rung"),
    "count": ("/laboratory-use/",),
    "feed": (f"{LABORATORY}busy.ics",),
    "list": (LABORATORY, "/laboratories/"),
}
PAGES = {
    "request": at("/use-requests/{request}/", words=WRITTEN["purpose"]),
    "booking": at("/bookings/{booking}/", words="Đo độ rung."),
}
PLACES = {
    (thing, kind): nowhere(*ELSEWHERE[kind], words=page.words[0]) if kind in ELSEWHERE else page
    for thing, page in PAGES.items()
    for kind in ("page", *ELSEWHERE)
}
BROKEN = "Báo lỗi E4."
PLACES[("fault", "page")] = at("/faults/{fault}/", words=BROKEN)
PLACES[("fault", "API")] = at("/api/v1/fault-reports", words=BROKEN)
PLACES[("fault", "list")] = nowhere(*ELSEWHERE["list"], words=BROKEN)


@pytest.fixture(scope="module")
def cases(django_db_setup, django_db_blocker):
    """Yield one laboratory with a request and a booking, and take it back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = a_laboratory_in_use()
        connection.check_constraints()
        yield {"laboratory": made}
        transaction.set_rollback(True)


def a_laboratory_in_use():
    laboratory, keeper = a_kept_laboratory(code="vibration")
    firm, owner = a_firm()
    colleague = a_user()
    grant = a_grant(colleague, Role.ENTERPRISE)
    grant.organisation = firm
    grant.save()
    request = a_request(laboratory, owner, organisation=firm)
    booking = booked(a_resource(laboratory, keeper), owner, organisation=firm)
    seen = {"resource": booking.resource, "booking": booking, "text": BROKEN}
    fault = actions.report_fault(by=owner, at=NOW, **seen)
    people = {
        "public": AnonymousUser(),
        "another firm": a_firm("Công ty Khác")[1],
        "another host": a_kept_laboratory(code="other")[1],
        "coordinator": a_user(Role.COORDINATOR),
        "decision-maker": a_user(Role.DECISION_MAKER),
        "leader": a_user(Role.LEADER),
        **{"owner": owner, "colleague": colleague, "host": keeper},
        "auditor": a_user(Role.AUDITOR),
    }
    said = {"request": request.code, "booking": booking.code, "fault": fault.code}
    return Shown(laboratory, people, said)


@pytest.mark.parametrize(("thing", "kind"), PLACES)
def test_its_purpose_is_read_by_its_owner_their_firm_the_host_and_the_audit(
    cases, ask, thing, kind
):
    place, case = PLACES[thing, kind], cases["laboratory"]

    seen = {role for role in ROLES if shows(place, case, partial(ask, "laboratory", role))}

    assert seen == (set() if place.never else READS)
