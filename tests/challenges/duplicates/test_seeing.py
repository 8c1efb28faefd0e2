"""Who sees that two files are alike: those who may read both, and nobody else."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import override

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative import bar_access, duplicates
from cauhien.challenges.models import Duplicate, Initiative
from cauhien.challenges.states import DuplicateState
from cauhien.challenges.templatetags.duplicates import file_name
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.trail.queries import chains_of
from tests.challenges.duplicates.things import DUE, EN, VI, a_likeness, address, ask, own_page
from tests.factories import a_user, sign_in
from tests.made_once import made_once

pytestmark = pytest.mark.django_db
made, cast = made_once(a_likeness)


def test_staff_see_both_passages_side_by_side_and_what_is_marked(client, alike):
    of_call = reverse("challenges:duplicates", args=[alike.files[0].challenge.code])
    files = client.get(reverse("challenges:files", args=[alike.files[0].challenge.code]))
    listed = client.get(of_call)
    page = client.get(address(alike))

    assert of_call in files.content.decode()
    assert list(listed.context["duplicates"]) == [alike]
    shown = page.content.decode()
    assert shown.count("<blockquote>") == 2
    assert "<mark>" in shown
    assert [line.act for line in AuditLine.objects.filter(chain=alike.files[0].chain, act="read")]


def test_a_file_is_called_by_the_title_in_the_language_of_the_page():
    file = Initiative(number=2, title_vi="Làn sóng xanh", title_en="A green wave")

    with override("en"):
        assert file_name(file) == "2. A green wave"
    with override("vi"):
        assert file_name(file) == "2. Làn sóng xanh"


@pytest.mark.parametrize(
    "role", [Role.DECISION_MAKER, Role.EXPERT, Role.ENTERPRISE, Role.OFFICER, Role.DATA_STEWARD]
)
def test_nobody_else_sees_that_files_are_alike(client, alike, role):
    user = sign_in(client, a_user(role))
    of_call = reverse("challenges:duplicates", args=[alike.files[0].challenge.code])

    codes = [client.get(path).status_code for path in (address(alike), of_call)]
    assert codes == [404, 403]
    assert client.post(address(alike), {"then": "judge"}).status_code == 404
    assert [item for item in items_for(user, now()) if "duplicates" in item.url] == []


def test_who_is_barred_from_one_file_knows_of_no_likeness(client, alike, coordinator, secretary):
    bar_access(initiative=alike.files[1], user=coordinator, by=secretary, at=now())

    page = client.get(reverse("challenges:duplicates", args=[alike.files[0].challenge.code]))

    assert client.get(address(alike)).status_code == 404
    assert list(page.context["duplicates"]) == []
    assert [item for item in items_for(coordinator, now()) if "duplicates" in item.url] == []
    with pytest.raises(duplicates.CannotAsk):
        ask(alike, coordinator)


def test_the_auditor_reads_and_does_nothing(client, alike):
    auditor = sign_in(client, a_user(Role.AUDITOR))

    page = client.get(address(alike))

    assert (page.context["may_ask"], page.context["may_judge"]) == (False, False)
    client.post(address(alike), {"then": "ask", "due_on": str(localdate() + DUE)})
    alike.refresh_from_db()
    assert alike.state == DuplicateState.FLAGGED
    assert [item for item in items_for(auditor, now()) if "duplicates" in item.url] == []


def test_a_confidential_passage_opens_to_who_keeps_it_secret_and_is_logged(client, opened):
    challenge = opened({"approach": VI[5]}, {"approach": VI[6], "confidential": EN[5]})
    duplicates.find_duplicates(challenge=challenge, at=now())
    found = Duplicate.objects.get(one__initiative__challenge=challenge)

    before = client.get(address(found))
    after = client.post(address(found, "duplicate_confidential"))

    assert (before.context["hidden"], after.context["hidden"]) == (1, 0)
    assert EN[5][:30] not in before.content.decode()
    assert [file.readings.count() for file in found.files] == [0, 1]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_are_shown_in_both_languages_and_take_few_queries(
    client, alike, coordinator, leads, language, django_assert_max_num_queries
):
    ask(alike, coordinator)
    for user, path in (
        (coordinator, reverse("challenges:duplicates", args=[alike.files[0].challenge.code])),
        (coordinator, address(alike)),
        (leads[0], own_page(alike, alike.files[0])),
    ):
        user.language = language
        user.save()
        sign_in(client, user)
        client.get(path)  # the first reading of a day is logged
        with django_assert_max_num_queries(12):  # four of them are the session and the header
            page = client.get(path)
        assert (path, page.status_code) == (path, 200)
        assert f'<html lang="{language}"' in page.content.decode()


def test_the_comparison_stands_in_the_history_of_the_case(alike):
    chains = chains_of(alike.files[0].challenge)

    assert {alike.chain, f"comparison:{alike.files[0].challenge.code}"} <= {*chains}
