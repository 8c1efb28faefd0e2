"""The leader's brief: every line leads on, and says only what its reader may see."""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from cauhien.accounts.actions import create_demonstration_accounts
from cauhien.accounts.states import Role
from cauhien.challenges.models import Challenge
from cauhien.challenges.states import State
from cauhien.core.audit import record
from cauhien.documents.documents import pdf
from cauhien.front.actions import WEEKLY, send_first_briefs, tell_of_the_week
from cauhien.front.documents import brief_text
from cauhien.front.queries import Brief, Line, Section, brief_for
from cauhien.notices.actions import choose_ways
from cauhien.notices.actions.mailing import prepare
from cauhien.notices.models import Mail, Notice
from cauhien.notices.queries import absolute
from cauhien.observatory.models import Indicator, Target, Unit, Value
from tests.factories import NOW, TODAY, a_challenge, a_source, a_user, an_office, sign_in
from tests.resolution.things import a_blocked_task, a_running_task, a_task

pytestmark = pytest.mark.django_db
LONG_AGO = NOW - timedelta(days=60)


def a_stuck_case(state=State.RECOMMENDED, **fields):
    """Return a case that came into its state sixty days ago."""
    case = a_challenge(state, saved_at=LONG_AGO, **{"is_public": True} | fields)
    said = {"from": "in_review", "to": state}
    record(chain=case.chain, act="recommend", by=None, at=LONG_AGO, detail=said, public=True)
    return case


def said(user, number):
    section = brief_for(user, NOW).sections[number]
    return [(line.text, line.url, line.since) for line in section.lines]


def test_a_case_is_stuck_with_whoever_the_table_says_can_move_it():
    leader, case = a_user(Role.LEADER), a_stuck_case()
    a_stuck_case(is_illustration=True)
    a_challenge(State.IN_REVIEW, is_public=True, saved_at=NOW)

    (line,) = brief_for(leader, NOW).sections[0].lines

    assert (line.text, line.since) == (case.title_vi, date(2026, 9, 25))
    assert line.url == reverse("challenges:detail", args=[case.code])
    assert "người quyết định" in line.whom


def test_what_a_reader_may_not_see_is_in_no_line_and_no_count():
    hidden = a_stuck_case(State.AWAITING_SIGN_OFF, is_public=False)
    own_head = a_user(Role.HEAD, office=hidden.office)

    assert said(a_user(Role.LEADER), 0) == said(a_user(Role.HEAD), 0) == []
    assert [line[0] for line in said(own_head, 0)] == [hidden.title_vi]


def test_tasks_are_late_silent_or_blocked_with_whom_and_listed_ones_are_only_counted():
    silent, _cast = a_running_task(due_on=date(2027, 1, 1))
    blocked, _cast, other = a_blocked_task(starts_on=date(2026, 11, 1), due_on=date(2027, 1, 1))
    a_task(due_on=date(2020, 1, 1))

    lines = brief_for(a_user(Role.LEADER), NOW).sections[1].lines

    assert [line.url for line in lines] == [
        reverse("resolution:task", args=[silent.code]),
        reverse("resolution:task", args=[blocked.code]),
        f"{reverse('resolution:list')}?state=listed&time=overdue",
    ]
    assert str(silent.office) in lines[0].whom
    assert str(other) in lines[1].whom


def a_moving_goal():
    """Return a target whose indicator has two values that can be compared."""
    unit = Unit.objects.create(code="city", name_vi="Thành phố", name_en="City", kind="province")
    indicator = Indicator.objects.create(
        code="pii", name_vi="Điểm PII", name_en="PII", level="province", family="city"
    )
    source = a_source()
    for year, value in ((2024, 60.76), (2025, 65.68)):
        said = {"period": str(year), "since": year, "year": year, "printed": str(value)}
        Value.objects.create(
            code=f"v{year}",
            indicator=indicator,
            unit=unit,
            number=value,
            source=source,
            at=NOW,
            **said,
        )
    return Target.objects.create(
        key="PII",
        indicator=indicator,
        unit=unit,
        year=2030,
        operator="ge",
        number=70,
        document="NQ",
        source=source,
        name_vi="Điểm PII trên 70",
        name_en="PII above 70",
    )


