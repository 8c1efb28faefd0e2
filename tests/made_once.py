"""What takes long to make is made once for a file of tests, and each test begins with it anew."""

from copy import deepcopy

import pytest
from django.db import connection, transaction


def made_once(make):
    """Return two fixtures, `made` and one that gives each test a copy of what make() returned.

    The first must be called so in its module: made, council = made_once(a_small_council). What a
    test does to the database is taken back before the next; all of a file find the thing there.
    """

    @pytest.fixture(scope="module")
    def made(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), transaction.atomic():
            thing = make()
            connection.check_constraints()  # once, not after each test
            yield thing
            transaction.set_rollback(True)

    @pytest.fixture
    def copy(made):
        return deepcopy(made)

    return made, copy
