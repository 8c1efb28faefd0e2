"""Conflicts of interest: 200 constructed cases with a known answer; recall and false alarms.

python benchmarks/conflicts.py [--out FILE]

Each case is a person, a proposal and a day, with the kind of conflict that is there or none. The
organisations are those of data/ror-vietnam.jsonl with the spellings that the register knows;
spellings that it does not know are made from them (marks lost, words shortened, one letter
wrong, the address around it). A conflict is found if the engine reports its kind, and a false
alarm is any report that keeps the person out where nothing is there. Doubtful is a report that
says itself that it is not sure.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path

from report import arguments, machine, records, tell

from cauhien_engine.panel import ENGINE_VERSION
from cauhien_engine.panel.conflicts import conflicts_between
from cauhien_engine.panel.facts import (
    Body,
    Judged,
    Member,
    Person,
    Post,
    Project,
    Proposal,
    Tie,
    Work,
    period,
)
from cauhien_engine.panel.organisations import Organisations
from cauhien_engine.panel.rules import DEFAULT_RULES
from cauhien_engine.text.folding import fold

DATA = Path(__file__).resolve().parent.parent / "data"
ON = date(2026, 11, 24)
VNU, UET, HUS = "02jmfj006", "x-uet", "x-hus"
VAST, KGU = "https://ror.org/02wsd5p50", "x-kgu"


def main():
    """Ask the engine about every case and tell what it found."""
    options = arguments(__doc__.splitlines()[0])
    organisations, cases = known(), [*all_cases()]
    asked = [(case, reports(case, organisations)) for case in cases]
    there = [(case, found) for case, found in asked if case["kind"]]
    missed = [case["name"] for case, found in there if case["kind"] not in kinds(found)]
    alarms = [
        {"case": case["name"], "kinds": kinds(bars), "sure": any(one.is_sure for one in bars)}
        for case, found in asked
        if not case["kind"] and (bars := [one for one in found if one.bars("reviewer")])
    ]
    tell(
        {
            "cases": len(cases),
            "by_group": Counter(case["group"] for case in cases),
            "conflicts": len(there),
            "recall": round(1 - len(missed) / len(there), 4),
            "missed": missed,
            "doubtful": sum(not any(one.is_sure for one in found) for _, found in there if found),
            "free_cases": len(cases) - len(there),
            "false_alarms": alarms,
            "engine": ENGINE_VERSION,
            "machine": machine(),
        },
        options.out,
    )


def reports(case, organisations):
    """Return the conflicts that the engine finds in a case."""
    own = case.get("others", [])
    proposals = [case["proposal"], *own]
    found = conflicts_between([case["person"]], proposals, DEFAULT_RULES, ON, organisations)
    return [one for one in found if one.proposal == case["proposal"].id]


def kinds(found):
    """Return the kinds of some conflicts, in order."""
    return sorted({one.kind.value for one in found})


def known():
    """Return the Organisations of the register, with two faculties of a university added."""
    names, short, parents, same, umbrellas = {}, {}, {}, {}, set()
    for one in records(DATA / "ror-vietnam.jsonl"):
        full = [n["value"] for n in one["names"] if "acronym" not in n["types"]]
        names[one["id"]] = tuple(full)
        short[one["id"]] = tuple(n["value"] for n in one["names"] if "acronym" in n["types"])
        for tie in one["relationships"]:
            if tie["type"] == "parent":
                parents[one["id"]] = (*parents.get(one["id"], ()), tie["id"])
                umbrellas.add(tie["id"])
            if tie["type"] == "successor":
                same[one["id"]] = tie["id"]
    names |= {UET: ("Trường Đại học Công nghệ", "VNU University of Engineering and Technology")}
    names |= {"x-it": ("Khoa Công nghệ Thông tin UET",), "x-ee": ("Khoa Điện tử UET",)}
    names |= {HUS: ("Trường Đại học Khoa học Tự nhiên Hà Nội",)}
    short |= {UET: ("UET",)}
    parents |= {KGU: ("00drv3378",)}
    parents |= {UET: (VNU,), HUS: (VNU,), "x-it": (UET,), "x-ee": (UET,)}
    return Organisations(names, short, parents, same, frozenset(umbrellas))


def all_cases():
    """Yield the cases, each a dict of group, name, person, proposal and kind (None: free)."""
    for group in (
        spelling,
        other_organisations,
        parents,
        coauthors,
        projects,
        supervision,
        kinship,
        money,
        declared,
        history,
        reciprocal,
        itself,
    ):
        for name, kind, person, proposal, *others in group():
            yield {
                "group": group.__name__,
                "name": f"{group.__name__}: {name}",
                "kind": kind,
                "person": person,
                "proposal": proposal,
                "others": others,
            }


def file_of(*members, bodies=(), **facts):
    """Return a proposal of some members, the first its lead."""
    team = [Member(one, "member" if at else "lead") for at, one in enumerate(members)]
    return Proposal("f1", tuple(team), tuple(bodies), **facts)


def judge(**facts):
    """Return the candidate of a case."""
    return Person("e1", "Lê Thị Hồng Vân", **facts)


def member(**facts):
    """Return the team member of a case."""
    return Person("t1", "Trần Quốc Đạt", **facts)


def at(name, *days, id=""):
    """Return a post, held now unless days are given."""
    return Post(id, name, period(*days) if days else period("2015", "now"))


def universities():
    """Return [(id, Vietnamese name, English name)] of 20 organisations of the register."""
    rows = [*records(DATA / "ror-vietnam.jsonl")]
    found = []
    for one in rows:
        names = {n["lang"]: n["value"] for n in one["names"] if "label" in n["types"]}
        if {"vi", "en"} <= names.keys() and re.match(
            "(Trường )?Đại học|Viện|Học viện", names["vi"]
        ):
            found.append((one["id"], names["vi"], names["en"]))
    return found[:20]


def spelling():
    """One organisation written in two ways: by id and by name, with marks and without, …"""
    ways = [
        ("without marks", lambda vi, en: fold(vi)),
        ("capitals", lambda vi, en: vi.upper()),
        ("shortened", lambda vi, en: vi.replace("Đại học", "ĐH").replace("Học viện", "HV")),
        ("without its first word", lambda vi, en: vi.removeprefix("Trường ")),
        ("in English", lambda vi, en: en),
        ("English shortened", lambda vi, en: en.replace("University", "Univ.")),
        ("with the country", lambda vi, en: f"{en}, Vietnam"),
        ("a letter wrong", lambda vi, en: slipped(en)),
        ("with the faculty", lambda vi, en: f"Khoa Cơ khí, {vi}, Hà Nội"),
        ("ampersand", lambda vi, en: en.replace(" and ", " & ")),
    ]
    for number, (id, vi, en) in enumerate(universities()):
        for name, write in (ways[number % 10], ways[(number + 3) % 10]):
            team = member(posts=(at(write(vi, en)),))
            yield f"{vi}, {name}", "organisation", judge(posts=(at("", id=id),)), file_of(team)
    for mine, theirs in (
        ("Công ty Cổ phần Sao Mai", "SAO MAI JSC"),
        ("Công ty TNHH Nước sạch Hà Đông", "Cty TNHH Nuoc sach Ha Dong"),
        ("Tập đoàn Bình Minh", "Công ty Bình Minh"),
        ("Green River Co., Ltd.", "GREEN RIVER COMPANY LIMITED"),
    ):
        team = file_of(member(), bodies=[Body(name=theirs)])
        yield f"{mine} / {theirs}", "organisation", judge(posts=(at(mine),)), team


def slipped(name):
    """Return a name with two letters of its longest word swapped."""
    word = max(name.split(), key=len)
    return name.replace(word, word[:3] + word[4] + word[3] + word[5:], 1)


def other_organisations():
    """Organisations that only sound alike, or were left long ago."""
    for mine, theirs in (
        ("Hanoi University of Science and Technology", "Hanoi University of Science"),
        ("Hanoi University of Science and Technology", "Hanoi University of Industry"),
        ("Đại học Bách khoa Hà Nội", "Trường Đại học Bách khoa, Đại học Đà Nẵng"),
        (
            "Hanoi University of Science and Technology",
            "Huazhong University of Science and Technology",
        ),
        ("Hanoi University of Science and Technology", "HUST, Wuhan, China"),
        ("Hanoi Open University", "The Open University"),
        ("Hanoi Medical University", "Hanoi University of Public Health"),
        ("Công ty Sao Mai", "Công ty Sao Mai Việt"),
        ("Viện Toán học", "Viện Vật lý"),
        ("Khoa Công nghệ Thông tin, Công ty An Phú", "Khoa Công nghệ Thông tin, Công ty Hòa An"),
        ("University of Science, Ho Chi Minh City", "University of Sciences, Hue"),
        ("Thuyloi University", "Thuongmai University"),
    ):  # fmt: skip
        yield (
            f"{mine} / {theirs}",
            None,
            judge(posts=(at(mine),)),
            file_of(member(posts=(at(theirs),))),
        )
    for name, kind, days in (
        ("left a year ago to the day", "organisation", ("2015", "2025-11-24")),
        ("left a year and a day ago", None, ("2015", "2025-11-23")),
        ("left in the month a year ago", "organisation", ("2015", "2025-11")),
        ("left the month before", None, ("2015", "2025-10")),
        ("left in the year before", "organisation", ("2015", "2025")),
        ("left two years ago", None, ("2015", "2024")),
        ("end unknown", "organisation", ("2015", "now")),
        ("joins next month", "organisation", ("2026-12-20", "now")),
    ):
        here, now = at("Viện Nước", *days), at("viện nước")
        yield f"expert {name}", kind, judge(posts=(here,)), file_of(member(posts=(now,)))
        yield f"member {name}", kind, judge(posts=(now,)), file_of(member(posts=(here,)))


def parents():
    """Parts of one whole, and wholes that are only kept together by a roof."""
    for name, kind, mine, theirs in (
        ("two faculties", "organisation", "x-it", "x-ee"),
        ("faculty and university", "organisation", "x-it", UET),
        ("university and faculty", "organisation", UET, "x-ee"),
        ("university and its roof", "organisation", UET, VNU),
        ("roof and faculty", "organisation", VNU, "x-ee"),
        ("sisters, a warning", "organisation", UET, HUS),
        ("faculty and sister, a warning", "organisation", "x-it", HUS),
        ("institutes of one academy, a warning", "organisation", *academy()),
        ("a ministry and its university", None, "00drv3378", KGU),
        ("different roofs", None, UET, "00waaqh38"),
        ("a firm and a faculty", None, "x-firm", "x-it"),
    ):
        yield (
            name,
            kind,
            judge(posts=(at("", id=mine),)),
            file_of(member(posts=(at("", id=theirs),))),
        )
        yield (
            f"{name}, as a body",
            kind,
            judge(posts=(at("", id=mine),)),
            file_of(member(), bodies=[Body(theirs)]),
        )
    for name in (
        "Trường Đại học Công nghệ, ĐHQG Hà Nội",
        "UET, Vietnam National University, Hanoi",
    ):
        kind = "organisation"
        yield name, kind, judge(posts=(at("", id="x-it"),)), file_of(member(posts=(at(name),)))


def academy():
    """Return the ids of two institutes of the academy."""
    ties = ((one["id"], tie) for one in records(DATA / "ror-vietnam.jsonl")
            for tie in one["relationships"])  # fmt: skip
    return [id for id, tie in ties if tie["type"] == "parent" and tie["id"] == VAST][:2]


def coauthors():
    """Works together: years at the edge, long lists of authors, ids and names."""
    many = tuple(f"a{number}" for number in range(18))
    for name, kind, facts in (
        ("this year", "coauthor", {"period": period("2026")}),
        ("four years ago to the day", "coauthor", {"period": period("2022-11-24")}),
        ("four years and a day ago", None, {"period": period("2022-11-23")}),
        ("in the year four years ago", "coauthor", {"period": period("2022")}),
        ("in the month four years ago", "coauthor", {"period": period("2022-11")}),
        ("the month before", None, {"period": period("2022-10")}),
        ("five years ago", None, {"period": period("2021")}),
        ("ten years ago", None, {"period": period("2016")}),
        ("date unknown", "coauthor", {}),
        ("in press", "coauthor", {"period": period("2027")}),
        ("20 authors", "coauthor", {"period": period("2025"), "author_count": 20}),
        ("21 authors", None, {"period": period("2025"), "author_count": 21}),
        ("400 authors", None, {"period": period("2025"), "author_count": 400}),
        ("20 by name", "coauthor", {"period": period("2025"), "authors": (*many, "e1", "t1")}),
        ("21 by name", None, {"period": period("2025"), "authors": (*many, "e1", "t1", "z")}),
    ):  # fmt: skip
        mine = Work("https://doi.org/10.1000/AB", "On the rivers of the city", **facts)
        theirs = Work("10.1000/ab", "Of rivers", **facts)
        yield f"{name}, id", kind, judge(works=(mine,)), file_of(member(works=(theirs,)))
        if not facts.get("authors"):
            said = Work("w", authors=("e1", "t1"), **facts)
            yield f"{name}, authors", kind, judge(works=(said,)), file_of(member())
    new, old = period("2024"), period("2015")
    title = "Flood forecasts for the Nhue and the Day"
    for name, kind, mine, theirs in (
        ("preprint", "coauthor", Work("a", title, new), Work("b", title.upper() + ".", new)),
        ("two records, one late", "coauthor", Work("a", "", old), Work("a", "", new)),
        ("name only", "coauthor", Work("a", "", new, ("Dat, Tran Quoc", "Tran Quoc Dat")), None),
        ("initials", "coauthor", Work("a", "", new, ("T. Q. Đạt", "L.T.H. Vân")), None),
        ("initials together", "coauthor", Work("a", "", new, ("Dat TQ",)), None),
        ("initials, family", "coauthor", Work("a", "", new, ("Tran Q. D.",)), None),
        ("initials of another", None, Work("a", "", new, ("T. V. Đạt",)), None),
        ("both wrote a preface", None, Work("a", "Preface", new), Work("b", "Preface", new)),
        (
            "works of one common title",
            None,
            Work("a", "Report of the conference", new),
            Work("b", "Report of the conference", new),
        ),
        ("one title, two ids", "coauthor", Work("a", title, new), Work("b", title, new)),
        ("different works", None, Work("a", title, new), Work("b", title + " rivers", new)),
    ):
        works = (theirs,) if theirs else ()
        yield name, kind, judge(works=(mine,)), file_of(member(works=works))


def projects():
    """Projects together, with years at the edge."""
    for name, kind, days in (
        ("running", "project", ("2024", "now")),
        ("ended three years ago to the day", "project", ("2020", "2023-11-24")),
        ("ended a day before that", None, ("2020", "2023-11-23")),
        ("ended in the year three years ago", "project", ("2019", "2023")),
        ("ended ten years ago", None, ("2012", "2016")),
        ("another project", None, None),
    ):
        mine = Project("KC.01", period(*(days or ("2024", "now"))))
        theirs = Project("kc.01" if days else "KC.02", mine.period)
        yield name, kind, judge(projects=(mine,)), file_of(member(projects=(theirs,)))
        second = file_of(Person("t0"), member(projects=(theirs,)))
        yield f"{name}, second member", kind, judge(projects=(mine,)), second


def ties(kind, relations, rows):
    """Yield cases of ties, told by either side, by id and by name."""
    for relation in relations:
        tie = Tie(kind, "t1", relation, period("1996", "2001"))
        yield f"{relation}, by the expert", kind, judge(ties=(tie,)), file_of(member())
        back = Tie(kind, "https://orcid.org/0000-1", relation, period("1996", "2001"))
        me = Person("e1", aliases=("0000-1",))
        yield f"{relation}, by the team", kind, me, file_of(member(ties=(back,)))
    for name, found, tie in rows:
        yield name, found, judge(ties=(tie,)), file_of(member())


def supervision():
    """Advisors and their students, for life."""
    rows = [
        ("by name", "supervision", Tie("supervision", "Tran Quoc Dat", "advisor")),
        ("by name, comma", "supervision", Tie("supervision", "Trần, Quốc Đạt", "advisor")),
        ("by name, title", "supervision", Tie("supervision", "TS. Trần Quốc Đạt", "advisor")),
        ("of somebody else", None, Tie("supervision", "t9", "advisor")),
        ("of a namesake by family", None, Tie("supervision", "Trần Quốc Đại", "advisor")),
    ]
    yield from ties("supervision", ("advisor", "student", "postdoc"), rows)


def kinship():
    """Family, for life."""
    rows = [
        ("by name", "kinship", Tie("kinship", "TRẦN QUỐC ĐẠT", "cousin")),
        ("of somebody else", None, Tie("kinship", "t9", "sibling")),
        ("of a namesake of a member", None, Tie("kinship", "Trần Quốc Đạt", "uncle")),
        ("of an unknown Trần", None, Tie("kinship", "Trần", "sibling")),
    ]
    yield from ties("kinship", ("spouse", "parent", "child", "sibling", "in-law"), rows)


def money():
    """Pay, shares and grants, of persons and of organisations."""
    firm = Body(name="Công ty Cổ phần Sao Mai")
    for name, kind, other, days in (
        ("shares today", "money", "Sao Mai JSC", ("2020", "now")),
        ("fee three years ago to the day", "money", "CTCP Sao Mai", ("2023-11-24",)),
        ("fee a day before that", None, "CTCP Sao Mai", ("2023-11-23",)),
        ("fee in the year", "money", "sao mai", ("2023",)),
        ("another firm", None, "Sao Hôm JSC", ("2025",)),
        ("long ago", None, "Sao Mai JSC", ("2015",)),
    ):
        me = judge(ties=(Tie("money", other, "fee", period(*days)),))
        yield f"{name}, lead body", kind, me, file_of(member(), bodies=[firm])
        yield f"{name}, employer of a member", kind, me, file_of(member(posts=(at(firm.name),)))


def declared():
    """What the expert said of persons, organisations and files."""
    firm = [Body(name="Viện Nước")]
    for name, kind, other, bodies in (
        ("a member", "declared", "t1", []),
        ("a member by name", "declared", "Tran Quoc Dat", []),
        ("the file", "declared", "f1", []),
        ("the body", "declared", "vien nuoc", firm),
        ("another file", None, "f2", []),
        ("another person", None, "t7", []),
    ):
        me = judge(ties=(Tie("declared", other, "friend"),))
        yield name, kind, me, file_of(member(), bodies=bodies)


def history():
    """Who judged the file before."""
    for name, kind, subject in (
        ("this file", "history", "f1"),
        ("an earlier round", "history", "F0"),
        ("another file", None, "f7"),
    ):
        me = judge(judged=(Judged(subject, "chair", period("2019")),))
        yield name, kind, me, file_of(member(), earlier=("f0",))


def reciprocal():
    """Who judges whom in the same round."""
    mine = Proposal("f2", (Member(judge()),))
    yield "each other", "reciprocal", judge(), file_of(member(judging=("f2",))), mine
    yield "a third file", None, judge(), file_of(member(judging=("f3",))), mine


def itself():
    """Judges of their own work."""
    yield "same id", "self", judge(), file_of(judge())
    yield (
        "same ORCID",
        "self",
        Person("e1", aliases=("0000-1",)),
        file_of(Person("t9", aliases=("https://orcid.org/0000-1",))),
    )
    yield "same name", "self", judge(), file_of(Person("t8", "LE THI HONG VAN"))
    yield "a namesake", None, judge(), file_of(Person("t7", "Lê Thị Hồng Vân"))
    yield "other name", None, judge(), file_of(Person("t8", "Lê Thị Hồng Vận Anh"))


if __name__ == "__main__":
    main()
