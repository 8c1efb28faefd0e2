"""Files that are alike: what is compared, what was found, and how much of it somebody may read."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.fields.json import KT

from cauhien.challenges.models import Attachment, Challenge, Duplicate, Initiative, Precedent
from cauhien.challenges.queries.initiative.content import as_text
from cauhien.challenges.rules.duplicate import may_compare, sees_both
from cauhien.challenges.states import (
    COMPARED_TEXTS,
    CONFIDENTIAL_TEXTS,
    FROZEN,
    UNDECIDED,
    AttachmentPart,
    DuplicateState,
    InitiativeAct,
    State,
)
from cauhien.core.jobs import failed, is_under_way
from cauhien.core.models import AuditLine
from cauhien.core.subjects import subject
from cauhien.network.queries import projects_for, technologies_for

JOB = "challenges.find_duplicates"  # of the worker
BEFORE_RECOMMENDATION = (State.OPEN, State.SCREENING, State.IN_REVIEW)


@dataclass(frozen=True)
class Side:
    """A passage as it stands in one of the files.

    name: of a text of the file; document: else of the document, with place as of core.reading.
    marks: (start, end) of the words that agree, in characters of the text.
    """

    text: str
    marks: tuple[tuple[int, int], ...]
    lang: str
    name: str = ""
    document: str = ""
    place: tuple = ()
    is_confidential: bool = False


def duplicates_for(user):
    """Return the suspicions of which this user may read both files."""
    if not user.is_authenticated or not may_compare(user):
        return Duplicate.objects.none()
    seen = Initiative.objects.filter(sees_both(user)).values("pk")
    return _whole().filter(one__initiative__in=seen, other__initiative__in=seen)


def duplicates_of(challenge, user):
    """Return those of a call, with files of its own or of earlier ones, the strongest first."""
    return duplicates_for(user).filter(_of(challenge)).order_by("-likeness", "id")


def precedents_of(challenge, user):
    """Return what is registered that passages of the files of a call say, of files this user reads.

    Of each file and registered thing the last, each with `sides`: [(Side of the file, Side)] of
    what does not lie in a confidential part.
    """
    if not user.is_authenticated or not may_compare(user):
        return []
    seen = Initiative.objects.filter(sees_both(user), challenge=challenge).values("pk")
    ordered = ("version__initiative__number", "version__initiative", "kind", "subject_code")
    rows = Precedent.objects.filter(version__initiative__in=seen)
    rows = rows.order_by(*ordered, "-version__number").distinct(*ordered)
    found: list[Any] = list(rows.select_related("version__initiative__challenge__key"))
    places = [row["one"] for one in found for row in one.passages]
    known = _documents({one.version.initiative for one in found}, places)
    for one in found:
        own = sides(one.version, [row["one"] for row in one.passages], known)
        others = [Side(**row["other"]) for row in one.passages]
        pairs = zip(own, others, strict=True)
        one.sides = [(own, other) for own, other in pairs if not own.is_confidential]
        one.url_name = subject(one.kind).url_name
    return [one for one in found if one.sides]


def asked_of(initiative):
    """Return those about which the team of a file was asked, the newest first."""
    asked = _whole().exclude(asked_at=None)
    mine = Q(one__initiative=initiative) | Q(other__initiative=initiative)
    return asked.filter(mine).order_by("-asked_at", "id")


def chains_of_comparisons(challenge):
    """Return the names of the chains of the log in which the comparison of a call stands."""
    found = Duplicate.objects.filter(_of(challenge)).order_by("id")
    return [comparison_chain(challenge), *(one.chain for one in found)]


def comparison_chain(challenge):
    return f"comparison:{challenge.code}"


def last_comparison(challenge):
    """Return the line of the log on the last comparison of a call's files, None before any."""
    lines = AuditLine.objects.filter(chain=comparison_chain(challenge), act=InitiativeAct.COMPARE)
    return lines.order_by("-number").first()


def to_look_at(user):
    """Return the suspicions that wait for this user until the council has recommended."""
    judged = Q(other__initiative__challenge__state__in=BEFORE_RECOMMENDATION)
    return duplicates_for(user).filter(judged, state__in=UNDECIDED).order_by("at", "id")


def to_answer(user):
    """Return the suspicions that teams of this user are asked about."""
    own = Initiative.objects.filter(members__user=user, members__left_at=None).values("pk")
    asked = _whole().filter(state=DuplicateState.ASKED)
    mine = Q(one__initiative__in=own) | Q(other__initiative__in=own)
    return asked.filter(mine).order_by("due_on", "id")


def is_being_compared(challenge):
    """Return whether the worker still has to compare files of a call, or is at it."""
    return is_under_way(JOB, challenge=challenge.code)


def has_comparison_failed(challenge):
    """Return whether a comparison of files of a call ended in an error and was not run again."""
    return failed(JOB).filter(args__challenge=challenge.code).exists()


def to_compare_again(user):
    """Return the problems at screening of which a comparison of files has failed, to the staff."""
    if not may_compare(user):
        return Challenge.objects.none()
    codes = failed(JOB).annotate(code=KT("args__challenge")).values("code")
    return Challenge.objects.filter(state=State.SCREENING, code__in=codes)


def undecided_of(files):
    """Return the suspicions about some files of which nobody has decided what they mean."""
    ids = [file.pk for file in files]
    about = Q(one__initiative__in=ids) | Q(other__initiative__in=ids)
    return Duplicate.objects.filter(about, state__in=UNDECIDED)


