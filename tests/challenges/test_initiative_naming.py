"""Where a file tells whose it is: names with and without marks, in each order, place by place."""

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges.actions import OpenForm
from cauhien.challenges.actions.initiative import write_initiative
from cauhien.challenges.actions.initiative.documents import attach_document
from cauhien.challenges.queries.initiative.naming import mentions, named_places, names_of
from cauhien.challenges.states import AttachmentPart
from cauhien.organisations.models import OrganisationName
from tests.core.test_inspecting import a_docx
from tests.factories import a_call, a_member, a_user, an_initiative, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead():
    return a_user(Role.ENTERPRISE, name="Trưởng nhóm Một")


@pytest.fixture
def file(lead):
    file = an_initiative(a_call(), lead=lead)
    school = an_organisation("Trường Đại học Giao thông vận tải")
    OrganisationName.objects.create(
        organisation=school, value="UTC", kind=OrganisationName.Kind.ACRONYM, folded="utc"
    )
    a_member(
        file,
        name="Nguyễn Thị Hòa An",
        organisation=school,
        employers=["Công ty Đèn Sáng"],
        email="hoaan@densang.test",
    )
    return file


def said(text, file):
    return [found for _before, found, _after in mentions(text, names_of(file.members.all()))]


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Thị Hòa An",
        "NGUYỄN THỊ HOÀ AN",
        "nguyen thi hoa an",
        "Hòa An Nguyễn",
        "Nguyễn An",
        "N.T.H. An",
        "Trường Đại học Giao thông vận tải",
        "truong dai hoc giao thong van tai",
        "UTC",
        "Công ty Đèn Sáng",
        "hoaan@densang.test",
        "densang.test",
    ],
)
def test_a_name_is_found_however_it_is_written(file, text):
    assert said(f"Do {text} thực hiện.", file) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Nhóm an toàn giao thông",
        "Nguyên thì hóa ăn",  # the same letters with other marks
        "Đại học Giao thông",
        "giờ utc",  # a short form is one in capitals only
        "An",
        "Nguyễn",
        "công ty đèn khác",
    ],
)
def test_what_everybody_says_is_no_name(file, text):
    assert said(text, file) == []


def test_the_places_are_told_in_texts_rows_documents_and_their_names(lead, file):

    written = {
        "approach": "Như UTC đã làm",
        "budget": [{"item": "Thuê Công ty Đèn Sáng", "amount": "1"}],
    }
    form = OpenForm("here", 1)
    write_initiative(initiative=file, by=lead, at=file.created_at, written=written, form=form)
    attach_document(
        initiative=file,
        by=lead,
        at=file.created_at,
        data=a_docx("Mở đầu", "Tác giả: Nguyễn Thị Hòa An"),
        name="UTC de xuat.docx",
        part=AttachmentPart.PUBLIC,
    )
    file.refresh_from_db()

    found = {(one.text, one.document, one.place, one.said) for one in named_places(file)}

    assert found == {
        ("approach", "", (), "UTC"),
        ("budget", "", (), "Công ty Đèn Sáng"),
        ("", "UTC de xuat.docx", ("name", 0), "UTC"),
        ("", "UTC de xuat.docx", ("paragraph", 2), "Nguyễn Thị Hòa An"),
    }
