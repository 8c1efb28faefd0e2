"""What the report of a self-assessment says as a document."""

from django.utils import translation
from django.utils.translation import gettext as _

from cauhien.core.city import city_name
from cauhien.documents.documents import (
    Envelope,
    Facts,
    Issuer,
    Paragraph,
    Table,
    brief,
)
from cauhien.documents.documents import Section as Heading
from cauhien.enterprises.queries.wording import points
from cauhien.ui.words import day, number

SITE = "Cầu Hiền"  # no office has issued it


def report_text(assessment, result, language):
    """Return the report on a completed assessment, a Result in that language, as DocumentText."""
    with translation.override(language):
        envelope = Envelope(
            Issuer(SITE, ""),
            city_name(language),
            on=assessment.frozen_at.date(),
            language=language,
            archive="",
        )
        about = _("On the technology capability of %(enterprise)s, as assessed by itself") % {
            "enterprise": assessment.enterprise
        }
        return brief(envelope, about=about, blocks=list(_blocks(assessment, result)))


def _blocks(assessment, result):
    whole = result.score
    yield Paragraph(
        _("The enterprise answered for itself; nobody has verified it, and it is no decision.")
    )
    yield Paragraph(result.note)
    yield Facts(tuple(_facts(assessment, result)))
    yield Heading(_("Profile by group"))
    yield Table(
        (_("Group"), _("Points"), _("At most")),
        tuple((one.name, points(one.points), str(one.most)) for one in result.groups),
        shares=(4, 1, 1),
        figures=(1, 2),
    )
    for group in result.groups:
        yield Heading(group.name)
        rows = [
            (f"{one.key}. {name}", points(one.points), str(one.most), _reasons(one))
            for one, name, _criterion in group.lines
        ]
        yield Table(
            (
                _("Criterion"),
                _("Points"),
                _("At most"),
                _("Points entered by the assessor, because"),
            ),
            tuple(rows),
            shares=(4, 1, 1, 4),
            figures=(1, 2),
        )
    stated = [one.key for one in whole.criteria if one.is_stated]
    if stated:
        yield Paragraph(
            _(
                "The points of %(keys)s rest in whole or in part on what the assessor entered, "
                "because the rule could not be read."
            )
            % {"keys": ", ".join(stated)}
        )


def _facts(assessment, result):
    whole = result.score
    yield _("Tax code"), assessment.enterprise.organisation.tax_code or ""
    yield _("Template"), result.title
    yield _("Completed on"), day(assessment.frozen_at)
    yield _("Score"), f"{points(whole.total)} / {whole.most}"
    if result.has_levels:
        yield _("Level"), result.level or _("Not classified by the rule")
    if whole.coefficient is not None:
        yield _("Synchronisation coefficient"), number(whole.coefficient, 2)
    yield _("Fingerprint of template and answers"), assessment.sha256


def _reasons(criterion):
    return "; ".join(part.reason for part in criterion.parts if part.reason)
