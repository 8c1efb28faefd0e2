"""An office calls members together outside any call: they answer, meet, and it is minuted."""

from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import vobject
from django.utils.translation import override

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.documents.models import Document
from cauhien.meetings import actions, queries
from cauhien.meetings.models import Invitation, Meeting
from cauhien.meetings.states import Act
from cauhien.members.actions import ask_experts, open_inquiry
from cauhien.members.models import Membership
from cauhien.notices.actions import preference_of, signed_link
from cauhien.notices.models import Link, Notice
from tests.factories import NOW, TODAY, a_person, a_user, an_office, sign_in
from tests.made_once import made_once

pytestmark = pytest.mark.django_db

SOON = NOW + timedelta(days=3)
AFTER = SOON + timedelta(hours=3)
WRITTEN = {
    "title": "Đèn thích ứng tại nút năm nhánh",
    "starts_at": SOON,
    "ends_at": SOON + timedelta(hours=2),
    "where": "Phòng họp tầng 3",
    "agenda": ("Hiện trạng", "Phương án"),
}
MINUTES = actions.Minutes({1: "Đã nghe báo cáo.", 2: ""}, "Đo lưu lượng trước 01/12.", (), AFTER)


def a_called_meeting():
    """Return a meeting to which two members are invited."""
    officer = a_user(Role.OFFICER, office=an_office("Sở Xây dựng"))
    office = officer.grants.get().office
    written = actions.Written(**WRITTEN)
    meeting = actions.plan_meeting(written=written, office=office, by=officer, at=NOW)
    people = [a_person(name, user=a_user()) for name in ("Trần Thị Hoa", "Lê Văn Bình")]
    actions.choose(meeting=meeting, people=people, by=officer, at=NOW)
    return actions.call(meeting=meeting, by=officer, at=NOW)


made, meeting = made_once(a_called_meeting)


@pytest.fixture
def officer(meeting):
    meeting.called_by.day = TODAY
    return meeting.called_by


@pytest.fixture
def invited(meeting):
    found = Invitation.objects.get(person__name="Trần Thị Hoa")
    found.person.user.day = TODAY
    return found


def answered(invited, act=Act.COME, at=NOW):
    return actions.advance(case=invited, act=act, by=invited.person.user, at=at)


def minuted(meeting, officer):
    return actions.write_minutes(meeting=meeting, minutes=MINUTES, by=officer, at=AFTER)


def test_an_officer_prepares_a_meeting_and_chooses_members_on_pages(client):
    officer = a_user(Role.OFFICER, office=an_office("Sở Giao thông"))
    person = a_person("Phạm Được Mời", user=a_user())
    sign_in(client, officer)
    sent = {
        "title": "Họp nhóm",
        "office": officer.grants.get().office_id,
        "starts_at": "2030-01-15T09:00",
        "ends_at": "2030-01-15T11:00",
        "where": "Phòng 1",
        "agenda": "Mở đầu\n\n  Trao đổi ",
    }

    refused = client.post("/meetings/new/", sent | {"ends_at": "2030-01-15T08:00"})
    answer = client.post("/meetings/new/", sent, follow=True)
    there = answer.redirect_chain[-1][0]
    client.post(there, {"people": [person.code]})

    made = Meeting.objects.get(title="Họp nhóm")
    assert (refused.status_code, "Trao đổi" in refused.content.decode()) == (422, True)
    assert [str(point) for point in made.agenda.all()] == ["Mở đầu", "Trao đổi"]
    assert [one.state for one in made.invitations.all()] == ["chosen"]
    assert not Notice.objects.filter(recipient=person.user).exists()
    client.post(f"/meetings/{made.code}/call/")
    assert made.invitations.get().state == "invited"


def test_a_meeting_about_a_question_begins_with_the_experts_who_were_asked(client, officer):
    office = officer.grants.get().office
    written = {"title": "Hỏi đèn", "text": "Nút.", "answer_by_on": date(2030, 1, 1)}
    inquiry = open_inquiry(written=written, office=office, by=officer, at=NOW)
    person = a_person("Đỗ Đã Hỏi", user=a_user())
    ask_experts(inquiry=inquiry, people=[person], by=officer, at=NOW)
    sign_in(client, officer)

    page = client.get(f"/meetings/new/inquiry/{inquiry.code}/").content.decode()
    meeting = actions.plan_meeting(
        written=actions.Written(**WRITTEN),
        office=office,
        about=("inquiry", inquiry.code),
        by=officer,
        at=NOW,
    )

    assert 'value="Hỏi đèn"' in page
    assert queries.to_invite(officer, meeting)[1] == {person.code}
    assert "Hỏi đèn" in client.get(f"/meetings/{meeting.code}/").content.decode()
    assert client.get("/meetings/new/inquiry/khong-co/").status_code == 404


