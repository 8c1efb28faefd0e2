"""The report of a unit as a document, and as a workbook with every value and its source."""

from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from cauhien.core import sheets
from cauhien.core.city import city_name
from cauhien.documents.documents import (
    Envelope,
    Facts,
    Issuer,
    Items,
    Paragraph,
    Picture,
    Section,
    Table,
    brief,
)
from cauhien.observatory.queries.merged import Computed
from cauhien.ui.words import day

SITE = "Cầu Hiền"  # no office has issued it


def report_text(page, on, language):
    """Return the report as a DocumentText. page: what the page of the unit shows."""
    with translation.override(language):
        unit, index = page["unit"], page["index"]
        blocks: list = [
            Facts(((_("Unit"), str(unit)), (_("Made on"), day(on)))),
            Paragraph(page["sentence"]),
        ]
        if index:
            blocks += [Section(str(index["frame"])), _picture(index["chart"])]
            blocks.append(_table(index["columns"], index["rows"]))
            if index["drivers"]:
                blocks.append(_picture(index["drivers"]))
        for heading, rows in ((_("Leads in"), page["leads"]), (_("Lags in"), page["lags"])):
            if rows:
                blocks += [Section(heading), _table(page["columns"], rows)]
        if page["computed"]:
            blocks.append(Section(_("Computed from its parts")))
            blocks.append(_table(page["computed_columns"], page["computed"]))
        blocks += [Section(_("Sources")), Items(tuple(_sources(page["profile"])))]
        envelope = Envelope(
            Issuer(SITE, ""), city_name(language), on=on, language=language, archive=""
        )
        about = _("Where %(unit)s stands") % {"unit": unit}
        note = _("Computed by the site from the values loaded on that day.")
        return brief(envelope, about=about, blocks=blocks, note=note)


def report_book(page, on):
    """Return the bytes of a workbook: every indicator compared, with rank, source and address."""
    profile = page["profile"]
    lines = [
        [
            *_said(one.value),
            None if one.is_alone else one.rank,
            one.of,
            None if one.is_alone else one.middle,
            *_origin(one.value),
        ]
        for one in profile.lines
    ]
    ranked = {one.value for one in profile.lines}
    lines += [
        [*_said(one), None, None, None, *_origin(one)]
        for one in profile.computed
        if one not in ranked
    ]
    columns = [
        (_("Indicator"), 50),
        (_("Value"), 14),
        (_("Unit of measure"), 24),
        (_("Year"), 8),
        (_("Rank"), 8),
        (_("Units compared"), 10),
        (_("Median"), 14),
        (_("Source"), 60),
        (_("Address"), 60),
        (_("Code of the value"), 16),
    ]
    tables = [sheets.Table(str(page["unit"]), columns, lines)]
    if page["index"]:
        names = [(column["label"], 40) for column in page["index"]["columns"]]
        tables.append(sheets.Table(str(page["index"]["frame"]), names, page["index"]["rows"]))
    about = [[_("Unit"), str(page["unit"])], [_("Made on"), on.isoformat()], ["", page["sentence"]]]
    return sheets.book([*tables, sheets.Table(_("This report"), [("", 20), ("", 90)], about)])


def index_book(stages, computation, value_page):
    """Return the bytes of a workbook with every stage of an index, from which it can be computed
    again. stages: of bridge.workbook. value_page: address of a value's page, "{}" for its code.
    """
    told = [
        {"what": _("Name"), "is": str(computation.frame)},
        {"what": _("Edition"), "is": computation.year},
        {"what": _("Page of a value, by its Origin"), "is": value_page},
        {"what": _("Key of the result"), "is": computation.key},
    ]
    tables = [_stage(_("This workbook"), told)]
    return sheets.book(tables + [_stage(name, rows) for name, rows in stages.items() if rows])


def _stage(title, rows):
    """Return a sheet of dicts; numbers keep the fifteen digits that Excel can hold."""
    names = list(rows[0])
    cells = [[_short(row.get(name)) for name in names] for row in rows]
    return sheets.Table(title, [(name, 16) for name in names], cells)


def _short(value):
    return float(f"{value:.15g}") if isinstance(value, float) else value


def _said(value):
    return [str(value.indicator), value.number, value.indicator.measure, value.year]


def _origin(value):
    code = value.codes if isinstance(value, Computed) else value.code
    return [str(value.source), value.source.url, code]


def _picture(chart):
    svg, png = chart.on_paper
    return Picture(svg, png, chart.sentence)


def _table(columns, rows):
    figures = tuple(at for at, column in enumerate(columns) if column.get("number"))
    plain = tuple(tuple(strip_tags(str(cell)) for cell in row) for row in rows)
    shares = tuple(1.2 if column.get("number") else 3 for column in columns)
    return Table(tuple(c["label"] for c in columns), plain, shares=shares, figures=figures)


def _sources(profile):
    """Return the sources of the values told, each once, by name."""
    told = [one.value for one in (*profile.leads, *profile.lags)] + profile.computed
    return sorted({f"{one.source.name}. {one.source.url}".strip() for one in told})
