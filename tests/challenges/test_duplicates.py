"""Files that are alike are found once they are open; both teams answer, then a person decides."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now
from procrastinate.contrib.django.models import ProcrastinateJob

from cauhien.accounts.states import Role
from cauhien.challenges.actions import OpenForm
from cauhien.challenges.actions.initiative import duplicates, write_initiative
from cauhien.challenges.actions.initiative.opening import accept_opening
from cauhien.challenges.actions.initiative.sending import submit_initiative
from cauhien.challenges.models import Challenge, Duplicate
from cauhien.challenges.queries.initiative.duplicates import passages_of
from cauhien.challenges.states import DuplicateState, InitiativeAct, State
from cauhien.core.models import AuditLine
from tests.factories import a_call, a_sent_file, a_user, sign_in

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data" / "problems.jsonl"
PROBLEMS = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()[:12]]
VI = [one["description_vi"] for one in PROBLEMS]
EN = [one["description_en"] for one in PROBLEMS]
DUE = timedelta(days=7)


@pytest.fixture
def coordinator(client):
    return sign_in(client, a_user(Role.COORDINATOR))


@pytest.fixture
def secretary():
    return a_user(Role.SECRETARY)


@pytest.fixture
def leads():
    return [a_user(Role.ENTERPRISE) for _team in range(3)]


@pytest.fixture
def opened(coordinator, secretary):
    """Return a function that has files sent to a call of their own, and opens them."""

    def opened(*texts, leads=None, ago=1):
        call = a_call(closes_at=now() - timedelta(days=ago))
        leads = leads or [a_user(Role.ENTERPRISE) for _text in texts]
        for lead, text in zip(leads, texts, strict=True):
            a_sent_file(call, lead=lead, at=call.opens_at, **text)
        Challenge.objects.filter(pk=call.challenge_id).update(state=State.SCREENING)
        for who in (coordinator, secretary):
            accept_opening(challenge=call.challenge, by=who, at=now())
        return Challenge.objects.get(pk=call.challenge_id)

    return opened


@pytest.fixture
def alike(opened, leads):
    """Return what is found of three files, the second of which is a translation of the first."""
    challenge = opened(
        {"title_vi": "Hồ sơ một", "approach": VI[3], "risks": VI[4]},
        {"title_vi": "Hồ sơ hai", "approach": VI[8], "risks": EN[3]},
        {"title_vi": "Hồ sơ ba", "approach": VI[9]},
        leads=leads,
    )
    duplicates.find_duplicates(challenge=challenge, at=now())
    return Duplicate.objects.get()


def address(duplicate, page="duplicate"):
    return reverse(f"challenges:{page}", args=[duplicate.code])


def own_page(duplicate, file):
    return reverse("challenges:initiative_likeness", args=[file.code, duplicate.code])


def ask(duplicate, by):
    duplicates.ask_teams(duplicate=duplicate, by=by, at=now(), due_on=localdate() + DUE)
    duplicate.refresh_from_db()


def answer(duplicate, lead, file, text="Chúng tôi viết từ năm 2024."):
    said = {"duplicate": duplicate, "initiative": file, "by": lead}
    duplicates.answer_duplicate(**said, at=now(), text=text)


def judge(duplicate, by, state=DuplicateState.CONFIRMED, at=None):
    said = {"duplicate": duplicate, "by": by, "at": at or now()}
    duplicates.judge_duplicate(**said, state=state, reason="Hai đoạn như nhau.")


def lines(duplicate):
    found = AuditLine.objects.filter(chain=duplicate.chain).order_by("number")
    return list(found.values_list("act", flat=True))


def test_a_translated_passage_is_flagged_with_its_places_and_nothing_else_is(alike):
    [(one, other, share, is_translated)] = passages_of(alike)

    assert [file.title_vi for file in alike.files] == ["Hồ sơ một", "Hồ sơ hai"]
    assert (one.name, other.name, is_translated) == ("approach", "risks", True)
    assert one.text in VI[3]
    assert other.text in EN[3]
    assert alike.likeness == share > 0.3
    assert VI[3][:40] not in json.dumps(alike.passages, ensure_ascii=False)
    assert lines(alike) == [InitiativeAct.FLAG_DUPLICATE]


def test_comparing_again_finds_nothing_new_and_each_comparison_is_logged(alike):
    challenge = alike.files[0].challenge

    assert duplicates.find_duplicates(challenge=challenge, at=now()) == 0

    found = AuditLine.objects.filter(act=InitiativeAct.COMPARE).order_by("number")
    said = [(line.detail["files"], line.detail["pairs"], line.detail["flagged"]) for line in found]
    assert said == [(3, 3, 1), (3, 3, 0)]


def test_a_file_is_compared_with_those_of_earlier_calls(opened, leads):
    earlier = opened({"approach": VI[5]}, ago=40)
    later = opened({"approach": f"{VI[1]}\n{VI[5]}"})

    duplicates.find_duplicates(challenge=later, at=now())

    [found] = Duplicate.objects.all()
    assert [file.challenge for file in found.files] == [earlier, later]


def test_what_repeats_the_call_is_no_likeness(opened):
    challenge = opened({"approach": VI[5]}, {"approach": VI[5]})
    Challenge.objects.filter(pk=challenge.pk).update(description_vi=VI[5])
    challenge.refresh_from_db()

    assert duplicates.find_duplicates(challenge=challenge, at=now()) == 0


def test_opening_and_a_later_version_have_the_worker_compare(
    opened, leads, coordinator, django_capture_on_commit_callbacks
):
    challenge = opened({"approach": VI[1]}, {"approach": VI[2]}, leads=leads[:2])
    file = challenge.initiatives.first()
    assert jobs() == [{"challenge": challenge.code, "initiative": ""}]

    file.state, file.fix_due_on = "fix_asked", localdate() + DUE
    file.save()
    form = OpenForm("x", file.revision)
    write_initiative(initiative=file, by=leads[0], at=now(), written={"risks": EN[2]}, form=form)
    submit_initiative(initiative=file, by=leads[0], at=now())

    assert jobs()[1:] == [{"challenge": challenge.code, "initiative": file.code}]
    duplicates.find_duplicates(challenge=challenge, initiative=file, at=now())
    assert Duplicate.objects.get().other.number == 1


def jobs():
    found = ProcrastinateJob.objects.filter(task_name="challenges.find_duplicates")
    return list(found.order_by("id").values_list("args", flat=True))
