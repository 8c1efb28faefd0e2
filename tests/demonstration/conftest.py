"""The accounts and the procedures that the illustrated case needs."""

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate

from cauhien.accounts.actions import create_demonstration_accounts
from tests.factories import an_office


@pytest.fixture
def city(now):
    """Lay down the procedures, the offices, and an account for each role, held for two years."""
    call_command("load_procedures", verbosity=0)
    offices = {"office": an_office(), "coordinating_office": an_office(coordinates=True)}
    today = localdate()
    create_demonstration_accounts(**offices, starts_on=today.replace(year=today.year - 2), at=now)
