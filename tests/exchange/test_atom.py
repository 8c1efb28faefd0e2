"""All feeds read by RFC 4287, by a reader that shares nothing with what writes them."""

import pytest
from lxml import etree

from cauhien.challenges.states import Act, State
from cauhien.core.audit import record
from cauhien.notices.actions import preference_of
from cauhien.trail.actions import take_anchor
from tests.ecosystem.test_dates_and_money import EVENT, registered
from tests.exchange.atom import ATOM, faults_of
from tests.factories import NOW, TODAY, a_challenge, a_user
from tests.resolution.things import a_blocked_task


@pytest.mark.django_db
def test_every_feed_is_what_the_rfc_asks(client, now):
    for act, state in ((Act.CATALOGUE, State.CATALOGUED), (Act.DECIDE, State.DECIDED)):
        problem = a_challenge(state, title_vi="Giảm ngập & úng", is_public=True)
        record(chain=problem.chain, act=act, by=None, at=now, public=True)
    a_blocked_task()
    told = a_user()
    registered(told, "event", EVENT | {"zone": "city", "standing": "Ban tổ chức"})
    take_anchor(day=TODAY, at=NOW)
    addresses = [f"/feeds/{name}.vi.atom" for name in ("problems", "decisions", "tasks")]
    addresses += ["/feeds/ecosystem.en.atom", "/trail/anchors.atom"]
    addresses.append(f"/notices/feed/{preference_of(told).secret}.atom")

    feeds = {address: client.get(address).content for address in addresses}

    assert {address: faults_of(feed) for address, feed in feeds.items() if faults_of(feed)} == {}
    assert [one for one, feed in feeds.items() if b"<entry>" not in feed] == []
    assert len({etree.fromstring(feed).findtext(f"{ATOM}id") for feed in feeds.values()}) == 6


def test_the_reader_names_what_is_missing():
    entry = f'<entry xmlns="{ATOM[1:-1]}"><id>7</id><updated>2026-11-29</updated></entry>'
    feed = etree.fromstring(f'<feed xmlns="{ATOM[1:-1]}"><title>x</title>{entry}</feed>')

    assert faults_of(etree.tostring(feed)) == [
        "4.1.1: not exactly one id",
        "4.1.1: not exactly one updated",
        "4.2.6: the id is no IRI with a scheme",
        "3.3: 2026-11-29 is no moment",
        "4.1.1: neither the feed nor each of its entries has an author",
        "4.1.2: not exactly one title",
        "4.2.6: the id is no IRI with a scheme",
        "4.1.2: an entry with neither content nor a link to what it is of",
    ]
