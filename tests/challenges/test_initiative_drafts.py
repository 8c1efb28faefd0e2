"""A file is begun on an open call and written: sealed at once, and nothing is lost."""

from datetime import timedelta

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges.actions import AlreadyBegun, OpenForm
from cauhien.challenges.actions.initiative import (
    CannotStart,
    CannotWrite,
    WrittenElsewhere,
    start_initiative,
    write_initiative,
)
from cauhien.challenges.models import CallKey, Initiative
from cauhien.challenges.states import InitiativeAct, MemberRole, State
from cauhien.core.sealing import CannotUnseal
from tests.factories import A_FILE, a_call, a_member, a_user, acts, an_initiative

pytestmark = pytest.mark.django_db
HERE = OpenForm("here", 1)


@pytest.fixture
def lead():
    return a_user(Role.ENTERPRISE)


@pytest.fixture
def file(lead):
    return an_initiative(lead=lead)


def write(file, by, at, form=HERE, **written):
    return write_initiative(initiative=file, by=by, at=at, written=written, form=form)


@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.EXPERT])
def test_an_enterprise_and_an_expert_begin_a_file_and_lead_its_team(role, now):
    user, call = a_user(role), a_call()

    file = start_initiative(challenge=call.challenge, by=user, at=now)

    place = file.members.get()
    assert (place.user, place.role, place.consent_at) == (user, MemberRole.LEAD, None)
    assert acts(file) == [InitiativeAct.START, InitiativeAct.GRANT_ACCESS]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR, Role.AUDITOR, None])
def test_nobody_else_begins_one(role, now):
    with pytest.raises(CannotStart):
        start_initiative(challenge=a_call().challenge, by=a_user(role), at=now)


def test_none_is_begun_before_the_call_opens_nor_after_it_has_closed(lead, now):
    call = a_call()
    soon = a_call(State.DEFINED)

    for challenge, at in [
        (call.challenge, call.closes_at),
        (call.challenge, call.opens_at - timedelta(seconds=1)),
        (soon.challenge, now),
    ]:
        with pytest.raises(CannotStart):
            start_initiative(challenge=challenge, by=lead, at=at)


def test_sending_the_form_twice_makes_one_file(lead, now):
    call = a_call()
    start_initiative(challenge=call.challenge, by=lead, at=now, code="k7d2mq9x")

    with pytest.raises(AlreadyBegun):
        start_initiative(challenge=call.challenge, by=lead, at=now, code="k7d2mq9x")

    assert (Initiative.objects.count(), CallKey.objects.count()) == (1, 1)


def test_what_is_written_lies_in_the_database_sealed_alone(file):
    row = Initiative.objects.filter(pk=file.pk).values().get()

    assert file.written() == A_FILE
    assert (row["title_vi"], row["summary_vi"]) == ("", "")
    assert "Đèn".encode() not in bytes(row["draft"])


def test_a_sealed_text_does_not_open_under_the_key_of_another_call(file, lead):
    other = an_initiative(lead=lead)
    Initiative.objects.filter(pk=file.pk).update(draft=other.draft)

    with pytest.raises(CannotUnseal):
        Initiative.objects.get(pk=file.pk).written()


def test_a_form_saves_again_and_again_and_leaves_one_line_in_the_log(file, lead, now):
    write(file, lead, now, form=OpenForm("here", 1), approach="Hai")
    saved = write(file, lead, now, form=OpenForm("here", 1), approach="Ba")

    assert (saved.written()["approach"], saved.revision) == ("Ba", 3)
    assert acts(file)[2:] == [InitiativeAct.WRITE]


def test_a_form_that_missed_the_save_of_another_is_refused(file, lead, now):
    write(file, lead, now, form=OpenForm("elsewhere", 1), approach="Ở nơi khác")

    with pytest.raises(WrittenElsewhere) as refusal:
        write(file, lead, now, form=OpenForm("here", 1), approach="Ở đây")

    assert refusal.value.initiative.written()["approach"] == "Ở nơi khác"


def test_an_autosave_that_a_later_save_overtook_changes_nothing(file, lead, now):
    form = OpenForm("here", 1)
    write(file, lead, now + timedelta(seconds=1), form=form, approach="Mới")

    write(file, lead, now, form=form, approach="Cũ")

    file.refresh_from_db()
    assert file.written()["approach"] == "Mới"


def test_who_may_edit_writes_and_who_may_read_or_is_a_stranger_does_not(file, now):
    editor = a_member(file, MemberRole.EDIT).user
    write(file, editor, now, form=OpenForm("e", 1), approach="Của người sửa")

    for user in (a_member(file, MemberRole.VIEW).user, a_user(Role.COORDINATOR), a_user()):
        with pytest.raises(CannotWrite):
            write(file, user, now, form=OpenForm("v", 2), approach="Không được")


def test_who_has_left_writes_no_more(file, now):
    member = a_member(file, MemberRole.EDIT, left_at=now)

    with pytest.raises(CannotWrite):
        write(file, member.user, now, form=OpenForm("e", 1), approach="Muộn")


def test_after_closing_nothing_is_written(file, lead):
    with pytest.raises(CannotWrite):
        write(file, lead, file.challenge.call.closes_at, form=OpenForm("here", 1), approach="Muộn")
