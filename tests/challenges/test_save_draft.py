"""Saving while one writes: nothing is lost, nothing is overwritten unnoticed."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from cauhien.accounts.states import Role
from cauhien.challenges import actions
from cauhien.challenges.actions import OpenForm
from cauhien.challenges.models import Challenge
from cauhien.challenges.states import Act
from tests.factories import a_challenge, a_user, acts

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(now):
    officer = a_user(Role.OFFICER)
    office = officer.grants.get().office
    return actions.draft_challenge(
        office=office, by=officer, at=now, form=OpenForm("here"), written={"title_vi": "Một"}
    )


def save(draft, title, form, at, **options):
    return actions.save_draft(
        challenge=draft,
        by=draft.officer,
        at=at,
        written={"title_vi": title},
        form=form,
        **options,
    )


def test_a_form_saves_again_and_again(draft, now):
    save(draft, "Hai", OpenForm("here", 1), now)
    saved = save(draft, "Ba", OpenForm("here", 1), now)  # the first answer never arrived

    assert (saved.title_vi, saved.revision) == ("Ba", 3)


def test_a_form_that_missed_the_save_of_another_is_refused(draft, now):
    save(draft, "Ở nơi khác", OpenForm("elsewhere", 1), now)

    with pytest.raises(actions.SavedElsewhere) as refusal:
        save(draft, "Ở đây", OpenForm("here", 1), now)

    draft.refresh_from_db()
    assert (draft.title_vi, refusal.value.challenge.title_vi) == ("Ở nơi khác", "Ở nơi khác")


def test_having_seen_both_one_may_save_over_it(draft, now):
    other = save(draft, "Ở nơi khác", OpenForm("elsewhere", 1), now)

    saved = save(draft, "Cả hai", OpenForm("here", other.revision), now)

    assert saved.title_vi == "Cả hai"


def test_an_autosave_that_a_later_save_overtook_changes_nothing(draft, now):
    later = now + timedelta(seconds=1)
    save(draft, "Mới", OpenForm("here", 1), later, finished=True)

    save(draft, "Cũ", OpenForm("here", 1), now)

    draft.refresh_from_db()
    assert draft.title_vi == "Mới"


def test_the_same_text_is_no_new_revision(draft, now):
    saved = save(draft, "Một", OpenForm("elsewhere", 1), now)

    assert (saved.revision, saved.saved_in) == (1, "here")


def test_the_log_has_one_line_for_a_form_and_one_for_each_time_save_is_pressed(draft, now):
    for number in range(3):
        save(draft, f"Tự lưu {number}", OpenForm("here", 1), now)
    save(draft, "Bấm lưu", OpenForm("here", 1), now, finished=True)
    save(draft, "Người khác", OpenForm("elsewhere", 5), now)

    assert acts(draft) == [Act.DRAFT, Act.EDIT, Act.EDIT]


def test_an_autosave_waits_for_a_pause_before_it_is_matched_and_is_matched_once(draft, now):
    ProcrastinateJob.objects.all()
    for number in range(3):
        save(draft, f"Tự lưu {number}", OpenForm("here", 1), now)

    jobs = ProcrastinateJob.objects.filter(task_name="matching.run")
    waiting = [job for job in jobs if job.queueing_lock.endswith("soon")]
    assert [(job.args, job.scheduled_at is not None) for job in waiting] == [
        ({"challenge": draft.code}, True)
    ]


def test_nobody_writes_in_the_draft_of_another_office(draft, now):
    with pytest.raises(actions.CannotEdit):
        actions.save_draft(
            challenge=draft, by=a_user(Role.OFFICER), at=now, written={}, form=OpenForm()
        )


def test_a_sent_problem_is_no_longer_written(now):
    draft = a_challenge()
    actions.send_for_sign_off(challenge=draft, by=draft.officer, at=now)

    with pytest.raises(actions.CannotEdit):
        save(draft, "Sau khi gửi", OpenForm(), now)


def test_only_office_staff_begin_a_draft(now):
    office = a_challenge().office

    with pytest.raises(actions.CannotDraft):
        actions.draft_challenge(office=office, by=a_user(Role.EXPERT), at=now)

    assert Challenge.objects.count() == 1
