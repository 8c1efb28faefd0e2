"""A work that its source has withdrawn: kept or taken off by the data steward alone."""

import json

import pytest

from cauhien.accounts.states import Role
from cauhien.core.models import SearchEntry
from cauhien.ingest.actions.harvests import (
    CannotAsk,
    advance_withdrawn,
    call_off_withdrawn,
    decide_withdrawn,
    note_withdrawn,
)
from cauhien.ingest.models import WithdrawnWork
from cauhien.ingest.states import WITHDRAWN_TRANSITIONS, WithdrawnState
from cauhien.network.actions.works import spread
from cauhien.network.models import Involvement, Work
from tests.factories import NOW, a_person, a_user, a_work, an_organisation, sign_in

pytestmark = pytest.mark.django_db
SAID = {"address": "https://journal.test/oai", "at": NOW}
KEY = "oai:journal.test:article/7"


@pytest.fixture
def withdrawn():
    """Return what waits of a work by somebody whom nothing else prints with their faculty."""
    author, faculty = a_person(), an_organisation()
    work = a_work(by=[author], source_key=KEY)
    work.authorships.update(organisation=faculty)
    Involvement.objects.create(person=author, organisation=faculty, kind="printed")
    spread([work], at=NOW)
    (row,) = note_withdrawn([KEY, "oai:journal.test:article/8"], **SAID)
    return row


def decide(row, *, is_kept, by=None):
    by = by or a_user(Role.DATA_STEWARD)
    return decide_withdrawn(withdrawn=row, is_kept=is_kept, note="Seen", by=by, at=NOW)


def test_a_work_that_was_kept_is_not_asked_about_again(withdrawn):
    decide(withdrawn, is_kept=True)
    note_withdrawn([KEY], **SAID)

    assert WithdrawnWork.objects.get().state == "kept"
    assert Work.objects.filter(source_key=KEY).exists()
    with pytest.raises(CannotAsk):
        decide(withdrawn, is_kept=False)


def test_with_a_work_goes_what_it_alone_said_and_one_brought_back_is_asked_about(withdrawn):
    decide(withdrawn, is_kept=False)

    assert not SearchEntry.objects.filter(kind="work").exists()
    assert not Involvement.objects.exists()
    assert note_withdrawn([KEY], **SAID) == []
    a_work(source_key=KEY)
    note_withdrawn([KEY], **SAID)
    assert WithdrawnWork.objects.get().state == "waiting"


def test_a_work_that_its_source_has_again_waits_no_more(withdrawn, tmp_path):
    file = tmp_path / "harvested.jsonl"
    file.write_text(json.dumps({"identifier": "oai:journal.test:article/8"}) + "\n")
    call_off_withdrawn(file)
    assert WithdrawnWork.objects.exists()

    file.write_text(json.dumps({"identifier": KEY}) + "\n")
    call_off_withdrawn(file)
    assert not WithdrawnWork.objects.exists()


def test_who_may_only_look_neither_decides_nor_begins_a_harvest(client, withdrawn):
    sign_in(client, a_user(Role.COORDINATOR))
    page = f"/data/withdrawn/{withdrawn.code}/"
    begun = client.post("/data/harvests/", {"address": SAID["address"]})
    decided = client.post(page, {"note": "Seen", "answer": "take_off"})

    assert "<textarea" not in client.get(page).content.decode()
    assert (begun.status_code, decided.status_code) == (403, 422)
    assert Work.objects.filter(source_key=KEY).exists()


def test_a_withdrawn_work_goes_only_the_ways_of_the_table(withdrawn):
    steward = a_user(Role.DATA_STEWARD)
    for source in WithdrawnState:
        for target in WithdrawnState:
            goes = target in WITHDRAWN_TRANSITIONS.get(source, ())
            for by in (steward, None):
                WithdrawnWork.objects.update(state=source)
                said = {"withdrawn": withdrawn, "to": target, "by": by, "at": NOW}
                if goes and (by is None) == (target == WithdrawnState.WAITING):
                    assert advance_withdrawn(**said).state == target
                    continue
                with pytest.raises(CannotAsk):
                    advance_withdrawn(**said)
