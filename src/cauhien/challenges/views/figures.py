"""Calls in figures: how they stand, whose they are, how long they took, which pilots are silent."""

import csv
import io

from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.timezone import localdate

from cauhien.challenges.queries import figures as queries
from cauhien.challenges.states import Origin, Outcome
from cauhien.ui.downloads import made_file

COLUMNS = (
    "code",
    "title_vi",
    "title_en",
    "office",
    "state",
    "outcome",
    "published_on",
    "decided_on",
    "days_to_decision",
    "pilot_due_on",
    "pilot_is_silent",
)


def figures(request):
    found, day = queries.courses(), localdate()
    due = [one for one in found if one.is_due(day)]
    silent = [one for one in due if one.challenge.is_silent(day)]
    decided = [one for one in found if one.days is not None]
    page = {
        "count": len(found),
        "standings": [
            _standing(one, count, len(found)) for one, count in queries.by_standing(found)
        ],
        "offices": [_office(*row) for row in queries.by_office(found)],
        "times": queries.times_to_decision(found),
        "decided": sorted(decided, key=lambda one: one.decided_at, reverse=True),
        "due": len(due),
        "silent": silent,
        "silent_share": len(silent) / len(due) if due else 0,
        "every": _address(),
    }
    return render(request, "challenges/figures.html", page)


def figures_csv(request):
    """Send what is counted, one problem a line, as UTF-8 with the mark that spreadsheets want."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(one, localdate()) for one in queries.courses())
    return made_file(out.getvalue().encode("utf-8-sig"), "calls.csv", "text/csv; charset=utf-8")


def _standing(standing, count, every):
    state, outcome = standing
    ended = Outcome(outcome).label if outcome else ""
    return {
        "label": f"{state.label}: {ended}" if ended else state.label,
        "count": count,
        "share": count / every if every else 0,
        "url": _address(state=state, outcome=outcome),
    }


def _office(office, count, running, ended):
    url = _address(office=office.code)
    body = office.organisation
    return {"body": body, "count": count, "running": running, "ended": ended, "url": url}


def _address(**filters):
    """Return the query of the list that shows what was counted."""
    said = {"origin": Origin.OFFICE, **filters}
    return urlencode({name: str(value) for name, value in said.items() if value})


def _cells(one, day):
    row = one.challenge
    return [
        row.code,
        *map(_plain, (row.title_vi, row.title_en, str(row.office.organisation))),
        row.state,
        row.outcome,
        *(localdate(at).isoformat() if at else "" for at in (one.published_at, one.decided_at)),
        "" if one.days is None else one.days,
        row.pilot_due_on or "",
        "yes" if row.is_silent(day) else "no",
    ]


def _plain(text):
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
