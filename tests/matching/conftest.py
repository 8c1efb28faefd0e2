"""A small collection to match against, in a state directory of its own."""

import pytest

from cauhien.challenges.states import State
from cauhien.matching.actions.index import build_index
from cauhien.matching.actions.runs import run_match
from cauhien.matching.models import Match
from cauhien.organisations.states import OrganisationKind, Zone
from tests.factories import (
    a_challenge,
    a_laboratory,
    a_person,
    a_project,
    a_technology,
    a_work,
    an_organisation,
)

OTHER_SUBJECTS = [
    "Nhân giống lan bằng nuôi cấy mô",
    "Bảo tồn phố cổ và di tích chùa cổ",
    "Xử lý nước thải sinh hoạt bằng bùn hoạt tính",
    "Chẩn đoán hình ảnh y khoa bằng học sâu",
    "Vật liệu xây dựng từ tro bay",
    "Rau an toàn theo tiêu chuẩn hữu cơ",
    "Dạy toán cho học sinh tiểu học",
    "Pin mặt trời trên mái nhà",
]


@pytest.fixture(autouse=True)
def own_state(settings, tmp_path):
    """Keep the index of a test apart from every other."""
    settings.STATE = tmp_path
    return tmp_path


@pytest.fixture
def collection(db):
    """Return things close to a problem of traffic, by their kind, beside many of other subjects."""
    for title in OTHER_SUBJECTS:
        a_project(title, zone=Zone.CITY)
    host = an_organisation("Trường Đại học Giao thông")
    person = a_person("Trần Thị Hoa")
    return {
        "person": person,
        "organisation": host,
        "work": a_work(
            "Giảm ùn tắc giao thông giờ cao điểm bằng đèn tín hiệu thích ứng",
            by=[person],
            zone=Zone.CITY,
            abstract="Bài báo đo ùn tắc giao thông trên tám nút của một hành lang.",
        ),
        "technology": a_technology(
            "Đèn tín hiệu thích ứng giảm ùn tắc giao thông", owner=host, zone=Zone.CITY
        ),
        "laboratory": a_laboratory(
            "Phòng thí nghiệm mô phỏng giao thông",
            capabilities_vi="Mô phỏng ùn tắc giao thông giờ cao điểm",
        ),
        "enterprise": an_organisation(
            "Công ty Giao thông thông minh",
            kind=OrganisationKind.COMPANY,
            description_vi="Điều khiển giao thông, giảm ùn tắc giờ cao điểm",
        ),
        "challenge": a_challenge(State.CATALOGUED, title_vi="Ùn tắc giao thông ở cổng trường"),
    }


@pytest.fixture
def indexed(collection, now):
    """Return the collection after the index of it was built."""
    build_index(at=now)
    return collection


@pytest.fixture
def problem(db):
    text = "Ùn tắc giao thông giờ cao điểm kéo dài. Cần đèn tín hiệu thích ứng."
    title = "Giảm ùn tắc giao thông giờ cao điểm"
    return a_challenge(State.TRIAGE, title_vi=title, description_vi=text)


@pytest.fixture
def matched(indexed, problem, now):
    """Return the run of the problem over the collection."""
    return run_match(challenge=problem, by=None, at=now)


@pytest.fixture
def found():
    """Return a function that gives {kind: codes} of what a run has found."""

    def found(run):
        kinds = {}
        for match in Match.objects.filter(run=run):
            kinds.setdefault(match.kind, []).append(match.code)
        return kinds

    return found
