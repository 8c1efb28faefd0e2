"""From an obstacle to a mechanism in use, and who may do and see what on the way."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.core.search import find
from cauhien.core.subjects import hidden_codes
from cauhien.notices.models import Notice
from cauhien.policies import actions, queries, rules
from cauhien.policies.actions.drafts import advance_comment
from cauhien.policies.models import Comment, Mechanism, Obstacle
from cauhien.policies.states import (
    COMMENT_TRANSITIONS,
    WAYS,
    Act,
    Actor,
    CommentState,
    MechanismState,
    ObstacleState,
    Validity,
)
from tests.factories import NOW, a_user, acts, an_office, sign_in
from tests.policies.things import a_draft, a_trial, an_obstacle

pytestmark = pytest.mark.django_db
LAW = {"document": {"vi": "Nghị quyết", "en": "Resolution"}, "article": "1"}
LATER = NOW + timedelta(days=30)
UNTIL = date(2026, 12, 10)
END = {"reason": "Hết hạn.", "valid_to": date(2027, 1, 1)}


@pytest.fixture
def head():
    return a_user(Role.HEAD, office=an_office())


@pytest.fixture
def coordinator():
    return a_user(Role.COORDINATOR)


def consulted(head):
    return actions.advance(
        thing=a_draft(head), act=Act.CONSULT, by=head, at=NOW, consulted_until=UNTIL
    )


def test_an_obstacle_sent_twice_is_one_and_is_read_by_nobody_before_it_is_published(client):
    sender = a_user()
    found = an_obstacle(by=sender)
    page = reverse("policies:obstacle", args=[found.code])
    again = actions.send_obstacle(draft_code=found.draft_code, written={}, by=None, at=NOW)

    assert again == found
    assert found.title not in client.get(page).content.decode()
    assert found.title not in client.get(reverse("policies:obstacles")).content.decode()
    assert hidden_codes("obstacle", [found.code], a_user()) == {found.code}
    assert hidden_codes("obstacle", [found.code], sender) == set()


def test_anybody_reports_an_obstacle_without_an_account(client):
    sent = {"title": "Không mượn được phòng", "text": "Quy định không cho.", "code": "abcd2345"}
    page = client.post(reverse("policies:report"), sent, follow=True)
    empty = client.post(reverse("policies:report"), {"title": "Chỉ có tên"})

    found = Obstacle.objects.get()
    assert (found.state, found.sent_by) == (ObstacleState.RECEIVED, None)
    assert page.redirect_chain[0][0] == reverse("policies:obstacle", args=[found.code])
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["text"])
    assert "Chỉ có tên" in empty.content.decode()


def test_an_obstacle_is_answered_with_a_reason_and_its_sender_is_told(coordinator):
    sender = a_user()
    found = an_obstacle(by=sender)

    with pytest.raises(actions.CannotDo):
        actions.advance(thing=found, act=Act.REFUSE_OBSTACLE, by=coordinator, at=NOW, reason=" ")
    with pytest.raises(actions.CannotDo):
        actions.advance(thing=found, act=Act.REFUSE_OBSTACLE, by=a_user(), at=NOW, reason="x")
    moved = actions.advance(
        thing=found, act=Act.REFUSE_OBSTACLE, by=coordinator, at=NOW, reason="Luật đã cho phép."
    )

    assert (moved.state, moved.is_public, moved.answered_at) == (ObstacleState.REFUSED, True, NOW)
    assert acts(found) == ["obstacle_report", "obstacle_refuse"]
    assert [one.recipient for one in Notice.objects.all()] == [sender]


def test_a_draft_is_seen_by_its_office_alone_until_it_is_consulted(client, head, coordinator):
    draft = a_draft(head)
    page = reverse("policies:mechanism", args=[draft.code])
    stranger = a_user(Role.OFFICER)

    assert client.get(page).status_code == 404
    assert client.get(f"/api/v1/mechanisms/{draft.code}").status_code == 404
    assert draft.code not in client.get("/api/v1/mechanisms").content.decode()
    for user, is_seen in ((head, True), (coordinator, True), (stranger, False), (a_user(), False)):
        assert (hidden_codes("mechanism", [draft.code], user) == set()) == is_seen
        assert find("bay thu", user=user, kind="mechanism").exists() == is_seen

    moved = actions.advance(thing=draft, act=Act.CONSULT, by=head, at=NOW, consulted_until=UNTIL)
    assert client.get(page).status_code == 200
    assert moved.is_public


def test_only_the_head_of_its_office_puts_a_draft_to_consultation(head, coordinator):
    draft = a_draft(head)
    officer = a_user(Role.OFFICER, office=draft.office)

    for user in (officer, coordinator, a_user(Role.HEAD)):
        with pytest.raises(actions.CannotDo):
            actions.advance(thing=draft, act=Act.CONSULT, by=user, at=NOW, consulted_until=UNTIL)
    with pytest.raises(actions.CannotDo) as refusal:
        actions.advance(thing=draft, act=Act.CONSULT, by=head, at=NOW, consulted_until=NOW.date())
    assert refusal.value.field == "consulted_until"


def test_comments_are_answered_one_by_one_before_the_consultation_closes(client, head):
    draft = consulted(head)
    page = reverse("policies:mechanism", args=[draft.code])
    said = {"draft_code": "abcd2345", "mechanism": draft, "text": "Nên cho 120 m.", "by": None}
    comment = actions.send_comment(**said, at=NOW)
    assert actions.send_comment(**said, at=NOW) == comment

    assert "120 m" not in client.get(page).content.decode()
    assert [one.code for one in items_for(head, NOW)] == [draft.code]
    with pytest.raises(actions.CannotDo):
        actions.advance(thing=draft, act=Act.CLOSE_CONSULTATION, by=head, at=LATER)
    with pytest.raises(actions.CannotDo):
        actions.answer_comment(
            comment=comment, is_published=True, answer="x", by=a_user(Role.OFFICER), at=NOW
        )
    actions.answer_comment(comment=comment, is_published=True, answer="Xem xét.", by=head, at=NOW)

    assert "120 m" in client.get(page).content.decode()
    with pytest.raises(actions.CannotDo):
        actions.advance(thing=draft, act=Act.CLOSE_CONSULTATION, by=head, at=NOW)
    moved = actions.advance(thing=draft, act=Act.CLOSE_CONSULTATION, by=head, at=LATER)
    assert moved.state == MechanismState.CONSULTED
    with pytest.raises(actions.CannotDo):
        actions.send_comment(draft_code="b", mechanism=draft, text="Muộn.", by=None, at=LATER)


def test_two_versions_stand_side_by_side_with_what_differs(client, head):
    draft = a_draft(head)
    values = {"text": "Điều 1. Được bay thử dưới 120 m.", "by": head, "at": NOW, "values": {}}
    with pytest.raises(actions.CannotDo) as refusal:
        actions.write_text(mechanism=draft, **values, reason="")
    assert refusal.value.field == "reason"
    actions.write_text(mechanism=draft, **values, reason="Theo góp ý.")
    sign_in(client, head)

    address = reverse("policies:versions", args=[draft.code])
    page = client.get(address, {"old": 1, "new": 2}).content.decode()
    assert "<del>100</del>" in page
    assert "<ins>120</ins>" in page


def test_what_is_rewritten_after_a_consultation_stays_inside_until_the_next(client, head):
    draft = consulted(head)
    actions.advance(thing=draft, act=Act.CLOSE_CONSULTATION, by=head, at=LATER)
    actions.advance(thing=draft, act=Act.REVISE, by=head, at=LATER, reason="Theo góp ý.")
    inside = {"text": "Điều 1. Chưa chốt.", "reason": "Viết lại."}
    inside["values"] = {"title_vi": "Tên viết lại"}
    actions.write_text(mechanism=draft, **inside, by=head, at=LATER)
    pages = [reverse(f"policies:{name}", args=[draft.code]) for name in ("mechanism", "versions")]

    for page in pages:
        html = client.get(page).content.decode()
        assert [one for one in ("Chưa chốt", "Tên viết lại") if one in html] == []
    assert client.get(pages[1], {"new": 2}).context["new"].number == 1
    sign_in(client, head)
    assert "Chưa chốt" in client.get(pages[0]).content.decode()
    consulted_until = UNTIL + timedelta(days=60)
    again = actions.advance(
        thing=draft, act=Act.CONSULT, by=head, at=LATER, consulted_until=consulted_until
    )
    assert again.title_vi == "Tên viết lại"


def test_a_rule_rewritten_after_a_consultation_stays_inside_until_the_next(client, head):
    draft = consulted(head)
    actions.advance(thing=draft, act=Act.CLOSE_CONSULTATION, by=head, at=LATER)
    draft = actions.advance(thing=draft, act=Act.REVISE, by=head, at=LATER, reason="Theo góp ý.")
    rule = {"condition": {"test": "at_date", "since": "2027-01-01"}, "basis": LAW}
    rule["condition"] |= {"says": {"vi": "sau Tết", "en": "after Tet"}, "basis": LAW}
    written = actions.Written(rule, {"audience": ["expert"]}, None, None)
    actions.write_rule(mechanism=draft, written=written, reason="Chặt hơn.", by=head, at=LATER)
    pages = [reverse(f"policies:{name}", args=[draft.code]) for name in ("mechanism", "versions")]

    def read():
        html = "".join(client.get(one).content.decode() for one in pages)
        api = client.get(f"/api/v1/mechanisms/{draft.code}").json()["rule"]
        return "sau Tết" in html, "Chặt hơn." in html, api is None

    before = read()
    sign_in(client, head)
    inside = read()
    client.logout()
    later = {"consulted_until": UNTIL + timedelta(days=60)}
    again = actions.advance(thing=draft, act=Act.CONSULT, by=head, at=LATER, **later)
    assert (before, inside, read()) == (
        (False, False, True), (True, True, True), (True, True, False),
    )  # fmt: skip
    assert again.rule["condition"]["since"] == "2027-01-01"
    assert again.audience == ["expert"]


def test_who_reported_and_commented_hears_of_each_step_and_each_step_waits_for_its_office(
    head, coordinator
):
    draft = a_draft(head)
    sender, other = a_user(), a_user()
    Obstacle.objects.update(sent_by=sender)
    waits = [[one.to_do for one in items_for(head, NOW)]]
    actions.advance(thing=draft, act=Act.CONSULT, by=head, at=NOW, consulted_until=UNTIL)
    said = {"draft_code": "abcd2345", "mechanism": draft, "text": "Nên cho 120 m.", "by": other}
    comment = actions.send_comment(**said, at=NOW)
    actions.answer_comment(comment=comment, is_published=True, answer="Xem xét.", by=head, at=NOW)
    waits.append([one.to_do for one in items_for(head, LATER)])
    actions.advance(thing=draft, act=Act.CLOSE_CONSULTATION, by=head, at=LATER)
    waits.append([one.to_do for one in items_for(coordinator, LATER)])

    told = Notice.objects.values_list("recipient", "parameters__act").order_by("pk")
    heard = [[act for who, act in told if who == one.pk] for one in (sender, other, coordinator)]
    assert heard == [
        ["mechanism_consult", "mechanism_close"],
        ["mechanism_answer_comment", "mechanism_close"],
        ["mechanism_close"],
    ]
    assert waits == [
        ["Đưa dự thảo ra lấy ý kiến, hoặc cho viết lại"],
        ["Khép lại đợt lấy ý kiến đã hết hạn"],
        ["Ghi nhận việc ban hành khi văn bản đã được ký"],
    ]


def test_a_mechanism_is_adopted_by_its_document_used_and_ended(client, head, coordinator):
    draft = consulted(head)
    actions.advance(thing=draft, act=Act.CLOSE_CONSULTATION, by=head, at=LATER)
    document = {"document_number": "40/2026/NQ-HĐND", "valid_from": date(2026, 12, 26)}
    signed = {"document_on": date(2026, 12, 20)}
    for wrong in ({"document_on": date(2027, 1, 1)}, signed | {"valid_to": date(2026, 12, 1)}):
        with pytest.raises(actions.CannotDo) as refusal:
            actions.advance(
                thing=draft, act=Act.ADOPT, by=coordinator, at=LATER, **document, **wrong
            )
        assert refusal.value.field == list(wrong)[-1]
    adopted = actions.advance(
        thing=draft, act=Act.ADOPT, by=coordinator, at=LATER, **document, **signed
    )
    assert (adopted.state, adopted.validity) == (MechanismState.ADOPTED, Validity.ADOPTED)
    later = LATER + timedelta(days=10)
    assert actions.follow_days(at=later) == [adopted]
    period = {"from_on": date(2026, 12, 26), "until_on": date(2026, 12, 31)}
    before = {"from_on": date(2026, 12, 1), "until_on": date(2026, 12, 24)}
    figures = {
        "applications": 4,
        "granted": 5,
        "amount_vnd": None,
        "effect": "",
        "reported_in": "x",
    }
    one_day = period | {"from_on": date(2026, 12, 31)}
    for wrong, field in ((period, "granted"), (before | {"granted": 3}, "until_on")):
        with pytest.raises(actions.CannotDo) as refusal:
            actions.report_use(mechanism=adopted, values=figures | wrong, by=head, at=later)
        assert refusal.value.field == field
    actions.report_use(
        mechanism=adopted, values=period | figures | {"granted": 3}, by=head, at=later
    )
    with pytest.raises(actions.CannotDo) as refusal:  # a part of it is reported already
        actions.report_use(
            mechanism=adopted, values=one_day | figures | {"granted": 3}, by=head, at=later
        )
    assert refusal.value.field == "from_on"
    adopted.refresh_from_db()
    assert adopted.validity == Validity.IN_FORCE
    ended = actions.advance(thing=adopted, act=Act.END, by=coordinator, at=later, **END)

    assert (ended.state, ended.validity) == (MechanismState.ENDED, Validity.EXPIRED)
    page = client.get(reverse("policies:mechanism", args=[draft.code])).content.decode()
    assert "40/2026/NQ-HĐND" in page
    assert "Hết hạn." in page


def test_each_row_of_the_table_refuses_everybody_but_its_actor(head):
    """A stranger with every other role may do nothing of it."""
    draft = a_draft(head)
    stranger = a_user(Role.EXPERT)

    assert [act for act in WAYS if rules.may(stranger, draft, act)] == []
    assert rules.acts_for(head, draft) == [Act.CONSULT, Act.WITHDRAW]
    assert {way.actor for way in WAYS.values()} == set(Actor)


def test_pages_of_acts_ask_for_a_second_factor_and_are_closed_to_strangers(client, head):
    draft = a_draft(head)
    act = reverse("policies:act", args=[draft.code, "mechanism_consult"])
    client.force_login(head)
    assert client.post(act, {"consulted_until": "2099-01-01"}).status_code == 302
    assert Mechanism.objects.get(pk=draft.pk).state == MechanismState.DRAFT
    sign_in(client, a_user(Role.COORDINATOR))
    assert client.get(act).status_code == 403
    sign_in(client, head)
    wrong = client.post(act, {"consulted_until": "2020-01-01"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["consulted_until"])
    assert client.post(act, {"consulted_until": "2099-01-01"}).status_code == 302
    assert Mechanism.objects.get(pk=draft.pk).state == MechanismState.CONSULTATION

    comment = reverse("policies:comment", args=[draft.code])
    client.logout()
    client.post(comment, {"text": "Đồng ý.", "code": "abcd2345"})
    assert Comment.objects.get().sent_by is None
    assert list(queries.comments_for(a_user(), draft)) == []


def test_obstacles_and_trials_are_searched_while_everybody_reads_them(coordinator):
    reported = an_obstacle(by=a_user())
    decision = {"document_number": "12/QĐ-UBND", "document_on": NOW.date()}
    trial, decider = a_trial(), a_user(Role.DECISION_MAKER)

    def found(question):
        return [one.code for one in find(question, user=AnonymousUser())]

    before = found("bay thử thiết bị đo"), found("xe tự hành")
    actions.advance(thing=reported, act=Act.PUBLISH_OBSTACLE, by=coordinator, at=NOW)
    actions.advance(thing=trial, act=Act.ADMIT, by=decider, at=NOW, **decision)
    shown = found("bay thử thiết bị đo"), found("xe tự hành")
    hide = {"act": Act.HIDE_OBSTACLE, "reason": "Có tên người."}
    actions.advance(thing=reported, by=coordinator, at=NOW, **hide)

    assert (before, shown) == (([], []), ([reported.code], [trial.code]))
    assert found("bay thử thiết bị đo") == []


def test_a_comment_goes_only_the_ways_of_the_table(head):
    draft = consulted(head)
    said = {"draft_code": "abcd2346", "mechanism": draft, "text": "Nên cho 120 m.", "by": None}
    comment = actions.send_comment(**said, at=NOW)

    for source in CommentState:
        for target in CommentState:
            Comment.objects.update(state=source)
            answered = {"comment": comment, "to": target, "answer": "Xem xét.", "at": NOW}
            if target in COMMENT_TRANSITIONS.get(source, ()):
                assert advance_comment(**answered, by=head).state == target
                continue
            with pytest.raises(actions.CannotDo):
                advance_comment(**answered, by=head)
