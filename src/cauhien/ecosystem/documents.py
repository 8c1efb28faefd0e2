"""The answer to "who can help me?" as a document."""

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cauhien.core.city import city_name
from cauhien.documents.documents import Envelope, Facts, Issuer, Items, Paragraph, self_check
from cauhien.documents.documents import Section as Heading
from cauhien.ecosystem.states import Help, Stage
from cauhien.organisations.states import Topic
from cauhien.ui.words import moment

SITE = "Cầu Hiền"  # no office has issued it


def help_text(wanted, groups, on, language):
    """Return the answer as a DocumentText. groups: [(heading, [Suggestion])]."""
    with translation.override(language):
        asked = [
            (_("Stage"), Stage, wanted.stage),
            (_("Field"), Topic, wanted.topic),
            (_("Kinds of help"), Help, wanted.need),
        ]
        facts = [(name, capfirst(words(v).label)) for name, words, v in asked if v]
        blocks: list = [
            Paragraph(
                _(
                    "As published or registered: whether a body still runs, and takes you, it says "
                    "itself."
                )
            ),
            Facts((*facts, (_("Day of the answer"), on.strftime("%d/%m/%Y")))),
        ]
        for heading, found in groups:
            if found:
                blocks.append(Heading(heading))
                blocks += [block for one in found for block in _blocks(one, language)]
        envelope = Envelope(
            Issuer(SITE, ""), city_name(language), on=on, language=language, archive=""
        )
        return self_check(envelope, about=_("On who can help a start-up"), blocks=blocks)


def _blocks(one, language):
    body = one.body
    name = (body.name_en if language == "en" else "") or body.name_vi
    about = (body.about_en, body.about_vi) if language == "en" else (body.about_vi, body.about_en)
    said = about[0] or about[1]
    yield Paragraph(capfirst(said), lead=f"{name} ({body.get_kind_display()}).")
    reasons = [sentence for sentence, _is_own in one.reasons]
    if one.next_date:
        event = one.next_date
        title = (event.name_en if language == "en" else "") or event.name_vi
        until = _("until %(day)s") % {"day": moment(event.closes_at)}
        reasons.append(f"{capfirst(event.get_kind_display())}: {title}, {until}.")
    where = body.website or body.source_url
    yield Items((*reasons, *([f"{_('Source')}: {where}"] if where else [])))
