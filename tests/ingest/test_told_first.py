"""A work that its author told before a file gives it stands once after the file is read in."""

import pytest

from cauhien.network.actions.told_works import tell_works
from cauhien.network.models import Authorship, Work
from tests.factories import NOW, a_person, a_user
from tests.ingest.conftest import a_work, an_author

pytestmark = pytest.mark.django_db
DOI = "10.18653/v1/2024.x-1.1"
TOLD = f"title,year,doi,authors\nFlood forecasting,2024,{DOI},Lê Chi; Nguyễn Văn An\n"


@pytest.mark.parametrize("is_told_first", [True, False])
def test_a_file_and_a_list_make_one_work_in_either_order(take_in, written, is_told_first):
    person = a_person("Nguyễn Văn An", user=a_user())
    authors = [an_author("Chi Le"), an_author("An Nguyen")]
    path = written("works.jsonl", a_work(authorships=authors, doi=DOI))

    def tell():
        tell_works(person=person, written=TOLD, by=person.user, at=NOW)

    steps = [tell, lambda: take_in("works", path)]
    for step in steps if is_told_first else steps[::-1]:
        step()

    work = Work.objects.get()
    assert (work.title, work.source_key) == ("Flood forecasting for a city", "acl:2024.x-1.1")
    assert list(Authorship.objects.values_list("raw_name", "person")) == [
        ("Chi Le", None),
        ("An Nguyen", person.pk),
    ]
