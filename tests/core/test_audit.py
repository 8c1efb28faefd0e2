"""The log: what was written down can be checked, and a change to it is named."""

import threading

import pytest
from django.db import connection

from cauhien.core import audit
from cauhien.core.models import AuditLine
from tests.factories import a_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CHAIN = "challenge:k7d2mq9x"


@pytest.fixture
def chain(now):
    user = a_user()
    for act in ("draft", "edit", "send"):
        audit.record(chain=CHAIN, act=act, by=user, at=now, detail={"từ": "ô", "n": 1.5})
    return CHAIN


def test_a_chain_that_nobody_touched_verifies_and_counts_its_lines(chain):
    assert audit.verify(chain) == 3
    assert audit.verify("challenge:nothing") == 0


def test_each_line_carries_the_hash_of_the_one_before(chain):
    lines = AuditLine.objects.filter(chain=chain).order_by("number")

    assert [line.previous_hash for line in lines] == [
        audit.FIRST,
        *[line.hash for line in lines[:2]],
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"act": "sign"},
        {"detail": {"từ": "khác"}},
        {"by": None},
        {"public": True},
        {"at": "2026-01-01T00:00:00Z"},
        {"number": 9},
        {"hash": "0" * 64},
    ],
)
def test_an_altered_line_is_named(chain, change):
    AuditLine.objects.filter(chain=chain, number=2).update(**change)

    with pytest.raises(audit.BrokenChain) as broken:
        audit.verify(chain)

    assert str(broken.value).startswith(f"{chain}: line ")


def test_it_is_line_2_that_is_named_where_line_2_was_altered(chain):
    AuditLine.objects.filter(chain=chain, number=2).update(act="sign")

    with pytest.raises(audit.BrokenChain, match=r"line 2$"):
        audit.verify(chain)


def test_a_line_taken_out_is_missed(chain):
    AuditLine.objects.filter(chain=chain, number=1).delete()

    with pytest.raises(audit.BrokenChain, match=r"line 2$"):
        audit.verify(chain)


def test_a_line_with_a_hash_made_anew_breaks_the_next_one(chain):
    line = AuditLine.objects.get(chain=chain, number=2)
    line.act = "sign"
    line.hash = audit.digest(line)
    line.save()

    with pytest.raises(audit.BrokenChain, match=r"line 3$"):
        audit.verify(chain)


def test_two_chains_do_not_touch(chain, now):
    audit.record(chain="challenge:other", act="draft", by=None, at=now)

    assert (audit.verify(chain), audit.verify("challenge:other")) == (3, 1)


def test_a_person_is_in_it_by_uuid_and_a_salted_hash_says_nothing_of_the_name(now):
    user = a_user()

    line = audit.record(
        chain=CHAIN, act="invite", by=user, at=now, detail={"to": audit.salted("an@test.invalid")}
    )

    assert line.by == user.uuid
    assert line.detail["to"] == audit.salted("an@test.invalid")
    assert line.detail["to"] != audit.salted("binh@test.invalid")
    assert "an@" not in str(line.detail)


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_write_one_after_the_other(now):
    def write():
        for _line in range(5):
            audit.record(chain=CHAIN, act="edit", by=None, at=now)
        connection.close()

    writers = [threading.Thread(target=write) for _writer in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert audit.verify(CHAIN) == 10
