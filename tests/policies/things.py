"""Mechanisms to test with: those that ship, read in as `up` does, and drafts of an office."""

from datetime import date

from cauhien.core.codes import random_code
from cauhien.ingest.management import loading
from cauhien.policies import actions
from cauhien.policies.models import Mechanism
from tests.factories import NOW, a_user

FILES = ("eligibility-facts", "mechanisms")


class Silence:
    def write(self, text):
        """Say nothing."""


def load_mechanisms():
    loading.load([one for one in loading.listed() if one["source"] in FILES], Silence())


def an_obstacle(by=None, at=NOW, **fields):
    written = {
        "title": "Không được bay thử thiết bị đo không khí",
        "text": "Quy định chưa cho phép bay thấp trong nội đô.",
        "rule_text": "",
        "about": None,
    }
    return actions.send_obstacle(draft_code=random_code(), written=written | fields, by=by, at=at)


def a_draft(head, at=NOW, text="Điều 1. Được bay thử dưới 100 m."):
    """Return a draft of the office of a head, with a version of its text."""
    office = head.grants.get().office
    draft = actions.draft_for_obstacle(obstacle=an_obstacle(), office=office, by=head, at=at)
    values = {"title_vi": "Bay thử thiết bị đo không khí"}
    actions.write_text(mechanism=draft, values=values, text=text, reason="", by=head, at=at)
    return Mechanism.objects.get(pk=draft.pk)


def a_trial(by=None, at=NOW, **fields):
    written = {
        "title": "Xe tự hành giao hàng trong khuôn viên",
        "applicant": "Công ty thử nghiệm",
        "scope": "Hai xe, một khuôn viên.",
        "set_aside": "Quy định về đăng ký xe.",
        "risks": "Va chạm; xe chạy dưới 10 km/h.",
        "supervision": "Mỗi tuần một lần.",
        "exit_plan": "Dừng xe và báo cáo.",
        "from_on": date(2026, 12, 1),
        "until_on": date(2027, 6, 1),
    }
    return actions.apply_for_trial(
        draft_code=random_code(), written=written | fields, by=by or a_user(), at=at
    )
