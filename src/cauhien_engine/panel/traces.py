"""What a candidate and a team leave behind, by rule: where two traces share a key, they meet."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from cauhien_engine.panel.facts import Period
from cauhien_engine.panel.organisations import id_key
from cauhien_engine.panel.rules import Kind
from cauhien_engine.text.folding import fold
from cauhien_engine.text.names import parse_name

LEAST_TITLE = 4  # words: a shorter title (Preface, Introduction) is shared by strangers


@dataclass(frozen=True)
class Trace:
    """One thing by which two may meet. key: equal where they do. period: when, None if of no
    time. member: whose it is in a team. reason, params: how a meeting is told.
    """

    key: tuple
    period: Period | None = None
    member: str = ""
    reason: str = ""
    params: dict = field(default_factory=dict)
    is_sure: bool = True
    source: str = ""
    recorded_on: date | None = None


@dataclass(frozen=True)
class Asked:
    """What the traces of one rule depend on."""

    rule: object
    on: date
    organisations: object


def matches(rule, people, proposals, on, organisations):
    """Yield (place of the person, place of the proposal, (trace of the one, of the other))."""
    asked = Asked(rule, on, organisations)
    table = defaultdict(list)
    for place, proposal in enumerate(proposals):
        for trace in _of_proposal(proposal, asked):
            table[trace.key].append((place, trace))
    own = _own_proposals(proposals) if rule.kind == Kind.RECIPROCAL else {}
    for at, person in enumerate(people):
        ids = _ids(person)
        for trace in _of_candidate(person, own, asked):
            for place, other in table.get(trace.key, ()):
                itself = rule.kind != Kind.SELF and id_key(other.member) in ids
                if not itself and _is_in_time(trace, other, asked):
                    yield at, place, (trace, other)


def _is_in_time(trace, other, asked):
    """Return whether a meeting counts on the day: two posts both, anything else if either does.

    Two records of one work may differ in their year: the later one counts.
    """
    times = [one.period for one in (trace, other) if one.period]
    counts = [one.is_within(asked.on, asked.rule.years) for one in times]
    return all(counts) if asked.rule.kind == Kind.ORGANISATION else not counts or any(counts)


def _of_candidate(person, own, asked):
    if asked.rule.kind == Kind.RECIPROCAL:
        ids = {one for key in _ids(person) for one in own.get(key, ())}
        yield from (Trace(("proposal", one), params={"own": one}) for one in sorted(ids))
    else:
        yield from _CANDIDATE.get(asked.rule.kind, _tied_candidate)(person, asked)


def _of_proposal(proposal, asked):
    towards, kind = asked.rule.towards, asked.rule.kind
    for member in proposal.members:
        if not towards or member.role in towards:
            for trace in _MEMBER.get(kind, _tied_member)(member.person, asked):
                yield _with_member(trace, member)
    if kind in _TIES or kind == Kind.HISTORY:
        for one in (proposal.id, *proposal.earlier):
            yield Trace(("proposal", id_key(one)), params={"subject": one})
    for body in proposal.bodies:
        if kind in _BODILY and (not towards or body.role in towards):
            yield from _of_body(body, asked)


def _with_member(trace, member):
    values = trace.__dict__ | {"member": member.person.id}
    values["params"] = trace.params | {"member": member.person.id, "role": member.role}
    return Trace(**values)


_TIES = {Kind.SUPERVISION, Kind.KINSHIP, Kind.MONEY, Kind.DECLARED}
_BODILY = {Kind.ORGANISATION, Kind.MONEY, Kind.DECLARED}


def _ids(person):
    return {id_key(one) for one in (person.id, *person.aliases)}


def _own_proposals(proposals):
    own = defaultdict(set)
    for proposal in proposals:
        for member in proposal.members:
            for key in _ids(member.person):
                own[key].add(id_key(proposal.id))
    return own


def _called(person, where):
    """Yield traces of who somebody is: by each id, and, never sure, by the name."""
    words = _name(person.name).split()
    for at, word in enumerate(words):
        others = "".join(sorted(one[0] for one in words[:at] + words[at + 1 :]))
        yield Trace((f"{where} called", word, others), is_sure=False)
    for key in sorted(_ids(person)):
        yield Trace((where, key))
    if name := _name(person.name):
        yield Trace((f"{where} named", name), is_sure=False)


@lru_cache(maxsize=100_000)  # co-authors are named again and again
def _name(text):
    """Return a name as it is compared, "" for one too short to tell anybody by."""
    folded = parse_name(text).folded
    return folded if " " in folded else ""


@lru_cache(maxsize=100_000)
def initials(text):
    """Return (the one word written out, the initials in order of the alphabet), else None.

    >>> initials("T. Q. Đạt"), initials("Dat, TQ"), initials("Tran Quoc Dat")
    (('dat', 'qt'), ('dat', 'qt'), None)
    """
    parts = re.findall(r"[^\W\d_]+", text)
    short = [one for one in parts if len(one) == 1 or re.fullmatch("[B-DF-HJ-NP-TV-ZĐ]{2,3}", one)]
    words = [one for one in parts if one not in short]
    return (
        (fold(words[0]), "".join(sorted(fold("".join(short)))))
        if len(words) == 1 and short
        else None
    )


def _dated(fact):
    return {"period": fact.period, "source": fact.source, "recorded_on": fact.recorded_on}


def _of_works(person, others, asked):
    """Yield traces of works: by id, by title, and by whom else they name."""
    own = _ids(person), _name(person.name) or None
    for work in person.works:
        count = max(work.author_count, len(work.authors))
        if count <= asked.rule.most_authors:
            yield from _of_work(work, own, others)


def _of_work(work, own, others):
    """Yield the traces of one work. own: (ids, compared name) of whose work it is."""
    ids, name = own
    about = _dated(work) | {"reason": "coauthor", "params": {"work": work.title or work.id}}
    title = _title(work.title)
    if work.id:
        yield Trace(("work", id_key(work.id)), **about)
    if title.count(" ") + 1 >= LEAST_TITLE:
        yield Trace(("title", title), is_sure=False, **about)
    for author in work.authors:
        if id_key(author) not in ids and _name(author) != name:
            yield from _meeting(author, others, about)


@lru_cache(maxsize=100_000)  # a work is looked at by each rule, for each of its authors
def _title(text):
    return " ".join(re.findall(r"\w+", fold(text)))


def _meeting(other, where, about):
    """Yield traces of another person, by id and by name."""
    yield Trace((where, id_key(other)), **about)
    if short := initials(other):
        yield Trace((f"{where} called", *short), is_sure=False, **about)
    elif name := _name(other):
        yield Trace((f"{where} named", name), is_sure=False, **about)


def _of_projects(person, _asked):
    for project in person.projects:
        yield Trace(
            ("project", id_key(project.id)), params={"project": project.id}, **_dated(project)
        )


def _of_judged(person, asked):
    for one in person.judged:
        if not asked.rule.relations or one.role in asked.rule.relations:
            yield Trace(("proposal", id_key(one.subject)), params={"as": one.role}, **_dated(one))


def _of_ties(person, others, asked):
    """Yield traces of a person's ties: to people, and to proposals and organisations."""
    rule = asked.rule
    for tie in person.ties:
        if tie.kind != rule.kind.value or (rule.relations and tie.relation not in rule.relations):
            continue
        about = _dated(tie) | {"reason": rule.kind.value, "params": {"relation": tie.relation}}
        yield from _meeting(tie.other, others, about)
        if others == "person":
            yield Trace(("proposal", id_key(tie.other)), **about)
            meant = {id_key(tie.other): True} | asked.organisations.resolve("", tie.other)
            for key, sure in meant.items():
                yield Trace(("body", key), is_sure=sure, **about)


