"""What an office thinks of a candidate."""

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.core.audit import salted
from cauhien.core.models import AuditLine
from cauhien.matching import rules
from cauhien.matching.actions import marks
from cauhien.matching.models import Mark
from tests.factories import a_challenge, a_user, an_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def mark(matched, now):
    """Return a function that marks a candidate of the run."""

    def mark(kind, thing, by, **opinion):
        return marks.mark_candidate(
            run=matched, kind=kind, code=thing.code, by=by, at=now, **opinion
        )

    return mark


def test_a_second_opinion_replaces_the_first_and_leaves_the_shortlist(mark, indexed, problem):
    mark("work", indexed["work"], problem.officer, shortlisted=True)
    mark("work", indexed["work"], problem.officer, verdict="fits", reason="Gần")
    mark("work", indexed["work"], problem.officer, verdict="does_not_fit", reason="Xa")

    kept = Mark.objects.get()

    assert (kept.verdict, kept.reason, kept.shortlisted) == ("does_not_fit", "Xa", True)


def test_each_opinion_stands_in_the_log_and_a_person_only_as_a_hash(mark, indexed, problem):
    mark("person", indexed["person"], problem.officer, verdict="fits", reason="Gần")

    line = AuditLine.objects.filter(chain=problem.chain).latest("number")

    assert (line.act, line.by) == ("mark_candidate", problem.officer.uuid)
    assert line.detail["candidate"] == salted(indexed["person"].code)


def test_an_officer_of_another_office_is_refused(mark, indexed):
    with pytest.raises(marks.CannotMark):
        mark("work", indexed["work"], a_user(Role.OFFICER), shortlisted=True)

    assert not Mark.objects.exists()


def test_who_is_not_on_the_list_cannot_be_marked(mark, problem):
    with pytest.raises(marks.CannotMark):
        mark("work", a_challenge(), problem.officer, shortlisted=True)


@pytest.mark.parametrize("role", Role)
def test_staff_of_any_office_and_coordinators_work_on_what_nobody_has_taken_on(role):
    catalogued = a_challenge(State.CATALOGUED)

    allowed = rules.may_mark(a_user(role, office=an_office()), catalogued)

    assert allowed == (role in {Role.OFFICER, Role.HEAD, Role.COORDINATOR})


@pytest.mark.parametrize("role", Role)
def test_on_the_problem_of_an_office_its_staff_and_coordinators_work(role, problem):
    here = rules.may_mark(a_user(role, office=problem.office), problem)
    elsewhere = rules.may_mark(a_user(role, office=an_office()), problem)

    assert here == (role in {Role.OFFICER, Role.HEAD, Role.COORDINATOR})
    assert elsewhere == (role == Role.COORDINATOR)
