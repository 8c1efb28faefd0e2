"""The result: a profile as picture and table, peers only in a large enough group, progress, PDF."""

from datetime import timedelta

import pytest

from cauhien.enterprises import actions, queries
from cauhien.enterprises.models import Assessment
from tests.enterprises.things import (
    a_completed,
    an_assessment,
    an_enterprise,
    answered,
    shipped_templates,
    some_peers,
    words_of,
)
from tests.factories import NOW, a_user, sign_in
from tests.made_once import made_once

LATER = NOW + timedelta(days=30)


def _completed():
    shipped_templates()
    enterprise, owner = an_enterprise()
    return a_completed(enterprise, owner), owner


made, completed = made_once(_completed)
pytestmark = pytest.mark.django_db


def test_the_profile_is_a_picture_with_its_numbers_and_no_peers_are_shown(client, completed):
    found, owner = completed
    sign_in(client, owner)

    answer = client.get(f"/assessments/{found.code}/")
    page = answer.content.decode()

    assert "<svg" in page
    assert next(row[:3] for row in answer.context["chart"].rows) == [
        "Hiện trạng thiết bị, công nghệ",
        30,
        30,
    ]
    assert "ít nhất 10" in page
    assert len(answer.context["chart"].columns) == 4


def test_nine_others_are_too_few_and_ten_are_shown_from_the_next_month_as_quartiles(completed):
    found, _owner = completed
    some_peers(found, 9)
    assert queries.peers_of(found, LATER) is None

    some_peers(found, 1)
    assert queries.peers_of(found, NOW) is None  # the month is not over
    peers = queries.peers_of(found, LATER)

    assert peers.number == 10
    assert peers.groups["T"] == (50, 50, 50)
    assert peers.total == (50, 50, 50)


def test_peers_count_once_and_only_by_the_very_same_template(completed):
    found, _owner = completed
    some_peers(found, 9)
    some_peers(found, 1, content_sha256="0" * 64)
    other = Assessment.objects.exclude(enterprise=found.enterprise).first()
    other.pk, other.code = None, "another1"
    other.save()

    assert queries.peers_of(found, LATER) is None


def test_an_assessment_made_again_shows_what_has_changed(client, completed):
    first, owner = completed
    again = an_assessment(first.enterprise, owner)
    answered(again, owner)
    actions.save_answers(assessment=again, answers={"T7-1": "3"}, by=owner, at=LATER)
    actions.freeze_assessment(assessment=again, by=owner, at=LATER)
    sign_in(client, owner)

    page = client.get(f"/assessments/{again.code}/").content.decode()

    report = words_of(client.get(f"/assessments/{again.code}/report.pdf"))
    assert "so với lần đó: -3" in page
    assert f"/assessments/{first.code}/" in page
    assert "thay đổi so với lần đó: -3" in report
    assert "Điểm lần trước" in report


def test_the_report_says_where_points_were_entered_and_is_sent_to_its_owner_alone(
    client, completed
):
    found, owner = completed
    address = f"/assessments/{found.code}/report.pdf"
    sign_in(client, a_user())
    assert client.get(address).status_code == 404
    sign_in(client, owner)

    text = words_of(client.get(address))

    assert "100 / 100" in text
    assert "T1, T2, T3, T4, T5, T6, E1" in text
