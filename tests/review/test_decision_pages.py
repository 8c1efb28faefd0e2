"""The tab "Decision" from outside: who reads what before and after, and who may do what."""

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative.choices import choose_shown
from cauhien.challenges.actions.initiative.sending import withdraw_initiative
from cauhien.challenges.states import State
from cauhien.review.actions.requests import ask_for_review, take_up
from cauhien.review.models import Decision, ReviewRequest
from cauhien.review.queries import decision as decisions
from cauhien.review.states import DecisionKind, Outcome
from tests.factories import NOW, a_user, sign_in
from tests.made_once import made_once
from tests.review.decision_things import SUMMARY, Case, a_decided, a_draft, signed, what_is_said
from tests.review.things import MOST_QUERIES, queries_of

pytestmark = pytest.mark.django_db
REASON = "Lý do của tiêu chí 2."
SELECTED, RESERVE, REFUSED = (f"Giải pháp bí mật {at}" for at in (1, 2, 3))
PEOPLE = {
    "public": lambda case: None,
    "stranger": lambda case: a_user(Role.ENTERPRISE),
    "team": lambda case: case.leads[2],
    "officer": lambda case: case.officer,
    "reviewer": lambda case: case.member(),
    "coordinator": lambda case: case.coordinator,
    "secretary": lambda case: case.secretary,
    "decision_maker": lambda case: case.decision_maker,
    "auditor": lambda case: case.auditor,
}
# What each reads once the decision is signed (section 4 of the life of a problem).
OUTSIDE = {SELECTED, REASON, "Phần công khai.", "Chuyên gia chair"}
ALL = OUTSIDE | {RESERVE, REFUSED}
READS = {
    "public": OUTSIDE,
    "stranger": OUTSIDE,
    "team": OUTSIDE | {REFUSED},
    "officer": ALL,
    "reviewer": ALL | {"Biên bản đầy đủ."},
    "coordinator": ALL | {"Biên bản đầy đủ."},
    "secretary": ALL | {"Biên bản đầy đủ."},
    "decision_maker": ALL | {"Biên bản đầy đủ."},
    "auditor": ALL | {"Biên bản đầy đủ."},
}
WORDS = ALL | {"Biên bản đầy đủ."}

made, decided = made_once(a_decided)


def page(client, case, user=None, name="decision"):
    if user:
        sign_in(client, user)
    answer = client.get(reverse(f"review:{name}", args=[case.challenge.code]))
    assert answer.status_code == 200
    return answer.content.decode()


def main_of(said):
    return said[said.index("<main") : said.index("</main>")]


@pytest.mark.parametrize("who", PEOPLE)
def test_after_the_decision_each_reads_what_is_theirs(client, who, decided):
    said = page(client, decided, PEOPLE[who](decided))

    assert {one for one in WORDS if one in said} == READS[who]


def test_a_team_finds_the_decision_from_its_file_and_the_scores_from_the_decision(client, decided):
    file = decided.files[2]
    scores = reverse("review:file", args=[decided.challenge.code, file.code])
    own = page(client, decided, decided.leads[2])
    of_file = client.get(reverse("challenges:initiative", args=[file.code])).content.decode()

    assert reverse("review:decision", args=[decided.challenge.code]) in main_of(of_file)
    assert scores in own
    assert scores not in page(client, decided, a_user(Role.ENTERPRISE))


@pytest.mark.parametrize("who", PEOPLE)
def test_before_it_is_signed_the_page_says_the_same_with_a_draft_and_without(client, who):
    case = Case()
    user = PEOPLE[who](case)
    without = page(client, case, user)

    a_draft(case, by=case.second)
    with_draft = page(client, case, user)

    assert main_of(without) == main_of(with_draft)
    assert not any(one in with_draft for one in WORDS | {SUMMARY})


def test_a_team_that_agrees_is_named_though_it_was_not_selected(client):
    case = Case()
    choose_shown(initiative=case.files[2], by=case.leads[2], at=NOW, is_shown=True)
    signed(a_draft(case))

    assert REFUSED in page(client, case)
    assert RESERVE not in page(client, case)
    for file, is_shown in zip(case.files, (True, False, True), strict=True):
        found = client.get(f"/initiatives/{file.code}/")
        assert (file.title_vi in found.content.decode()) is is_shown


