"""A field that a person declares speaks for them in a match, and says that they declared it."""

from datetime import date

import pytest

from cauhien.accounts.states import Role
from cauhien.matching.actions.index import build_index, update_index
from cauhien.matching.actions.runs import ask
from cauhien.matching.bridge.evidence import described
from cauhien.matching.states import claim
from cauhien.network.actions.expertise import declare, withdraw
from cauhien.network.models import Evidence, ResearchField
from tests.factories import a_person, a_source, a_user, sign_in

pytestmark = pytest.mark.django_db
TEXT = "Bảo tồn gốm Bát Tràng men lam cổ"


def found(now):
    answer = ask(title=TEXT, at=now)
    return {row["code"]: row for row in described(answer.candidates, answer.asked)}


def test_a_declared_field_finds_its_person_with_the_evidence_they_gave(client, collection, now):
    said = {"scheme": "VN", "version": "2020", "level": 3, "source": a_source()}
    field = ResearchField.objects.create(code="60403", name_vi="Nghệ thuật gốm", **said)
    person = a_person("Phạm Thị Men", user=a_user())
    evidence = [Evidence(kind="link", title="Triển lãm men lam", url="", on=date(2024, 3, 1))]
    build_index(at=now)
    assert person.code not in found(now)

    written = {"field": field, "words": "Bảo tồn gốm Bát Tràng", "evidence": evidence}
    made = declare(person=person, written=written, by=person.user, at=now)
    update_index(at=now)
    row = found(now)[person.code]
    proof = row["evidence"][0]

    assert (proof["kind"], proof["code"]) == ("expertise", made.code)
    assert proof["title_vi"] == "Nghệ thuật gốm; minh chứng: Triển lãm men lam"
    assert "Tự khai lĩnh vực gần" in str(claim("person", row["closeness"], proof["kind"]))
    sign_in(client, a_user(Role.OFFICER))
    page = client.post("/match/", {"text": TEXT}).content.decode()
    assert f"/expertise/{made.code}/" in page
    assert "minh chứng: Triển lãm" in page
    withdraw(expertise=made, by=person.user, at=now)
    update_index(at=now)
    assert person.code not in found(now)
