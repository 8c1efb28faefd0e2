import pytest

from cauhien.accounts.states import Role
from cauhien.challenges import actions, queries
from cauhien.challenges.states import Act, State
from tests.factories import a_challenge, a_user, acts, an_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return a_challenge(State.CATALOGUED, title_vi="Chống ngập", office=None)


def adopt(entry, now, *, name=None):
    office = an_office(name)
    officer = a_user(Role.OFFICER, office=office)
    return officer, actions.adopt_challenge(challenge=entry, office=office, by=officer, at=now)


def test_the_office_gets_a_draft_and_the_entry_stays(entry, now):
    officer, draft = adopt(entry, now)

    entry.refresh_from_db()
    assert entry.state == State.CATALOGUED
    assert (draft.state, draft.officer, draft.adopted_from) == (State.DRAFT, officer, entry)
    assert (draft.title_vi, draft.baseline is not None) == ("Chống ngập", False)
    assert (acts(entry), acts(draft)) == ([Act.ADOPT], [Act.ADOPT])


def test_a_second_office_sees_who_already_did_but_not_what_they_wrote(entry, now):
    adopt(entry, now, name="Sở Thứ Nhất")
    second, _draft = adopt(entry, now)

    names = [str(found.office) for found in queries.adoptions_of(entry, second)]

    assert names[0] == "Sở Thứ Nhất"
    assert queries.challenges_for(second).filter(adopted_from=entry).count() == 1


def test_the_public_does_not_learn_of_it(entry, now):
    adopt(entry, now)
    visitor = a_user()

    assert list(queries.adoptions_of(entry, visitor)) == []
    assert queries.log_for(visitor, entry) == []


@pytest.mark.parametrize("role", [Role.EXPERT, Role.COORDINATOR, None])
def test_only_offices_adopt(entry, now, role):
    with pytest.raises(actions.CannotMove):
        actions.adopt_challenge(challenge=entry, office=an_office(), by=a_user(role), at=now)


def test_nobody_adopts_for_an_office_of_others(entry, now):
    with pytest.raises(actions.CannotDraft):
        actions.adopt_challenge(
            challenge=entry, office=an_office(), by=a_user(Role.OFFICER), at=now
        )


def test_a_draft_cannot_be_adopted(now):
    draft = a_challenge()

    with pytest.raises(actions.CannotMove):
        actions.adopt_challenge(challenge=draft, office=draft.office, by=draft.officer, at=now)
