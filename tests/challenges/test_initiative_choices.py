"""A team agrees that its file is shown though it is not chosen: its lead, before the decision."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative import CannotMoveFile
from cauhien.challenges.actions.initiative.access import show_for_state
from cauhien.challenges.actions.initiative.choices import choose_shown
from cauhien.challenges.models import Initiative
from cauhien.challenges.states import InitiativeAct, InitiativeState, MemberRole
from tests.factories import A_FILE, a_call, a_member, a_sent_file, a_user, acts, sign_in

pytestmark = pytest.mark.django_db
S = InitiativeState


@pytest.fixture
def lead(client):
    user = a_user(Role.ENTERPRISE)
    client.force_login(user)
    return user


@pytest.fixture
def file(lead):
    return a_sent_file(a_call(sealed=False), lead=lead)


def choose(client, file, is_shown="yes"):
    address = reverse("challenges:initiative_shown", args=[file.code])
    return client.post(address, {"is_shown": is_shown})


def refused(file):
    """Bring the file where a signed decision has refused it, and return its public page."""
    Initiative.objects.filter(pk=file.pk).update(state=S.NOT_SELECTED)
    file.refresh_from_db()
    show_for_state(file, by=None, at=now())
    return reverse("challenges:initiative", args=[file.code])


def test_the_lead_agrees_and_takes_it_back_and_the_log_holds_both(client, file):
    own = reverse("challenges:initiative", args=[file.code])
    assert 'value="yes"' in client.get(own).content.decode()

    for answer in ("yes", "yes", "no"):
        choose(client, file, answer)

    assert not Initiative.objects.get().is_shown_if_refused
    assert acts(file).count(InitiativeAct.CHOOSE_SHOWN) == 2


def test_everybody_reads_title_and_summary_of_a_refused_file_whose_team_agreed(client, file):
    choose(client, file)
    client.logout()

    page = client.get(refused(file)).content.decode()

    assert all(A_FILE[name] in page for name in ("title_vi", "summary_vi"))
    assert not any(A_FILE[name] in page for name in ("approach", "confidential"))


def test_until_the_opening_the_audit_reads_nothing_of_a_sealed_file(client):
    file = a_sent_file()
    sign_in(client, a_user(Role.AUDITOR))

    page = client.get(reverse("challenges:initiative", args=[file.code])).content.decode()

    assert file.code in page
    assert not any(A_FILE[name] in page for name in ("title_vi", "summary_vi"))


def test_of_one_whose_team_did_not_nobody_reads_more_than_that_it_is_there(client, file):
    client.logout()

    page = client.get(refused(file)).content.decode()

    assert file.code in page
    assert not any(A_FILE[name] in page for name in ("title_vi", "summary_vi"))


@pytest.mark.parametrize("state", [S.SELECTED, S.NOT_SELECTED, S.WITHDRAWN, S.NOT_ELIGIBLE])
def test_once_it_is_decided_nothing_is_changed_any_more(client, file, lead, state):
    Initiative.objects.filter(pk=file.pk).update(state=state)

    with pytest.raises(CannotMoveFile):
        choose_shown(initiative=file, by=lead, at=now(), is_shown=True)
    assert choose(client, file).status_code == 403
    assert (
        "is_shown"
        not in client.get(reverse("challenges:initiative", args=[file.code])).content.decode()
    )


@pytest.mark.parametrize("role", [MemberRole.EDIT, MemberRole.VIEW])
def test_nobody_but_the_lead_says_so(client, file, role):
    client.force_login(a_member(file, role).user)
    in_team = choose(client, file).status_code
    client.force_login(a_user(Role.COORDINATOR))

    assert (in_team, choose(client, file).status_code) == (403, 403)
    assert not Initiative.objects.get().is_shown_if_refused
