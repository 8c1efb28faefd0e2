"""A value that the data steward puts right: it stays, and a file against it is a conflict."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from cauhien.accounts.states import Role
from cauhien.core.audit import verify
from cauhien.core.models import Assertion, AuditLine
from cauhien.core.search import find
from cauhien.core.text import sort_key
from cauhien.facilities.models import Laboratory
from cauhien.ingest.actions.conflicts import settle_conflict
from cauhien.ingest.actions.corrections import CannotCorrect, correct_values
from cauhien.ingest.queries.conflicts import open_proposals
from cauhien.network.models import Project, Technology
from cauhien.organisations.models import Organisation
from tests.factories import NOW, a_laboratory, a_project, a_technology, a_user, an_organisation
from tests.ingest.conftest import a_ror, a_table

pytestmark = pytest.mark.django_db

LIST = "/data/corrections/"


@pytest.fixture
def steward(client):
    user = a_user(Role.DATA_STEWARD, name="Người quản trị", language="en")
    client.force_login(user)
    return user


@pytest.fixture
def register(written, take_in):
    """Return a function that reads in a register of one organisation."""

    def register(name, **more):
        return take_in("ror", written("ror.jsonl", a_ror("05abc1248", "River Lab", name, **more)))

    return register


@pytest.fixture
def technologies(tmp_path, take_in):
    """Return a function that reads in a table of one technology."""

    def technologies(**cells):
        path = tmp_path / "technologies.csv"
        row = {"id": "HN-C001", "name_vi": "Bể lọc", "kind": "device"} | cells
        path.write_text(a_table(["id", "name_vi", "owner_organisation", "kind", "trl"], row))
        return take_in("technologies", path)

    return technologies


def page_of(kind, thing):
    return reverse("ingest:correct", args=[kind, thing.code])


def filled(client, address, **changed):
    """Return what the form at an address sends when nothing but some values are changed."""
    form = client.get(address).context["form"]
    data = {"reason": "Seen on its site"}
    for bound in (form[name] for name in form.fields if name != "reason"):
        value = bound.initial
        if value is not None and value is not False:
            data[bound.html_name] = data[bound.html_initial_name] = value
    return data | changed


def correct(thing, kind="organisation", by=None, **values):
    by = by or a_user(Role.DATA_STEWARD)
    correct_values(kind=kind, code=thing.code, values=values, reason="Seen", by=by, at=NOW)
    thing.refresh_from_db()


def names_of(row, kind):
    return set(row.names.filter(kind=kind).values_list("value", flat=True))


@pytest.mark.parametrize(
    ("kind", "made", "column"),
    [
        ("organisation", an_organisation, "name_vi"),
        ("laboratory", a_laboratory, "name_vi"),
        ("project", a_project, "title_vi"),
        ("technology", a_technology, "name_vi"),
    ],
)
def test_the_steward_puts_a_name_right_and_order_and_search_follow(
    client, steward, kind, made, column
):
    thing = made()
    address = page_of(kind, thing)

    answer = client.post(address, filled(client, address, **{column: "Ấp Đình"}))

    thing.refresh_from_db()
    assert (answer.status_code, str(thing), thing.sort_key) == (302, "Ấp Đình", sort_key("Ấp Đình"))
    assert [entry.code for entry in find("ap dinh", user=steward, kind=kind)] == [thing.code]
    assert "Put right here by hand" in client.get(answer.url).content.decode()


def test_a_register_that_differs_later_becomes_a_conflict_and_changes_nothing(register):
    register("Phòng Sông")
    row = Organisation.objects.get()
    correct(row, name_vi="Phòng Sông Hồng")

    batch = register("Phòng Sông Đà")

    row.refresh_from_db()
    assert (row.name_vi, row.folded, row.sort_key) == (
        "Phòng Sông Hồng",
        "phong song hong",
        sort_key("Phòng Sông Hồng"),
    )
    assert (batch.counts["conflict"], [p.value for p in open_proposals()]) == (1, ["Phòng Sông Đà"])


def test_a_table_that_says_the_same_as_the_steward_is_no_conflict(technologies):
    technologies(trl="4")
    correct(Technology.objects.get(), kind="technology", readiness=7)

    technologies(trl="7")

    assert (Technology.objects.get().readiness, open_proposals().count()) == (7, 0)


def test_what_is_not_put_right_follows_the_files(technologies):
    technologies(trl="4")
    correct(Technology.objects.get(), kind="technology", readiness=7)

    technologies(trl="4", kind="software")

    assert (Technology.objects.get().kind, Technology.objects.get().readiness) == ("software", 7)


def test_the_old_name_still_finds_an_organisation_and_is_no_official_one(register):
    register("Phòng Sông")
    row = Organisation.objects.get()

    correct(row, name_vi="Phòng Sông Hồng")

    assert names_of(row, "label") == {"Phòng Sông Hồng", "River Lab"}
    assert names_of(row, "alias") == {"Phòng Sông"}


def test_a_place_put_right_moves_what_the_organisation_holds_and_says_how_it_is_known(register):
    register("Phòng Sông")
    row = Organisation.objects.get()
    held = a_technology(owner=row, zone=row.zone)

    correct(row, zone="country")
    register("Phòng Sông", links=[{"type": "website", "value": "https://song.example"}])

    row.refresh_from_db()
    held.refresh_from_db()
    assert (row.zone, row.zone_basis, held.zone) == ("country", "corrected", "country")


def test_a_place_taken_from_the_source_again_is_no_longer_put_right_by_hand(register):
    register("Phòng Sông")
    row = Organisation.objects.get()
    correct(row, zone="abroad")
    register("Phòng Sông Đà")

    settle_conflict(
        proposal=open_proposals().get(), keep="theirs", reason="x",
        by=a_user(Role.DATA_STEWARD), at=NOW,
    )  # fmt: skip

    row.refresh_from_db()
    assert (row.zone, row.zone_basis) == ("city", "")


def test_a_correction_anew_closes_the_conflict(technologies):
    technologies(trl="4")
    row = Technology.objects.get()
    correct(row, kind="technology", readiness=7)
    technologies(trl="5")

    correct(row, kind="technology", readiness=6)

    accepted = Assertion.objects.filter(status=Assertion.Status.ACCEPTED)
    assert ([one.value for one in accepted], open_proposals().count()) == ([6], 0)


def test_a_correction_stands_in_the_log_with_its_reason():
    row = an_organisation()

    correct(row, website="https://song.example", established="1956")

    line = AuditLine.objects.get(chain=f"organisation:{row.code}")
    assert (line.act, line.detail) == (
        "correct",
        {"values": ["established", "website"], "reason": "Seen"},
    )
    assert verify(line.chain) == 1


def test_nobody_else_corrects_and_no_other_column_is_corrected():
    row = an_organisation(tax_code="0100112437")

    with pytest.raises(CannotCorrect):
        correct(row, by=a_user(Role.COORDINATOR), website="https://song.example")
    with pytest.raises(CannotCorrect):
        correct(row, tax_code="0314409058")

    row.refresh_from_db()
    assert (row.website, row.tax_code) == ("", "0100112437")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title_vi": "Tên khác", "reason": ""}, "reason"),
        ({}, "__all__"),
        ({"title_vi": "", "title_en": ""}, "title_vi"),
        ({"year_start": "2024", "year_end": "2021"}, "year_end"),
        ({"year_start": "20244"}, "year_start"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_changes(
    client, steward, changed, field
):
    project = a_project(title_vi="Đo mưa")
    address = page_of("project", project)

    answer = client.post(address, filled(client, address, **changed))

    assert (answer.status_code, field in answer.context["form"].errors) == (422, True)
    assert (Project.objects.get().title_vi, Assertion.objects.count()) == ("Đo mưa", 0)
    assert "Đo mưa" in answer.content.decode()


def test_an_import_while_the_page_is_open_is_not_undone(client, steward, technologies):
    technologies(trl="4")
    row = Technology.objects.get()
    data = filled(client, page_of("technology", row), kind="software")
    technologies(trl="5")

    client.post(page_of("technology", row), data)

    row.refresh_from_db()
    assert (row.kind, row.readiness) == ("software", 5)


@pytest.mark.parametrize(
    ("role", "listed", "opened"),
    [
        (Role.COORDINATOR, 200, 403),
        (Role.AUDITOR, 200, 403),
        (Role.OFFICER, 403, 403),
        (None, 302, 302),
    ],
)
def test_who_looks_on_sees_the_list_and_is_offered_no_correction(client, role, listed, opened):
    row = a_laboratory()
    address = page_of("laboratory", row)
    if role:
        client.force_login(a_user(role))

    shown = client.get(f"/laboratories/{row.code}/").content.decode()
    client.post(address, {"name_vi": "Khác", "reason": "x"})

    assert (client.get(LIST).status_code, client.get(address).status_code) == (listed, opened)
    assert address not in shown
    assert Laboratory.objects.get().name_vi == row.name_vi


@pytest.mark.parametrize("kind", ["person", "work", "challenge", "nothing"])
def test_other_kinds_are_not_corrected_here(client, steward, kind):
    assert client.get(f"{LIST}{kind}/abc/").status_code == 404


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ["Giá trị đã sửa thủ công", "Trường Đo lường", "đang hoạt động", "không"]),
        ("en", ["Corrections by hand", "Trường Đo lường", "active", "no"]),
    ],
)
def test_what_was_put_right_is_listed_in_both_languages(client, language, words):
    row = an_organisation(name_vi="Trường Đo lường")
    correct(row, active=False, zone="country")
    client.force_login(a_user(Role.DATA_STEWARD, name="Người quản trị", language=language))

    page = client.get(LIST).content.decode()
    form = client.get(page_of("organisation", row)).content.decode()

    assert [word for word in [*words, "Việt Nam" if language == "vi" else "Viet Nam"]
            if word not in page] == []  # fmt: skip
    assert f'lang="{language}"' in page
    assert words[0] in form


def test_the_pages_ask_the_database_seldom(client, steward, django_assert_max_num_queries):
    rows = [an_organisation() for _ in range(15)]
    with override("en"):
        for row in rows:
            correct(row, website="https://song.example")

    for page in (LIST, page_of("organisation", rows[0]), f"/organisations/{rows[0].code}/"):
        with django_assert_max_num_queries(12):
            client.get(page)


def test_the_steward_names_the_owner_and_what_is_tied_to_it_follows(client, steward):
    owner = an_organisation(name_vi="Viện Đo lường", zone="country")
    row = a_technology(owner_printed="Viện Đo", zone="city")
    address = page_of("technology", row)

    answer = client.post(address, filled(client, address, owner="vien do luong"))

    row.refresh_from_db()
    assert (answer.status_code, row.owner, row.owner_printed, row.zone) == (
        302, owner, "Viện Đo lường", "country",
    )  # fmt: skip
    assert [entry.place for entry in find(row.name_vi, user=steward, kind="technology")] == [
        "country"
    ]
    assert "Viện Đo lường" in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("Xyz", "No organisation of the register is called so."),
        ("Viện Sông", "Which one is meant?"),
    ],
)
def test_an_owner_that_is_not_one_of_the_register_is_refused_beside_the_field(
    client, steward, said, sentence
):
    for _number in range(2):
        an_organisation(name_vi="Viện Sông")
    row = a_technology()
    address = page_of("technology", row)

    answer = client.post(address, filled(client, address, owner=said))

    assert (answer.status_code, Assertion.objects.count()) == (422, 0)
    assert sentence in answer.context["form"].errors["owner"][0]


def test_a_file_that_names_another_owner_becomes_a_conflict_and_can_be_followed(technologies):
    right, printed = an_organisation(name_vi="Viện Sông"), an_organisation(name_vi="Viện Hồ nước")
    technologies(owner_organisation="Trường Đại học Núi cao")
    row = Technology.objects.get()
    correct(row, kind="technology", owner=right)

    batch = technologies(owner_organisation="Viện Hồ nước")

    row.refresh_from_db()
    (proposal,) = open_proposals()
    assert (row.owner, row.owner_printed) == (right, "Viện Sông")
    assert (batch.counts["conflict"], proposal.value) == (1, printed.code)
    settle_conflict(
        proposal=proposal, keep="theirs", reason="x", by=a_user(Role.DATA_STEWARD), at=NOW
    )
    row.refresh_from_db()
    assert row.owner == printed


def test_that_nobody_of_the_register_owns_it_stays_when_it_is_read_in_again(technologies):
    an_organisation(name_vi="Viện Hồ nước", zone="city")
    technologies(owner_organisation="Viện Hồ nước")
    correct(Technology.objects.get(), kind="technology", owner=None)

    technologies(owner_organisation="Viện Hồ nước", trl="7")

    row = Technology.objects.get()
    assert (row.owner, row.owner_printed, row.zone, row.readiness) == (None, "", "unknown", 7)


def test_a_host_of_a_project_put_right_stays_when_its_file_changes(tmp_path, take_in):
    def read(**cells):
        path = tmp_path / "projects.csv"
        row = {"id": "HN-J001", "title_vi": "Đo mưa", "host_organisation": "Viện Hồ nước"} | cells
        path.write_text(a_table(["id", "title_vi", "host_organisation", "summary_vi"], row))
        return take_in("projects", path)

    right = an_organisation(name_vi="Viện Sông", zone="country")
    read()
    row = Project.objects.get()
    correct(row, kind="project", host=right)

    read(summary_vi="Ở nội đô")
    read(host_organisation="Viện Sông")

    row.refresh_from_db()
    hosts = row.contributions.filter(role="host").values_list("raw_name", "organisation")
    assert ([*hosts], row.zone, row.summary_vi) == ([("Viện Sông", right.pk)], "country", "")
    assert [proposal.predicate for proposal in open_proposals()] == ["host"]


def test_a_laboratory_without_an_address_is_where_its_host_is():
    host = an_organisation(name_vi="Viện Sông", zone="country")
    free, placed = a_laboratory(zone="city"), a_laboratory(zone="city", address="Hà Nội")

    for row in (free, placed):
        correct(row, kind="laboratory", host=host)

    assert [(row.host, row.zone) for row in (free, placed)] == [(host, "country"), (host, "city")]


def test_a_ror_is_put_right_where_its_check_digits_fit_and_is_linked(client, steward):
    lab = an_organisation("Viện Sông")
    path = f"/data/corrections/organisation/{lab.code}/"
    page = client.get(path).context["form"]
    shown = {f"initial-{name}": page[name].value() or "" for name in page.fields}
    sent = {name: page[name].value() or "" for name in page.fields} | shown | {"reason": "ror.org"}

    slip = client.post(path, sent | {"ror": "02jmfj007"})
    client.post(path, sent | {"ror": "02jmfj006"})

    assert list(slip.context["form"].errors) == ["ror"]
    lab.refresh_from_db()
    assert lab.ror == "https://ror.org/02jmfj006"
    assert f'href="{lab.ror}"' in client.get(f"/organisations/{lab.code}/").content.decode()