def test_a_meeting_of_a_field_group_begins_with_its_members(client, officer):
    person = a_person("Vũ Trong Nhóm", user=a_user())
    said = {"group": "transport", "standing": "", "reason": "", "state": "member"}
    term = {"starts_on": date(2026, 1, 1), "ends_on": date(2035, 1, 1)}
    made = {"nominated_by": officer, "nominated_at": NOW}
    Membership.objects.create(person=person, **said, **term, **made)
    role = a_user(is_demonstration=True, email="expert@demo.invalid")
    played = a_person("Vai diễn", user=role)
    held = Membership.objects.create(person=played, **said, **term, **made)
    sign_in(client, officer)
    times = {"starts_at": "2030-01-15T09:00", "ends_at": "2030-01-15T11:00"}
    written = {"title": "Họp nhóm", "where": "Phòng 1", "agenda": "Mở đầu", "group": "transport"}

    office = {"office": officer.grants.get().office_id}
    client.post("/meetings/new/", written | times | office)

    meeting = Meeting.objects.get(title="Họp nhóm")
    assert queries.to_invite(officer, meeting)[1] == {person.code, played.code}
    assert f"{held}" == "Chuyên gia"
    with override("en"):
        assert (f"{held}", str(meeting.invitations.model(person=played))) == ("Expert", "Expert")
    assert "Nhóm lĩnh vực" in client.get(f"/meetings/{meeting.code}/").content.decode()


def test_a_member_answers_from_the_mail_without_a_password_and_only_once(client, invited):
    link = Link.objects.get(subject_code=invited.code)
    path = urlsplit(signed_link(link)).path
    invited.meeting.starts_at = datetime(2030, 1, 1, tzinfo=NOW.tzinfo)
    invited.meeting.save()
    link.expires_at = invited.meeting.starts_at
    link.save()

    assert "Phòng họp tầng 3" in client.get(path).content.decode()
    client.post(path, {"answer": "may-come"})

    invited.refresh_from_db()
    assert invited.state == "may_come"
    assert Notice.objects.filter(kind=actions.ANSWERED).count() == 1
    assert client.post(path, {"answer": "come"}).status_code == 410


def test_a_changed_meeting_asks_anew_and_the_older_mail_answers_no_more(meeting, invited, officer):
    answered(invited)
    old = Link.objects.get(subject_code=invited.code)
    later = actions.Written(**WRITTEN | {"where": "Phòng họp tầng 5"})
    changed_at = NOW + timedelta(hours=1)

    actions.change_meeting(meeting=meeting, written=later, by=officer, at=changed_at)

    invited.refresh_from_db()
    assert (invited.state, invited.meeting.where) == ("invited", "Phòng họp tầng 5")
    token = urlsplit(signed_link(old)).path.rstrip("/").rpartition("/")[2]
    with pytest.raises(actions.CannotMove):
        actions.answer_from_mail(token=token, act=Act.COME, at=changed_at)
    letters = Document.objects.filter(kind="invitation", replaced_by=None)
    assert [one.office for one in letters] == [meeting.office]


def test_minutes_are_shared_remarked_on_confirmed_and_made_as_a_document(
    client, meeting, invited, officer
):
    minutes = actions.Minutes(MINUTES.said, MINUTES.conclusions, (invited.code,), AFTER)
    with pytest.raises(actions.CannotMove):
        actions.write_minutes(meeting=meeting, minutes=minutes, by=officer, at=NOW)
    actions.write_minutes(meeting=meeting, minutes=minutes, by=officer, at=AFTER)
    member = sign_in(client, invited.person.user)
    remarking = client.get(f"/meetings/{meeting.code}/remark/").content.decode()
    assert all(one in remarking for one in ("Đã nghe báo cáo.", "Đo lưu lượng"))
    actions.advance(case=invited, act=Act.REMARK, by=member, at=AFTER, words="Thiếu số đo.")
    actions.confirm_minutes(meeting=meeting, is_public=False, by=officer, at=AFTER)

    document = Document.objects.get(kind="meeting_minutes")
    said = str(document.content)
    assert all(one in said for one in ("Đã nghe báo cáo.", "Thiếu số đo.", "Đo lưu lượng"))
    assert {one.format for one in document.renditions.all()} == {"docx", "pdf"}
    assert {member, officer} <= set(document.readers.all())
    with pytest.raises(actions.CannotMove):
        minuted(meeting, officer)


