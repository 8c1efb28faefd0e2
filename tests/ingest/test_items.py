"""The doubtful pairs wait for the data steward as one thing to do."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.ingest.models import DoubtfulPair
from cauhien.ingest.states import PairStatus
from tests.factories import NOW, a_user

pytestmark = pytest.mark.django_db


def a_pair(right, **fields):
    said = {"kind": "person", "left": "a", "left_label": "Lê An", "right_label": "Le An"}
    return DoubtfulPair.objects.create(right=right, **said | {"found_at": NOW} | fields)


def test_the_whole_heap_is_one_thing_that_waits_since_the_first_pair(now):
    a_pair("b")
    a_pair("c", found_at=NOW - timedelta(days=3))
    a_pair("d", status=PairStatus.SAME)

    with override("en"):
        (item,) = items_for(a_user(Role.DATA_STEWARD), now)

    assert (item.title, item.url) == ("2 doubtful pairs", "/data/pairs/")
    assert item.since == NOW - timedelta(days=3)


def test_without_a_pair_nothing_waits(now):
    assert items_for(a_user(Role.DATA_STEWARD), now) == []


def test_nobody_else_is_asked_to_decide_pairs(now):
    a_pair("b")

    assert items_for(a_user(Role.COORDINATOR), now) == []
