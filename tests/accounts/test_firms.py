"""A firm joins by its tax code: asked, compared with the register, approved or refused."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from cauhien.accounts import actions, queries, rules
from cauhien.accounts.models import FirmRequest, Grant
from cauhien.accounts.states import RequestState, Role
from cauhien.core.items import items_for
from cauhien.core.models import Assertion, AuditLine
from cauhien.core.search import find
from cauhien.notices import tasks
from cauhien.notices.models import Notice
from cauhien.organisations.models import Organisation
from tests.factories import a_user, an_organisation, sign_in

pytestmark = pytest.mark.django_db
CODE, BRANCH = "0100112437", "0100112437-001"
NAME = "Công ty Cổ phần Công nghệ Sông Hồng"
SAID = {"tax_code": CODE, "name": NAME, "kind": "company", "position": "Giám đốc kỹ thuật"}


@pytest.fixture
def coordinator():
    return a_user(Role.COORDINATOR, name="Điều phối", day=localdate())


@pytest.fixture
def user():
    return a_user(name="Đại diện", day=localdate())


def asked(user, **fields):
    return actions.ask_for_firm(user=user, at=now(), **SAID | fields)


def approved(request, organisation, by):
    return actions.approve_firm(request=request, organisation=organisation, by=by, at=now())


def firms_of(user):
    user.refresh_from_db()  # what it remembers of grants is from before
    return rules.organisation_ids(user, Role.ENTERPRISE)


def test_who_represents_a_firm_asks_for_it_on_a_page(client, user):
    client.force_login(user)

    answer = client.post(reverse("accounts:firm"), SAID | {"tax_code": "01001 12437"})

    assert answer.headers["Location"] == reverse("accounts:firm")
    assert FirmRequest.objects.get().tax_code == CODE
    assert NAME in client.get(reverse("accounts:firm")).content.decode()


def test_a_ror_is_checked_compared_and_kept_with_the_organisation(client, user, coordinator):
    client.force_login(user)
    other = an_organisation("Viện Sông", ror="https://ror.org/02wsd5p50")

    slip = client.post(reverse("accounts:firm"), SAID | {"ror": "https://ror.org/02jmfj007"})
    client.post(reverse("accounts:firm"), SAID | {"ror": "02jmfj006"})
    request = FirmRequest.objects.get()
    firm = approved(request, None, coordinator).organisation

    assert list(slip.context["form"].errors) == ["ror"]
    assert firm.ror == "https://ror.org/02jmfj006"
    taken = asked(a_user(name="Người khác"), tax_code=BRANCH, ror=other.ror)
    assert queries.candidates_for(taken)[:2] == [firm, other]
    with pytest.raises(actions.CannotDecide):
        approved(taken, None, coordinator)


def test_a_mistyped_tax_code_is_said_beside_its_field_and_nothing_is_lost(client, user):
    client.force_login(user)

    answer = client.post(reverse("accounts:firm"), SAID | {"tax_code": "0100112438"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["tax_code"])
    assert NAME in answer.content.decode()


def test_the_coordinator_has_it_to_do_and_nobody_else(user, coordinator):
    request = asked(user)

    assert [item.code for item in items_for(coordinator, now())] == [request.code]
    for other in (
        user,
        a_user(Role.HEAD, day=localdate()),
        a_user(Role.SECRETARY, day=localdate()),
    ):
        assert items_for(other, now()) == []


def test_a_firm_that_the_register_does_not_know_is_entered_and_the_role_given(user, coordinator):
    approved(asked(user), None, coordinator)

    firm = Organisation.objects.get(tax_code=CODE)
    assert (firm.name_vi, firm.kind, firm.source.kind) == (NAME, "company", "form")
    assert firms_of(user) == {firm.pk}
    assert list(queries.representatives_of(firm, localdate())) == [user]
    assert [entry.code for entry in find("cong nghe song hong", user=user)] == [firm.code]


def test_one_that_it_knows_by_name_alone_gets_the_tax_code_from_the_coordinator(user, coordinator):
    firm = an_organisation(NAME)
    request = asked(user)

    assert queries.candidates_for(request) == [firm]
    assert request.organisation is None  # nothing is joined by a name
    approved(request, firm, coordinator)

    firm.refresh_from_db()
    kept = Assertion.objects.get(subject_code=firm.code)
    assert (firm.tax_code, kept.value, kept.by) == (CODE, CODE, coordinator.uuid)


def test_one_with_this_tax_code_is_the_only_candidate(user):
    firm = an_organisation("Tên khác hẳn", tax_code=CODE)
    an_organisation(NAME)

    request = asked(user)

    assert (request.organisation, queries.candidates_for(request)) == (firm, [firm])


def test_a_branch_is_shown_its_firm(user):
    firm = an_organisation("Tên khác hẳn", tax_code=CODE)

    assert queries.candidates_for(asked(user, tax_code=BRANCH)) == [firm]


def test_a_firm_with_another_tax_code_is_not_taken_for_this_one(user, coordinator):
    firm = an_organisation(NAME, tax_code="0300588569")
    request = asked(user)

    with pytest.raises(actions.CannotDecide) as refusal:
        approved(request, firm, coordinator)

    assert refusal.value.field == "firm"
    assert Grant.objects.filter(user=user).count() == 0


def test_a_refusal_has_a_reason_that_the_one_who_asked_is_told(user, coordinator):
    request = asked(user)
    with pytest.raises(actions.CannotDecide):
        actions.refuse_firm(request=request, reason=" ", by=coordinator, at=now())

    actions.refuse_firm(
        request=request, reason="Chưa có giấy giới thiệu.", by=coordinator, at=now()
    )
    tasks.accounts(0)

    request.refresh_from_db()
    assert (request.state, request.decided_by) == (RequestState.REFUSED, coordinator)
    told = Notice.objects.get(recipient=user, kind="accounts.firm_answer")
    assert told.parameters["reason"] == "Chưa có giấy giới thiệu."


def test_only_the_coordinator_decides_and_once(user, coordinator):
    request = asked(user)
    for other in (user, a_user(Role.HEAD, day=localdate()), a_user(Role.AUDITOR, day=localdate())):
        with pytest.raises(actions.CannotDecide):
            approved(request, None, other)

    approved(request, None, coordinator)

    with pytest.raises(actions.CannotDecide):
        actions.refuse_firm(request=request, reason="Muộn.", by=coordinator, at=now())


def test_nobody_asks_twice_or_for_a_firm_that_they_act_for(user, coordinator):
    request = asked(user)
    with pytest.raises(actions.CannotAsk):
        asked(user)
    approved(request, None, coordinator)
    assert len(firms_of(user)) == 1
    with pytest.raises(actions.CannotAsk):
        asked(user)


def test_an_address_that_is_not_confirmed_asks_for_nothing(user):
    user.emailaddress_set.create(email=user.email, verified=False)

    with pytest.raises(actions.CannotAsk):
        asked(user)


def test_one_takes_back_what_one_asked_for(client, user):
    request = asked(user)
    address = reverse("accounts:withdraw_request", args=[request.code])
    client.force_login(a_user())
    assert client.post(address).status_code == 404

    client.force_login(user)
    client.post(address)

    request.refresh_from_db()
    assert request.state == RequestState.WITHDRAWN


def test_the_coordinator_answers_on_the_page(client, user, coordinator):
    firm, request = an_organisation(NAME), asked(user)
    sign_in(client, coordinator)
    address = reverse("accounts:firm_request", args=[request.code])

    for wrong, field in (({"decision": "refuse"}, "reason"), ({"decision": "approve"}, "firm")):
        answer = client.post(address, wrong)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    client.post(address, {"decision": "approve", "firm": firm.code})

    assert firms_of(user) == {firm.pk}
    profile = reverse("accounts:profile")
    client.force_login(user)
    assert NAME in client.get(profile).content.decode()


def test_the_pages_of_the_coordinator_are_for_no_one_else(client, user):
    request = asked(user)
    sign_in(client, a_user(Role.HEAD))

    assert client.get(reverse("accounts:firm_requests")).status_code == 403
    assert client.get(reverse("accounts:firm_request", args=[request.code])).status_code == 404


def test_the_log_tells_each_step(user, coordinator):
    approved(asked(user), None, coordinator)

    lines = AuditLine.objects.filter(chain=f"account:{user.uuid}").order_by("number")
    assert [line.act for line in lines] == ["ask_for_firm", "firm_approved", "grant"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_page_is_there_in_both_languages_and_costs_little(
    client, user, coordinator, language, django_assert_max_num_queries
):
    an_organisation(NAME)
    request = asked(user)
    coordinator.language = language
    coordinator.save()
    sign_in(client, coordinator)

    for name, parts in (("firm", []), ("firm_requests", []), ("firm_request", [request.code])):
        with django_assert_max_num_queries(12):
            page = client.get(reverse(f"accounts:{name}", args=parts)).content.decode()
        assert f'<html lang="{language}"' in page
