"""Rows of the network, laboratories, organisations and problems as documents of the engine.

A document's id is "<kind>:<code>" with the kind of the subjects registry, a holder's its code.
"""

from collections import defaultdict
from itertools import islice
from typing import Any

from django.db.models import Prefetch
from django.db.models.functions import Coalesce

from cauhien.challenges.models import Challenge
from cauhien.challenges.states import State
from cauhien.enterprises.models import TechnologyNeed
from cauhien.enterprises.states import NeedState
from cauhien.facilities.models import Equipment, Laboratory
from cauhien.network.models import (
    Authorship,
    Contribution,
    Evidence,
    Expertise,
    Project,
    Technology,
    Work,
)
from cauhien.network.rules import is_real
from cauhien.network.states import TOLD_EVIDENCE
from cauhien.organisations.models import Organisation
from cauhien.organisations.states import OrganisationKind, Zone
from cauhien_engine.match import Document, Holder

AT_ONCE = 2000  # rows whose authors are fetched together
SUBJECTS = {"problem": "challenge", "need": "technology_need"}  # where a kind has another name


def all_documents():
    """Yield every Document that can be found, in bounded memory, each kind in a fixed order."""
    for kind, read in READERS.items():
        yield from read(MODELS[kind].objects.all())


def documents_of(codes):
    """Yield the Documents of some things. codes: {kind of the subjects registry: set of codes}."""
    for kind, wanted in codes.items():
        yield from READERS[kind](MODELS[kind].objects.filter(code__in=wanted))


def touched(events):
    """Return which documents events may have changed: {kind: set of codes}.

    A person who changed changes the works that carry them and the fields that they declare,
    equipment its laboratory.
    """
    codes = defaultdict(set)
    for event in events:
        codes[event.subject_kind].add(event.subject_code)
    people, instruments = codes.pop("person", ()), codes.pop("equipment", ())
    if people:
        works = Work.objects.filter(authorships__person__code__in=people)
        codes["work"] |= set(works.values_list("code", flat=True))
        fields = Expertise.objects.filter(person__code__in=people)
        codes["expertise"] |= set(fields.values_list("code", flat=True))
    if instruments:
        laboratories = Laboratory.objects.filter(equipment__code__in=instruments)
        codes["laboratory"] |= set(laboratories.values_list("code", flat=True))
    return {kind: wanted for kind, wanted in codes.items() if kind in READERS and wanted}


def document_id(kind, code):
    return f"{kind}:{code}"


def kind_and_code(document_id):
    """Return ("work", "k7d2mq9x") of "work:k7d2mq9x"."""
    kind, _, code = document_id.partition(":")
    return kind, code


def _works(rows):
    for batch in _batches(rows.filter(retracted=False)):
        holders = _authors(batch)
        for work in batch:
            english = work.language != "vi"
            title, other = ("title_en", "title_vi") if english else ("title_vi", "title_en")
            yield _document(
                "work",
                work,
                year=work.year,
                holders=holders[work.pk],
                **{
                    title: work.title,
                    "text_en" if english else "text_vi": work.abstract,
                    other: work.title_translated,
                },
            )


def _authors(works):
    """Return {key of a work: its Holders}; a name without an identifier holds nothing."""
    holders = defaultdict(list)
    rows = (
        Authorship.objects.filter(work__in=works)
        .order_by("work_id", "position")
        .values_list("work_id", "position", *_codes("person"), *_codes("organisation"))
    )
    for work, position, *codes in rows:
        holders[work] += _holders(position, *codes)
    return holders


def _projects(rows):
    for batch in _batches(rows):
        holders = defaultdict(list)
        contributions = (
            Contribution.objects.filter(project__in=batch)
            .exclude(role=Contribution.Role.FUNDER)
            .order_by("project_id", "id")
            .values_list("project_id", *_codes("person"), *_codes("organisation"))
        )
        for project, *codes in contributions:
            holders[project] += _holders(0, *codes)
        for project in batch:
            yield _document(
                "project", project, year=project.year_start, holders=holders[project.pk],
                **_both(project, "title", "summary"),
            )  # fmt: skip


def _technologies(rows):
    for technology in rows.select_related("owner__canonical").order_by("id").iterator(AT_ONCE):
        yield _document(
            "technology", technology, holders=_owner(technology.owner),
            **_both(technology, "name", "summary"),
        )  # fmt: skip


def illustrated_documents():
    """Yield what the roles of the demonstration declare, which is in no index."""
    yield from _declared(Expertise.objects.exclude(is_real("person__")))


def _expertise(rows):
    yield from _declared(rows.filter(is_real("person__")))


