"""What the tests of files that are alike share: texts, pages and what people do."""

import json
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

from django.urls import reverse
from django.utils.timezone import localdate, now

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative import duplicates
from cauhien.challenges.actions.initiative.opening import accept_opening
from cauhien.challenges.models import Challenge, Duplicate
from cauhien.challenges.states import DuplicateState, State
from cauhien.core.models import AuditLine
from tests.factories import a_call, a_sent_file, a_user

DATA = Path(__file__).parents[3] / "data" / "problems.jsonl"
PROBLEMS = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()[:12]]
VI = [one["description_vi"] for one in PROBLEMS]
EN = [one["description_en"] for one in PROBLEMS]
DUE = timedelta(days=7)


def open_files(*texts, staff, leads=None, ago=1):
    """Have files sent to a call of their own, and open them; return the problem."""
    call = a_call(closes_at=now() - timedelta(days=ago))
    leads = leads or [a_user(Role.ENTERPRISE) for _text in texts]
    for lead, text in zip(leads, texts, strict=True):
        a_sent_file(call, lead=lead, at=call.opens_at, **text)
    Challenge.objects.filter(pk=call.challenge_id).update(state=State.SCREENING)
    for who in staff:
        accept_opening(challenge=call.challenge, by=who, at=now())
    return Challenge.objects.get(pk=call.challenge_id)


def a_cast():
    """Return who has to do with files that are alike, before there are any."""
    return SimpleNamespace(
        coordinator=a_user(Role.COORDINATOR),
        secretary=a_user(Role.SECRETARY),
        leads=[a_user(Role.ENTERPRISE) for _team in range(3)],
        found=None,
    )


def with_files(cast):
    """Have their teams send three files, of which the second translates the first: `found`."""
    challenge = open_files(
        {"title_vi": "Hồ sơ một", "approach": VI[3], "risks": VI[4]},
        {"title_vi": "Hồ sơ hai", "approach": VI[8], "risks": EN[3]},
        {"title_vi": "Hồ sơ ba", "approach": VI[9]},
        staff=(cast.coordinator, cast.secretary),
        leads=cast.leads,
    )
    duplicates.find_duplicates(challenge=challenge, at=now())
    cast.found = Duplicate.objects.get()
    return cast


def a_likeness():
    return with_files(a_cast())


def address(duplicate, page="duplicate"):
    return reverse(f"challenges:{page}", args=[duplicate.code])


def own_page(duplicate, file):
    return reverse("challenges:initiative_likeness", args=[file.code, duplicate.code])


def file_page(file):
    return reverse("challenges:initiative", args=[file.code])


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
