"""Files are shared out among the members of a council, and each reads their own alone."""

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges.queries.initiative import initiatives_for
from cauhien.challenges.states import Part
from cauhien.core.items import items_for
from cauhien.review import actions, bridge, queries
from cauhien.review.models import Assignment, Review, Seat
from cauhien.review.states import SeatRole, SeatState
from tests.factories import NOW, TODAY, a_user, acts
from tests.made_once import made_once
from tests.review.sitting import a_small_council, holder, submitted
from tests.review.things import a_member, with_organisation

pytestmark = pytest.mark.django_db
FIVE = {SeatRole.CHAIR: 1, SeatRole.SECRETARY: 1, SeatRole.MEMBER: 3}


@pytest.fixture
def coordinator():
    return a_user(Role.COORDINATOR)


made, council = made_once(lambda: a_small_council(files=6, roles=FIVE))


def shared(council, by, per_file=2, per_member=3, **wishes):
    said = {name: frozenset(pairs) for name, pairs in wishes.items()}
    sharing = actions.Sharing(per_file=per_file, per_member=per_member, **said)
    return actions.propose_assignment(council=council, sharing=sharing, by=by, at=NOW)


def in_force(council, by, **how):
    return actions.confirm_assignment(assignment=shared(council, by, **how), by=by, at=NOW)


def read_by(user):
    user.day = TODAY
    return set(initiatives_for(user, Part.CONTENT).values_list("code", flat=True))


def pairs_of(assignment):
    return {tuple(pair) for pair in assignment.pairs}


def test_each_file_has_its_readers_and_nobody_more_than_agreed(council, coordinator):
    assignment = shared(council, coordinator)

    files = [file for file, _ in assignment.pairs]
    seats = [seat for _, seat in assignment.pairs]
    assert {files.count(one.code) for one in queries.judged_files(council)} == {2}
    assert max(seats.count(one.code) for one in queries.sitting(council)) <= 3
    assert assignment.total <= assignment.total_bound + 1e-6
    assert assignment.worst <= assignment.worst_bound + 1e-6
    assert acts(council)[-1] == "propose_assignment"


def test_confirmed_each_reads_their_files_alone_and_the_chair_reads_all(council, coordinator):
    assignment = in_force(council, coordinator)

    for seat in queries.sitting(council):
        own = {file for file, one in assignment.pairs if one == seat.code}
        written = set(Review.objects.filter(seat=seat).values_list("initiative__code", flat=True))
        assert written == own
        if seat.role != SeatRole.CHAIR:
            assert read_by(seat.user) == own
    assert len(read_by(holder(council, SeatRole.CHAIR))) == 6


def test_a_proposal_opens_nothing_that_is_not_open_and_changes_nothing(council, coordinator):
    shared(council, coordinator)

    assert len(read_by(holder(council))) == 6
    Review.objects.all().delete()
    actions.recheck_council(council=council, at=NOW)
    assert not Review.objects.exists()


def test_a_pair_that_must_be_is_and_one_that_must_not_is_not(council, coordinator):
    first = shared(council, coordinator)
    files, seats = first.files, first.members
    absent = sorted({(file, seat) for file in files for seat in seats} - pairs_of(first))[0]
    present = sorted(pairs_of(first))[-1]

    again = shared(council, coordinator, fixed=[absent], forbidden=[present])

    assert absent in pairs_of(again)
    assert present not in pairs_of(again)
    assert Assignment.objects.count() == 1


def test_what_was_submitted_stays_with_who_submitted_it(council, coordinator):
    member = holder(council)
    review = submitted(council, member, file=2)
    seat = review.seat.code

    assignment = in_force(council, coordinator, per_file=1, per_member=2)

    assert (review.initiative.code, seat) in pairs_of(assignment)
    with pytest.raises(actions.CannotAssign):
        shared(council, coordinator, forbidden=[(review.initiative.code, seat)])


def test_what_cannot_be_is_answered_with_the_fewest_files_that_clash(council, coordinator):
    with pytest.raises(actions.CannotAssign) as refused:
        shared(council, coordinator, per_file=3, per_member=3)

    refusal = refused.value
    assert (refusal.wanted, refusal.possible) == (18, 15)
    assert len(refusal.files) == 6
    assert not Assignment.objects.exists()


