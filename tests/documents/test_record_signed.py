"""What the register gave a document is written down: number, date, signed scan."""

import sys
from datetime import date, timedelta

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.core.files import path_of
from cauhien.core.models import AuditLine
from cauhien.documents import actions
from cauhien.documents.documents import pdf
from tests.documents.examples import AT, a_text
from tests.documents.test_freeze_document import frozen
from tests.factories import NOW, TODAY, a_challenge, a_user
from tests.made_once import made_once

pytestmark = pytest.mark.django_db


def a_document_of_the_office():
    challenge = a_challenge(State.TRIAGE)
    return frozen(challenge, NOW, office=challenge.office)


made, document = made_once(a_document_of_the_office)


def recorded(document, now, *, by=None, number="05/TTr-SXD", on=TODAY, scan=None):
    return actions.record_signed(
        document=document,
        signed=actions.Signed(number=number, on=on, scan=scan),
        by=by or document.created_by,
        at=now,
    )


def test_number_date_and_scan_are_kept_as_they_came_and_logged(document, now):
    scan = pdf(a_text(), at=AT)

    done = recorded(document, now, scan=scan)

    assert (done.recorded_number, done.recorded_on) == ("05/TTr-SXD", TODAY)
    assert path_of(done.scan.sha256).read_bytes() == scan
    line = AuditLine.objects.get(act="document_record")
    assert (line.detail["number"], line.detail["scan"]) == ("05/TTr-SXD", done.scan.sha256)


def test_what_was_entered_wrongly_is_corrected_and_the_log_keeps_both(document, now):
    recorded(document, now)

    recorded(document, now, number="06/TTr-SXD")

    lines = AuditLine.objects.filter(act="document_record").order_by("number")
    assert [one.detail["before"] for one in lines] == ["", "05/TTr-SXD"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"number": "  "}, "number"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"on": date(2026, 11, 23)}, "on"),
        ({"scan": b"MZ no scan"}, "scan"),
        ({"scan": b"%PDF-1.7 broken"}, "scan"),
        ({"scan": b"\x89PNG\r\n\x1a\n"}, "scan"),
        ({"scan": b""}, "scan"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(document, now, said, field):
    with pytest.raises(actions.CannotRecord) as refusal:
        recorded(document, now, **said)

    document.refresh_from_db()
    assert (refusal.value.field, document.recorded_number) == (field, "")


def test_only_the_issuing_office_the_coordinator_and_the_secretary_record(document, now):
    for role in (Role.AUDITOR, Role.EXPERT, Role.OFFICER, Role.DECISION_MAKER):
        with pytest.raises(actions.CannotRecord):
            recorded(document, now, by=a_user(role))

    assert recorded(document, now, by=a_user(Role.COORDINATOR)).recorded_number


def test_nothing_is_recorded_of_a_document_that_was_replaced(document, now):
    frozen(a_challenge(), now)
    actions.freeze_document(
        texts=[a_text()],
        filing=actions.Filing("challenge", document.subject_code, document.audience),
        by=document.created_by,
        at=now,
        replaces=document,
    )

    with pytest.raises(actions.CannotRecord):
        recorded(document, now)


@pytest.mark.parametrize(("code", "kept"), [(0, True), (1, False), (2, False)])
def test_a_scan_goes_through_the_scanner_for_malware_and_is_kept_only_when_clean(
    document, now, settings, code, kept
):
    settings.MALWARE_SCANNER = f"{sys.executable} -c 'import sys; sys.exit({code})'"
    scan, refused = pdf(a_text(), at=AT), ""

    try:
        recorded(document, now, scan=scan)
    except actions.CannotRecord as refusal:
        refused = refusal.field

    document.refresh_from_db()
    assert (document.scan is not None, refused) == (kept, "" if kept else "scan")
