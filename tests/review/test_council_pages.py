"""The tab "Council", asking for one, changing a seat, the list of experts."""

from datetime import date

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.review import queries
from cauhien.review.actions import Wish, form_council
from cauhien.review.models import Council, Decision, Expert, Finding, Waiver
from cauhien.review.states import SeatRole, SeatState
from tests.factories import NOW, a_person, a_user, an_organisation, sign_in
from tests.made_once import made_once
from tests.review.things import (
    a_call,
    a_member,
    a_sitting_council,
    an_initiative,
    an_invited_council,
    experts,
    sit,
    with_organisation,
)

pytestmark = pytest.mark.django_db
ASKED = {"size": "7", "most_of_one": "1", "until": "2030-12-20"}


def a_formed_council():
    call = a_call()
    an_initiative(call)
    found, school = experts(14, call.challenge), an_organisation("Trường Đại học Sông Nhuệ")
    with_organisation(found[3].person, school)
    a_member(call.challenge.initiatives.get(), role="edit", organisation=school)
    return form_council(
        challenge=call.challenge,
        wish=Wish(size=7, until=date(2026, 12, 20)),
        by=a_user(Role.COORDINATOR),
        at=NOW,
    )


made, council = made_once(a_formed_council)


def address(name, challenge):
    return reverse(f"review:{name}", args=[challenge.code])


def text(client, url, language="vi"):
    return client.get(url, headers={"Accept-Language": language}).content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_coordinator_sees_who_sits_why_and_who_was_kept_out_for_what(
    client, council, coordinator, language
):
    coordinator.language = language
    coordinator.save()
    sign_in(client, coordinator)

    page = text(client, address("council", council.challenge), language)

    assert "Trường Đại học Sông Nhuệ" in page
    assert all(seat.person.name in page for seat in queries.seats_of(council))
    assert council.input_sha256 in page
    assert "Chuyên gia E4" in page


def test_the_page_takes_few_queries(client, council, coordinator, django_assert_max_num_queries):
    sign_in(client, coordinator)

    with django_assert_max_num_queries(12):
        client.get(address("council", council.challenge))


@pytest.mark.parametrize("role", [None, Role.ENTERPRISE, Role.EXPERT, Role.OFFICER, Role.HEAD])
def test_whoever_is_not_of_the_case_learns_no_name(client, council, role):
    if role:
        office = council.challenge.office if role in (Role.OFFICER, Role.HEAD) else None
        sign_in(client, a_user(role, office=office))

    page = text(client, address("council", council.challenge))

    assert "Chuyên gia E" not in page
    assert council.code not in page


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DECISION_MAKER, Role.AUDITOR])
def test_the_staff_of_the_case_reads_it_and_changes_nothing(client, council, role):
    sign_in(client, a_user(role))
    seat = queries.seats_of(council).first()

    assert seat.person.name in text(client, address("council", council.challenge))
    refused = [
        client.post(address("ask", council.challenge), ASKED).status_code,
        client.post(reverse("review:place", args=[seat.code])).status_code,
        client.post(address("dissolve", council.challenge), {"reason": "x"}).status_code,
    ]
    assert refused == [403, 403, 403]


@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.EXPERT, Role.OFFICER])
def test_a_refusal_does_not_tell_that_there_is_a_seat(client, council, role):
    office = council.challenge.office if role == Role.OFFICER else None
    sign_in(client, a_user(role, office=office))
    seat = queries.seats_of(council).first()

    answers = [
        client.post(reverse(f"review:{page}", args=[code])).status_code
        for page in ("place", "remove")
        for code in (seat.code, "nosuchseat")
    ]

    assert answers == [404] * 4


def test_asking_leads_to_the_council(client, call, coordinator):
    experts(9, call.challenge)
    sign_in(client, coordinator)

    answer = client.post(address("ask", call.challenge), ASKED)

    assert answer.headers["Location"] == address("council", call.challenge)
    assert Council.objects.get(challenge=call.challenge).seats.count() == 7


