"""ROR of start-ups and bodies, ORCID of mentors: asked for, checked, shown, given out."""

import csv
import io

import pytest
from django.test import Client

from cauhien.ecosystem.models import Mentor, Registration, Startup
from tests.ecosystem.test_dates_and_money import MENTOR, accept, client_of, registered
from tests.ecosystem.test_registrations import SAID
from tests.ecosystem.things import a_startup
from tests.exchange.test_json_ld import said
from tests.factories import a_user, an_organisation

pytestmark = pytest.mark.django_db
ROR = "https://ror.org/02jmfj006"
ORCID = "0000-0002-1825-0097"


def test_the_ror_of_a_startup_joins_it_to_the_register_and_goes_out_everywhere():
    firm = an_organisation("Pin Sạch JSC", ror=ROR)
    wrong = client_of(a_user()).post("/ecosystem/register/startup/", SAID | {"ror": ROR[:-1] + "7"})
    assert set(wrong.context["form"].errors) == {"ror"}

    registered(a_user(), "startup", SAID | {"ror": "02jmfj006"})

    startup = Startup.objects.get()
    there = f"/ecosystem/startups/{startup.code}/"
    table = Client().get("/exchange/data/startups.csv").getvalue().decode()
    (document,) = said(Client(), there)
    assert (startup.organisation, document["sameAs"]) == (firm, ROR)
    assert f'href="{ROR}"' in Client().get(there).content.decode()
    assert Client().get(f"/api/v1/ecosystem/startups/{startup.code}").json()["ror"] == ROR
    assert [row["ror"] for row in csv.DictReader(io.StringIO(table))] == [ROR]


def test_a_listed_startup_gives_its_ror_to_its_organisation_unless_another_has_it():
    startup = a_startup()
    change = f"/ecosystem/change/startup/{startup.code}/"
    client_of(a_user()).post(change, SAID | {"ror": ROR})

    accept(Registration.objects.get())

    startup.organisation.refresh_from_db()
    assert startup.organisation.ror == ROR


def test_the_orcid_of_a_mentor_is_on_their_page_and_goes_with_them():
    user = a_user()
    wrong = client_of(user).post(
        "/ecosystem/register/mentor/", MENTOR | {"orcid": ORCID[:-1] + "8"}
    )
    assert set(wrong.context["form"].errors) == {"orcid"}
    registered(user, "mentor", MENTOR | {"orcid": ORCID})
    there = f"/ecosystem/mentors/{Mentor.objects.get().code}/"

    (document,) = said(Client(), there)
    client_of(user).post(f"{there}leave/")

    assert document["sameAs"] == f"https://orcid.org/{ORCID}"
    assert document["name"] == MENTOR["name_vi"]
    assert Mentor.objects.get().orcid == ""


def test_a_table_holds_what_the_list_shows_when_it_is_narrowed():
    a_startup(topic="waste")
    a_startup("Pin Sạch", "HN-E902", topic="energy")

    narrowed = Client().get("/ecosystem/startups/?topic=energy").content.decode()
    table = Client().get("/exchange/data/startups.csv?topic=energy").getvalue().decode()

    assert "/exchange/data/startups.csv?topic=energy" in narrowed
    assert [row["name_vi"] for row in csv.DictReader(io.StringIO(table))] == ["Pin Sạch"]
