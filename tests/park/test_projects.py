"""Projects, entries, lots and needs: what the park manager writes, and what nobody else may."""

import json
from datetime import date
from decimal import Decimal

import pytest

from cauhien.accounts.states import Role
from cauhien.core.models import Assertion, AuditLine
from cauhien.notices.models import Notice
from cauhien.park.actions import lots, needs, projects
from cauhien.park.actions.refusals import CannotWrite
from cauhien.park.models import InvestmentProject, Need
from cauhien.park.queries.parks import linked_of, needs_for
from cauhien.park.queries.reconciling import known_in
from cauhien.park.queries.totals import totals_on
from cauhien.park.states import NeedState
from tests.factories import NOW, a_challenge, a_technology, a_user, an_organisation, sign_in
from tests.park.things import (
    a_manager,
    a_park,
    a_project,
    a_tenant,
    capital,
    status,
    with_capital,
)

pytestmark = pytest.mark.django_db
RING = [[105.5, 21.0], [105.6, 21.0], [105.6, 21.1], [105.5, 21.0]]


@pytest.fixture
def park(db):
    return a_park()


@pytest.fixture
def manager(db):
    return a_manager()


def logged(park):
    return list(AuditLine.objects.filter(chain=park.chain).values_list("act", flat=True))


def test_a_project_is_written_with_its_status_and_found_by_its_investor(client, park, manager):
    project = a_project(park, manager, investor={"name": "Nidec", "nationality": "JP"})

    assert (project.status, project.investor.is_foreign) == ("licensed", True)
    assert logged(park) == ["park_project"]
    assert project.name_vi in client.get(f"/parks/{park.code}/projects/?q=nidec").content.decode()


def test_a_corrected_value_stays_when_a_file_says_otherwise(park, manager):
    project = a_project(park, manager)
    project.source = park.source
    project.save()
    investor = {"name": "", "nationality": "", "tier": "", "organisation": None}

    values = {"area_ha": Decimal("2.5")}
    said = {"project": project, "values": values, "investor": investor}
    projects.write_project(**said, by=manager, at=NOW)

    kept = Assertion.objects.get(subject_kind="investmentproject", subject_code=project.code)
    assert (kept.predicate, kept.value, kept.by) == ("area_ha", "2.5", manager.uuid)


def test_a_project_is_put_into_no_project_that_is_inside_it(park, manager):
    outer = a_project(park, manager, "Tổ hợp")
    inner = a_project(park, manager, "Nhà xưởng", parent=outer)
    elsewhere = a_project(a_park("Khu khác"), manager, "Ở khu khác")
    investor = {"name": "", "nationality": "", "tier": "", "organisation": None}

    for parent in (outer, inner, elsewhere):
        said = {"project": outer, "values": {"parent": parent}, "investor": investor}
        with pytest.raises(CannotWrite) as refusal:
            projects.write_project(**said, by=manager, at=NOW)
        assert refusal.value.field == "parent"


def test_a_withdrawn_entry_counts_no_more_and_stays_to_be_read(client, park, manager):
    project = with_capital(a_project(park, manager), manager)
    (entry,) = project.capital.all()

    said = {"project": project, "what": "capital", "entry": entry, "reason": "Ghi nhầm"}
    projects.withdraw(**said, by=manager, at=NOW)

    page = client.get(f"/investment-projects/{project.code}/").content.decode()
    assert totals_on(known_in(park), date(2020, 1, 1)).registered == {}
    assert "Ghi nhầm" in page
    assert logged(park)[-1] == "park_withdraw"


def test_an_entry_is_corrected_in_one_step_and_the_wrong_one_stays_to_be_read(
    client, park, manager
):
    project = with_capital(a_project(park, manager), manager)
    old = project.capital.get()
    sign_in(client, manager)
    address = f"/investment-projects/{project.code}/capital/{old.code}/correct/"
    given = {"kind": "registered", "amount": "260", "scale": "1000000", "currency": "USD"}
    given |= {
        "on_date": "2018-04-30",
        "precision": "day",
        "document": "GCN 01",
        "reason": "Gõ nhầm",
    }

    shown = client.get(address).content.decode()
    client.post(address, given | {"reason": "Gõ nhầm"})

    old.refresh_from_db()
    new = project.capital.get(withdrawn_at=None)
    assert 'value="200.000.000"' in shown
    assert (old.withdrawn_reason, new.amount) == ("Gõ nhầm", Decimal(260_000_000))