ACTS = {
    "write": {"decision_maker"},
    "send_back": {"decision_maker"},
    "reserve": set(),
    "end": set(),
    "sign": set(),
    "ask_for_review": set(),
}


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - {"public"}))
def test_before_the_decision_each_act_is_open_to_its_actors_alone(client, who):
    case = Case()
    sign_in(client, PEOPLE[who](case))

    for name, actors in ACTS.items():
        answer = client.post(reverse(f"review:{name}", args=[case.challenge.code]), {"a": "1"})
        assert (name, answer.status_code) == (name, 422 if who in actors else 403)


def fields(case, **changes):
    """Return what the form of the decision sends when all is filled in."""
    given = {"revision": "0", "summary_vi": SUMMARY, "summary_en": "", "risk_note": ""}
    for said, outcome in zip(case.files, ("select", "reserve", "refuse"), strict=True):
        given |= {f"{said.code}-outcome": outcome, f"{said.code}-departure": ""}
        given[f"{said.code}-departure-en"] = ""
        given[f"{said.code}-place"] = "1" if outcome == "reserve" else ""
        for number in (1, 2, 3):
            given[f"{said.code}-reason-{number}"] = f"Lý do của tiêu chí {number}."
            given[f"{said.code}-reason-{number}-en"] = ""
    return given | changes


def address(case, name):
    return reverse(f"review:{name}", args=[case.challenge.code])


def test_a_missing_reason_stands_beside_its_field_and_nothing_is_lost(client):
    case = Case()
    sign_in(client, case.decision_maker)
    name = f"{case.files[1].code}-reason-2"

    answer = client.post(address(case, "write"), fields(case, then="sign", **{name: ""}))

    said = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{name}_error"' in said
    assert said.count("Lý do của tiêu chí 2.") == 2
    assert Decision.objects.get(challenge=case.challenge).lines.count() == 3


def test_it_is_written_read_and_signed_by_pages(client):
    case = Case()
    sign_in(client, case.decision_maker)

    written = client.post(address(case, "write"), fields(case, then="sign"))
    assert written.headers["Location"] == address(case, "sign")
    shown = client.get(address(case, "sign")).content.decode()
    draft = decisions.draft_of(case.decision_maker, case.challenge)
    sha256 = decisions.hash_of_draft(draft)
    assert sha256 in shown
    done = client.post(address(case, "sign"), {"sha256": sha256})

    assert done.headers["Location"] == address(case, "decision")
    assert case.again().state == State.DECIDED


def test_english_is_read_where_it_was_written_and_the_rest_is_marked(client):
    case = Case()
    _one, two, three = (file.code for file in case.files)
    english = {f"{three}-reason-{number}-en": f"Reason {number}." for number in (1, 2, 3)}
    given = fields(case, then="sign", risk_note="Rủi ro nhỏ.", risk_note_en="A small risk.")
    given |= english | {f"{two}-departure": "Vượt kinh phí."}
    sign_in(client, case.decision_maker)
    client.post(address(case, "write"), given)
    signed(decisions.draft_of(case.decision_maker, case.challenge))

    def in_english(lead, path):
        lead.language = "en"
        lead.save()
        sign_in(client, lead)
        return client.get(path).content.decode()

    decision = in_english(case.leads[2], address(case, "decision"))
    assert "A small risk." in decision
    assert '<span lang="vi">Vượt kinh phí.</span>' in decision
    assert "Reason 2." in in_english(case.leads[2], f"/initiatives/{three}/")
    assert '<span lang="vi">' in in_english(case.leads[1], f"/initiatives/{two}/")


def test_a_signature_wants_the_second_factor_of_the_last_minutes(client):
    case = Case()
    a_draft(case)
    sign_in(client, case.decision_maker, seconds_ago=3600)

    answer = client.post(address(case, "sign"), {"sha256": "0" * 64})

    assert "reauthenticate" in answer.headers["Location"]
    assert case.again().state == State.RECOMMENDED


