"""What the engine says without words, said in the language of the reader."""

from django.utils.translation import gettext as _

from cauhien.review.states import QuotaKind, SeatRole
from cauhien.ui.words import language

OFFICE = "office"  # the relation of a declared tie to whose problem it is


def quota_in_words(quota):
    """Return a quota of a council as a demand: "at most 1 from the university X"."""
    number = {"number": quota["most"] if quota["most"] is not None else quota["least"]}
    if quota["kind"] == QuotaKind.ORGANISATION:
        vi, en = quota["name_vi"], quota["name_en"]
        name = en if language() == "en" else vi
        return _("at most %(number)s from %(name)s") % (number | {"name": name})
    if quota["kind"] == QuotaKind.ENTERPRISE:
        return _("at least %(number)s from enterprises") % number
    return _("at least %(number)s from universities and institutes") % number


def role_in_words(role, number):
    return _("%(role)s: %(number)s") % {"role": SeatRole(role).label, "number": number}


def file_in_words(file, is_titled=True):
    """Return how a file is called: its number and, where one may read it, its title."""
    number = _("File %(number)s") % {"number": file.number or file.code}
    title = (file.title_en if language() == "en" else "") or file.title_vi
    return f"{number}: {title}" if is_titled and title else number


def reason_in_words(finding):
    """Return why a finding stands between a person and a file, without names of the team."""
    said = finding.params
    if said.get("relation") == OFFICE:
        return _("has declared a tie with the office whose problem it is")
    sentence = _REASONS.get(finding.reason, lambda said: _("has a tie with the team"))(said)
    if not finding.is_sure:
        return _("%(reason)s (by name only; somebody must look)") % {"reason": sentence}
    return sentence


def _at(said):
    return {"organisation": said.get("organisation", "")}


_REASONS = {
    "organisation.now": lambda said: (
        _("works at %(organisation)s, as a member of the team does") % _at(said)
    ),
    "organisation.left": lambda said: (
        _("worked at %(organisation)s, as a member of the team, less than a year ago") % _at(said)
    ),
    "organisation.part": lambda said: (
        _("works at %(organisation)s, which is of one house with the team’s") % _at(said)
    ),
    "organisation": lambda said: (
        _("works at %(organisation)s, which takes part in the file") % _at(said)
    ),
    "coauthor": lambda said: (
        _("wrote “%(work)s” with a member of the team") % {"work": said.get("work", "")}
    ),
    "project": lambda said: _("took part in a project with a member of the team"),
    "self": lambda said: _("is a member of the team"),
    "history": lambda said: _("has judged this file, or one it grew out of, before"),
    "supervision": lambda said: _("supervises or was supervised by a member of the team"),
    "kinship": lambda said: _("is related to a member of the team"),
    "money": lambda said: _("has a tie of money with the team"),
    "declared": lambda said: _("has declared a tie with the team"),
    "reciprocal": lambda said: _("is in a team whose file a member of this team judges"),
}
