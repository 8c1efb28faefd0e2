"""Where a file says whose it is: names of its people and organisations, place by place.

Written with or without marks, in either order, with the names between as initials or left out.
Asked before a file is sent whose council must not know who sent it.
"""

from dataclasses import dataclass

from cauhien.challenges.queries.initiative.content import as_text, attachments_of
from cauhien.challenges.states import WRITTEN_TEXTS
from cauhien.core.text import canonical, fold, parse_name, placed_words
from cauhien.organisations.models import OrganisationName

AROUND = 50  # characters shown on either side
MOST_FOUND = 100
LEAST_LETTERS = 3  # of a name that is one word, such as a short form
# Addresses at these say nothing of an organisation.
OPEN_TO_ALL = {"gmail.com", "yahoo.com", "yahoo.com.vn", "outlook.com", "hotmail.com", "icloud.com"}


@dataclass(frozen=True)
class Named:
    """One place. text: name of a text of the file; document: of a document, with `place`.

    place: ("page", 3) and the like, of core.reading. before, said, after: what stands there.
    """

    before: str
    said: str
    after: str
    text: str = ""
    document: str = ""
    place: tuple = ()


def named_places(initiative):
    """Return the places in which a draft names its people or their organisations."""
    team = [one for one in initiative.members.all() if one.left_at is None]
    forms = names_of(team)
    found = []
    for where, text in _read(initiative):
        found += [Named(*said, **where) for said in mentions(text, forms)]
        if len(found) >= MOST_FOUND:
            break
    return found[:MOST_FOUND]


def names_of(team):
    """Return the set of what would tell a team: each a tuple of words as they are written."""
    bodies = {one.organisation_id: one for one in team if one.organisation_id}
    known = OrganisationName.objects.filter(organisation__in=bodies)
    called = [*known.values_list("value", flat=True)]
    for one in team:
        called += [one.organisation_text, *one.employers]
        if one.organisation:
            called += [one.organisation.name_vi, one.organisation.name_en]
    forms = {_words(name) for name in called}
    for one in team:
        forms |= _forms_of_person(one.name) | _forms_of_address(one.email)
    return {form for form in forms if _is_telling(form)}


def mentions(text, forms):
    """Return (before, said, after) for each place in which one of the forms stands in a text."""
    placed = placed_words(text)
    by_first: dict[str, list] = {}
    for form in forms:
        by_first.setdefault(fold(form[0]), []).append(form)
    found, free_from = [], 0
    for at, (word, start, _end) in enumerate(placed):
        fitting = [
            form
            for form in by_first.get(word, ())
            if start >= free_from and _fits(text, placed, at, form)
        ]
        if fitting:
            end = placed[at + max(map(len, fitting)) - 1][2]
            found.append(
                (text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND])
            )
            free_from = end
    return found


def _fits(text, placed, at, form):
    """Return whether the words from this one on are the form; marks count where there are any."""
    there = placed[at : at + len(form)]
    if len(there) < len(form):
        return False
    return all(
        word == fold(wanted) and _is_same(text[start:end], wanted)
        for (word, start, end), wanted in zip(there, form, strict=True)
    )


def _is_same(written, wanted):
    if len(wanted) > 1 and wanted.isupper() and wanted.isascii() and not written.isupper():
        return False  # a short form is one in capitals only: HUST is not "hust"
    return written.isascii() or wanted.isascii() or canonical(written) == canonical(wanted)


def _forms_of_person(name):
    """Return a name in both orders, with all or the last of the given names, or with initials."""
    parsed = parse_name(name)
    family, rest, given = _words(parsed.family), _words(parsed.given_rest), _words(parsed.given)
    if not family or not rest:
        return {_words(name)}
    kept = [rest[at:] for at in range(len(rest))] if parsed.lang == "vi" else [rest, given]
    forms = {form for part in kept for form in ((*family, *part), (*part, *family))}
    middle = rest[:-1] if parsed.lang == "vi" else rest[1:]
    if middle:
        forms.add((*(word[0] for word in (*family, *middle)), *given))
    return forms


def _forms_of_address(email):
    _name, _at, host = email.partition("@")
    forms = {_words(email)}
    return forms if host.lower() in OPEN_TO_ALL else forms | {_words(host)}


def _words(text):
    return tuple(text[start:end] for _word, start, end in placed_words(text))


def _is_telling(form):
    """One word tells only as a short form in capitals: everything else is said by everybody."""
    if len(form) == 1:
        return len(form[0]) >= LEAST_LETTERS and form[0].isupper()
    return bool(form)


def _read(initiative):
    """Yield (where, text) of all that a reader of the file sees."""
    said = initiative.written()
    for name in WRITTEN_TEXTS:
        yield {"text": name}, as_text(said.get(name))
    for attachment in attachments_of(initiative):
        about = attachment.about()
        yield {"document": about["name"], "place": ("name", 0)}, about["name"]
        for place, text in about["places"]:
            yield {"document": about["name"], "place": tuple(place)}, text
