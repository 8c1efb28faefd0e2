"""Both teams answer, each for its own passages, then a person decides."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from cauhien.challenges.actions.initiative import duplicates
from cauhien.challenges.models import Challenge
from cauhien.challenges.states import DuplicateState, InitiativeAct, State
from cauhien.core.audit import verify
from cauhien.core.items import items_for
from cauhien.notices.queries import notices_for
from tests.challenges.duplicates.things import (
    DUE,
    EN,
    VI,
    a_likeness,
    address,
    answer,
    ask,
    file_page,
    judge,
    lines,
    own_page,
)
from tests.factories import sign_in
from tests.made_once import made_once

pytestmark = pytest.mark.django_db
made, cast = made_once(a_likeness)


def test_nothing_reaches_the_teams_before_they_are_asked(client, alike, leads):
    file = alike.files[0]
    client.force_login(leads[0])

    assert client.get(own_page(alike, file)).status_code == 404
    assert "likeness" not in client.get(file_page(file)).content.decode()
    assert [item for item in items_for(leads[0], now()) if "likeness" in item.url] == []
    assert list(notices_for(leads[0])) == []


def test_each_team_is_asked_with_its_own_passages_and_learns_nothing_of_the_other(
    client, alike, leads, secretary
):
    sign_in(client, secretary)
    client.post(address(alike), {"then": "ask", "due_on": str(localdate() + DUE)})

    for lead, file, own, other in (
        (leads[0], alike.files[0], VI[3], EN[3]),
        (leads[1], alike.files[1], EN[3], VI[3]),
    ):
        client.force_login(lead)
        shown = client.get(own_page(alike, file)).content.decode()
        told = notices_for(lead).get()
        assert own[:30] in shown
        assert other[:20] not in shown
        assert "<mark>" not in shown
        rest = alike.files[1 if file == alike.files[0] else 0]
        assert rest.code not in shown
        assert rest.title_vi not in shown
        assert (told.kind, told.url) == (duplicates.ASKED, own_page(alike, file))
        [item] = [item for item in items_for(lead, now()) if "likeness" in item.url]
        assert localdate(item.due) == localdate() + DUE
    client.force_login(leads[2])
    assert client.get(own_page(alike, alike.files[0])).status_code == 404
    assert list(notices_for(leads[2])) == []


def test_one_team_does_not_reach_the_page_of_the_other(client, alike, leads, coordinator):
    ask(alike, coordinator)
    client.force_login(leads[0])

    assert client.get(own_page(alike, alike.files[1])).status_code in (403, 404)
    assert client.get(address(alike)).status_code == 404


def test_a_team_answers_once_in_words_that_staff_alone_read(client, alike, leads, coordinator):
    ask(alike, coordinator)
    client.force_login(leads[0])
    empty = client.post(own_page(alike, alike.files[0]), {"text": ""})
    client.post(own_page(alike, alike.files[0]), {"text": "Chúng tôi viết từ năm 2024."})
    again = client.post(own_page(alike, alike.files[0]), {"text": "Sửa lại."})
    sign_in(client, coordinator)

    shown = client.get(address(alike)).content.decode()

    assert set(empty.context["form"].errors) == {"text"}
    assert again.status_code == 422
    assert "Chúng tôi viết từ năm 2024." in shown
    assert [item for item in items_for(leads[0], now()) if "likeness" in item.url] == []
    client.force_login(leads[1])
    assert "2024" not in client.get(own_page(alike, alike.files[1])).content.decode()


def test_a_duplicate_is_found_only_after_both_were_heard(alike, leads, coordinator, secretary):
    with pytest.raises(duplicates.CannotJudge):
        judge(alike, coordinator)
    ask(alike, coordinator)
    answer(alike, leads[0], alike.files[0])
    with pytest.raises(duplicates.CannotJudge):
        judge(alike, coordinator)
    answer(alike, leads[1], alike.files[1])
    with pytest.raises(duplicates.CannotJudge):
        judge(alike, secretary)

    judge(alike, coordinator)

    alike.refresh_from_db()
    assert alike.state == DuplicateState.CONFIRMED
    for lead, file in zip(leads[:2], alike.files, strict=True):
        told = notices_for(lead).first()
        assert (told.kind, told.parameters["reason"]) == (duplicates.JUDGED, "Hai đoạn như nhau.")
        assert (told.subject_code, file.state) == (file.code, "submitted")
    assert verify(alike.chain) == 5
    assert lines(alike) == [
        InitiativeAct.FLAG_DUPLICATE,
        InitiativeAct.ASK_DUPLICATE,
        *[InitiativeAct.ANSWER_DUPLICATE] * 2,
        InitiativeAct.JUDGE_DUPLICATE,
    ]


def test_after_the_day_no_answer_comes_and_the_coordinator_has_the_decision(
    alike, leads, coordinator, secretary
):
    ask(alike, coordinator)
    later = now() + DUE + timedelta(days=1)
    coordinator.day = secretary.day = localdate(later)

    waiting = [
        len([item for item in items_for(one, later) if "duplicates" in item.url])
        for one in (coordinator, secretary)
    ]

    assert waiting == [1, 0]
    with pytest.raises(duplicates.CannotAnswer):
        duplicates.answer_duplicate(
            duplicate=alike, initiative=alike.files[0], by=leads[0], at=later, text="Muộn."
        )
    judge(alike, coordinator, at=later)
    alike.refresh_from_db()
    assert alike.state == DuplicateState.CONFIRMED


def test_what_is_dismissed_without_asking_is_told_to_nobody(client, alike, leads):
    wrong = client.post(address(alike), {"then": "judge"})
    client.post(address(alike), {"then": "judge", "state": "dismissed", "reason": "Câu phổ biến."})

    alike.refresh_from_db()
    assert set(wrong.context["form"].errors) == {"state", "reason"}
    assert alike.state == DuplicateState.DISMISSED
    assert [list(notices_for(lead)) for lead in leads] == [[], [], []]


def test_nothing_waits_any_more_once_the_council_has_recommended(alike, coordinator):
    def waiting():
        return [item for item in items_for(coordinator, now()) if "duplicates" in item.url]

    assert len(waiting()) == 1
    Challenge.objects.update(state=State.RECOMMENDED)
    assert waiting() == []
