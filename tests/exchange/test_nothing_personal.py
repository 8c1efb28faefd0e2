"""Whatever an app keeps of persons, nothing of it is given out: data package and its catalogue,
OAI-PMH, Atom, iCalendar, sitemap, what pages say to programs, API.

A new app adds what it keeps to `KEPT`: how it is made, and the words that must not go out.
"""

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from cauhien.accounts.models import User
from cauhien.accounts.states import Role
from cauhien.api import api
from cauhien.ecosystem.actions import registrations
from cauhien.ecosystem.models import Registration
from cauhien.ecosystem.states import RegistrationAct
from cauhien.enterprises.actions import begin_deal
from cauhien.exchange.actions import update_register
from cauhien.members.actions import nominate
from cauhien.network.actions.expertise import declare
from cauhien.network.models import Evidence, ResearchField
from tests.ecosystem.test_dates_and_money import EVENT, MENTOR
from tests.ecosystem.test_registrations import SAID as STARTUP
from tests.enterprises.things import a_need, an_enterprise, an_offer, published
from tests.exchange.harvesters import OurSickle
from tests.exchange.test_json_ld import said
from tests.exchange.test_json_ld_of_figures import some_figures, value
from tests.factories import NOW, a_person, a_source, a_user, an_office, sign_in
from tests.made_once import made_once
from tests.meetings.test_meetings import WRITTEN, a_called_meeting

pytestmark = pytest.mark.django_db
OBSERVATORY = ("/observatory/", "/observatory/indicators/GB_XPD_RSDV_GD_ZS/")
# A way to reach somebody, whatever the sample: an address of mail, a telephone number.
REACHES = re.compile(r"[\w.+-]+@[\w.-]+\.[a-z]{2,}|(?<![\w.=/-])(?:\+84|0)(?:[ .-]?\d){9}(?![\d.])")
FEEDS = ("problems", "decisions", "tasks", "ecosystem")


def ecosystem():
    """Have three things registered and accepted, each with who stands for it."""
    client = Client()
    sign_in(client, a_user())
    event = EVENT | {"zone": "city", "standing": STARTUP["standing"]}
    for kind, written in (("startup", STARTUP), ("event", event), ("mentor", MENTOR)):
        assert client.post(f"/ecosystem/register/{kind}/", written).status_code == 302
    for one in Registration.objects.all():
        by, act = a_user(Role.COORDINATOR), RegistrationAct.ACCEPT
        registrations.advance(registration=one, act=act, by=by, at=NOW)


def deals():
    """Have a firm ask about the published offer of another, which keeps a need to itself."""
    enterprise, owner = an_enterprise()
    offer = published(an_offer(enterprise, owner), owner)
    a_need(enterprise, owner)
    other, asker = an_enterprise("Công ty Điện", "0101248141")
    side = {"enterprise": other, "office": None}
    message = "Muốn thử đèn ở cổng."
    begin_deal(thing=offer, side=side, message=message, problem="", by=asker, at=NOW)


def members():
    """Have somebody who declares a field of expertise nominated."""
    scheme = {"scheme": "VN", "version": "2020", "level": 3, "source": a_source()}
    field = ResearchField.objects.create(code="20104", name_vi="Kỹ thuật giao thông", **scheme)
    person, officer = a_person("Phan Văn Đạt", user=a_user()), a_user(Role.OFFICER)
    evidence = [Evidence(kind="patent", title="Bằng 1-0012345", on=date(2020, 1, 1))]
    written = {"field": field, "words": "", "evidence": evidence}
    declare(person=person, written=written, by=person.user, at=NOW)
    written = {"group": "transport", "fields": [field], "reason": "Giỏi việc này."}
    nominate(person=person, written=written, office=officer.grants.get().office, by=officer, at=NOW)


def gone():
    """Have somebody who has left."""
    a_person("Đỗ Thị Đã Rời", code="hasleft", left_at=NOW)


