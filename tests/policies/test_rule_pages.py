"""An office writes the rule of a mechanism on a page: checked there, kept by version and day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from cauhien.accounts.models import User
from cauhien.accounts.states import Role
from cauhien.core.provenance import Said, take_over
from cauhien.ingest.actions.conflicts import settle_conflict
from cauhien.ingest.queries.conflicts import open_proposals
from cauhien.policies import actions
from cauhien.policies.bridge import vocabulary_of
from cauhien.policies.forms.checks import checks_in_words
from cauhien.policies.forms.refused import in_words
from cauhien.policies.forms.rows import rows_form
from cauhien.policies.models import Mechanism
from cauhien.policies.queries import computable_on, facts
from cauhien.policies.states import Act, Validity
from tests.factories import NOW, TODAY, a_user, an_office, sign_in
from tests.made_once import made_once
from tests.policies.things import a_draft, load_mechanisms

made, _nothing = made_once(load_mechanisms)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made")]
LAW = {"document_vi": "Nghị định 320/2025/NĐ-CP", "document_en": "", "article": "11"}
HEAD = LAW | {"since": "2027-01-01", "until": "", "reason": "Theo nghị định sửa đổi."}
WORDS = {"says_vi": "doanh thu năm trước không quá mức này", "says_en": ""}


def posted(*rows, **more):
    """Return what the page sends: rows as dicts of their fields, and the head."""
    sent = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0} | HEAD
    for number, row in enumerate(rows):
        sent |= {f"form-{number}-{name}": value for name, value in (LAW | WORDS | row).items()}
    return sent | lines("gives") | lines("bring") | more


def lines(prefix, *said):
    """Return the fields of the lines of a part of the page; said: {"vi", "en", "ref"} of each."""
    sent = {f"{prefix}-TOTAL_FORMS": len(said), f"{prefix}-INITIAL_FORMS": 0}
    for number, one in enumerate(said):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in one.items()}
    return sent


def at_most(value, level=0):
    test = {"node": "compare", "fact": "revenue", "operator": "<=", "value": value}
    return test | {"level": level}


def address(code):
    return reverse("policies:rule", args=[code])


@pytest.fixture
def coordinator(client):
    return sign_in(client, a_user(Role.COORDINATOR))


def test_every_rule_that_ships_is_shown_as_rows_and_comes_back_the_same():
    for mechanism in Mechanism.objects.exclude(rule=None):
        shown = rows_form([("", "")], rule=mechanism.rule)
        names = {one.initial.get("fact") for one in shown if one.initial.get("fact")}
        rows = [one.initial for one in shown if one.initial.get("node")]
        sent = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0}
        for number, row in enumerate(rows):
            sent |= {f"form-{number}-{name}": value for name, value in row.items()}
        form = rows_form([(one, one) for one in names], sent)

        assert form.is_valid(), form.errors
        assert _plain(form.condition()) == _plain(mechanism.rule["condition"])
        assert form.fixed() == sorted(mechanism.rule.get("fixed", []))


def _plain(condition):
    """Return a condition with its values as texts."""
    if isinstance(condition, list):
        return [_plain(one) for one in condition]
    if isinstance(condition, dict):
        return {name: _plain(one) for name, one in condition.items()}
    said = {True: "yes", False: "no"}
    return said[condition] if isinstance(condition, bool) else str(condition)


def test_a_later_first_day_makes_a_new_version_and_ends_the_one_before(client, coordinator):
    old = Mechanism.objects.get(code="ir-013")

    answer = client.post(address("ir-013"), posted(at_most("4"), save="1"))

    new = Mechanism.objects.exclude(pk=old.pk).get(series=old.series)
    assert answer.url == reverse("policies:mechanism", args=[new.code])
    old.refresh_from_db()
    assert (old.valid_to, new.valid_from) == (date(2026, 12, 31), date(2027, 1, 1))
    in_force = [
        [one.code for one in computable_on(day) if one.series == old.series]
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert in_force == [["ir-013"], [new.code]]
    assert new.rule_versions.get().reason == HEAD["reason"]
    assert HEAD["reason"] in client.get(address(new.code)).content.decode()


def test_no_two_versions_are_in_force_at_one_time(client, coordinator):
    client.post(address("ir-017"), posted(at_most(3), save="1"))  # from 2027 on

    page = client.post(address("ir-017"), posted(at_most(4), save="1", since="2027-06-01"))

    assert (page.status_code, list(page.context["head"].errors)) == (422, ["since"])
    assert Mechanism.objects.filter(series="IR-017").count() == 2


def test_the_same_first_day_puts_the_rule_right_in_place(client, coordinator):
    before = Mechanism.objects.count()

    client.post(address("ir-013"), posted(at_most("4"), since="2025-10-01", save="1"))

    assert Mechanism.objects.count() == before
    assert Mechanism.objects.get(code="ir-013").rule["condition"]["value"] == "4"


def test_what_it_gives_and_which_papers_to_bring_are_written_with_the_rule(client, coordinator):
    gives = {"vi": "thuế suất thu nhập doanh nghiệp: 12%", "en": "tax rate: 12%", "ref": "11.3"}
    more = {"audience": ["enterprise"], "summary_vi": "Doanh nghiệp nhỏ chịu thuế suất 12%."}
    papers = lines("bring", {"vi": "báo cáo tài chính", "en": ""}, {"vi": "", "en": ""})
    sent = posted(at_most("4"), since="2025-10-01", save="1", **more) | papers

    client.post(address("ir-013"), sent | lines("gives", gives))

    found = Mechanism.objects.get(code="ir-013")
    assert found.benefits == [gives]
    assert found.rule["bring"] == [{"vi": "báo cáo tài chính", "en": "báo cáo tài chính"}]
    version = found.rule_versions.get()
    assert version.beside == {
        "benefits": [gives], "audience": ["enterprise"], "summary_vi": more["summary_vi"],
        "summary_en": "",
    }  # fmt: skip
    shown = client.get(reverse("policies:mechanism", args=["ir-013"])).content.decode()
    assert "huế suất thu nhập doanh nghiệp: 12%" in shown


def test_what_a_page_has_written_outlives_a_new_file_and_is_a_conflict_to_decide(
    client, coordinator
):
    client.post(address("ir-013"), posted(at_most("4"), since="2025-10-01", save="1"))
    before = Mechanism.objects.get(code="ir-013")
    said = {name: getattr(before, name) for name in ("title_vi", "kind", "series")}
    said |= {"benefits": [{"vi": "thuế suất: 17%"}], "valid_from": date(2025, 10, 1)}
    row = {before.source_key: Said(said, "0" * 64)}

    taken = take_over(Mechanism, "mechanism", row, source=before.source, at=NOW)

    before.refresh_from_db()
    assert (before.rule["condition"]["value"], before.benefits) == ("4", [])
    assert taken.conflicts == {"ir-013"}
    steward = a_user(Role.DATA_STEWARD)
    [proposal] = [one for one in open_proposals() if one.subject_code == "ir-013"]
    sign_in(client, steward)
    page = client.get(reverse("ingest:conflict", args=["mechanism", "ir-013", "benefits"]))
    assert "Thuế suất: 17%" in page.content.decode()
    settle_conflict(proposal=proposal, keep="theirs", reason="", by=steward, at=NOW)
    before.refresh_from_db()
    assert before.benefits == [{"vi": "thuế suất: 17%"}]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ("Mâu thuẫn", "trên 3 tỷ đồng đến 4 tỷ đồng", "Khoảng trống", "dưới 4 tỷ đồng")),
        ("en", ("Conflict: both", "more than 3 VND bn, at most 4 VND bn", "Gap:", "less than 4 ")),
    ],
)
def test_the_checks_stand_on_the_page_before_anything_is_kept(client, coordinator, language, words):
    User.objects.filter(pk=coordinator.pk).update(language=language)
    gives = lines("gives", *Mechanism.objects.get(code="ir-013").benefits)

    fine, clash, hole = (
        client.post(address("ir-013"), posted(at_most(value), check="1") | gives)
        for value in ("3", "4", "2")
    )
    wrong = {"node": "compare", "fact": "revenue", "operator": ">", "value": "5", "level": 1}
    both = posted({"node": "all", "level": 0}, at_most("4", 1), wrong, check="1")
    never = client.post(address("ir-013"), both)

    [tables] = {len(page.context["checked"]["tables"]) for page in (fine, clash, hole)}
    assert tables == 1  # the rates of the corporate income tax
    found = [page.context["checked"]["tables"][0]["faults"] for page in (fine, clash)]
    rivals = [{one["other"].code for one in faults if one["other"]} for faults in found]
    assert ["ir-013b" in codes for codes in rivals] == [False, True]
    html = clash.content.decode()
    assert [one for one in words if one not in html] == []
    assert "never" in {one["fault"] for one in never.context["checked"]["faults"]}
    assert Mechanism.objects.get(code="ir-013").rule["condition"]["value"] == 3


def test_a_gap_is_said_in_ranges_with_the_rule_that_could_be_widened(coordinator):
    mechanism = Mechanism.objects.get(code="ir-013")
    Mechanism.objects.exclude(code__in=["ir-013", "ir-013b"]).update(rule=None)
    rule = mechanism.rule | {"condition": mechanism.rule["condition"] | {"value": 2}}

    with translation.override("en"):
        found = checks_in_words(mechanism, rule, vocabulary_of(facts()), TODAY)

    [gap] = [one for one in found["tables"][0]["faults"] if one["fault"] == "gap"]
    said = [(dict(one["parts"]), one["rule"].code) for one in gap["regions"]]
    asks = "What was last year's revenue?"
    assert ({asks: "more than 2 VND bn, at most 3 VND bn"}, "ir-013") in said
    assert ({asks: "more than 50 VND bn"}, "ir-013b") in said


def test_what_cannot_be_read_is_said_beside_its_field_and_nothing_is_lost(client, coordinator):
    many = {"node": "compare", "fact": "revenue", "operator": "<=", "value": "nhiều", "level": 1}
    bad = posted({"node": "any", "level": 0}, at_most("3", 1), many, save="1")
    deep = posted(at_most("3", 2), save="1")

    answers = [client.post(address("ir-013"), sent) for sent in (bad, deep)]

    assert [one.status_code for one in answers] == [422, 422]
    errors = [[set(row.errors) for row in one.context["rows"]] for one in answers]
    assert errors == [[set(), set(), {"value"}], [{"level"}]]
    assert "nhiều" in answers[0].content.decode()


@pytest.mark.parametrize(
    ("what", "vi"),
    [
        ("is none of: <, <=", "Nhập một trong các giá trị: <, <=."),
        ("project_kind has no option it2", "Câu hỏi không có câu trả lời “it2”."),
        ("place is a place, which this test does not take", None),
        ("is less than 0", "Nhập ít nhất 0."),
    ],
)
def test_what_the_engine_finds_is_said_in_the_language_of_the_page(what, vi):
    with translation.override("vi"):
        said = in_words(what)

    assert said == (vi or "Không thể kiểm tra câu trả lời của câu hỏi này theo cách đó.")


def test_an_office_writes_the_rule_of_its_own_draft_and_nobody_else_does(client):
    head = a_user(Role.HEAD, office=an_office())
    draft = a_draft(head)
    stranger = a_user(Role.HEAD, office=an_office())

    for user, codes in ((stranger, (404, 403)), (head, (200, 403))):
        sign_in(client, user)
        found = (client.get(address(one)).status_code for one in (draft.code, "ir-013"))
        assert tuple(found) == codes
    client.post(address(draft.code), posted(at_most("3"), since="", save="1"))

    draft.refresh_from_db()
    assert (draft.rule["condition"]["fact"], draft.fault) == ("revenue", "")
    assert draft not in computable_on(date(2027, 1, 1))


def test_who_asks_does_not_qualify_for_what_has_ended(coordinator):
    law, day = Mechanism.objects.get(code="ir-004"), NOW.date()
    end = {"thing": law, "act": Act.END, "by": coordinator, "at": NOW, "reason": "Bị bãi bỏ."}

    for wrong in (date(2000, 1, 1), day + timedelta(days=1)):
        with pytest.raises(actions.CannotDo) as refusal:
            actions.advance(**end, valid_to=wrong)
        assert refusal.value.field == "valid_to"
    actions.advance(**end, valid_to=day)

    assert computable_on(day).filter(code="ir-004").exists()
    assert not computable_on(day + timedelta(days=1)).filter(code="ir-004").exists()
    [ended] = actions.follow_days(at=NOW + timedelta(days=1))
    assert (ended.code, ended.validity) == ("ir-004", Validity.EXPIRED)
