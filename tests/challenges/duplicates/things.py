"""What the tests of files that are alike share: texts, pages and what people do."""

import json
from datetime import timedelta
from pathlib import Path

from django.urls import reverse
from django.utils.timezone import localdate, now

from cauhien.challenges.actions.initiative import duplicates
from cauhien.challenges.states import DuplicateState
from cauhien.core.models import AuditLine

DATA = Path(__file__).parents[3] / "data" / "problems.jsonl"
PROBLEMS = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()[:12]]
VI = [one["description_vi"] for one in PROBLEMS]
EN = [one["description_en"] for one in PROBLEMS]
DUE = timedelta(days=7)


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
