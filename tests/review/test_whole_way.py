"""From the files at the council to the published decision, by actions and pages alone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.challenges.models import Initiative
from cauhien.challenges.states import InitiativeState, State
from cauhien.core import audit
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.documents.models import Document
from cauhien.notices.models import Notice
from cauhien.review import queries
from cauhien.review.actions import make_sheets
from cauhien.review.models import Review
from cauhien.review.queries import decision as decisions
from tests.factories import NOW, a_user, sign_in
from tests.made_once import made_once
from tests.review.sitting import a_judged_file, called
from tests.review.test_decision_pages import fields
from tests.review.test_score_pages import filled
from tests.review.things import a_call, a_sitting_council, a_small_procedure

pytestmark = pytest.mark.django_db
LEVELS = (5, 4, 2)  # of the three files: 100, 75 and 25 points
OUTCOMES = ("select", "reserve", "refuse")


class Way:
    """A council that was formed, invited and seated by actions over three files."""

    def __init__(self, client):
        self.client = client
        call = a_call(procedure=a_small_procedure())
        self.challenge = call.challenge
        self.files = [a_judged_file(call, title_vi=f"Giải pháp {at}") for at in (1, 2, 3)]
        self.coordinator, self.secretary = a_user(Role.COORDINATOR), a_user(Role.SECRETARY)
        self.decision_maker = a_user(Role.DECISION_MAKER)
        self.council = a_sitting_council(call, by=self.coordinator, size=3, number=5)
        self.seats = queries.sitting(self.council)

    def post(self, name, user, **said):
        """Send a form of the case as a user and follow where it leads."""
        sign_in(self.client, user)
        answer = self.client.post(reverse(f"review:{name}", args=[self.challenge.code]), said)
        assert (name, answer.status_code) == (name, 302)
        return self.client.get(answer.headers["Location"]).content.decode()

    def judge(self):
        for seat in self.seats:
            sign_in(self.client, seat.user)
            for file, level in zip(self.files, LEVELS, strict=True):
                review = Review.objects.get(seat=seat, initiative=file)
                url = reverse("review:review", args=[review.code])
                self.client.post(url, filled(level, level, level) | {"then": "submit"})

    def meet(self):
        """Meet: everybody is there and is for the first two files; the chair proposes."""
        meeting = called(self.council, by=self.secretary, starts_at=NOW + timedelta(minutes=1))
        codes = [file.code for file in self.files]
        present = [seat.code for seat in self.seats]
        self.post("attendance", self.secretary, present=present, authorised="")
        for seat in self.seats:
            self.post("vote", seat.user, **dict(zip(codes, ("yes", "yes", "no"), strict=True)))
        proposed = {f"outcome_{code}": one for code, one in zip(codes, OUTCOMES, strict=True)}
        proposed |= {f"reserve_place_{codes[1]}": 1, f"reason_{codes[2]}": "Chưa nêu cách đo."}
        self.post("propose", self.seats[0].user, **proposed)
        return meeting

    def conclude(self):
        said = {"minutes": "Hội đồng trao đổi.", "public_minutes": "Hội đồng đã họp."}
        return self.post("close", self.secretary, then="conclude", **said)

    def decide(self):
        self.post("write", self.decision_maker, **fields(self, then="sign"))
        draft = decisions.draft_of(self.decision_maker, self.challenge)
        return self.post("sign", self.decision_maker, sha256=decisions.hash_of_draft(draft))

    def states(self):
        self.challenge.refresh_from_db()
        files = Initiative.objects.order_by("number").values_list("state", flat=True)
        return self.challenge.state, *files

    def waits(self, user):
        user.day = NOW.date()
        return [item.to_do for item in items_for(user, NOW) if item.kind == "challenge"]


def a_way():
    way = Way(Client())
    way.judge()
    way.meet()
    way.client = None  # each test looks on with its own
    return way


made, anew = made_once(a_way)


@pytest.fixture
def way(anew, client):
    anew.client = client
    return anew


def test_the_conclusion_is_what_the_decision_maker_reads_and_departs_from_with_a_reason(way):
    concluded = way.conclude()

    assert "Hội đồng trao đổi." in concluded
    assert way.states() == (
        State.RECOMMENDED,
        InitiativeState.RECOMMENDED,
        InitiativeState.RESERVE,
        InitiativeState.NOT_RECOMMENDED,
    )
    assert way.waits(way.decision_maker) == ["Đọc kiến nghị và quyết định"]
    sign_in(way.client, way.decision_maker)
    page = way.client.get(reverse("review:write", args=[way.challenge.code])).content.decode()
    assert "điểm trung bình 100,0" in page
    assert "Chưa nêu cách đo." in page


def test_the_decision_is_public_with_its_reasons_and_every_team_is_told(way):
    way.conclude()
    way.decide()

    way.client.logout()
    url = reverse("review:decision", args=[way.challenge.code])
    public = way.client.get(url).content.decode()
    assert way.states() == (
        State.DECIDED,
        InitiativeState.SELECTED,
        InitiativeState.NOT_SELECTED,
        InitiativeState.NOT_SELECTED,
    )
    said = [*(file.title_vi for file in way.files), "Hội đồng đã họp.", "Hội đồng trao đổi."]
    assert [one for one in said if one in public] == ["Giải pháp 1", "Hội đồng đã họp."]
    assert all(str(seat.person) in public for seat in way.seats)
    assert Notice.objects.filter(kind="review.decided").count() == 3


def test_a_team_reads_what_was_written_of_its_own_file_and_not_by_whom(way):
    way.conclude()
    own, other = (
        reverse("review:file", args=[way.challenge.code, way.files[at].code]) for at in (2, 1)
    )
    sign_in(way.client, way.files[2].members.get().user)
    assert way.client.get(own).status_code == 404
    way.decide()
    sign_in(way.client, way.files[2].members.get().user)

    page = way.client.get(own).content.decode()
    assert "Nêu rõ nguồn dữ liệu." in page
    assert not any(str(seat.person) in page for seat in way.seats)
    assert way.client.get(other).status_code == 404


def test_each_step_rests_on_the_document_of_the_one_before_and_the_chains_are_whole(way):
    way.conclude()
    way.decide()

    make_sheets(council=way.council, at=NOW)
    made = {one.kind: one.sha256 for one in Document.objects.order_by("id")}
    moved = AuditLine.objects.filter(chain=way.challenge.chain, act__in=("recommend", "decide"))
    assert [line.detail["basis"] for line in moved.order_by("number")] == [
        made["council_minutes"],
        made["decision"],
    ]
    assert Document.objects.filter(kind="score_sheet").count() == 9
    assert audit.verify(way.challenge.chain) > 0
    assert audit.verify(way.council.chain) > 0
