"""The certificate of what a member did, as a document."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from cauhien.core.city import city_name
from cauhien.documents.documents import Envelope, Issuer, contributions
from cauhien.members.queries import standings
from cauhien.members.states import deeds
from cauhien.organisations.states import Topic
from cauhien.ui.words import day

SITE = "Cầu Hiền"  # no office has issued it


def certificate_text(made, address, language):
    """Return a Certificate as a DocumentText. address: the page on which it is checked."""
    said = made.content
    with translation.override(language):
        envelope = Envelope(
            Issuer(SITE, ""),
            city_name(language),
            on=date.fromisoformat(said["on"]),
            language=language,
            archive="",
            is_illustration=made.person.is_illustration,
        )
        statement = _(
            "Counted by the site from its log on that day, and signed by nobody. Reviews are"
            " counted once their call was decided, never by file. Check it at %(address)s."
        )
        return contributions(
            envelope,
            about=_("On contributions to the network"),
            holder=holder_of(made),
            statement=statement % {"address": address},
            facts=facts_of(made),
        )


def holder_of(made):
    """Return whom a Certificate names; a role of the demonstration in the language spoken."""
    return made.person.shown_name if made.person.is_illustration else made.content["name"]


def facts_of(made):
    """Return what a Certificate attests as pairs of name and value, in the language spoken."""
    said, labels = made.content, {one.code: one.label for one in deeds()}
    facts = [(_("Number of the certificate"), made.number), ("ORCID", said["orcid"])]
    if said["member"]:
        facts.append((_("Member of the network"), _membership(said["member"])))
    for one in said["deeds"]:
        label = str(labels.get(one["code"], one["code"]))
        facts.append((label[:1].upper() + label[1:], _counted(one)))
    return tuple((name, value) for name, value in facts if value)


def _membership(said):
    names = {one.code: one for one in standings()}
    held, spoken = names.get(said["standing"]), translation.get_language()
    standing = (held.name_en if spoken == "en" else held.name_vi) if held else said["standing"]
    period = f"{_day(said['from'])} – {_day(said['to'])}"
    return f"{standing}; {Topic(said['group']).label}; {period}"


def _counted(one):
    period = _day(one["first"])
    if one["last"] != one["first"]:
        period = f"{period} – {_day(one['last'])}"
    titles = [vi if translation.get_language() != "en" else en or vi for vi, en in one["titles"]]
    told = f": {'; '.join(titles)}" if titles else ""
    return f"{one['count']} ({period}){told}"


def _day(text):
    return day(date.fromisoformat(text))