def test_two_windows_do_not_overwrite_one_another(client):
    case = Case()
    sign_in(client, case.decision_maker)
    client.post(address(case, "write"), fields(case, then="save"))

    second = client.post(address(case, "write"), fields(case, then="save", summary_vi="Bản khác."))

    assert second.status_code == 422
    assert "Bản khác." in second.content.decode()
    assert Decision.objects.get(challenge=case.challenge).summary_vi == SUMMARY


@pytest.mark.usefixtures("clock")
def test_a_team_asks_for_a_review_and_another_decision_maker_answers_by_pages(client, decided):
    sign_in(client, decided.leads[2])
    asked = client.post(address(decided, "ask_for_review"), {"text": "Đề nghị chấm lại."})
    request = ReviewRequest.objects.get()
    handle = reverse("review:handle", args=[request.code])
    sign_in(client, decided.second)
    taken = client.post(handle, {"answer": "take_up"})
    empty = client.post(handle, {"answer": "uphold"})
    done = client.post(handle, {"answer": "uphold", "answer_vi": "Giữ nguyên."})

    assert [one.status_code for one in (asked, taken, empty, done)] == [302, 302, 422, 302]
    client.logout()
    assert "Giữ nguyên." in page(client, decided)
    assert "Đề nghị chấm lại." not in page(client, decided)


def test_until_it_is_answered_only_its_team_and_the_staff_know_of_a_request(client, decided):
    before = page(client, decided)
    text = "Đề nghị chấm lại."
    request = ask_for_review(initiative=decided.files[2], text=text, by=decided.leads[2], at=NOW)

    assert main_of(page(client, decided)) == main_of(before)
    assert text in page(client, decided, decided.leads[2])
    client.logout()
    assert text not in page(client, decided, decided.leads[1])
    client.logout()
    assert text in page(client, decided, decided.coordinator)
    handle = reverse("review:handle", args=[request.code])
    assert client.get(handle).status_code == 403


def test_the_pages_ask_the_database_little_whoever_looks(client, decided):
    ask_for_review(
        initiative=decided.files[2], text="Đề nghị chấm lại.", by=decided.leads[2], at=NOW
    )
    asked = ask_for_review(initiative=decided.files[1], text="Lý do?", by=decided.leads[1], at=NOW)
    to_decide = Case()
    a_draft(to_decide)
    looks = [(who, user(decided), address(decided, "decision")) for who, user in PEOPLE.items()]
    looks += [
        (name, to_decide.decision_maker, address(to_decide, name)) for name in ("write", "sign")
    ]
    looks += [("handle", decided.second, reverse("review:handle", args=[asked.code]))]
    looks += pages_after_a_decision()

    found = {who: queries_of(client, url, user) for who, user, url in looks}

    assert {who: count for who, count in found.items() if count > MOST_QUERIES} == {}


def pages_after_a_decision():
    """Return the pages that take from the reserve list and change a decision, with drafts."""
    left, again = a_decided(), a_decided()
    team = {"initiative": left.files[0], "by": left.leads[0], "at": NOW}
    withdraw_initiative(**team, reason="Không đủ vốn.")
    said = what_is_said(left.challenge, (Outcome.SELECT,), DecisionKind.RESERVE)
    a_draft(left, said, kind=DecisionKind.RESERVE)
    team = {"initiative": again.files[2], "by": again.leads[2], "at": NOW}
    asked = ask_for_review(**team, text="Đề nghị chấm lại.")
    take_up(request=asked, by=again.second, at=NOW)
    asked.refresh_from_db()
    said = what_is_said(again.challenge, kind=DecisionKind.CHANGE)
    a_draft(again, said, by=again.second, kind=DecisionKind.CHANGE, answers=asked)
    return [
        ("reserve", left.decision_maker, address(left, "reserve")),
        ("reserve signed", left.decision_maker, address(left, "sign")),
        ("change", again.second, reverse("review:change", args=[asked.code])),
        ("change signed", again.second, address(again, "sign")),
    ]


def test_decisions_are_in_the_feed_of_everybody_and_name_no_hidden_file(client, decided):
    said = client.get("/feeds/decisions.vi.atom").content.decode()

    assert said.count("<entry>") == 1
    assert not any(one in said for one in (RESERVE, REFUSED))
