"""The illustrated case is brought to each stage by the product's own actions."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate
from django.utils.timezone import now as real_now

from cauhien.accounts.actions import create_demonstration_parts
from cauhien.accounts.queries import demonstration_account
from cauhien.accounts.states import Role
from cauhien.challenges.actions import OpenForm
from cauhien.challenges.models import Initiative, TaskDefinition
from cauhien.challenges.states import InitiativeState, State
from cauhien.core import audit
from cauhien.core.models import AuditLine
from cauhien.demonstration.actions import bring_to
from cauhien.demonstration.states import Stage
from cauhien.documents.models import Document
from cauhien.notices.models import Notice
from cauhien.pilots.models import Measurement, Pilot
from cauhien.review.actions import Agenda, call_meeting, write_review
from cauhien.review.models import Review, Seat
from cauhien.review.states import SeatState
from cauhien.trail.queries import chains_of
from tests.factories import NOW, a_call, a_challenge, acts

pytestmark = pytest.mark.django_db


def files():
    return dict(Initiative.objects.values_list("title_vi", "state").order_by("id"))


def said_by(command, **options):
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def lines_of(challenge):
    return AuditLine.objects.filter(chain__in=chains_of(challenge))


def begin_by_hand(challenge):
    """Save the draft of a review, and call the meeting for next month, as a newcomer would."""
    review = Review.objects.filter(state="draft").select_related("seat__user").first()
    member, at = review.seat.user, real_now()
    secretary = demonstration_account(Role.SECRETARY)
    member.day = secretary.day = at.date()
    written, form = {"comment": "Đang viết."}, OpenForm(token="abc")
    write_review(review=review, written=written, form=form, by=member, at=at)
    about = Agenda(at + timedelta(days=30), "Phòng họp", "Đánh giá")
    call_meeting(council=review.seat.council, about=about, by=secretary, at=at)


def test_made_from_nothing_it_has_gone_all_the_way_in_the_past_and_in_order(city):
    challenge, moved = bring_to(Stage.PILOT, at=real_now())

    assert (moved, challenge.state) == (True, State.PILOT)
    assert challenge.is_illustration
    assert challenge.title_vi.startswith("Minh họa: ")
    assert acts(challenge)[:2] == ["draft", "illustrate"]
    assert sum(audit.verify(chain) for chain in chains_of(challenge)) == lines_of(challenge).count()
    assert lines_of(challenge).latest("at").at <= real_now()
    times = [line.at for line in lines_of(challenge).order_by("id")]
    assert times == sorted(times)
    assert files() == {
        "Làn sóng xanh thích ứng cho bảy nút giao": InitiativeState.PILOT,
        "Cấm rẽ trái theo giờ và làn ưu tiên xe buýt": InitiativeState.NOT_SELECTED,
        "Ứng dụng khuyên đổi giờ đi làm": InitiativeState.NOT_ELIGIBLE,
    }
    sitting = Seat.objects.filter(state=SeatState.SITTING)
    assert sorted(sitting.values_list("council__kind", flat=True)) == [
        *["definition"] * 7,
        *["selection"] * 7,
    ]
    assert TaskDefinition.objects.get(challenge=challenge).votes["yes"] == 7
    assert Seat.objects.filter(state=SeatState.EXCLUDED).count() == 1
    told = Notice.objects.filter(subject_kind="challenge").values_list("parameters", flat=True)
    titles = {said["title"] for said in told if "title" in said}
    assert (len(titles), all("Minh họa: " in title for title in titles)) == (1, True)
    marks = [one.content[0]["envelope"]["is_illustration"] for one in Document.objects.all()]
    assert (all(marks), len(marks) > 4) == (True, True)
    answers = Measurement.objects.order_by("id").values_list("value", "answer")
    assert [(float(value), answer) for value, answer in answers] == [
        (15.1, "returned"),
        (15.1, "accepted"),
    ]
    assert (float(challenge.measured), bool(challenge.pilot_due_on)) == (15.1, True)


def test_an_open_case_is_brought_on_after_whatever_people_did_and_never_back(city):
    opened, _moved = bring_to(Stage.OPEN, at=real_now())
    began, last = real_now(), lines_of(opened).latest("id").pk

    assert opened.state == State.OPEN
    challenge, moved = bring_to(Stage.REVIEW, at=real_now())
    assert (challenge.pk, challenge.state, moved) == (opened.pk, State.IN_REVIEW, True)
    assert "extend" in acts(challenge)
    acts_after = ["close", "open_all", "seat_accept"]
    later = lines_of(challenge).filter(act__in=acts_after, pk__gt=last)
    assert all(line.at >= began for line in later)
    assert "Read the files and submit your reviews: 2" in said_by("welcome")
    assert bring_to(Stage.OPEN, at=real_now()) == (challenge, False)
    assert "nobody goes back in a case" in said_by("illustration", stage="review")
    begin_by_hand(challenge)
    piloted, _moved = bring_to(Stage.PILOT, at=real_now())
    assert (piloted.state, Pilot.objects.get().starts_on) == (State.PILOT, localdate())
    assert lines_of(challenge).latest("at").at <= real_now()
    assert said_by("illustration", stage=None) == ""


def test_a_case_that_cannot_go_on_stays_where_it_was_and_says_why(city):
    create_demonstration_parts(starts_on=date(2025, 1, 1), at=NOW)
    challenge = a_challenge(State.OPEN, is_illustration=True, is_public=True)
    call = a_call(challenge=challenge, closes_at=real_now() - timedelta(minutes=1))
    audit.record(chain=challenge.chain, act="publish", by=None, at=call.published_at)

    said = said_by("illustration", stage="review")

    assert "Không có hồ sơ hợp lệ" in said
    challenge.refresh_from_db()
    assert (challenge.state, challenge.initiatives.count()) == (State.OPEN, 0)


def test_outside_the_demonstration_there_is_no_such_case(city, settings):
    settings.DEMONSTRATION = False

    with pytest.raises(CommandError, match="belongs to the demonstration"):
        call_command("illustration", stage="open")


def test_while_the_call_is_open_the_welcome_says_what_teams_can_do():
    a_challenge(State.OPEN, is_illustration=True, is_public=True)

    assert "can begin a file until the call closes" in said_by("welcome")


def test_its_address_leads_nowhere_before_there_is_one(client):
    assert client.get("/illustration/").status_code == 404