def _declared(rows):
    """Yield the fields that persons declare; works and projects in evidence speak themselves."""
    told = Evidence.objects.filter(kind__in=TOLD_EVIDENCE)
    shown = rows.select_related("field", "person__canonical")
    for one in shown.prefetch_related(Prefetch("evidence", told)).order_by("id"):
        person = one.person.canonical or one.person
        yield Document(
            id=document_id("expertise", one.code),
            kind="expertise",
            zone=person.zone,
            holders=_holders(0, person.code, None),
            title_vi=one.field.name_vi,
            title_en=one.field.name_en,
            text_vi="\n".join([one.words, *(proof.title for proof in one.evidence.all())]),
        )


def _laboratories(rows):
    real = rows.filter(is_illustration=False)
    for batch in _batches(real.select_related("host__canonical")):
        instruments = defaultdict(list)
        for one in Equipment.objects.filter(laboratory__in=batch).order_by("id"):
            instruments[one.laboratory_id].append(one)
        for laboratory in batch:
            texts = _both(laboratory, "name", "capabilities")
            for one in instruments[laboratory.pk]:
                texts["text_vi"] += f"\n{one.name_vi}"
                texts["text_en"] += f"\n{one.name_en}"
            yield _document("laboratory", laboratory, holders=_owner(laboratory.host), **texts)


def _organisations(rows):
    """Yield organisations that say what they do; a bare name proves nothing."""
    living = rows.filter(canonical=None, active=True, is_illustration=False)
    described = living.exclude(description_vi="", description_en="")
    for organisation in described.order_by("id").iterator(AT_ONCE):
        kind = "enterprise" if organisation.kind == OrganisationKind.COMPANY else "organisation"
        yield Document(
            id=document_id("organisation", organisation.code),
            kind=kind,
            zone=organisation.zone,
            holders=_owner(organisation),
            **_both(organisation, "name", "description"),
        )


def _challenges(rows):
    """Yield the problems; a draft is its office's own as yet, an illustration helps nobody."""
    shown = _settled(rows).filter(is_illustration=False)
    for challenge in shown.order_by("id").iterator(AT_ONCE):
        yield Document(
            id=document_id("challenge", challenge.code),
            kind="problem",
            zone=Zone.CITY,
            year=challenge.year,
            **_both(challenge, "title", "description"),
        )


def _needs(rows):
    """Yield what enterprises need and show; it speaks for nobody, for who needs has not."""
    real = rows.filter(enterprise__organisation__is_illustration=False)
    shown = real.filter(state=NeedState.PUBLIC).select_related("enterprise__organisation")
    for need in shown.order_by("id").iterator(AT_ONCE):
        yield Document(
            id=document_id("technology_need", need.code),
            kind="need",
            zone=need.enterprise.organisation.zone,
            **_both(need, "title", "description"),
        )


def _settled(rows):
    return rows.exclude(state=State.DRAFT).filter(same_as=None)


MODELS: dict[str, Any] = {
    "work": Work,
    "project": Project,
    "technology": Technology,
    "expertise": Expertise,
    "laboratory": Laboratory,
    "organisation": Organisation,
    "challenge": Challenge,
    "technology_need": TechnologyNeed,
}
READERS = {
    "work": _works,
    "project": _projects,
    "technology": _technologies,
    "expertise": _expertise,
    "laboratory": _laboratories,
    "organisation": _organisations,
    "challenge": _challenges,
    "technology_need": _needs,
}


def _document(kind, row, **said):
    return Document(id=document_id(kind, row.code), kind=kind, zone=row.zone, **said)


def _both(row, title, text):
    """Return the texts of a row that has them in both languages."""
    return {
        "title_vi": getattr(row, f"{title}_vi"),
        "title_en": getattr(row, f"{title}_en"),
        "text_vi": getattr(row, f"{text}_vi"),
        "text_en": getattr(row, f"{text}_en"),
    }


def _owner(organisation):
    return _holders(0, None, organisation and (organisation.canonical or organisation).code)


def _holders(position, person, organisation):
    """Return Holders of the codes that are there, as a tuple."""
    pairs = [("person", person), ("organisation", organisation)]
    return tuple(Holder(kind, code, position) for kind, code in pairs if code)


def _codes(relation):
    """Return an expression for the code of a related row, or of the row it was joined with."""
    return [Coalesce(f"{relation}__canonical__code", f"{relation}__code")]


def _batches(rows):
    """Yield lists of rows, in the order of their keys."""
    stream = rows.order_by("id").iterator(AT_ONCE)
    while batch := list(islice(stream, AT_ONCE)):
        yield batch
