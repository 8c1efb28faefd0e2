"""Files of a call that are open, two of which are alike."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative import duplicates
from cauhien.challenges.actions.initiative.opening import accept_opening
from cauhien.challenges.models import Challenge, Duplicate
from cauhien.challenges.states import State
from tests.challenges.duplicates.things import EN, VI
from tests.factories import a_call, a_sent_file, a_user, sign_in


@pytest.fixture
def coordinator(client):
    return sign_in(client, a_user(Role.COORDINATOR))


@pytest.fixture
def secretary():
    return a_user(Role.SECRETARY)


@pytest.fixture
def leads():
    return [a_user(Role.ENTERPRISE) for _team in range(3)]


@pytest.fixture
def opened(coordinator, secretary):
    """Return a function that has files sent to a call of their own, and opens them."""

    def opened(*texts, leads=None, ago=1):
        call = a_call(closes_at=now() - timedelta(days=ago))
        leads = leads or [a_user(Role.ENTERPRISE) for _text in texts]
        for lead, text in zip(leads, texts, strict=True):
            a_sent_file(call, lead=lead, at=call.opens_at, **text)
        Challenge.objects.filter(pk=call.challenge_id).update(state=State.SCREENING)
        for who in (coordinator, secretary):
            accept_opening(challenge=call.challenge, by=who, at=now())
        return Challenge.objects.get(pk=call.challenge_id)

    return opened


@pytest.fixture
def alike(opened, leads):
    """Return what is found of three files, the second of which is a translation of the first."""
    challenge = opened(
        {"title_vi": "Hồ sơ một", "approach": VI[3], "risks": VI[4]},
        {"title_vi": "Hồ sơ hai", "approach": VI[8], "risks": EN[3]},
        {"title_vi": "Hồ sơ ba", "approach": VI[9]},
        leads=leads,
    )
    duplicates.find_duplicates(challenge=challenge, at=now())
    return Duplicate.objects.get()