def test_fixing_more_than_a_file_has_readers_names_the_file(council, coordinator):
    file = queries.judged_files(council)[0].code
    pairs = [(file, seat.code) for seat in queries.sitting(council)[:3]]

    with pytest.raises(actions.CannotAssign) as refused:
        shared(council, coordinator, fixed=pairs)

    assert [one.code for one in refused.value.files] == [file]


def test_whom_a_conflict_bars_is_excluded_before_files_are_shared_out(council, coordinator):
    seat = queries.sitting(council)[-1]
    team = queries.judged_files(council)[0]
    a_member(team, role="edit", organisation=with_organisation(seat.person))

    assignment = shared(council, coordinator, per_member=4)

    assert Seat.objects.get(pk=seat.pk).state == SeatState.EXCLUDED
    assert seat.code not in assignment.members


def test_what_is_stored_gives_the_same_answer_again(council, coordinator):
    row = Assignment.objects.get(pk=shared(council, coordinator).pk)

    again = bridge.share_out(
        bridge.Load(
            files=tuple(row.files),
            members=tuple(row.members),
            fits=tuple(row.fits),
            per_file=row.per_file,
            per_member=row.per_member,
        ),
        seed=row.seed,
    )

    assert {*again.pairs} == pairs_of(row)


def test_when_a_reader_leaves_the_files_that_lack_one_are_named(council, coordinator):
    assignment = in_force(council, coordinator)
    reading = {seat for _, seat in assignment.pairs}
    leaving = next(
        one
        for one in queries.sitting(council)
        if one.role == SeatRole.MEMBER and one.code in reading
    )
    own = {file for file, seat in assignment.pairs if seat == leaving.code}
    leaving.user.day = TODAY
    actions.leave(seat=leaving, reason="Ốm", by=leaving.user, at=NOW)

    assert queries.short_files(assignment) == dict.fromkeys(sorted(own), 1)
    assert queries.assignments_to_renew(coordinator) == [(council, len(own))]
    assert council.url("assignment") in [item.url for item in items_for(coordinator, NOW)]
    with pytest.raises(actions.CannotAssign):
        actions.confirm_assignment(assignment=assignment, by=coordinator, at=NOW)


def test_where_files_share_no_reader_it_is_said_that_they_cannot_be_compared(council, coordinator):
    apart, bound = (
        {"pairs": pairs} for pairs in ([["a", "s"], ["b", "t"]], [["a", "s"], ["b", "s"]])
    )

    assert not queries.is_bound_together(Assignment(**apart))
    assert queries.is_bound_together(Assignment(**bound))


def test_only_the_coordinator_shares_files_out(council, coordinator):
    for user in (a_user(Role.SECRETARY), a_user(Role.DECISION_MAKER), holder(council)):
        with pytest.raises(actions.CannotAssign):
            shared(council, user)


def test_a_chair_reads_what_others_wrote_of_files_that_are_not_theirs_to_review(
    council, coordinator
):
    chair = holder(council, SeatRole.CHAIR)
    assignment = in_force(council, coordinator)
    seats = {one.code: one for one in queries.sitting(council)}
    own = {file for file, seat in assignment.pairs if seats[seat].user == chair}
    order = [one.code for one in queries.judged_files(council)]
    for file, seat in assignment.pairs:
        if seats[seat].user != chair:
            seats[seat].user.day = TODAY
            submitted(council, seats[seat].user, order.index(file))

    read = {one.initiative.code for one in queries.scores_of(council, chair)}

    assert read == set(order) - own


def test_members_who_read_different_files_are_compared_freed_of_their_severity(
    council, coordinator
):
    assignment = in_force(council, coordinator, per_file=3, per_member=4)
    order = [one.code for one in queries.judged_files(council)]
    seats = {one.code: one for one in queries.sitting(council)}
    strict = assignment.pairs[0][1]
    for file, seat in assignment.pairs:
        seats[seat].user.day = TODAY
        worth = 4 + order.index(file) % 2
        level = worth - 2 if seat == strict else worth
        submitted(council, seats[seat].user, order.index(file), (level,) * 3)

    standings = bridge.standings(council)

    told = [one.adjusted for one in standings.values()]
    assert all(one is not None for one in told)
    harsh = {file for file, seat in assignment.pairs if seat == strict}
    assert all(standings[file].adjusted > standings[file].mean for file in harsh)
