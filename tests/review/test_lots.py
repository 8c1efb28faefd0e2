"""Lots among files that the scores cannot tell apart: only where the procedure has them."""

from collections import Counter

import pytest

from cauhien.accounts.states import Role
from cauhien.core.models import AuditLine
from cauhien.review import actions, bridge, queries
from cauhien.review.bridge.scores import standings_of
from cauhien.review.states import MeetingAct
from tests.factories import NOW, a_user, sign_in
from tests.made_once import made_once
from tests.review.sitting import a_small_council, all_submitted, holder, quorate
from tests.review.test_standings import NEAR as POINTS

pytestmark = pytest.mark.django_db
NEAR = ((4, 4, 1), (4, 5, 1), (5, 4, 1))  # the third file is far below the other two


def a_council():
    council = a_small_council(files=3, lots=True)
    all_submitted(council, NEAR)
    quorate(council, by=a_user(Role.SECRETARY))
    return council


made, council = made_once(a_council)


def draw(council, files, by=None):
    by = by or holder(council, "chair")
    return actions.draw_lots(council=council, files=files, by=by, at=NOW)


def codes(council):
    return [file.code for file in queries.judged_files(council)]


def test_the_order_is_drawn_logged_and_noted_with_its_seed(council):
    first, second, _third = codes(council)

    order = draw(council, [first, second])

    line = AuditLine.objects.get(chain=council.chain, act=MeetingAct.LOTS)
    assert (line.detail["order"], set(order)) == (order, {first, second})
    notes = queries.notes_of(council)
    assert len(notes) == 2
    assert all(line.detail["seed"] in one.text for texts in notes.values() for one in texts)
    again = bridge.order_by_lot(sorted(order), seed=int(line.detail["seed"][:15], 16))
    assert again == order


def test_the_same_reviews_draw_once(council):
    pair = codes(council)[:2]
    draw(council, pair)

    with pytest.raises(actions.CannotMeet):
        draw(council, pair)


def test_no_lots_where_the_scores_decide_the_procedure_has_none_or_somebody_else_asks(council):
    first, second, third = codes(council)
    for files, by in (
        ([first, third], None),
        ([first], None),
        ([first, second], holder(council)),
        ([first, second], a_user(Role.SECRETARY)),
    ):
        with pytest.raises(actions.CannotMeet):
            draw(council, files, by)

    council.challenge.call.procedure.lots = False
    council.challenge.call.procedure.save()
    with pytest.raises(actions.CannotMeet):
        draw(council, [first, second])


def test_each_file_has_the_same_chance():
    firsts = Counter(bridge.order_by_lot(["a", "b", "c"], seed=seed)[0] for seed in range(300))

    assert all(70 < firsts[file] < 130 for file in "abc")


def test_a_group_is_of_files_none_of_which_can_be_told_from_another():
    assert bridge.groups_alike(standings_of(POINTS, limit=40, seed=1)) == [["a", "b"]]


def test_the_page_offers_lots_where_the_procedure_has_them(client, council):
    sign_in(client, holder(council, "chair"))
    url, page = council.url("draw"), client.get(council.url("propose")).content.decode()

    answer = client.post(url, {"file": codes(council)[:2]})

    assert url in page
    assert answer.headers["Location"] == council.url("propose")
    assert AuditLine.objects.filter(chain=council.chain, act=MeetingAct.LOTS).count() == 1
