"""What happens at the same time: real threads, each with a transaction of its own."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from cauhien.accounts.models import User
from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative.opening import CannotOpen, accept_opening
from cauhien.challenges.actions.initiative.sending import submit_initiative
from cauhien.challenges.actions.initiative.steps import CannotMoveFile, locked_initiative
from cauhien.challenges.models import (
    Arrival,
    Challenge,
    Initiative,
    InitiativeVersion,
    Opening,
    Receipt,
)
from cauhien.challenges.states import InitiativeAct, State
from tests.factories import NOW, TODAY, a_call, a_sent_file, a_user, acts, an_initiative
from tests.threads import at_once, in_thread

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
LATER = NOW + timedelta(days=8)
REFUSALS = (CannotMoveFile, CannotOpen)
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def call():
    return a_call()


def a_draft(call):
    draft = an_initiative(call)
    draft.members.update(consent_at=NOW)
    return draft


def send(draft, at):
    """Send a draft by its lead, read anew as a request does."""
    lead = User.objects.get(pk=draft.members.get().user_id)
    lead.day = TODAY
    return submit_initiative(initiative=Initiative.objects.get(pk=draft.pk), by=lead, at=at)


def wait_until_blocked():
    """Wait until a thread waits for a lock that this one holds."""
    for _try in range(3000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    pytest.fail("nothing waits for the lock")


def test_two_presses_of_the_button_make_one_version_and_one_receipt(call):
    draft = a_draft(call)

    first, second = at_once(*[lambda: send(draft, NOW)] * 2, refusals=REFUSALS)

    assert first == second == Receipt.objects.get()
    assert InitiativeVersion.objects.count() == 1
    assert acts(draft).count(InitiativeAct.SUBMIT) == 1
    assert not Arrival.objects.filter(settled_at=None).exists()


def test_at_closing_time_the_one_in_time_is_received_and_the_other_is_not(call):
    in_time, late = a_draft(call), a_draft(call)

    received, refused = at_once(
        lambda: send(in_time, call.closes_at - MOMENT),
        lambda: send(late, call.closes_at),
        refusals=REFUSALS,
    )

    assert (received, refused) == (Receipt.objects.get(), CannotMoveFile)
    assert received.version.initiative == in_time


def test_what_arrived_before_a_lock_was_waited_for_counts_and_nothing_is_opened_meanwhile(call):
    draft, at = a_draft(call), call.closes_at - MOMENT
    coordinator, secretary = a_user(Role.COORDINATOR), a_user(Role.SECRETARY)

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            locked_initiative(draft)  # as another request of the team does
            sent = pool.submit(in_thread, lambda: send(draft, at), REFUSALS)
            wait_until_blocked()
            Challenge.objects.filter(pk=call.challenge_id).update(state=State.SCREENING)
            call.challenge.refresh_from_db()
            accept_opening(challenge=call.challenge, by=coordinator, at=LATER)
            with pytest.raises(CannotOpen):
                accept_opening(challenge=call.challenge, by=secretary, at=LATER)
        receipt = sent.result()

    assert (receipt.received_at, Arrival.objects.get().settled_at) == (at, at)


def test_two_who_open_at_once_open_the_files_once(call):
    for minute in (1, 2):
        a_sent_file(call, at=NOW + timedelta(minutes=minute))
    Challenge.objects.filter(pk=call.challenge_id).update(state=State.SCREENING)
    coordinator, *secretaries = (a_user(role) for role in (Role.COORDINATOR, *[Role.SECRETARY] * 2))

    def agree(user):
        return accept_opening(challenge=call.challenge, by=user, at=LATER)

    at_once(lambda: agree(coordinator), lambda: agree(secretaries[0]), refusals=REFUSALS)
    again = at_once(*[lambda: agree(secretaries[1])] * 2, refusals=REFUSALS)

    assert again == [CannotOpen] * 2
    assert Opening.objects.get().is_done
    assert acts(call.challenge).count(InitiativeAct.OPEN_ALL) == 1
    assert list(Initiative.objects.order_by("submitted_at").values_list("number", flat=True)) == [
        1,
        2,
    ]