def test_what_cannot_be_met_is_told_with_its_reasons_and_nothing_is_lost(client, call, coordinator):
    experts(9, call.challenge)
    sign_in(client, coordinator)

    answer = client.post(address("ask", call.challenge), ASKED | {"least_enterprise": "3"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ít nhất 3 người của doanh nghiệp" in page
    assert 'value="3"' in page


def test_a_seat_is_given_to_another_on_its_page(client, council, coordinator):
    sign_in(client, coordinator)
    seat = queries.seats_to_change(council).first()
    other = a_free_person(council)

    url = reverse("review:place", args=[seat.code])
    without = client.post(url, {"person": other.code, "reason": ""})
    answer = client.post(url, {"person": other.code, "reason": "Đã chủ trì việc tương tự"})

    seat.refresh_from_db()
    assert (without.status_code, answer.status_code) == (422, 302)
    assert seat.state == SeatState.REPLACED
    assert other.name in text(client, address("council", council.challenge))


def test_a_doubt_is_lifted_with_words_that_stay(client, call, coordinator, now):
    found = experts(9, call.challenge)
    a_member(
        call.challenge.initiatives.get(),
        role="edit",
        related_persons=[f"{found[0].person.name}, anh ruột"],
    )
    council = form_council(
        challenge=call.challenge,
        wish=Wish(size=7, until=date(2026, 12, 20)),
        by=coordinator,
        at=now,
    )
    finding = Finding.objects.get(council=council, rule="kinship", person=found[0].person)
    sign_in(client, coordinator)

    client.post(reverse("review:lift", args=[finding.code]), {"reason": "Người khác cùng tên"})

    assert Waiver.objects.get().text == "Người khác cùng tên"
    assert "đã xem xét và gỡ" in text(client, address("council", call.challenge))


def test_a_hard_conflict_is_not_lifted(client, council, coordinator):
    finding = Finding.objects.filter(council=council, severity="hard").first()
    sign_in(client, coordinator)

    answer = client.post(reverse("review:lift", args=[finding.code]), {"reason": "x"})

    assert (answer.status_code, Waiver.objects.count()) == (422, 0)


def test_a_person_is_found_without_marks_and_added_with_an_address(client, coordinator):
    person = a_person("Đặng Thùy Hương")
    sign_in(client, coordinator)
    facts = {"email": "huong@test.invalid", "email_source": "", "most_seats": "2"}

    refused = client.post(reverse("review:expert", args=[person.code]), facts)
    facts |= {
        "most_questions": "3",
        "email_source": "Trang của viện",
        "away": "24/12/2030 - 31/12/2030",
    }
    client.post(reverse("review:expert", args=[person.code]), facts)

    expert = Expert.objects.get(person=person)
    assert refused.status_code == 422
    assert (expert.email, person.absences.get().until_on) == (
        "huong@test.invalid",
        date(2030, 12, 31),
    )
    assert "huong@test.invalid" in text(client, reverse("review:experts"))


def test_only_the_coordinator_reads_how_experts_are_reached(client, call):
    experts(1)
    for role in (Role.SECRETARY, Role.DECISION_MAKER, Role.EXPERT, Role.AUDITOR):
        sign_in(client, a_user(role))
        assert client.get(reverse("review:experts")).status_code == 403


def test_the_chair_sees_all_who_sit_and_what_they_declared(client, small_call, coordinator):
    council = a_sitting_council(small_call, by=coordinator, size=3, number=5)
    chair = queries.seats_to_change(council).get(role=SeatRole.CHAIR)
    other = queries.seats_to_change(council).exclude(pk=chair.pk).first()
    url = address("council", small_call.challenge)

    sign_in(client, chair.person.user)
    page = text(client, url)
    assert other.person.name in page
    assert "không có quan hệ với nhóm nào" in page
    sign_in(client, other.person.user)
    assert chair.person.name not in text(client, url)


def test_what_a_member_declared_is_told_once_beside_what_was_found(client, small_call, coordinator):
    council = an_invited_council(small_call, by=coordinator, size=3, number=5)
    seat = queries.seats_to_change(council).first()
    file = small_call.challenge.initiatives.get()
    lead = file.members.first()
    lead.related_persons = [f"{seat.person.name}, anh ruột"]
    lead.save()
    tie = {"initiative": file.code, "other": file.code, "kind": "kinship", "relation": ""}
    past = tie | {"kind": "money", "since": "2015", "until": "2015", "text": "Hợp đồng cũ"}
    sit(seat, ties=[tie | {"since": "", "until": "", "text": "Em ruột của trưởng nhóm"}, past])
    sign_in(client, coordinator)

    page = text(client, address("council", small_call.challenge))

    gone = page.split("<h3>Không còn trong hội đồng</h3>")[1]
    assert page.count("Em ruột của trưởng nhóm") == page.count("Hợp đồng cũ") == 1
    assert "đã kê khai: gia đình, “Em ruột của trưởng nhóm”" in gone
    assert gone.count("có quan hệ gia đình với") == 1
    assert "không thuộc trường hợp phải loại trừ: " in gone


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SECRETARY, Role.AUDITOR])
def test_who_is_in_a_team_of_the_case_runs_and_reads_nothing_of_its_council(client, council, role):
    user = a_user(role)
    a_member(council.challenge.initiatives.get(), user=user, role="view")
    sign_in(client, user)

    assert "Chuyên gia E" not in text(client, address("council", council.challenge))
    assert client.get(address("ask", council.challenge)).status_code == 403
    assert client.get(address("log", council.challenge)).status_code == 403