def opened_files(challenge):
    """Return the files of a call that are open, those taken back since as well."""
    found = Initiative.objects.filter(challenge=challenge).exclude(opened_at=None)
    return found.exclude(number=None).select_related("challenge__key").order_by("number")


def other_calls(challenge):
    """Return the other problems to whose calls opened files were sent.

    An illustration is held against illustrations alone.
    """
    opened = Initiative.objects.exclude(opened_at=None).exclude(number=None)
    found = Challenge.objects.filter(pk__in=opened.values("challenge")).exclude(pk=challenge.pk)
    found = found.filter(is_illustration=challenge.is_illustration)
    return found.select_related("call").order_by("id")


def given_texts(challenge):
    """Return what every team was given: the problem and all versions of its call."""
    call = challenge.call
    said = [getattr(challenge, name) for name in FROZEN] + [call.summary_vi, call.summary_en]
    versions = [text for one in call.versions.all() for text in _strings(one.content)]
    return [text for text in dict.fromkeys(map(str, (*said, *versions))) if text]


def registered_texts():
    """Return [(kind, code, title, text)] of the registered projects and technologies."""
    found = []
    for kind, things in (("project", projects_for(None)), ("technology", technologies_for(None))):
        for one in things.order_by("id"):
            names = ("title_vi", "title_en") if kind == "project" else ("name_vi", "name_en")
            for name, summary in zip(names, ("summary_vi", "summary_en"), strict=True):
                text = "\n".join(filter(None, (getattr(one, name), getattr(one, summary))))
                found += [(kind, one.code, str(one), text)] if text else []
    return found


def parts_of(version):
    """Return [(where, text)] of what is compared of a frozen copy.

    where: {"text": name} or {"document": code, "place": [kind, number]}. A document that only
    proves a line of the checklist is left out: certificates and forms are alike in every file.
    """
    content = version.read()
    parts: list[Any] = [
        ({"text": name}, as_text(content["texts"].get(name))) for name in COMPARED_TEXTS
    ]
    places = [{"document": one["code"]} for one in content["documents"] if not one["item"]]
    for document in _documents({version.initiative}, places).values():
        parts += [
            ({"document": document.code, "place": list(place)}, text)
            for place, text in document.about()["places"]
        ]
    return [(where, text) for where, text in parts if text]


def passages_of(duplicate):
    """Return [(one Side, other Side, likeness, is translated)] of a suspicion."""
    rows = duplicate.passages
    ones = sides(duplicate.one, [row["one"] for row in rows])
    others = sides(duplicate.other, [row["other"] for row in rows])
    about = [(row["likeness"], row["is_translated"]) for row in rows]
    return [(one, other, *said) for one, other, said in zip(ones, others, about, strict=True)]


def own_sides(duplicate, initiative):
    """Return the passages of one of the two files alone, each once.

    Without marks: they would tell which words the other file has in common.
    """
    is_first = duplicate.one.initiative_id == initiative.pk
    version, name = (duplicate.one, "one") if is_first else (duplicate.other, "other")
    places = [row[name] | {"marks": []} for row in duplicate.passages]
    return list(dict.fromkeys(sides(version, places)))


def sides(version, places, known=None):
    """Return the Side of each place in a frozen copy. known: {code: document}, if read already."""
    texts = version.read()["texts"]
    documents = _documents({version.initiative}, places) if known is None else known
    codes = {place["document"] for place in places if "document" in place}
    abouts = {code: documents[code].about() for code in codes}
    return [_side(place, texts, documents, abouts) for place in places]


def people_in_both(duplicate):
    """Return the names of the people who are in both teams."""
    teams = [
        {one.email.lower(): one.name for one in file.members.all() if one.left_at is None}
        for file in duplicate.files
    ]
    return sorted(teams[0][email] for email in teams[0].keys() & teams[1].keys())


def _side(place, texts, documents, abouts):
    cut = slice(place["start"], place["end"])
    marks = tuple((a - cut.start, b - cut.start) for a, b in place["marks"])
    if "text" in place:
        name = place["text"]
        return Side(
            text=as_text(texts.get(name))[cut],
            marks=marks,
            lang=place["lang"],
            name=name,
            is_confidential=name in CONFIDENTIAL_TEXTS,
        )
    code, about = place["document"], abouts[place["document"]]
    pages = {tuple(where): text for where, text in about["places"]}
    return Side(
        text=pages[tuple(place["place"])][cut],
        marks=marks,
        lang=place["lang"],
        document=about["name"],
        place=tuple(place["place"]),
        is_confidential=documents[code].part == AttachmentPart.CONFIDENTIAL,
    )


def _documents(initiatives, places):
    """Return {code: document} of those of some files in which places lie."""
    codes = {place["document"] for place in places if "document" in place}
    if not codes:
        return {}
    files = {one.pk: one for one in initiatives}
    found = Attachment.objects.filter(initiative__in=files, code__in=codes).order_by("id")
    for one in found:
        one.initiative = files[one.initiative_id]  # whose key is known already
    return {one.code: one for one in found}


def _whole():
    side = "initiative__challenge"
    return Duplicate.objects.select_related(
        f"one__{side}__key",
        f"one__{side}__call__procedure",
        f"other__{side}__key",
        f"other__{side}__call__procedure",
        "judged_by",
    ).prefetch_related("answers__by", "one__initiative__members", "other__initiative__members")


def _of(challenge):
    return Q(one__initiative__challenge=challenge) | Q(other__initiative__challenge=challenge)


def _strings(value):
    if isinstance(value, dict):
        return [text for one in value.values() for text in _strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in _strings(one)]
    return [value] if isinstance(value, str) else []
