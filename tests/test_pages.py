"""Every page that links lead to, for the public and for people in a role."""

import html
import re
from collections import Counter, deque
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.core.search import Thing, index_many
from cauhien.facilities.models import Equipment
from cauhien.matching.actions.index import build_index
from cauhien.matching.actions.runs import run_match
from cauhien.network.models import Authorship, Contribution, Involvement
from tests.challenges.assigned import a_direct_call, with_a_lead
from tests.factories import (
    a_call,
    a_challenge,
    a_laboratory,
    a_person,
    a_project,
    a_technology,
    a_user,
    a_work,
    an_initiative,
    an_organisation,
    sign_in,
)

MOST_QUERIES = 12
MANY = 15  # of each thing on a list: more than the queries that a page may take
FEW = 2
LINK = re.compile(r'(?:href|hx-get)="([^"]+)"')
LEFT_OUT = {"account_logout", "set_language", "documents:download"}
REACHED = {
    "front:home",
    "front:search",
    "front:data_sources",
    "challenges:list",
    "challenges:detail",
    "challenges:log",
    "matching:text",
    "matching:who",
    "matching:similar-to",
    "organisations:list",
    "organisations:detail",
    "network:organisation-people",
    "network:organisation-works",
    "network:organisation-projects",
    "network:organisation-technologies",
    "facilities:organisation-laboratories",
    "network:person",
    "network:work",
    "network:project",
    "network:technology",
    "facilities:laboratory",
}


@pytest.fixture
def city(db, now, settings, tmp_path):
    """Fill the site with many of each thing, joined to each other.

    Return where to begin and who signs in as what.
    """
    settings.STATE = tmp_path
    host = an_organisation("Trường Đại học Giao thông", description_vi="Đào tạo về giao thông")
    people = [a_person(f"Trần Thị {letter}") for letter in "ABCDEGHIKLMNOPQ"]
    for number, person in enumerate(people):
        one = a_work(f"Đo ùn tắc giao thông ở nút {number}", by=people)
        Authorship.objects.filter(work=one).update(organisation=host)
        Involvement.objects.create(person=person, organisation=host, kind="works", works_count=3)
        project = a_project(f"Giảm ùn tắc giao thông tuyến {number}")
        for role in ("host", "leader"):
            Contribution.objects.create(project=project, role=role, organisation=host)
        a_technology(f"Đèn tín hiệu thích ứng {number}", owner=host)
        laboratory = a_laboratory(f"Phòng mô phỏng giao thông {number}", host=host)
        Equipment.objects.create(laboratory=laboratory, name_vi="Máy đo lưu lượng")
    problems = [a_challenge(State.CATALOGUED) for _number in range(MANY)]
    own = a_challenge(State.TRIAGE)
    call = a_call()
    things = [Thing("challenge", one.code, (one.title_vi, ""), ("", "")) for one in problems]
    things += [Thing("person", one.code, (one.name, ""), ("", "")) for one in people]
    index_many(things, at=now)
    build_index(at=now)
    for problem in (*problems[:FEW], own):
        run_match(challenge=problem, by=None, at=now)
    lead = a_user(Role.ENTERPRISE)
    an_initiative(call, lead=lead)
    coordinator = a_user(Role.COORDINATOR)
    roles = {"public": None, "officer": own.officer, "coordinator": coordinator, "team": lead}
    return ["/", f"/organisations/{host.code}/"], roles


def walk(client, starts, few):
    """Yield (address, name of its view, answer, number of queries) along links.

    Of the pages of one view only a few are looked at, and as many that are filtered.
    """
    waiting, seen, known = deque(starts), Counter(), {*starts}
    while waiting:
        address = waiting.popleft()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        yield address, named(address), answer, len(queries)
        for there in links(address, answer):
            kind = named(there), "?" in there
            if there not in known and seen[kind] < few and kind[0] not in LEFT_OUT:
                seen[kind] += 1
                known.add(there)
                waiting.append(there)


def links(address, answer):
    """Return the addresses of this site that an answer leads to."""
    is_page = "text/html" in answer.headers["content-type"]
    found = LINK.findall(answer.content.decode()) if is_page else []
    found.append(answer.headers.get("location", ""))
    whole = [urlsplit(urljoin(address, html.unescape(link))) for link in found if link]
    inside = [one for one in whole if not one.netloc and one.scheme in {"", "http"}]
    return [
        one._replace(fragment="").geturl()
        for one in inside
        if not one.path.startswith(("/static/", "/api/v1/"))
    ]


def named(address):
    """Return the name of the view behind an address, "" where there is none."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


@pytest.mark.parametrize("role", ["public", "officer", "coordinator", "team"])
def test_no_link_is_dead_and_no_page_takes_many_queries(client, city, role):
    starts, roles = city
    if roles[role]:
        sign_in(client, roles[role])

    pages = list(walk(client, starts, 1 if roles[role] else FEW))

    assert [address for address, _, answer, _ in pages if answer.status_code >= 400] == []
    assert {name: number for _, name, _, number in pages if number > MOST_QUERIES} == {}
    assert REACHED - {name for _, name, _, _ in pages} == set()


def test_the_call_of_an_assigned_task_takes_few_queries_whoever_reads_it(client, db):
    call = a_direct_call()
    address = f"/challenges/{with_a_lead(call).code}/call/"
    taken = {}

    for role in ("public", "coordinator", "decider", "named"):
        if role != "public":
            sign_in(client, getattr(call, role))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        taken[role] = len(queries)

    assert {role: number for role, number in taken.items() if number > MOST_QUERIES} == {}