def test_a_goal_moves_between_two_values_that_can_be_compared():
    leader = a_user(Role.LEADER)
    nothing = brief_for(leader, NOW).sections[2].nothing
    target = a_moving_goal()

    (line,) = brief_for(leader, NOW).sections[2].lines

    assert nothing == "Chưa có số liệu của mục tiêu nào được nạp."
    assert line.url == reverse("observatory:goal", args=[target.code])
    assert line.whom == "60,8 (2024), sau đó 65,7 (2025); cần đạt: ≥ 70 năm 2030"


def test_the_page_is_for_whoever_leads_and_every_line_of_it_is_a_link(
    client, django_assert_max_num_queries
):
    case, task = a_stuck_case(), a_blocked_task()[0]
    for role, status in [(Role.LEADER, 200), (Role.COORDINATOR, 200), (Role.OFFICER, 403)]:
        sign_in(client, a_user(role))
        assert client.get("/brief/").status_code == status
    a_moving_goal()
    sign_in(client, a_user(Role.COORDINATOR))
    with django_assert_max_num_queries(12):
        client.get("/brief/")
    sign_in(client, a_user(Role.LEADER, language="en"))

    with django_assert_max_num_queries(12):
        page = client.get("/brief/").content.decode()

    for thing, name in ((case, "challenges:detail"), (task, "resolution:task")):
        assert f'<a href="{reverse(name, args=[thing.code])}">' in page
    assert "Your role sees no council before the decision" in page
    client.logout()
    assert client.get("/brief/").status_code == 302


def test_it_is_one_sheet_of_paper_however_much_there_is(client):
    an_office("Sở Khoa học và Công nghệ", coordinates=True)
    many = [Line("Giảm ùn tắc giao thông giờ cao điểm " * 6, "/", "Sở Xây dựng", NOW.date())] * 9
    whole = Brief(NOW.date(), [Section("Việc tồn đọng và vướng ở đâu", many, "")] * 4)

    reader = PdfReader(io.BytesIO(pdf(brief_text(whole, reader="Lãnh đạo", at=NOW), at=NOW)))

    text = reader.pages[0].extract_text()
    assert len(reader.pages) == 1
    assert all(words in text for words in ("CỘNG HÒA XÃ HỘI", "BÁO CÁO", "(3 trong 9)"))
    sign_in(client, a_user(Role.LEADER))
    answer = client.get("/brief/print.pdf")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


def test_it_comes_weekly_to_whoever_asked_for_it_and_leads_still():
    asked, former = a_user(Role.LEADER), a_user()
    a_user(Role.LEADER)  # who did not ask
    for user in (asked, former):
        choose_ways(user=user, general="digest", chosen={WEEKLY: "immediate"})
    a_stuck_case()

    assert tell_of_the_week(at=NOW) == 1
    notice = Notice.objects.get(kind=WEEKLY)
    assert (notice.recipient, notice.parameters["stuck"]) == (asked, 1)
    assert notice.mails.count() == 1


def test_its_mail_links_every_line_and_says_only_what_its_reader_may_see_when_it_leaves():
    leader = a_user(Role.LEADER, language="en")
    choose_ways(user=leader, general="digest", chosen={WEEKLY: "immediate"})
    case = a_stuck_case(title_en="Fewer jams")
    hidden = a_stuck_case(title_en="Not yet public")
    tell_of_the_week(at=NOW)
    Challenge.objects.filter(pk=hidden.pk).update(is_public=False)

    mail = prepare(mail=Mail.objects.get().code, at=NOW)

    address = absolute(reverse("challenges:detail", args=[case.code]))
    assert "Cases that are stuck, and with whom (1)\n– Fewer jams · " in mail.text
    assert address in mail.text
    assert f'<a href="{address}"' in mail.html
    assert "Not yet public" not in mail.text
    assert "No values of goals are loaded here." in mail.text


def test_whoever_leads_in_the_demonstration_gets_it_and_the_first_one_at_once():
    offices = {"office": an_office(), "coordinating_office": an_office()}
    create_demonstration_accounts(**offices, starts_on=TODAY, at=NOW)

    assert (send_first_briefs(at=NOW), send_first_briefs(at=NOW)) == (4, 0)
    names = {mail.recipient.email.split("@")[0] for mail in Mail.objects.all()}
    assert names == {"leader", "decision-maker", "coordinator", "head"}
