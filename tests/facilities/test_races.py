"""Several people at once: of each slot exactly one booking comes, of each request one answer."""

from functools import partial

import pytest

from cauhien.facilities import actions
from cauhien.facilities.models import Booking, Occupation
from tests.facilities.things import a_kept_laboratory, a_request, a_resource, booked, held
from tests.factories import NOW, a_user
from tests.threads import at_once

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def test_rivals_for_units_get_as_many_as_there_are_and_two_acts_on_one_case_never_both():
    laboratory, keeper = a_kept_laboratory()
    two = a_resource(laboratory, keeper, capacity=2)
    whole = a_resource(laboratory, keeper, parts=[two, a_resource(laboratory, keeper)])
    rivals = [partial(held, one, a_user()) for one in (two, two, whole, whole)]
    found = at_once(*rivals, refusals=actions.CannotUse)

    got = [one for one in found if isinstance(one, Booking)]
    assert len(got) == 2
    assert Occupation.objects.filter(unit__resource=two).values("unit").distinct().count() == 2

    user = a_user()
    booking = booked(a_resource(laboratory, keeper), user)
    cancel = partial(actions.cancel_booking, booking=booking, by=user, at=NOW)
    take_back = partial(actions.cancel_as_host, booking=booking, words="Hỏng", by=keeper, at=NOW)
    ended = at_once(cancel, take_back, cancel, refusals=actions.CannotUse)
    assert ended.count(actions.CannotUse) == 2

    request = a_request(laboratory, user)
    accept = partial(actions.accept_request, request=request, words="Được", by=keeper, at=NOW)
    refuse = partial(
        actions.refuse_request, request=request, refusal="full", words="", by=keeper, at=NOW
    )
    answered = at_once(accept, refuse, accept, refuse, refusals=actions.CannotUse)
    assert answered.count(actions.CannotUse) == 3