def test_once_written_the_button_changes_the_minutes_and_a_role_marks_what_it_calls(
    client, meeting, officer
):
    officer.is_demonstration = True
    officer.save(update_fields=["is_demonstration"])
    sign_in(client, officer)
    minuted(meeting, officer)

    page = client.get(f"/meetings/{meeting.code}/").content.decode()
    form = client.get(f"/meetings/{meeting.code}/minutes/").content.decode()
    actions.confirm_minutes(meeting=meeting, is_public=True, by=officer, at=AFTER)

    assert ("Sửa biên bản" in page, "Lập biên bản" in page, "minh họa" in page) == (
        True, False, True,
    )  # fmt: skip
    assert "<h1>Sửa biên bản</h1>" in form
    document = Document.objects.get(kind="meeting_minutes")
    marks = [one["envelope"]["is_illustration"] for one in document.content]
    assert marks == [True, True]


@pytest.mark.parametrize(
    ("role", "closed", "public"),
    [(None, 404, 200), (Role.OFFICER, 404, 200), (Role.EXPERT, 404, 200),
     (Role.COORDINATOR, 200, 200), (Role.AUDITOR, 200, 200)],
)  # fmt: skip
def test_a_meeting_is_read_by_its_office_and_the_invited_and_by_all_once_marked_public(
    client, meeting, officer, role, closed, public
):
    paths = [f"/meetings/{meeting.code}/", f"/meetings/{meeting.code}/meeting.ics"]
    user = sign_in(client, a_user(role))
    assert [client.get(path).status_code for path in paths] == [closed] * 2
    minuted(meeting, officer)
    assert [client.get(path).status_code for path in paths] == [closed] * 2

    actions.confirm_minutes(meeting=meeting, is_public=True, by=officer, at=AFTER)

    page = client.get(paths[0])
    assert page.status_code == public
    sees_names = role in (Role.COORDINATOR, Role.AUDITOR)
    assert ("Trần Thị Hoa" in page.content.decode()) == sees_names
    assert queries.read_whole(user).exists() == sees_names
    assert client.get("/api/v1/search?q=thich+ung").json()["count"] == 0
    documents = client.get(f"/documents/of/meeting/{meeting.code}/").content.decode()
    assert ("biên bản họp thành viên" in documents) == sees_names


def test_what_waits_for_whom_is_in_my_work(invited, officer):
    member = invited.person.user

    def waiting(user, at=NOW):
        return [one.to_do for one in items_for(user, at) if one.kind == queries.MEETING]

    assert (waiting(member), waiting(officer)) == (["Trả lời giấy mời họp"], [])
    answered(invited, Act.STAY_AWAY)
    assert waiting(member) == []
    assert waiting(officer, AFTER) == ["Lập biên bản cuộc họp"]
    minuted(invited.meeting, officer)
    assert waiting(officer, AFTER) == ["Đọc ý kiến và xác nhận biên bản"]


def test_who_is_invited_no_longer_sees_nothing_more(client, meeting, invited, officer):
    actions.recall(invitation=invited, by=officer, at=NOW)
    sign_in(client, invited.person.user)

    assert client.get(f"/meetings/{meeting.code}/").status_code == 404
    with pytest.raises(actions.CannotMove):
        answered(invited)
    told = Notice.objects.filter(recipient=invited.person.user, kind=actions.MOVED)
    assert [one.subject_code for one in told] == [""]


def test_a_calendar_of_ones_own_holds_the_meeting_and_its_end(client, meeting, invited, officer):
    secret = preference_of(invited.person.user).secret
    actions.advance(case=meeting, act=Act.CANCEL, by=officer, at=NOW, words="Mưa lớn.")

    read = vobject.readOne(client.get(f"/meetings/calendar/{secret}.ics").content.decode())

    event = read.vevent
    assert (event.summary.value, event.status.value) == (WRITTEN["title"], "CANCELLED")
    assert event.dtstart.value == SOON
    assert client.get("/meetings/calendar/khong-co.ics").status_code == 404


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_speak_both_languages(client, meeting, officer, language):
    officer.language = language
    officer.save()
    sign_in(client, officer)
    said = {"vi": "Họp thành viên", "en": "Meetings of members"}[language]

    for path in ("", "new/", *(f"{meeting.code}/{part}" for part in ("", "change/", "invite/"))):
        assert said in client.get(f"/meetings/{path}").content.decode()