def test_the_same_day_takes_one_amount_of_a_kind_and_one_status(park, manager):
    project = with_capital(a_project(park, manager), manager)

    for what, values in {"capital": capital("1"), "status": status()}.items():
        with pytest.raises(CannotWrite) as refusal:
            projects.enter(project=project, what=what, values=values, by=manager, at=NOW)
        assert refusal.value.field == "on_date"


def test_the_only_status_of_a_project_is_not_withdrawn(park, manager):
    project = a_project(park, manager)
    (entry,) = project.statuses.all()

    said = {"project": project, "what": "status", "entry": entry, "reason": "Sai"}
    with pytest.raises(CannotWrite):
        projects.withdraw(**said, by=manager, at=NOW)


@pytest.mark.parametrize(
    "outline",
    [
        [1],
        {"type": "Point", "coordinates": [105.5, 21.0]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [RING[:3]]},
        {"type": "Polygon", "coordinates": [[*RING[:3], [105.7, 21.0]]]},
        {"type": "Polygon", "coordinates": [[[21.0, 105.5], *RING[1:3], [21.0, 105.5]]]},
        {"type": "Polygon", "coordinates": [[["a", 1], *RING[1:3], ["a", 1]]]},
        {"type": "Polygon", "coordinates": [RING * 600]},
    ],
)
def test_an_outline_that_is_no_polygon_is_refused(outline):
    with pytest.raises(CannotWrite):
        lots.checked_outline(outline)


def test_a_lot_is_drawn_by_its_outline_and_counted_in_the_sentence(client, park, manager):
    sign_in(client, manager)
    outline = json.dumps(
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [RING]}}
    )
    project = a_project(park, manager)
    given = {"name": "CN1", "area_ha": "5,5", "outline": outline, "project": project.pk}
    given |= {"latitude": "21,0134", "longitude": "105.5261"}  # by a phone, and from a map

    answer = client.post(f"/parks/{park.code}/lots/new/", given)

    page = client.get(f"/parks/{park.code}/lots/").content.decode()
    assert answer.status_code == 302
    lot = park.lots.get()
    assert (lot.latitude, lot.longitude) == (21.0134, 105.5261)
    assert "<polygon points=" in page
    assert "1 lô đất, tổng cộng 5,5 ha; 1 lô đã có dự án; 1 lô có trên sơ đồ." in page


def test_a_tenant_says_what_it_needs_and_only_the_park_makes_it_public(client, park, manager):
    firm = an_organisation("Công ty Vi mạch")
    project = a_project(park, manager, investor={"name": "Vi mạch", "organisation": firm})
    tenant, others = a_tenant(firm), [a_user(), a_user(Role.OFFICER), a_tenant(an_organisation())]

    need = needs.ask_for(project=project, title="Phòng sạch", description="", by=tenant, at=NOW)

    assert need.state == NeedState.ASKED
    assert [list(needs_for(one)) for one in (tenant, manager)] == [[need], [need]]
    assert [list(needs_for(one)) for one in others] == [[], [], []]
    assert client.get(f"/needs/{need.code}/").status_code == 404
    said = {"to": NeedState.OPEN, "answer": "", "is_public": True}
    needs.advance(need=need, **said, by=manager, at=NOW)
    assert client.get(f"/needs/{need.code}/").status_code == 200
    (told,) = Notice.objects.all()
    assert (told.kind, told.recipient, told.url) == (
        "park.answered",
        tenant,
        f"/needs/{need.code}/",
    )