def test_after_the_decision_everybody_reads_who_sat(client, small_call, coordinator, now):
    council = a_sitting_council(small_call, by=coordinator, size=3, number=5)
    names = [seat.person.name for seat in queries.who_sat(council)]
    url = address("council", small_call.challenge)
    assert names[0] not in text(client, url)

    Decision.objects.create(
        challenge=small_call.challenge, drafted_by=coordinator, saved_at=now, signed_at=now
    )

    page = text(client, url)
    assert len(names) == 3
    assert all(name in page for name in names)
    assert "Chuyên gia E4" not in page


def test_the_log_of_a_council_is_read_by_who_reads_its_declarations(client, council, coordinator):
    url = address("log", council.challenge)
    codes = {}
    for role in (Role.COORDINATOR, Role.SECRETARY, Role.AUDITOR, Role.DECISION_MAKER, Role.OFFICER):
        office = council.challenge.office if role == Role.OFFICER else None
        sign_in(client, a_user(role, office=office))
        codes[role] = client.get(url).status_code

    assert codes == {
        Role.COORDINATOR: 200,
        Role.SECRETARY: 200,
        Role.AUDITOR: 200,
        Role.DECISION_MAKER: 403,
        Role.OFFICER: 403,
    }


def test_the_coordinator_takes_a_member_off_with_a_reason(client, small_call, coordinator):
    council = a_sitting_council(small_call, by=coordinator, size=3, number=6)
    first, second, _third = queries.seats_to_change(council)
    sign_in(client, coordinator)

    refused = client.post(reverse("review:remove", args=[first.code]), {"reason": ""})
    client.post(reverse("review:remove", args=[first.code]), {"reason": "Vắng nhiều lần"})
    conflict = {"reason": "Tố cáo có căn cứ", "is_conflict": "on"}
    client.post(reverse("review:remove", args=[second.code]), conflict)

    first.refresh_from_db()
    second.refresh_from_db()
    assert refused.status_code == 422
    assert (first.state, second.state) == (SeatState.WITHDRAWN, SeatState.EXCLUDED)
    assert council.seats.filter(state=SeatState.INVITED).count() == 2


def test_before_the_files_are_open_there_is_no_tab_and_no_council(client, coordinator):
    call = a_call("open")
    an_initiative(call)
    sign_in(client, coordinator)

    page = text(client, reverse("challenges:detail", args=[call.challenge.code]))

    assert address("council", call.challenge) not in page
    assert client.get(address("ask", call.challenge)).status_code == 403


def a_free_person(council):
    taken = {str(seat.person.uuid) for seat in queries.seats_to_change(council)}
    free = [one["person"] for one in council.candidates if not one["out"]]
    return queries.persons_by_uuid(set(free) - taken).popitem()[1]


def test_whoever_was_in_a_team_is_not_told_that_a_council_is_lacking():
    # That the case goes from this list would tell them that there is one now.
    file = an_initiative(a_call(state=State.IN_REVIEW))
    coordinator, from_a_team = a_user(Role.COORDINATOR), a_user(Role.COORDINATOR)
    a_member(file, user=from_a_team, role="view", left_at=NOW)

    assert [*queries.cases_without_council(coordinator)] == [file.challenge]
    assert not queries.cases_without_council(from_a_team)
