"""A call is prepared, frozen, published and closed; what was frozen never changes."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges import actions, queries
from cauhien.challenges.models import Call, CallVersion, Comparison, Procedure
from cauhien.challenges.states import Award, State
from cauhien.challenges.tasks.call import close_due
from cauhien.core.hashing import hash_of
from tests.factories import NOW, a_call, a_challenge, a_task, a_user, acts, sign_in

pytestmark = pytest.mark.django_db

ANCHORS = "\n".join(f"Mức {level}" for level in range(1, 6))
WHOLE = {
    "revision": "0",
    "summary_vi": "Cần giải pháp nâng tốc độ giờ cao điểm.",
    "contact": "Sở Khoa học và Công nghệ",
    "opens_at": "2026-12-01T08:00",
    "closes_at": "2027-01-15T17:00",
    "budget": "3.000.000.000",
    "award": Award.CONTRACT,
    "ip_terms_vi": "Thuộc nhóm.",
    "confidentiality_terms_vi": "Chỉ hội đồng đọc.",
    "criteria-0-name_vi": "Hiệu quả",
    "criteria-0-weight": "60",
    "criteria-0-anchors_vi": ANCHORS,
    "criteria-1-name_vi": "Khả thi",
    "criteria-1-weight": "40",
    "criteria-1-anchors_vi": ANCHORS,
    "milestones-0-title_vi": "Chạy thử",
    "milestones-0-percent": "100",
    "milestones-0-due_months": "6",
    "checklist-0-text_vi": "Tư cách pháp lý",
    "checklist-0-is_required": "yes",
}


@pytest.fixture
def coordinator(client):
    return sign_in(client, a_user(Role.COORDINATOR))


@pytest.fixture
def problem(coordinator):
    """Return a problem at triage that was compared with what is like it."""
    call_command("load_procedures", verbosity=0)
    problem = a_challenge(State.TRIAGE)
    Comparison.objects.create(challenge=problem, reason="Khác", at=NOW, by=coordinator)
    a_task(problem)
    return problem


def whole(**fields):
    procedure = Procedure.objects.get(code="commissioned-task")
    return WHOLE | {"procedure": procedure.pk, "then": "freeze"} | fields


def address(name, challenge):
    return reverse(f"challenges:{name}", args=[challenge.code])


def test_a_complete_call_is_frozen_and_the_problem_defined_on_it(client, problem, coordinator):
    answer = client.post(address("call_edit", problem), whole())

    problem.refresh_from_db()
    call, version = problem.call, CallVersion.objects.get()
    assert (answer.headers["Location"], problem.state) == (address("call", problem), State.DEFINED)
    assert (call.version, call.sha256) == (1, version.sha256) == (1, hash_of(version.content))
    assert call.closes_at == datetime.fromisoformat("2027-01-15T17:00+07:00")
    assert call.budget == Decimal(3_000_000_000)
    assert version.content["criteria"][0]["anchors_vi"] == ANCHORS.splitlines()
    assert version.content["procedure"]["sealed"] is True


def test_without_a_council_that_wants_the_task_the_call_is_kept_and_not_frozen(client, problem):
    problem.definitions.all().delete()

    for says in (
        "Quy trình yêu cầu hội đồng xác định nhiệm vụ trước.",
        "Hãy từ chối bài toán hoặc đề nghị hội đồng xem xét lại.",
    ):
        call = Call.objects.filter(challenge=problem).first()
        sent = whole(revision=call.revision if call else 0)
        answer = client.post(address("call_edit", problem), sent)
        assert (answer.status_code, says in answer.content.decode()) == (422, True)
        a_task(problem, is_advised=False)

    problem.refresh_from_db()
    assert (problem.state, problem.call.budget) == (State.TRIAGE, Decimal(3_000_000_000))
    Procedure.objects.update(definition={})
    client.post(address("call_edit", problem), whole(revision=problem.call.revision))
    problem.refresh_from_db()
    assert problem.state == State.DEFINED


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("criteria-1-weight", "39", "Tổng trọng số phải bằng 100."),
        ("criteria-1-anchors_vi", "Mức 1", "Khả thi"),
        ("milestones-0-percent", "90", "Tổng tỷ lệ của các mốc phải bằng 100."),
        ("closes_at", "2026-12-20T17:00", "30"),
        ("summary_vi", "", "Hãy nêu yêu cầu đặt ra"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_is_kept(
    client, problem, field, value, says
):
    answer = client.post(address("call_edit", problem), whole(**{field: value}))

    page = answer.content.decode()
    problem.refresh_from_db()
    assert (answer.status_code, problem.state) == (422, State.TRIAGE)
    errors = [str(one) for name in answer.context["form"].errors.values() for one in name]
    assert len(errors) == 1
    assert says in errors[0]
    assert all(kept in page for kept in ("Chạy thử", "Tư cách pháp lý", "Mức 3"))


def test_it_is_saved_unfinished_and_shows_what_was_saved(client, problem):
    client.post(address("call_edit", problem), whole(then="save", summary_vi=""))

    page = client.get(address("call_edit", problem)).content.decode()
    assert all(said in page for said in ('value="Hiệu quả"', 'value="2027-01-15T17:00"'))
    assert (Call.objects.get().revision, acts(problem)) == (1, ["prepare"])


def test_two_who_prepare_it_at_once_do_not_overwrite_one_another(client, problem):
    first = {"summary_vi": "Của người thứ nhất", "revision": "0"}
    client.post(address("call_edit", problem), first)

    second = client.post(address("call_edit", problem), first | {"summary_vi": "Của người thứ hai"})

    assert second.status_code == 409
    assert "Của người thứ hai" in second.content.decode()
    assert Call.objects.get().summary_vi == "Của người thứ nhất"


def test_without_a_comparison_it_is_not_frozen(client, problem):
    Comparison.objects.all().delete()

    answer = client.post(address("call_edit", problem), whole())

    problem.refresh_from_db()
    assert (answer.status_code, problem.state) == (422, State.TRIAGE)
    assert not CallVersion.objects.exists()


def test_the_terms_of_an_earlier_call_are_taken_over(client, problem):
    earlier = a_call()

    client.post(address("call_copy", problem), {"source": earlier.challenge.code})

    call = queries.call_of(problem)
    assert queries.rows_of(call) == queries.rows_of(earlier)
    assert (call.ip_terms_vi, call.copied_from) == (earlier.ip_terms_vi, earlier)
    assert (call.summary_vi, call.contact, call.closes_at, call.version) == ("", "", None, 0)


def defined(problem, coordinator, client):
    client.post(address("call_edit", problem), whole())
    return queries.call_of(problem)


def test_what_was_read_is_published_with_a_fresh_second_factor(client, problem, coordinator, now):
    call = defined(problem, coordinator, client)
    sign_in(client, coordinator, seconds_ago=400)
    asked = client.post(address("call_publish", problem), {"sha256": call.sha256})
    sign_in(client, coordinator)
    wrong = client.post(address("call_publish", problem), {"sha256": "0" * 64})
    done = client.post(address("call_publish", problem), {"sha256": call.sha256})

    problem.refresh_from_db()
    assert asked.headers["Location"].startswith("/account/2fa/reauthenticate/")
    assert (wrong.status_code, done.headers["Location"]) == (422, address("call", problem))
    assert (problem.state, problem.is_public) == (State.OPEN, True)
    assert queries.call_of(problem).published_at is not None


def test_a_frozen_call_is_opened_again_with_a_reason_and_frozen_anew(client, problem, coordinator):
    defined(problem, coordinator, client)

    client.post(address("call_revise", problem), {"reason": "Sai kinh phí"})
    client.post(address("call_edit", problem), whole(revision="1", budget="2.000.000.000"))

    call = queries.call_of(problem)
    kept = list(call.versions.values_list("number", "content__budget"))
    assert kept == [(1, "3000000000"), (2, "2000000000")]
    assert call.sha256 == call.versions.get(number=2).sha256


def test_nobody_sees_a_call_before_it_is_published_but_who_prepares_it(
    client, problem, coordinator
):
    defined(problem, coordinator, client)
    people = {
        "own head": (a_user(Role.HEAD, office=problem.office), 200),
        "decision-maker": (a_user(Role.DECISION_MAKER), 200),
        "enterprise": (a_user(Role.ENTERPRISE), 404),
        "stranger": (a_user(Role.HEAD), 404),
    }

    for user, status in people.values():
        sign_in(client, user)
        assert client.get(address("call", problem)).status_code == status
    client.logout()
    assert client.get(address("call", problem)).status_code == 404


def test_the_call_of_a_problem_that_was_refused_stays_unpublished(
    client, problem, coordinator, now
):
    client.post(address("call_edit", problem), whole(then="save"))
    actions.refuse_challenge(challenge=problem, by=coordinator, at=now, reason="Ngoài thẩm quyền")
    client.logout()

    assert client.get(address("detail", problem)).status_code == 200
    assert client.get(address("call", problem)).status_code == 404


def test_nobody_but_the_coordinator_prepares_or_publishes(client, problem, coordinator):
    for user in (problem.officer, a_user(Role.SECRETARY), a_user(Role.HEAD, office=problem.office)):
        sign_in(client, user)
        assert client.post(address("call_edit", problem), whole()).status_code == 403
        assert client.get(address("call_publish", problem)).status_code == 403


@pytest.mark.parametrize("language", ["vi", "en"])
def test_everybody_reads_a_published_call_with_its_deadline_and_zone(client, language):
    call = a_call(closes_at=datetime.fromisoformat("2026-12-24T17:00+07:00"))

    page = client.get(
        address("call", call.challenge), headers={"accept-language": language}
    ).content.decode()

    says = {
        "vi": ("17:00 24/12/2026", "giờ Hà Nội, UTC+7", "3.000.000.000 VND"),
        "en": ("24 Dec 2026, 17:00", "Hanoi time, UTC+7", "3,000,000,000 VND"),
    }
    assert all(said in page for said in (*says[language], "Hiệu quả"))


def test_open_calls_stand_first_in_the_list_the_first_to_close_at_the_head(client):
    later = a_call(closes_at=NOW + timedelta(days=20))
    a_challenge(State.CATALOGUED, title_vi="A")
    sooner = a_call(closes_at=NOW + timedelta(days=2))

    found = list(client.get(reverse("challenges:list")).context["page"])

    assert found[:2] == [sooner.challenge, later.challenge]


def test_the_clock_closes_a_call_in_public_and_not_before(now):
    call = a_call(closes_at=now)

    close_due(now - timedelta(seconds=1))
    call.challenge.refresh_from_db()
    before = call.challenge.state
    close_due(now)

    call.challenge.refresh_from_db()
    assert (before, call.challenge.state) == (State.OPEN, State.SCREENING)
    assert acts(call.challenge) == ["close"]
