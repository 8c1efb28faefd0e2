"""Anchors: what was anchored cannot be taken out or written anew without being named."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from cauhien.core import audit
from cauhien.core.models import AuditLine
from cauhien.trail import actions, queries
from cauhien.trail.models import Anchor
from tests.factories import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def state(settings, tmp_path):
    settings.STATE = tmp_path
    return tmp_path


@pytest.fixture
def anchored(now, django_capture_on_commit_callbacks):
    """Two chains, anchored on two days between which one of them grew."""
    with django_capture_on_commit_callbacks(execute=True):
        anchor_two_days(now)


def anchor_two_days(now):
    for chain, act in (("challenge:a", "draft"), ("challenge:b", "draft"), ("challenge:a", "send")):
        audit.record(chain=chain, act=act, by=None, at=now)
    actions.take_anchor(day=TODAY, at=now)
    audit.record(chain="challenge:a", act="sign", by=None, at=now)
    actions.take_anchor(day=TODAY + timedelta(days=1), at=now)


def write_anew(chain):
    """Write a whole chain anew with right hashes, as only an anchor can tell."""
    previous = audit.FIRST
    for line in AuditLine.objects.filter(chain=chain).order_by("number"):
        line.detail, line.previous_hash = {"written": "anew"}, previous
        line.hash = previous = audit.digest(line)
        line.save()


def test_what_nobody_touched_verifies(anchored):
    found = queries.verified()

    assert (found.chains, found.lines, found.anchors, found.faults) == (2, 4, 2, ())


def test_a_day_has_one_anchor_and_it_holds_only_what_grew(anchored, now):
    again = actions.take_anchor(day=TODAY + timedelta(days=1), at=now)

    assert Anchor.objects.count() == 2
    assert [(head.chain, head.number) for head in again.heads.all()] == [("challenge:a", 3)]


def test_a_chain_written_anew_with_right_hashes_is_named(anchored):
    write_anew("challenge:b")

    assert queries.verified().faults == (
        ("challenge:b", f"line 1 or one before it is not as it was on {TODAY}"),
    )


def test_a_chain_taken_out_whole_is_named(anchored):
    AuditLine.objects.filter(chain="challenge:b").delete()

    assert [where for where, _ in queries.verified().faults] == ["challenge:b"]


def test_the_last_line_taken_out_is_named(anchored):
    AuditLine.objects.filter(chain="challenge:a", number=3).delete()

    assert "line 3" in queries.verified().faults[0][1]


def test_an_altered_anchor_is_named_by_its_day(anchored):
    Anchor.objects.filter(day=TODAY).update(root="0" * 64)

    assert queries.verified().faults[0] == (TODAY.isoformat(), "the anchor was altered")


def test_anchors_made_anew_differ_from_their_copy_outside_the_database(anchored, now):
    for anchor in Anchor.objects.all():
        anchor.heads.all().delete()
    Anchor.objects.all().delete()
    write_anew("challenge:b")
    actions.take_anchor(day=TODAY, at=now)

    assert [where for where, _ in queries.verified().faults] == ["2026-11-24", "2026-11-25"]


def test_the_command_says_so_in_a_sentence(anchored, capsys):
    call_command("verify")
    AuditLine.objects.filter(chain="challenge:a", number=2).update(act="sign")

    with pytest.raises(CommandError, match="challenge:a: line 2 was altered"):
        call_command("verify")
    assert "Nothing was altered." in capsys.readouterr().out


def test_everybody_reads_the_anchors_and_nothing_of_what_they_hold(anchored, client):
    page = client.get(reverse("trail:anchors")).content.decode()
    feed = client.get(reverse("trail:anchors_feed")).content.decode()

    for anchor in Anchor.objects.all():
        assert anchor.hash in page
        assert anchor.hash in feed
    assert "challenge:" not in page + feed
