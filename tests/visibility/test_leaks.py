"""A sealed file arrives: whoever must not know finds every page as it was.

`benchmarks/leaks.py` does this for all acts of `hidden.py`, all roles and all pages.
"""

import pytest
from django.test import Client

from tests.factories import sign_in
from tests.visibility.crawl import answers, differences
from tests.visibility.hidden import ACTS

pytestmark = pytest.mark.django_db
CASE = "/challenges/{code}/"
ADDRESSES = (
    *("/", "/my-work/count/", "/api/v1/search?limit=100", "/api/v1/challenges"),
    *(CASE, f"{CASE}files/", f"{CASE}log/", f"{CASE}call/", f"{CASE}documents/"),
    *("/api/v1/challenges/{code}", "/notices/", "/outbox/", "/feeds/problems.vi.atom"),
)


@pytest.mark.parametrize("role", ["public", "team", "coordinator", "auditor"])
def test_nobody_but_the_auditor_can_tell_that_a_sealed_file_has_arrived(role):
    hidden = ACTS[0]
    case, client = hidden.make(), Client()
    if case.people[role].is_authenticated:
        sign_in(client, case.people[role])
    addresses = [address.format(code=case.code) for address in ADDRESSES]
    before = answers(client, addresses)

    hidden.act(case)

    changed = [f"{CASE}files/".format(code=case.code)] if role in hidden.knows else []
    assert differences(before, answers(client, addresses)) == changed