def test_a_need_is_linked_to_what_its_reader_may_see(park, manager):
    project = a_project(park, manager)
    need = needs.ask_for(project=project, title="Cảm biến", description="", by=manager, at=NOW)
    technology, draft = a_technology("Cảm biến bụi"), a_challenge()

    said = {"reason": "Cùng phép đo", "by": manager, "at": NOW}
    address = f"https://site.invalid/technologies/{technology.code}/"
    needs.link(need=need, kind="technology", code=address, **said)

    assert [thing for _link, thing, _url, _label in linked_of(need, manager)] == [technology]
    with pytest.raises(CannotWrite):  # a draft of an office is none of the park's
        needs.link(need=need, kind="challenge", code=draft.code, **said)
    with pytest.raises(CannotWrite):
        needs.link(need=need, kind="technology", code=technology.code, **said)


def test_what_waits_for_the_park_manager_stands_in_their_work(client, park, manager):
    firm = an_organisation()
    project = a_project(park, manager, investor={"name": "Vi mạch", "organisation": firm})
    said = {"title": "Cần phòng sạch", "description": ""}
    needs.ask_for(project=project, **said, by=a_tenant(firm), at=NOW)

    sign_in(client, manager)
    assert "Cần phòng sạch" in client.get("/my-work/").content.decode()
    sign_in(client, a_user(Role.OFFICER))
    assert "Cần phòng sạch" not in client.get("/my-work/").content.decode()


ACTS = [
    "/parks/{park}/projects/new/",
    "/parks/{park}/totals/new/",
    "/parks/{park}/rates/new/",
    "/parks/{park}/lots/new/",
    "/parks/{park}/sheets/new/",
    "/investment-projects/{project}/edit/",
    "/investment-projects/{project}/status/new/",
    "/investment-projects/{project}/capital/new/",
    "/investment-projects/{project}/figure/new/",
    "/investment-projects/{project}/status/{entry}/correct/",
    "/investment-projects/{project}/needs/new/",
    "/needs/{need}/answer/",
    "/needs/{need}/link/",
]


def test_only_the_park_manager_opens_what_writes_and_with_a_second_factor(client, park, manager):
    project = a_project(park, manager)
    need = needs.ask_for(project=project, title="Nước sạch", description="", by=manager, at=NOW)
    codes = {"park": park.code, "project": project.code, "need": need.code}
    codes["entry"] = project.statuses.get().code
    addresses = [address.format(**codes) for address in ACTS]

    def answers(user, **how):
        if user:
            sign_in(client, user, **how)
        return {client.get(address).status_code for address in addresses}

    assert answers(None) == {302}
    assert answers(a_user(Role.OFFICER)) == {403}
    assert answers(a_user(Role.AUDITOR)) == {403}
    assert answers(manager, second_factor=False) == {302}
    assert answers(manager) == {200}
    assert (Need.objects.count(), InvestmentProject.objects.count()) == (1, 1)


def test_the_log_of_a_park_is_read_by_who_runs_it_and_who_audits_it(client, park, manager):
    project = a_project(park, manager)
    address = f"/parks/{park.code}/log/"

    def answer(user):
        sign_in(client, user)
        return client.get(address)

    codes = [answer(user).status_code for user in (a_user(Role.OFFICER), a_user(Role.AUDITOR))]
    page = answer(manager).content.decode()

    assert codes == [403, 200]
    assert "ghi dự án đầu tư" in page
    assert f"/investment-projects/{project.code}/" in page


def test_an_invalid_form_keeps_what_was_written_and_says_why_beside_the_field(
    client, park, manager
):
    project = a_project(park, manager)
    sign_in(client, manager)
    given = {"kind": "registered", "amount": "-5", "scale": "1000000", "currency": "USD"}
    given |= {"on_date": "2018-04-30", "precision": "month", "document": "GCN 7"}

    refused = client.post(f"/investment-projects/{project.code}/capital/new/", given)
    given["amount"] = "400"
    taken = client.post(f"/investment-projects/{project.code}/capital/new/", given)

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert "GCN 7" in refused.content.decode()
    (entry,) = project.capital.all()
    assert (entry.amount, entry.on_date) == (Decimal(400_000_000), date(2018, 4, 30))
