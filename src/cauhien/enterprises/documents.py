"""What the report of a self-assessment says as a document."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cauhien.core.city import city_name
from cauhien.documents.documents import (
    Envelope,
    Facts,
    Issuer,
    Paragraph,
    Picture,
    Table,
    brief,
)
from cauhien.documents.documents import Section as Heading
from cauhien.enterprises.queries.wording import points
from cauhien.ui.words import day, number

SITE = "Cầu Hiền"  # no office has issued it


def report_text(assessment, shown, language):
    """Return the report on a completed assessment as DocumentText.

    shown: its "result" (a Result), the "chart" of its groups, the "last" assessment before it or
    None, and "weak", the criteria of its plan; all in that language.
    """
    with translation.override(language):
        envelope = Envelope(
            Issuer(SITE, ""),
            city_name(language),
            on=assessment.frozen_at.date(),
            language=language,
            archive="",
            is_illustration=assessment.enterprise.is_illustration,
        )
        about = _("On the technology capability of %(enterprise)s, as assessed by itself") % {
            "enterprise": assessment.enterprise
        }
        return brief(envelope, about=about, blocks=list(_blocks(assessment, **shown)))


def _blocks(assessment, result, chart, last, weak):
    whole = result.score
    yield Paragraph(
        _("The enterprise answered for itself; nobody has verified it, and it is no decision.")
    )
    yield Paragraph(result.note)
    yield Facts(tuple(_facts(assessment, result, last)))
    yield Heading(_("Profile by group"))
    svg, png = chart.on_paper
    yield Picture(svg, png, chart.sentence)
    yield _profile(chart)
    if result.peers:
        yield Paragraph(
            _("%(n)s other enterprises completed the very same template; as at %(day)s.")
            % {"n": result.peers.number, "day": day(result.peers.cut_on)}
        )
    for group in result.groups:
        yield Heading(group.name)
        yield _criteria(group)
    stated = [one.key for one in whole.criteria if one.is_stated]
    if stated:
        yield Paragraph(
            _(
                "The points of %(keys)s rest in whole or in part on what the assessor entered, "
                "because the rule could not be read."
            )
            % {"keys": ", ".join(stated)}
        )

    if weak:
        yield Heading(_("Improvement plan"))
        yield Paragraph(
            _(
                "The criteria with less than half of their points, where most can be won first. "
                "What may help was found by the words that the criterion and what you make have in "
                "common with public records, and by the conditions of incentives; it is a lead, not"
                " a recommendation."
            )
        )
        yield _plan(weak)


def _profile(chart):
    """Return the table of a chart whose first column has words and whose others have figures."""
    labels = tuple(one["label"] for one in chart.columns)
    rows = tuple(
        tuple(one if isinstance(one, str) else number(one) for one in row) for row in chart.rows
    )
    others = len(labels) - 1
    return Table(labels, rows, shares=(4, *[1] * others), figures=tuple(range(1, others + 1)))


def _criteria(group):
    """Return the points of the criteria of a group, with reasons where the assessor gave any."""
    rows = [
        (f"{one.key}. {name}", points(one.points), str(one.most), _reasons(one))
        for one, name, _criterion in group.lines
    ]
    labels = _("Criterion"), _("Points"), _("At most"), _("Points entered by the assessor, because")
    shares = 4, 1, 1, 4
    width = 4 if any(row[3] for row in rows) else 3
    return Table(
        labels[:width], tuple(row[:width] for row in rows), shares=shares[:width], figures=(1, 2)
    )


def _plan(weak):
    """Return the table of weak criteria: what may help, what the enterprise will do by when."""
    labels = _("Criterion"), _("What may help"), _("What we will do")
    rows = tuple(
        (
            f"{one.score.key}. {one.name}",
            _helps(one.helps),
            "; ".join(f"{each.text} ({day(each.by_on)})" for each in one.measures),
        )
        for one in weak
    )
    return Table(labels, rows, shares=(3, 4, 3))


def _helps(helps):
    """Return what may help in words. A report is passed on, and whoever agreed to be asked may
    take it back: so it says how many they are, and the page alone names them.
    """
    said = [help.title for help in helps if not help.is_person]
    if people := len(helps) - len(said):
        agreed = ngettext(
            "%(n)s expert who agreed to be asked, named on the page alone",
            "%(n)s experts who agreed to be asked, named on the page alone",
            people,
        )
        said.append(agreed % {"n": people})
    return "; ".join(said)


def _facts(assessment, result, last):
    whole = result.score
    yield _("Tax code"), assessment.enterprise.organisation.tax_code or ""
    yield _("Template"), result.title
    yield _("Completed on"), day(assessment.frozen_at)
    yield _("Score"), f"{points(whole.total)} / {whole.most}"
    if last:
        gained = assessment.total - last.total
        change = f"{'+' if gained > 0 else ''}{points(gained)}"
        since = f"{_('change since then')}: {change}"
        yield _("Last time"), f"{points(last.total)} ({day(last.frozen_at)}); {since}"
    if result.has_levels:
        yield _("Level"), result.level or _("Not classified by the rule")
    if whole.coefficient is not None:
        yield _("Synchronisation coefficient"), number(whole.coefficient, 2)
    yield _("Fingerprint of template and answers"), assessment.sha256


def _reasons(criterion):
    return "; ".join(part.reason for part in criterion.parts if part.reason)
