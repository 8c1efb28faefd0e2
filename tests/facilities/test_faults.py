"""What does not work: reported by who uses it, answered by the host, read by nobody else."""

from datetime import timedelta

import pytest

from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.facilities import actions
from cauhien.facilities.models import FaultReport, Outage
from cauhien.notices.models import Notice
from tests.facilities.things import a_kept_laboratory, a_resource, at_hour, booked
from tests.factories import NOW, Role, a_user, sign_in

pytestmark = pytest.mark.django_db
WORDS = "Màn hình báo lỗi E4 khi bật."


@pytest.fixture
def place():
    """Return (resource, its keeper, who has booked it)."""
    laboratory, keeper = a_kept_laboratory()
    return a_resource(laboratory, keeper), keeper, a_user()


def reported(resource, by, **seen):
    return actions.report_fault(resource=resource, text=WORDS, by=by, at=NOW, **seen)


def test_the_host_has_it_in_its_work_and_the_answer_reaches_who_has_reported(place):
    resource, keeper, user = place
    fault = reported(resource, user)
    (item,) = items_for(keeper, NOW)
    assert (item.url, item.title) == (f"/faults/{fault.code}/", str(resource))

    with pytest.raises(actions.CannotUse):
        actions.find_in_order(fault=fault, words=" ", by=keeper, at=NOW)
    actions.find_in_order(fault=fault, words="Đã thay cầu chì.", by=keeper, at=NOW)

    fault.refresh_from_db()
    assert (fault.state, fault.answer, items_for(keeper, NOW)) == (
        "in_order",
        "Đã thay cầu chì.",
        [],
    )
    told = Notice.objects.get(recipient=user, subject_code=fault.code)
    assert told.parameters == {"state": "in_order", "words": "Đã thay cầu chì."}
    with pytest.raises(actions.CannotUse):
        actions.find_in_order(fault=fault, words="Nữa.", by=keeper, at=NOW)


def test_it_is_reported_and_taken_out_of_order_on_pages(client, place):
    resource, keeper, user = place
    booking = booked(resource, user)
    there = f"/laboratories/{resource.laboratory.code}/"
    sign_in(client, user)
    wrong = client.post(f"{there}faults/{resource.code}/", {"text": ""})
    client.post(f"{there}faults/{resource.code}/?booking={booking.code}", {"text": WORDS})
    fault = FaultReport.objects.get()

    sign_in(client, keeper)
    desk = client.get(f"{there}host/").content.decode()
    form = client.get(f"{there}host/outages/?fault={fault.code}")
    said = {"resource": resource.code, "kind": "breakdown", "reason": "Hỏng nguồn."}
    said |= {"since": "2030-03-04T08:00", "until": "2030-03-05T17:00"}
    client.post(f"{there}host/outages/?fault={fault.code}", said)

    fault.refresh_from_db()
    assert (wrong.status_code, fault.booking, f"/faults/{fault.code}/" in desk) == (
        422,
        booking,
        True,
    )
    assert form.context["form"].initial["kind"] == "breakdown"
    assert (fault.state, fault.answer, fault.outage) == (
        "out_of_order",
        "Hỏng nguồn.",
        Outage.objects.get(),
    )


def test_the_audit_reads_it_on_record_and_another_host_does_not_answer_it(client, place):
    resource, _keeper, user = place
    fault = reported(resource, user)
    for reader, status in ((a_user(Role.AUDITOR), 200), (a_kept_laboratory()[1], 404)):
        sign_in(client, reader)
        assert client.get(f"/faults/{fault.code}/").status_code == status

    answer = client.post(f"/faults/{fault.code}/in-order/", {"words": "Được"})

    assert answer.status_code == 404
    assert AuditLine.objects.filter(chain=fault.chain, act="use_read").count() == 1


def test_a_host_records_the_outage_itself_and_nobody_names_the_booking_of_another(place):
    resource, keeper, user = place
    with pytest.raises(actions.CannotUse):
        reported(resource, keeper)
    with pytest.raises(actions.CannotUse):
        reported(resource, a_user(), booking=booked(resource, user))
    fault = reported(resource, user)
    elsewhere = a_resource(*a_kept_laboratory())

    with pytest.raises(actions.CannotUse):
        actions.take_out(
            fault=fault,
            resource=elsewhere,
            units=elsewhere.units.all(),
            stretch=at_hour(8),
            values={"kind": "breakdown", "reason": "Hỏng."},
            by=keeper,
            at=NOW + timedelta(hours=1),
        )