# {app: (what makes things of it, words of it that are never given out)}
KEPT = {
    "meetings": (a_called_meeting, [WRITTEN["title"], WRITTEN["where"], *WRITTEN["agenda"]]),
    "ecosystem": (ecosystem, [STARTUP["standing"], MENTOR["standing"], MENTOR["about_vi"]]),
    "enterprises": (deals, ["Muốn thử đèn ở cổng.", "máy lẻ 12", "tại cổng nhà máy"]),
    "members": (members, ["Giỏi việc này."]),
    "network": (gone, ["Đỗ Thị Đã Rời", "hasleft"]),
    "observatory": (some_figures, []),
}


def everything_kept():
    an_office("Sở Khoa học", coordinates=True)
    for make, _words in KEPT.values():
        make()
    for user in User.objects.all():
        user.name = f"Chủ tài khoản {user.pk}"
        user.save(update_fields=["name"])
    update_register(at=datetime(2026, 12, 1, tzinfo=UTC))
    return [word for user in User.objects.all() for word in (user.name, user.email)]


made, accounts = made_once(everything_kept)


def given():
    """Yield (where, text) of all that others take from here."""
    client = Client()
    package = client.get("/exchange/data/datapackage.json")
    yield "package", as_read(package.json())
    for one in package.json()["resources"]:
        yield one["path"], client.get(f"/exchange/data/{one['path']}").getvalue().decode()
    for prefix in ("oai_dc", "oai_cerif_openaire"):
        for record in OurSickle().ListRecords(metadataPrefix=prefix):
            yield f"{prefix} {record.header.identifier}", record.raw
    for name in FEEDS:
        yield name, client.get(f"/feeds/{name}.vi.atom").content.decode()
    for address in ("/ecosystem/calendar.ics", "/exchange/data/catalogue.jsonld"):
        yield address, client.get(address).content.decode()
    yield from pages_of_the_sitemap(client)
    for address in (*OBSERVATORY, f"/observatory/values/{value('0.41895').code}/"):
        yield address, as_read(said(client, address))
    yield from answers_of_the_api(client)


def pages_of_the_sitemap(client):
    """Yield (address, text) of the sitemap, and of what each page in it says to programs."""
    for part in addresses_in(client, "/sitemap.xml"):
        pages = addresses_in(client, part)
        yield part, "\n".join(pages)
        for page in pages:
            answer = client.get(page)
            assert answer.status_code == 200
            yield page, answer.content.decode().partition("</head>")[0]


def addresses_in(client, sitemap):
    text = client.get(sitemap).content.decode()
    return [one.partition("127.0.0.1:8000")[2] for one in re.findall("<loc>(.*?)</loc>", text)]


def answers_of_the_api(client):
    """Yield (address, text) of each list, and of each thing in it with an address of its own."""
    paths = [path for path, how in api.get_openapi_schema()["paths"].items() if "get" in how]
    for path in (one for one in paths if "{" not in one):
        answer = client.get(path)
        yield path, as_read(answer.json())
        for code in codes_in(answer):
            for own in [one for one in paths if one.startswith(f"{path}/{{code}}")]:
                address = own.replace("{code}", code)
                if "{" not in address:
                    yield address, as_read(client.get(address).json())


def as_read(told):
    """Return what JSON says as text in which words can be looked for."""
    return json.dumps(told, ensure_ascii=False)


def codes_in(answer):
    told = answer.json() if answer.status_code == 200 else []
    rows = told.get("items", []) if isinstance(told, dict) else told
    return [row["code"] for row in rows if "code" in row]


def test_nothing_that_the_apps_keep_of_persons_is_given_out(accounts):
    words = accounts + [word for _make, own in KEPT.values() for word in own]
    texts = dict(given())

    told = [(word, where) for where, text in texts.items() for word in words if word in text]
    assert told == []
    assert "@" not in "".join(text for where, text in texts.items() if where.endswith(".csv"))
    reached = {where: found[0] for where, text in texts.items() if (found := REACHES.search(text))}
    assert reached == {}
    public = {"ecosystem": EVENT["name_vi"], "/api/v1/ecosystem/startups": STARTUP["name_vi"]}
    assert [name for name, word in public.items() if word not in texts[name]] == []
    assert any("Phan Văn Đạt" in text for name, text in texts.items() if name[:4] == "oai_")
