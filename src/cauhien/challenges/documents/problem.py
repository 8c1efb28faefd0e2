"""What the submission of a problem to leadership contains."""

from dataclasses import replace
from decimal import Decimal

from django.utils import translation
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cauhien.challenges.models import Challenge
from cauhien.documents.documents import (
    Facts,
    Paragraph,
    Section,
    Signature,
    Table,
    in_language,
    issued_by,
    submission,
)


def submission_texts(challenge, frozen):
    """Return the submission to leadership (tờ trình) of a frozen text, in each of its languages."""
    said = frozen.content
    languages = ["vi", *(["en"] if said.get("title_en") and said.get("description_en") else [])]
    return [_submission(challenge, frozen, language) for language in languages]


def _submission(challenge, frozen, language):
    said = frozen.content
    with translation.override(language):
        office = in_language(challenge.office.organisation, "name", language)
        text = submission(
            _envelope(challenge, frozen, language),
            about=_("On putting forward the problem “%(title)s” for solution")
            % {"title": said[f"title_{language}"]},
            to=[_("Leadership of %(office)s") % {"office": office}],
            blocks=_blocks(said, language),
            request=_(
                "Leadership is asked to consider the text, to sign it off and to have it put to"
                " the coordinating office."
            ),
        )
        note = _("Made from the frozen text with the fingerprint (SHA-256) %(sha256)s.")
        return replace(text, legal_note=note % {"sha256": frozen.sha256})


def _envelope(challenge, frozen, language):
    """The date and the number stay open: they are given when it is signed."""
    return issued_by(
        challenge.office.organisation,
        language,
        signatures=(Signature(_("Officer in charge"), str(frozen.frozen_by)),),
        recipients=(_("As above"),),
    )


def _blocks(said, language):
    facts = [("topic", _topic(said)), ("place_text", said.get("place_text", ""))]
    return (
        Section(_("1. The problem")),
        Paragraph(said[f"description_{language}"]),
        Facts((*((_label(name), value) for name, value in facts), *_tried(said))),
        Section(_("2. What is measured")),
        _measured(said),
        *_offered(said),
        Section(_("4. Funds")),
        Facts(((_label("budget_line"), said.get("budget_line", "")),)),
        Section(_("5. Request")),
    )


def _measured(said):
    fields = ("indicator", "unit", "baseline", "target", "measured_by")
    cells = [said.get(name, "") for name in fields]
    cells[2:4] = [_figure(value) for value in cells[2:4]]
    columns = tuple(_label(name) for name in fields)
    return Table(columns, (tuple(cells),), shares=(2.4, 1, 1.1, 1.1, 2), figures=(2, 3))


def _offered(said):
    pairs = [(_label(name), said.get(name, "")) for name in ("data_offered", "test_site")]
    title = Section(_("3. What the office offers"))
    if any(value for _name, value in pairs):
        return title, Facts(tuple(pairs))
    return title, Paragraph(_("The office offers no data and no test site so far."))


def _tried(said):
    return ((_label("tried"), said.get("tried", "")),)


def _figure(value):
    return number_format(Decimal(value)) if value else ""


def _topic(said):
    choices = dict(Challenge._meta.get_field("topic").flatchoices)
    return str(choices.get(said.get("topic"), said.get("topic", "")))


def _label(name):
    label = next(f.verbose_name for f in Challenge._meta.fields if f.name == name)
    return str(capfirst(label))
