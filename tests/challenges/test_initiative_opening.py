"""Sealed files are opened by two people; before that nobody reads or counts them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative import (
    CannotMoveFile,
    advance_initiative,
    bar_access,
)
from cauhien.challenges.actions.initiative import opening as actions
from cauhien.challenges.actions.initiative.sending import submit_initiative, withdraw_initiative
from cauhien.challenges.models import Arrival, Challenge, Initiative, InitiativeVersion
from cauhien.challenges.queries.initiative import initiatives_for
from cauhien.challenges.states import InitiativeAct, InitiativeState, Part, RefusalReason, State
from cauhien.challenges.tasks.initiative import look_after
from cauhien.core.hashing import hash_of
from cauhien.core.models import SearchEntry
from cauhien.core.subjects import hidden_codes
from cauhien.documents.models import Document
from cauhien.documents.queries import documents_for
from tests.factories import (
    NOW,
    TODAY,
    a_call,
    a_grant,
    a_sent_file,
    a_user,
    acts,
    an_initiative,
    an_office,
    sign_in,
)

pytestmark = pytest.mark.django_db
S = InitiativeState
LATER = NOW + timedelta(days=8)


@pytest.fixture
def office():
    return an_office("Sở Khoa học và Công nghệ Hà Nội", coordinates=True)


@pytest.fixture
def coordinator():
    return a_user(Role.COORDINATOR, name="Cán bộ điều phối")


@pytest.fixture
def secretary():
    return a_user(Role.SECRETARY, name="Thư ký khoa học")


@pytest.fixture
def call():
    return a_call()


@pytest.fixture
def files(call):
    first = a_sent_file(call, at=NOW + timedelta(minutes=1))
    return [a_sent_file(call, title_vi="Làn ưu tiên"), first]


@pytest.fixture
def closed(call, files):
    return close(call)


def close(call):
    Challenge.objects.filter(pk=call.challenge_id).update(state=State.SCREENING)
    call.challenge.refresh_from_db()
    return call.challenge


def agree(challenge, by, at=LATER):
    return actions.accept_opening(challenge=challenge, by=by, at=at)


def fresh(files):
    return [Initiative.objects.get(pk=file.pk) for file in files]


def test_one_alone_opens_nothing(closed, files, coordinator):
    opening = agree(closed, coordinator)

    with pytest.raises(actions.CannotOpen):
        agree(closed, coordinator)
    assert not opening.is_done
    assert [file.title_vi for file in fresh(files)] == ["", ""]
    assert not initiatives_for(coordinator).exists()


def test_two_of_one_role_open_nothing(closed, coordinator):
    agree(closed, coordinator)

    with pytest.raises(actions.CannotOpen):
        agree(closed, a_user(Role.COORDINATOR))


def test_both_open_all_files_number_them_by_arrival_and_show_their_titles(
    closed, files, coordinator, secretary
):
    agree(closed, secretary)
    opening = agree(closed, coordinator, LATER + timedelta(minutes=3))

    assert [(file.number, file.title_vi) for file in fresh(files)] == [
        (1, "Làn ưu tiên"),
        (2, "Đèn tín hiệu thích ứng"),
    ]
    assert (opening.is_done, opening.sha256) == (True, hash_of(opening.minutes))
    assert acts(closed)[-3:] == [
        InitiativeAct.ACCEPT_OPENING,
        InitiativeAct.ACCEPT_OPENING,
        InitiativeAct.OPEN_ALL,
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_both_agree_on_a_page_with_a_second_factor_and_find_the_files_there(
    client, closed, files, coordinator, secretary, language, django_assert_max_num_queries
):
    address = reverse("challenges:opening", args=[closed.code])
    coordinator.language = secretary.language = language
    for user in (coordinator, secretary):
        user.save()
        client.force_login(user)
        assert client.post(address).status_code == 302  # led to where a second factor is set up
        sign_in(client, user)
        with django_assert_max_num_queries(12):
            page = client.get(address).content.decode()
        assert f'<html lang="{language}"' in page
        client.post(address)

    with django_assert_max_num_queries(12):
        shown = client.get(reverse("challenges:files", args=[closed.code])).content.decode()
    assert all(word in shown for word in ("1. ", "Làn ưu tiên", coordinator.name, secretary.name))


def test_the_minutes_name_both_people_and_times_and_each_file(
    office, closed, files, coordinator, secretary
):
    agree(closed, coordinator)
    opening = agree(closed, secretary)

    document = Document.objects.get()
    said = str(document.content)
    assert document.basis_sha256 == opening.sha256
    for word in (coordinator.name, secretary.name, "Làn ưu tiên", "09:30"):
        assert word in said
    assert set(document.readers.all()) == {coordinator, secretary}
    assert document not in documents_for(AnonymousUser())
    assert document not in documents_for(a_user(Role.OFFICER, office=closed.office))


def test_nothing_is_opened_before_closing_nor_while_something_that_arrived_waits(
    call, files, coordinator, secretary
):
    with pytest.raises(actions.CannotOpen):
        agree(call.challenge, coordinator)
    challenge = close(call)
    agree(challenge, coordinator)
    Arrival.objects.create(initiative=files[0], by=coordinator, at=NOW)

    with pytest.raises(actions.CannotOpen):
        agree(challenge, secretary)
    assert not any(file.opened_at for file in fresh(files))


def test_what_is_taken_in_only_after_the_opening_is_refused(call, files, coordinator, secretary):
    lead = a_user(Role.ENTERPRISE)
    late = an_initiative(call, lead=lead)
    late.members.update(consent_at=NOW)
    challenge = close(call)
    agree(challenge, coordinator)
    agree(challenge, secretary)

    with pytest.raises(CannotMoveFile):
        submit_initiative(initiative=late, by=lead, at=call.closes_at - timedelta(seconds=1))
    assert fresh([late])[0].state == S.DRAFT


@pytest.mark.parametrize("role", [Role.DECISION_MAKER, Role.AUDITOR, Role.HEAD, Role.EXPERT])
def test_nobody_else_takes_part_in_an_opening(closed, role):
    with pytest.raises(actions.CannotOpen):
        agree(closed, a_user(role))


def test_who_is_in_a_team_of_the_call_opens_nothing(call, coordinator):
    lead = a_user(Role.ENTERPRISE)
    a_sent_file(call, lead=lead)
    a_grant(lead, Role.SECRETARY)
    lead = lead.__class__.objects.get(pk=lead.pk)
    lead.day = TODAY
    challenge = close(call)
    agree(challenge, coordinator)

    with pytest.raises(actions.CannotOpen):
        agree(challenge, lead)


def test_a_file_taken_back_stays_sealed_and_is_counted(call, coordinator, secretary):
    lead = a_user(Role.ENTERPRISE)
    gone = a_sent_file(call, lead=lead)
    withdraw_initiative(initiative=gone, by=lead, at=NOW, reason="Thôi")
    challenge = close(call)
    agree(challenge, coordinator)

    opening = agree(challenge, secretary)

    assert (opening.minutes["files"], opening.minutes["withdrawn_before"]) == ([], 1)
    assert fresh([gone])[0].title_vi == ""


def test_a_copy_that_was_altered_is_told_in_the_minutes(closed, files, coordinator, secretary):
    InitiativeVersion.objects.filter(initiative=files[0]).update(content=b"CHS1 nothing")
    agree(closed, coordinator)

    opening = agree(closed, secretary)

    assert [row["is_whole"] for row in opening.minutes["files"]] == [False, True]


def test_where_nothing_is_sealed_files_are_numbered_once_the_call_is_closed(coordinator):
    call = a_call(sealed=False)
    file = a_sent_file(call)
    assert actions.number_files(challenge=call.challenge, at=NOW) == 0

    challenge = close(call)
    look_after(LATER)
    look_after(LATER)

    assert fresh([file])[0].number == 1
    with pytest.raises(actions.CannotOpen):
        agree(challenge, coordinator)


# Who sees a file, and which part, as it goes its way. What is not named here sees nothing.
E, SUM, ALL = Part.EXISTENCE, Part.SUMMARY, Part.CONFIDENTIAL
STAFF = {"coordinator": ALL, "secretary": ALL}
OPENED = STAFF | {"auditor": ALL, "team": ALL}
PUBLIC = dict.fromkeys(["visitor", "officer", "expert", "enterprise", "other team", "barred"], SUM)
MATRIX = {
    "draft": {"team": ALL},
    "sent, sealed": {"team": ALL, "auditor": E},
    "sent, open procedure": STAFF | {"team": ALL, "auditor": E},
    "opened": OPENED,
    "eligible": OPENED,
    "in review": OPENED,
    "recommended": OPENED | {"decision-maker": ALL},
    "selected": PUBLIC | OPENED | {"decision-maker": ALL},
    "not selected": dict.fromkeys(PUBLIC, E) | OPENED | {"decision-maker": ALL},
    "withdrawn before opening": {"team": ALL, "auditor": E},
}
SENT = ("sent, sealed", "sent, open procedure", "withdrawn before opening")
WAY = {
    "opened": (),
    "eligible": (S.ELIGIBLE,),
    "in review": (S.ELIGIBLE, S.IN_REVIEW),
    "recommended": (S.ELIGIBLE, S.IN_REVIEW, S.RECOMMENDED),
    "selected": (S.ELIGIBLE, S.IN_REVIEW, S.RECOMMENDED, S.SELECTED),
    "not selected": (S.ELIGIBLE, S.IN_REVIEW, S.RECOMMENDED, S.NOT_SELECTED),
}


def at_stage(stage, people):
    call = a_call(sealed=stage != "sent, open procedure")
    if stage == "draft":
        return an_initiative(call, lead=people["team"])
    file = a_sent_file(call, lead=people["team"])
    an_initiative(call, lead=people["other team"])
    if stage == "withdrawn before opening":
        withdraw_initiative(initiative=file, by=people["team"], at=NOW, reason="Thôi")
    if stage not in SENT:
        challenge = close(call)
        agree(challenge, people["coordinator"])
        agree(challenge, people["secretary"])
        bar_access(initiative=file, user=people["barred"], by=None, at=LATER)
        for state in WAY[stage]:
            step(file, state, people)
    return file


def step(file, state, people):
    who = {S.ELIGIBLE: "coordinator", S.IN_REVIEW: "coordinator", S.RECOMMENDED: "secretary"}
    if state == S.ELIGIBLE:
        for item in file.challenge.call.checklist.all():
            file.checks.create(item=item, is_met=True, at=LATER, by=people["coordinator"])
    advance_initiative(
        initiative=file,
        to=state,
        by=people[who.get(state, "decision-maker")],
        at=LATER,
        basis="a" * 64,
        reason_code=RefusalReason.RANKED_LOWER,
        reason="Vì hồ sơ khác tốt hơn.",
    )


@pytest.fixture
def people(coordinator, secretary):
    return {
        "team": a_user(Role.ENTERPRISE),
        "other team": a_user(Role.ENTERPRISE),
        "coordinator": coordinator,
        "secretary": secretary,
        "barred": a_user(Role.COORDINATOR),
        "decision-maker": a_user(Role.DECISION_MAKER),
        "auditor": a_user(Role.AUDITOR),
        "officer": a_user(Role.OFFICER),
        "expert": a_user(Role.EXPERT),
        "enterprise": a_user(Role.ENTERPRISE),
        "visitor": AnonymousUser(),
    }


@pytest.mark.parametrize("stage", MATRIX)
def test_a_file_is_seen_by_whom_the_matrix_says_and_as_far(client, people, stage):
    file = at_stage(stage, people)
    if stage not in WAY:
        people.pop("barred")
    sees = MATRIX[stage]

    parts = {}
    for name, user in people.items():
        seen = [part for part in Part if initiatives_for(user, part).filter(pk=file.pk).exists()]
        parts |= {name: seen[-1]} if seen else {}
        client.logout()
        if user.is_authenticated:
            sign_in(client, user)
        page = client.get(reverse("challenges:initiative", args=[file.code]))
        case = client.get(reverse("challenges:files", args=[file.challenge.code]))
        answer = page.content.decode()
        assert (name, page.status_code) == (name, 200 if name in sees else 404)
        assert (name, file.code in case.content.decode()) == (
            name,
            name in sees and stage != "draft",
        )
        if name in sees:
            assert (name, "Đèn tín hiệu điều chỉnh" in answer) == (name, sees[name] != E)
            assert (name, "Đo lưu lượng" in answer) == (name, sees[name] == ALL)
            assert (name, "Thuật toán chưa công bố" in answer) == (name, name == "team")
        assert hidden_codes("initiative", [file.code], user) == (
            set() if name in sees else {file.code}
        )

    assert parts == sees
    assert not SearchEntry.objects.filter(kind="initiative").exists()
