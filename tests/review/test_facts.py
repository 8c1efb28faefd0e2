"""What the engine is told of people and files."""

from datetime import date

import pytest

from cauhien.organisations.models import OrganisationRelation
from cauhien.organisations.states import RelationKind
from cauhien.review.bridge import conflicts_of, known_organisations, people_of
from cauhien.review.bridge.facts import proposals_of
from tests.factories import TODAY, a_person, a_work, an_organisation
from tests.review.things import a_call, a_member, an_initiative, with_organisation

pytestmark = pytest.mark.django_db


def found(persons, initiatives):
    """Return [(rule, severity, reason, whether sure)] of what stands between them today."""
    organisations = known_organisations()
    people, files = people_of(persons), proposals_of(initiatives)
    conflicts = conflicts_of(people, files, (), TODAY, organisations)
    return [(one.rule, one.severity.value, one.reason, one.is_sure) for one in conflicts]


def test_a_colleague_of_a_member_of_the_team_is_found():
    school, judge, member = an_organisation(), a_person("Lê Văn Chi"), a_person("Phạm Thị Dung")
    with_organisation(judge, school)
    with_organisation(member, school)
    file = an_initiative(a_call())
    a_member(file, role="edit", person=member)

    assert ("organisation", "hard", "organisation.now", True) in found([judge], [file])


def test_an_employer_that_only_the_team_named_counts_for_a_year():
    school = an_organisation("Trường Đại học Sông Nhuệ")
    judge = a_person("Lê Văn Chi")
    with_organisation(judge, school)
    file = an_initiative(a_call())
    a_member(file, role="edit", employers=["Đại học Sông Nhuệ"])

    conflicts = conflicts_of(
        people_of([judge]), proposals_of([file]), (), TODAY, known_organisations()
    )
    assert [(one.rule, one.holds_until) for one in conflicts if one.rule == "organisation"] == [
        ("organisation", date(2027, 10, 27))
    ]


def test_two_schools_of_a_national_university_are_not_one_house():
    whole = an_organisation("Đại học Quốc gia", ror="02jmfj006")
    one, other = an_organisation(), an_organisation()
    for part in (one, other):
        OrganisationRelation.objects.create(
            organisation=part, other=whole, kind=RelationKind.PARENT
        )
    judge, member = a_person("Lê Văn Chi"), a_person("Phạm Thị Dung")
    with_organisation(judge, one)
    with_organisation(member, other)
    file = an_initiative(a_call())
    a_member(file, role="edit", person=member)

    rules = {(rule, severity) for rule, severity, *_ in found([judge], [file])}
    assert rules == {("organisation-top", "warn")}


def test_works_of_a_row_that_was_joined_count_as_the_persons():
    judge, member = a_person("Lê Văn Chi"), a_person("Phạm Thị Dung")
    joined = a_person("Le V. Chi", canonical=judge)
    a_work(by=[joined, member], year=2024)
    file = an_initiative(a_call())
    a_member(file, role="edit", person=member)

    assert ("coauthor", "hard", "coauthor", True) in found([judge], [file])


def test_a_relative_whom_the_team_names_is_a_doubt_that_somebody_must_look_at():
    judge = a_person("Nguyễn Văn An")
    file = an_initiative(a_call())
    a_member(file, role="edit", related_persons=["Nguyễn Văn An, anh ruột, Sở Xây dựng"])

    assert ("kinship", "waiver", "kinship", False) in found([judge], [file])
