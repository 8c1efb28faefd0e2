"""What the answer of the path says as a document."""

from django.utils import translation
from django.utils.translation import gettext as _

from cauhien.core.city import city_name
from cauhien.documents.documents import Envelope, Facts, Issuer, Items, Paragraph, self_check
from cauhien.documents.documents import Section as Heading

SITE = "Cầu Hiền"  # no office has issued it


def result_text(groups, answers, on, language):
    """Return the answer on eligibility as a DocumentText.

    groups: [(heading, [Assessed])]. answers: pairs of question and answer in words.
    """
    with translation.override(language):
        blocks: list = [
            Paragraph(
                _(
                    "Computed by the site from what was answered, for the law as read on that day. "
                    "It is no decision and no legal advice: check the text in force and ask the "
                    "office in charge."
                )
            ),
            Facts(((_("Day of the answer"), on.strftime("%d/%m/%Y")),)),
        ]
        for heading, found in groups:
            if found:
                blocks.append(Heading(heading))
                blocks += [block for one in found for block in _blocks(one, language)]
        blocks += [Heading(_("What was answered")), Facts(tuple(answers))]
        envelope = Envelope(
            Issuer(SITE, ""), city_name(language), on=on, language=language, archive=""
        )
        about = _("On the mechanisms that the answers given fit")
        return self_check(envelope, about=about, blocks=blocks)


def _blocks(one, language):
    mechanism = one.mechanism
    title = (
        (mechanism.title_vi or mechanism.title_en)
        if language == "vi"
        else (mechanism.title_en or mechanism.title_vi)
    )
    yield Paragraph(one.found.why(language), lead=f"{title}.")
    more = one.found.otherwise(language)
    if one.answer == "yes" and one.found.bring:
        papers = "; ".join(paper[language] for paper in one.found.bring)
        more = [f"{_('Papers by which this is usually shown')}: {papers}."]
    if more:
        yield Items(tuple(more))
