"""The table of candidates that an office takes away, as XLSX."""

from django.utils.translation import gettext as _

from cauhien.core.city import city_name, country_name
from cauhien.core.sheets import Table, book
from cauhien.matching.states import ONE, Closeness, Verdict
from cauhien.organisations.states import Zone

PROOFS = 3


def workbook(challenge, run, rows, marks):
    """Return the bytes of a workbook with one line for each candidate.

    rows: dicts of a Match's fields, in the order of the page. marks: {(kind, code): Mark} as far
    as the reader may see them.
    """
    return book([_candidates(rows, marks), _origin(challenge, run)])


def _candidates(rows, marks):
    columns = [*_columns(), *(_mark_columns() if marks else [])]
    marked = [(row, marks.get((row["kind"], row["code"]))) for row in rows]
    return Table(
        _("Candidates"),
        [(name, width) for name, width, _value in columns],
        [[value(row, mark) for _name, _width, value in columns] for row, mark in marked],
    )


def _columns():
    """Return (name, width, function of a row and its mark) of each column."""
    return [
        (_("Rank"), 7, lambda row, mark: row["rank"]),
        (_("Kind"), 18, lambda row, mark: str(ONE[row["kind"]])),
        (_("Name in Vietnamese"), 50, lambda row, mark: row["title_vi"]),
        (_("Name in English"), 50, lambda row, mark: row["title_en"]),
        (_("Place"), 16, lambda row, mark: _place(row["zone"])),
        (_("Closeness"), 14, lambda row, mark: str(Closeness(row["closeness"]).label)),
        (_("Whom to ask"), 40, lambda row, mark: row["holder_vi"] or row["holder_en"]),
        (_("What speaks for it"), 70, lambda row, mark: _proofs(row["evidence"])),
        (_("Matching words"), 40, lambda row, mark: _words(row["evidence"])),
        (_("Code"), 12, lambda row, mark: row["code"]),
    ]


def _mark_columns():
    return [
        (_("On the shortlist"), 12, lambda row, mark: _("yes") if _is_listed(mark) else ""),
        (_("Judgement"), 14, lambda row, mark: _verdict(mark)),
        (_("Why"), 40, lambda row, mark: mark.reason if mark else ""),
        (_("Judged by"), 24, lambda row, mark: str(mark.by) if mark else ""),
    ]


def _origin(challenge, run):
    """Write down what was asked, when, and with which index and engine."""
    facts = [
        (_("Problem"), str(challenge)),
        (_("Code of the problem"), challenge.code),
        (_("Code of the run"), run.code),
        (_("Matched (UTC)"), f"{run.finished_at:%Y-%m-%d %H:%M}"),
        (_("Engine"), run.engine_version),
        (_("Index"), run.index_version),
        (_("Fingerprint of the question"), run.input_hash),
    ]
    return Table(_("How it was found"), [("", 30), ("", 90)], [list(fact) for fact in facts])


def _place(zone):
    """Return where a candidate is; the city and the country by their names."""
    named = {Zone.CITY: city_name, Zone.COUNTRY: country_name}
    return named[zone]() if zone in named else str(Zone(zone).label)


def _proofs(evidence):
    """Return "title (year, 42 %)" of each proof, one a line."""
    return "\n".join(
        f"{row['title_vi'] or row['title_en']} ({row['year'] or '–'}, {100 * row['share']:.0f} %)"
        for row in evidence[:PROOFS]
    )


def _words(evidence):
    return ", ".join(dict.fromkeys(word for row in evidence for word in row["words"]))


def _is_listed(mark):
    return bool(mark and mark.shortlisted)


def _verdict(mark):
    return str(Verdict(mark.verdict).label) if mark and mark.verdict else ""
