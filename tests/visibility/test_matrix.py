"""Who sees what, a test for each thing and place; what the audit reads stands in the log."""

from functools import partial
from pathlib import Path

import pytest

from cauhien.challenges.models import Reading
from cauhien.core.models import AuditLine
from tests.visibility.matrix import ROLES, rows
from tests.visibility.places import CASE, NOWHERE, PLACES, shows

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "visibility.md"
ROWS = [
    pytest.param(*row, kind, id=f"{row[0]}: {row[1]} | {kind}")
    for row in rows()
    for kind in PLACES[row]
]
READ = {
    f"{CASE}/council/": "council",
    f"{CASE}/council/log/": "council_log",
    f"{CASE}/council/scores/": "scores",
    f"{CASE}/council/scores/{{file}}/": "scores",
    "/api/v1/challenges/{code}/scores": "scores",
    "/api/v1/challenges/{code}/scores/{file}": "scores",
    f"{CASE}/council/meeting/": "minutes",
    f"{CASE}/pilot/": "pilot",
    f"{CASE}/log/": "log",
    "/trail/{code}/files/": "accesses",
    "/documents/{minutes}/": "document",
    "/documents/{minutes}/vi/docx/": "document",
}


def test_each_row_has_places_of_all_kinds_and_no_place_lacks_a_row():
    assert PLACES.keys() == rows().keys()
    assert all(found.keys() == {"page", *NOWHERE} for found in PLACES.values())


def test_the_page_on_who_sees_what_says_the_same():
    said = [
        f"| {thing} | {' | '.join('○●'[sees[role]] for role in ROLES)} |"
        for (_state, thing), sees in rows().items()
    ]
    text, _others = PAGE.read_text("utf-8").split("## A task of a resolution")
    lines = text.splitlines()
    assert [line for line in lines if line.startswith("|") and {*"○●"} & {*line}] == said


@pytest.mark.parametrize(("state", "thing", "kind"), ROWS)
def test_is_shown_to_whom_the_matrix_says_and_to_nobody_else(cases, ask, state, thing, kind):
    place, case = PLACES[state, thing][kind], cases[state]

    shown = {role: shows(place, case, partial(ask, state, role)) for role in ROLES}

    assert shown == {role: sees and not place.never for role, sees in rows()[state, thing].items()}


def read(cases, clients, role, address, **headers):
    """Return the pages that the log of the case names once somebody has read one."""
    case = cases["decided"]
    lines = AuditLine.objects.filter(chain=case.challenge.chain, act="trail_look")
    answer = clients["decided", role].get(address.format(code=case.code, **case.said), **headers)
    return answer.status_code, [line.detail["page"] for line in lines]


@pytest.mark.parametrize("address", READ)
def test_a_page_that_the_audit_reads_is_named_in_the_log(cases, clients, address):
    assert read(cases, clients, "auditor", address) == (200, [READ[address]])


@pytest.mark.parametrize("role", ["coordinator", "decision-maker"])
def test_whoever_works_on_the_case_leaves_no_such_line(cases, clients, role):
    assert read(cases, clients, role, f"{CASE}/council/meeting/") == (200, [])


def test_a_page_that_renews_a_part_of_itself_is_named_once(cases, clients):
    again = {"HTTP_HX_REQUEST": "true"}
    assert read(cases, clients, "auditor", f"{CASE}/council/", **again) == (200, [])


def test_a_file_and_its_confidential_part_leave_readings(cases, clients):
    case, client = cases["review"], clients["review", "auditor"]
    client.get(f"/initiatives/{case.said['file']}/")
    client.post(f"/initiatives/{case.said['file']}/confidential/")

    acts = AuditLine.objects.filter(chain=f"initiative:{case.said['file']}")
    by_the_audit = acts.filter(by=case.people["auditor"].uuid).values_list("act", flat=True)
    assert list(by_the_audit.order_by("number")) == ["read", "read_confidential"]
    assert Reading.objects.filter(user=case.people["auditor"]).count() == 1