def _of_employers(person, asked):
    """Yield traces of where a member works today, for money and what was declared."""
    if asked.rule.kind in {Kind.MONEY, Kind.DECLARED}:
        for post in person.posts:
            if post.period.is_within(asked.on, 0):
                yield from _bodies(post, asked)


def _of_body(body, asked):
    if asked.rule.kind == Kind.ORGANISATION:
        yield from _rolled(body, asked, ("below", "above"), {"role": body.role})
    else:
        yield from _bodies(body, asked)


def _bodies(where, asked):
    for key, sure in asked.organisations.resolve(where.organisation, where.name).items():
        params = {"organisation": where.name or where.organisation}
        yield Trace(("body", key), is_sure=sure, params=params)


def _of_posts(person, asked, sides):
    for post in person.posts:
        for trace in _rolled(post, asked, sides, {}):
            about = _dated(post) | {"reason": _when(post, trace, asked)}
            yield Trace(**(trace.__dict__ | about))


def _when(post, trace, asked):
    """Return how a post is told: left, held now, or within what the other is part of."""
    if trace.key[0] != "unit":
        return "organisation.part"
    return "organisation.now" if post.period.is_within(asked.on, 0) else "organisation.left"


def _rolled(where, asked, sides, params):
    """Yield traces of the units an organisation belongs to, and of what stands above and below.

    Side "above" says: I contain what lies below; the two sides swap them, so that two parts of
    one whole do not meet over it.
    """
    known, (above, below) = asked.organisations, sides
    params = params | {"organisation": where.name or where.organisation}
    for key, sure in known.resolve(where.organisation, where.name).items():
        for unit in sorted(known.units(key, asked.rule.level)):
            yield Trace(("unit", unit), params=params, is_sure=sure)
            yield Trace((above, unit), params=params, is_sure=sure and not known.is_umbrella(unit))
            for one in sorted(known.ancestors(unit)):
                apart = known.is_umbrella(one)
                yield Trace((below, one), params=params, is_sure=sure and not apart)


def _self(person, _asked):
    yield from (one for one in _called(person, "person") if one.key[0] != "person called")


def _candidate_posts(person, asked):
    yield from _of_posts(person, asked, ("above", "below"))


def _member_posts(person, asked):
    yield from _of_posts(person, asked, ("below", "above"))


def _candidate_works(person, asked):
    yield from _called(person, "candidate")
    yield from _of_works(person, "person", asked)


def _member_works(person, asked):
    yield from _called(person, "person")
    yield from _of_works(person, "candidate", asked)


def _tied_candidate(person, asked):
    yield from _called(person, "candidate")
    yield from _of_ties(person, "person", asked)


def _tied_member(person, asked):
    yield from _called(person, "person")
    yield from _of_ties(person, "candidate", asked)
    yield from _of_employers(person, asked)


def _member_judges(person, _asked):
    for one in person.judging:
        yield Trace(("proposal", id_key(one)), params={"judges": one})


def _nothing(_person, _asked):
    return ()


_CANDIDATE = {
    Kind.SELF: _self,
    Kind.ORGANISATION: _candidate_posts,
    Kind.COAUTHOR: _candidate_works,
    Kind.PROJECT: _of_projects,
    Kind.HISTORY: _of_judged,
}
_MEMBER = {
    Kind.SELF: _self,
    Kind.ORGANISATION: _member_posts,
    Kind.COAUTHOR: _member_works,
    Kind.PROJECT: _of_projects,
    Kind.HISTORY: _nothing,
    Kind.RECIPROCAL: _member_judges,
}
