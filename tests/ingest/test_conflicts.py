"""A value put right by hand and a later file that says otherwise: a person says which counts."""

import pytest
from django.utils.translation import override

from cauhien.accounts.states import Role
from cauhien.core.audit import verify
from cauhien.core.items import items_for
from cauhien.core.models import Assertion, AuditLine, Event
from cauhien.core.provenance import record_assertion
from cauhien.ingest.actions.conflicts import CannotSettle, settle_conflict
from cauhien.ingest.queries.conflicts import open_proposals
from cauhien.network.models import Technology
from tests.factories import NOW, a_source, a_user
from tests.ingest.conftest import a_table

pytestmark = pytest.mark.django_db

CONFLICTS = "/data/conflicts/"
COLUMNS = ["id", "name_vi", "owner_organisation", "kind", "trl"]


@pytest.fixture
def read_in(tmp_path, take_in):
    """Return a function that reads in a table of one technology."""

    def read_in(**cells):
        path = tmp_path / "technologies.csv"
        path.write_text(a_table(COLUMNS, {"id": "HN-C001", "name_vi": "Bể lọc", **cells}))
        return take_in("technologies", path)

    return read_in


@pytest.fixture
def disputed(read_in):
    """A technology whose kind a person put right and a later file says otherwise."""
    read_in(kind="software")
    row = Technology.objects.get()
    by = a_user(Role.DATA_STEWARD, name="Người quản trị")
    source = a_source(name="Official letter")
    record_assertion(
        subject=("technology", row.code), predicate="kind", value="device",
        source=source, by=by, at=NOW,
    )  # fmt: skip
    Technology.objects.update(kind="device")
    read_in(kind="process")
    return row


@pytest.fixture
def steward(client):
    user = a_user(Role.DATA_STEWARD, language="en")
    client.force_login(user)
    return user


def settle(keep, by=None):
    proposal = open_proposals().get()
    by = by or a_user(Role.DATA_STEWARD)
    settle_conflict(proposal=proposal, keep=keep, reason="Seen on site", by=by, at=NOW)


def address(row):
    return f"{CONFLICTS}technology/{row.code}/kind/"


def kind_now():
    return Technology.objects.get().kind


def test_what_is_kept_stays_and_the_same_words_are_not_asked_about_again(disputed, read_in):
    settle("ours")
    read_in(kind="process", trl="4")

    assert (kind_now(), open_proposals().count()) == ("device", 0)


def test_other_words_of_the_source_are_asked_about_again(disputed, read_in):
    settle("ours")
    read_in(kind="service")

    assert [proposal.value for proposal in open_proposals()] == ["service"]


def test_what_is_taken_is_written_told_to_the_apps_above_and_followed_from_then_on(
    disputed, read_in
):
    events = Event.objects.filter(kind="technology.changed").count()
    settle("theirs")
    assert (kind_now(), Event.objects.filter(kind="technology.changed").count()) == (
        "process",
        events + 1,
    )

    read_in(kind="service")

    assert (kind_now(), open_proposals().count()) == ("service", 0)


def test_only_the_last_words_of_a_source_wait(disputed, read_in):
    read_in(kind="service")
    assert [proposal.value for proposal in open_proposals()] == ["service"]

    settle("ours")

    assert not Assertion.objects.filter(status=Assertion.Status.PROPOSED).exists()


def test_a_decision_stands_in_the_log_with_its_reason(disputed):
    settle("theirs", by=a_user(Role.DATA_STEWARD))

    line = AuditLine.objects.get(chain=f"conflict:technology:{disputed.code}")
    assert (line.act, line.detail["value"], line.detail["reason"]) == (
        "conflict.keep_theirs",
        "kind",
        "Seen on site",
    )
    assert verify(line.chain) == 1


def test_nobody_but_the_data_steward_decides(disputed):
    with pytest.raises(CannotSettle):
        settle("theirs", by=a_user(Role.COORDINATOR))

    assert (kind_now(), open_proposals().count()) == ("device", 1)


def test_a_conflict_is_settled_once(disputed):
    proposal = open_proposals().get()
    settle("ours")

    with pytest.raises(CannotSettle):
        settle_conflict(
            proposal=proposal, keep="theirs", reason="x", by=a_user(Role.DATA_STEWARD), at=NOW
        )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ["Bể lọc", "thiết bị", "quy trình", "Người quản trị", "Lý do"]),
        ("en", ["Bể lọc", "device", "process", "Người quản trị", "Reason"]),
    ],
)
def test_both_values_are_shown_with_source_day_and_person(client, disputed, language, words):
    client.force_login(a_user(Role.DATA_STEWARD, language=language))

    listed = client.get(CONFLICTS).content.decode()
    page = client.get(address(disputed)).content.decode()

    assert [word for word in words[:4] if word not in listed] == []
    assert [word for word in [*words, "Official letter"] if word not in page] == []
    assert f'lang="{language}"' in page


def test_the_steward_takes_theirs_on_the_page(client, steward, disputed):
    answer = client.post(address(disputed), {"answer": "theirs", "reason": "Newer"})

    assert (answer.status_code, answer.url, kind_now()) == (302, CONFLICTS, "process")
    assert client.get(address(disputed)).status_code == 404


def test_without_a_reason_nothing_is_decided_and_the_field_says_so(client, steward, disputed):
    answer = client.post(address(disputed), {"answer": "theirs", "reason": ""})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    assert kind_now() == "device"


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.COORDINATOR, 200), (Role.AUDITOR, 200), (Role.OFFICER, 403), (None, 302)],
)
def test_who_looks_on_sees_conflicts_and_cannot_act(client, disputed, role, status):
    if role:
        client.force_login(a_user(role))

    shown = [client.get(page).status_code for page in (CONFLICTS, address(disputed))]
    client.post(address(disputed), {"answer": "theirs", "reason": "x"})

    assert (shown, kind_now()) == ([status, status], "device")


def test_conflicts_wait_for_the_steward_as_one_thing_to_do(disputed, now):
    with override("en"):
        (item,) = items_for(a_user(Role.DATA_STEWARD), now)

    assert (item.title, item.url) == ("1 conflict with a source", CONFLICTS)
    assert items_for(a_user(Role.COORDINATOR), now) == []


def test_the_pages_ask_the_database_seldom(
    client, steward, disputed, django_assert_max_num_queries
):
    for page in (CONFLICTS, address(disputed)):
        with django_assert_max_num_queries(12):
            client.get(page)
