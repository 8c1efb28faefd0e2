"""Files of a call that are open, two of which are alike, and who has to do with them.

Where most tests of a file begin with the two, it has them made once: `made_once(a_likeness)`.
"""

import pytest

from tests.challenges.duplicates.things import a_cast, open_files, with_files
from tests.factories import sign_in


@pytest.fixture
def cast():
    return a_cast()


@pytest.fixture
def coordinator(client, cast):
    return sign_in(client, cast.coordinator)


@pytest.fixture
def secretary(cast):
    return cast.secretary


@pytest.fixture
def leads(cast):
    return cast.leads


@pytest.fixture
def opened(coordinator, secretary):
    """Return a function that has files sent to a call of their own, and opens them."""
    return lambda *texts, **more: open_files(*texts, staff=(coordinator, secretary), **more)


@pytest.fixture
def alike(coordinator, cast):
    """Return what is found of three files, the second of which is a translation of the first."""
    return cast.found or with_files(cast).found
