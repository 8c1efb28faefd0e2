"""Opened files are screened: completed by a date or not eligible, then given to the council."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate, now

from cauhien.accounts.models import Delegation
from cauhien.accounts.queries import standing_in
from cauhien.accounts.states import Role
from cauhien.challenges.actions import CannotMove, OpenForm
from cauhien.challenges.actions.initiative import CannotMoveFile, screening, write_initiative
from cauhien.challenges.actions.initiative.duplicates import judge_duplicate
from cauhien.challenges.actions.initiative.opening import accept_opening
from cauhien.challenges.actions.initiative.sending import submit_initiative
from cauhien.challenges.models import Call, Challenge, Duplicate, Initiative
from cauhien.challenges.queries.initiative.duplicates import JOB
from cauhien.challenges.rules.initiative import way_for_initiative
from cauhien.challenges.states import InitiativeAct, InitiativeState, Outcome, RefusalReason, State
from cauhien.challenges.tasks.initiative import look_after
from cauhien.core.audit import record
from cauhien.core.items import items_for
from cauhien.core.jobs import call_off, is_under_way
from cauhien.core.models import AuditLine
from cauhien.notices.models import Notice
from cauhien.notices.queries import notices_for
from tests.factories import a_call, a_sent_file, a_user, acts, sign_in
from tests.made_once import made_once

pytestmark = pytest.mark.django_db
S = InitiativeState


def an_opened_call():
    """Return two opened files of one call, who leads them, and who opened them."""
    leads = [a_user(Role.ENTERPRISE) for _team in range(2)]
    staff = [a_user(role) for role in (Role.COORDINATOR, Role.SECRETARY)]
    call = a_call(closes_at=now() - timedelta(hours=1))
    sent = [a_sent_file(call, lead=lead, at=call.opens_at) for lead in leads]
    Challenge.objects.filter(pk=call.challenge_id).update(state=State.SCREENING)
    for who in staff:
        accept_opening(challenge=call.challenge, by=who, at=now())
    return [Initiative.objects.get(pk=file.pk) for file in sent], leads, staff


made, opened = made_once(an_opened_call)


@pytest.fixture
def coordinator(client, opened):
    return sign_in(client, opened[2][0])


@pytest.fixture
def secretary(opened):
    return opened[2][1]


@pytest.fixture
def leads(opened):
    return opened[1]


@pytest.fixture
def files(opened, coordinator):
    return opened[0]


def address(file, page="screening"):
    return reverse(f"challenges:initiative_{page}", args=[file.code])


def met(file, value="met"):
    items = file.challenge.call.checklist.all()
    return {f"met_{item.code}": value for item in items}


def ask(file, by, days=5, at=None):
    return screening.ask_fix(
        initiative=file,
        by=by,
        at=at or now(),
        reason_code=RefusalReason.NO_STANDING,
        reason="Bổ sung giấy đăng ký doanh nghiệp.",
        due_on=localdate(at or now()) + timedelta(days=days),
    )


def test_the_checklist_is_judged_line_by_line_and_each_change_is_logged(client, files):
    client.post(address(files[0]), met(files[0]) | {"then": "save"})
    client.post(address(files[0]), met(files[0], "not_met") | {"then": "save"})

    assert [check.is_met for check in files[0].checks.all()] == [False, False]
    assert acts(files[0]).count(InitiativeAct.CHECK) == 4


def test_a_file_whose_required_lines_are_met_is_found_eligible(client, files, leads):
    refused = client.post(address(files[0]), {"then": "eligible"})
    client.post(address(files[0]), met(files[0]) | {"then": "eligible"})

    assert refused.status_code == 422
    assert Initiative.objects.get(pk=files[0].pk).state == S.ELIGIBLE
    assert notices_for(leads[0]).get().parameters["act"] == InitiativeAct.FIND_ELIGIBLE


def test_a_completion_is_asked_for_with_reason_and_date_and_waits_for_the_team(
    client, files, leads
):
    empty = client.post(address(files[0]), {"then": "fix"})
    due = localdate() + timedelta(days=5)
    client.post(
        address(files[0]),
        {"then": "fix", "reason_code": "incomplete", "reason": "Thiếu.", "due_on": due.isoformat()},
    )

    assert set(empty.context["fix"].errors) == {"reason_code", "reason", "due_on"}
    file = Initiative.objects.get(pk=files[0].pk)
    assert (file.state, file.fix_due_on) == (S.FIX_ASKED, due)
    item = next(item for item in items_for(leads[0], now()) if item.code == file.code)
    assert (localdate(item.due), item.url) == (due, address(file, "check"))
    assert Notice.objects.get(kind="challenges.file_asked").recipient == leads[0]


def test_what_is_not_completed_by_its_date_lapses_by_itself_and_the_team_is_told_why(
    files, leads, coordinator
):
    ask(files[0], coordinator)

    look_after(now() + timedelta(days=5))
    assert Initiative.objects.get(pk=files[0].pk).state == S.FIX_ASKED
    look_after(now() + timedelta(days=6))
    look_after(now() + timedelta(days=6))

    file = Initiative.objects.get(pk=files[0].pk)
    assert (file.state, file.reason_code) == (S.NOT_ELIGIBLE, RefusalReason.FIX_NOT_MADE)
    assert acts(file).count(InitiativeAct.LET_LAPSE) == 1
    assert AuditLine.objects.get(act=InitiativeAct.LET_LAPSE).by is None
    told = notices_for(leads[0]).first()
    assert (told.parameters["act"], told.parameters["reason"]) == (
        InitiativeAct.LET_LAPSE,
        "Bổ sung giấy đăng ký doanh nghiệp.",
    )


def test_completed_in_time_it_is_screened_again_and_the_two_versions_are_compared(
    client, files, leads, coordinator
):
    ask(files[0], coordinator)
    form = OpenForm("x", files[0].revision)
    written = {"risks": "Đã bổ sung."}
    write_initiative(initiative=files[0], by=leads[0], at=now(), written=written, form=form)
    submit_initiative(initiative=files[0], by=leads[0], at=now())

    shown = client.get(address(files[0], "versions"), {"old": 1, "new": 2}).content.decode()

    assert Initiative.objects.get(pk=files[0].pk).state == S.SUBMITTED
    assert "<ins>Đã bổ sung</ins>" in shown or "<ins>Đã" in shown


def test_after_its_date_nothing_is_completed_any_more(files, leads, coordinator):
    ask(files[0], coordinator)

    with pytest.raises(CannotMoveFile):
        submit_initiative(initiative=files[0], by=leads[0], at=now() + timedelta(days=6))


def test_the_secretary_judges_lines_and_the_coordinator_decides(client, files, secretary):
    sign_in(client, secretary)
    client.post(address(files[0]), met(files[0]) | {"then": "save"})
    refused = client.post(address(files[0]), met(files[0]) | {"then": "eligible"})

    assert files[0].checks.count() == 2
    assert refused.status_code == 422
    assert Initiative.objects.get(pk=files[0].pk).state == S.SUBMITTED


@pytest.mark.parametrize("role", [Role.DECISION_MAKER, Role.AUDITOR, Role.EXPERT, Role.OFFICER])
def test_nobody_else_screens(client, files, role):
    sign_in(client, a_user(role))
    answer = client.post(address(files[0]), met(files[0]) | {"then": "eligible"})

    assert answer.status_code in (403, 404)
    assert Initiative.objects.get(pk=files[0].pk).state == S.SUBMITTED


def test_the_council_gets_the_eligible_files_once_all_are_compared_and_screened(
    client, files, coordinator
):
    challenge, give = (
        files[0].challenge,
        reverse("challenges:give_to_council", args=[files[0].challenge.code]),
    )
    client.post(address(files[0]), met(files[0]) | {"then": "eligible"})
    client.post(give)
    challenge.refresh_from_db()
    assert challenge.state == State.SCREENING
    refuse = {"then": "refuse", "reason_code": "no_standing", "reason": "Không có tư cách."}
    client.post(address(files[1]), refuse)
    refused = client.post(give, follow=True).content.decode()
    assert "còn đang được đối chiếu" in refused
    assert f'action="{give}"' not in refused
    call_off(JOB, challenge=challenge.code)

    client.post(give)

    challenge.refresh_from_db()
    states = [Initiative.objects.get(pk=file.pk).state for file in files]
    assert (challenge.state, states) == (State.IN_REVIEW, [S.IN_REVIEW, S.NOT_ELIGIBLE])
    line = AuditLine.objects.filter(chain=challenge.chain, act="begin_review").get()
    assert line.detail["basis"] == challenge.opening.sha256


def test_where_no_file_is_eligible_the_call_ends_with_a_reason(client, files, coordinator):
    end = reverse("challenges:end_without_file", args=[files[0].challenge.code])
    refuse = {"then": "refuse", "reason_code": "other", "reason": "Không phù hợp."}
    with pytest.raises(CannotMove):
        screening.end_without_file(
            challenge=files[0].challenge, by=coordinator, at=now(), reason="Không có hồ sơ."
        )
    for file in files:
        client.post(address(file), refuse)

    client.post(end, {"reason": "Không có hồ sơ hợp lệ."})

    challenge = Challenge.objects.get()
    assert (challenge.state, challenge.outcome) == (State.CLOSED, Outcome.NO_FILE)


def test_a_file_sent_under_earlier_terms_is_eligible_only_once_its_team_has_confirmed_it(
    client, files, leads, coordinator
):
    Call.objects.update(version=2, confirm_from=2)
    marked = client.get(address(files[0])).context["is_confirmed"]
    client.post(address(files[0]), met(files[0]) | {"then": "save"})

    with pytest.raises(CannotMoveFile):
        screening.find_eligible(initiative=files[0], by=coordinator, at=now())
    ask(files[0], coordinator)
    submit_initiative(initiative=files[0], by=leads[0], at=now())
    screening.find_eligible(initiative=files[0], by=coordinator, at=now())

    assert marked is False
    assert Initiative.objects.get(pk=files[0].pk).state == S.ELIGIBLE


def test_the_council_gets_no_files_while_it_is_undecided_what_their_likeness_means(
    client, files, coordinator
):
    challenge = files[0].challenge
    for file in files:
        client.post(address(file), met(file) | {"then": "eligible"})
    one, other = (file.versions.get() for file in files)
    said = {"likeness": 0.6, "passages": [], "engine": "1", "at": now()}
    found = Duplicate.objects.create(one=one, other=other, **said)
    call_off(JOB, challenge=challenge.code)
    shown = client.get(reverse("challenges:files", args=[challenge.code])).content.decode()

    with pytest.raises(CannotMove):
        screening.give_to_council(challenge=challenge, by=coordinator, at=now())
    assert reverse("challenges:give_to_council", args=[challenge.code]) not in shown
    judge_duplicate(
        duplicate=found, by=coordinator, at=now(), state="dismissed", reason="Câu phổ biến."
    )

    given = screening.give_to_council(challenge=challenge, by=coordinator, at=now())
    assert given.state == State.IN_REVIEW


def test_a_comparison_that_has_failed_holds_the_files_back_until_it_is_run_again(
    client, files, secretary, coordinator
):
    challenge = files[0].challenge
    give, look, again = (
        reverse(f"challenges:{name}", args=[challenge.code])
        for name in ("give_to_council", "duplicates", "compare_again")
    )
    for file in files:
        client.post(address(file), met(file) | {"then": "eligible"})
    with connection.cursor() as database:  # as the worker leaves it after an error
        database.execute("update procrastinate_jobs set status = 'failed'")

    refused = client.post(give, follow=True).content.decode()
    challenge.refresh_from_db()
    assert challenge.state == State.SCREENING
    assert "đối chiếu các hồ sơ với nhau bị lỗi" in refused.lower()
    assert f'action="{give}"' not in refused
    assert look in refused
    assert look in [item.url for item in items_for(secretary, now())]
    client.force_login(files[0].members.get().user)
    assert client.post(again).status_code == 403

    sign_in(client, secretary)
    assert f'action="{again}"' in client.get(look).content.decode()
    client.post(again)

    assert is_under_way(JOB, challenge=challenge.code)
    assert f'action="{again}"' not in client.get(look).content.decode()
    line = AuditLine.objects.filter(chain=f"comparison:{challenge.code}").latest("number")
    assert (line.act, line.by) == ("compare_files_again", secretary.uuid)
    call_off(JOB, challenge=challenge.code)
    screening.give_to_council(challenge=challenge, by=coordinator, at=now())


def test_who_declares_an_own_conflict_is_out_of_that_file_and_of_no_other(
    client, files, coordinator
):
    conflict = address(files[0], "conflict")
    wrong = client.post(conflict, {"tie": ""})
    client.post(conflict, {"tie": "kinship"})

    own, other = (reverse("challenges:initiative", args=[file.code]) for file in files)
    listed = client.get(reverse("challenges:files", args=[files[0].challenge.code]))
    assert wrong.status_code == 422
    assert [client.get(url).status_code for url in (own, other)] == [404, 200]
    assert [file.code for file in listed.context["files"]] == [files[1].code]
    with pytest.raises(CannotMoveFile):
        screening.check_items(initiative=files[0], by=coordinator, at=now(), checks={})
    sign_in(client, a_user(Role.COORDINATOR))
    assert client.get(own).status_code == 200
    sign_in(client, a_user(Role.OFFICER))
    assert client.get(conflict).status_code in (403, 404)


def test_who_has_acted_on_a_file_in_their_own_name_does_not_go_on_by_delegation(files):
    secretary, head = a_user(Role.SECRETARY, day=localdate()), a_user(Role.COORDINATOR)
    said = {"starts_on": localdate(), "ends_on": localdate() + timedelta(days=9), "given_at": now()}
    lent = Delegation.objects.create(grant=head.grants.get(), to=secretary, signs=True, **said)
    acting = standing_in(secretary, lent)
    assert way_for_initiative(acting, files[0], S.NOT_ELIGIBLE)

    record(chain=files[1].chain, act=InitiativeAct.CHECK, by=secretary, at=now())

    again = Initiative.objects.get(pk=files[0].pk)
    assert way_for_initiative(acting, again, S.NOT_ELIGIBLE) is None


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_of_the_screening_are_shown_in_both_languages(
    client, files, coordinator, language, django_assert_max_num_queries
):
    coordinator.language = language
    coordinator.save()

    for path in (
        address(files[0]),
        address(files[0], "requests"),
        reverse("challenges:initiative", args=[files[0].code]),
        reverse("challenges:files", args=[files[0].challenge.code]),
    ):
        client.get(path)  # the first reading of a day is logged
        with django_assert_max_num_queries(12):
            page = client.get(path)
        assert (path, page.status_code) == (path, 200)
        assert f'<html lang="{language}"' in page.content.decode()
