"""Who can help me? And what is missing? Without an account: answers stand in the address alone."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cauhien.core.filetypes import CONTENT_TYPES
from cauhien.core.filetypes import Kind as FileKind
from cauhien.documents.documents import pdf
from cauhien.ecosystem import charts, rules
from cauhien.ecosystem.documents import help_text
from cauhien.ecosystem.forms import WantedForm
from cauhien.ecosystem.queries import gaps as gap_queries
from cauhien.ecosystem.queries import helping
from cauhien.ecosystem.queries.entries import BODY, STARTUP
from cauhien.ui.downloads import made_file
from cauhien.ui.filters import UNSTATED
from cauhien.ui.words import language

MOST = 10  # of mentors and of events
LISTS = {BODY: "ecosystem:bodies", STARTUP: "ecosystem:startups"}


@never_cache
def who(request):
    """Ask for stage, field and need, and show who fits, with why and the source."""
    wanted = helping.Wanted.of(request.GET)
    found = helping.suggested(wanted, request.user, now()) if wanted else []
    page = {
        "form": WantedForm(initial=vars(wanted)),
        "wanted": wanted,
        "groups": groups(found),
        "fitting": len(found),
        "silent": helping.silent(wanted, request.user, localdate().year) if wanted else 0,
        "mentors": helping.mentors(wanted, request.user)[:MOST] if wanted else (),
        "events": helping.deadlines(wanted, request.user, now())[:MOST] if wanted else (),
        "query": urlencode({name: value for name, value in vars(wanted).items() if value}),
    }
    return render(request, "ecosystem/who.html", page)


@never_cache
def who_pdf(request):
    """Send the answer as it stands, as PDF; nothing of it is kept."""
    wanted = helping.Wanted.of(request.GET)
    found = helping.suggested(wanted, request.user, now()) if wanted else []
    text = help_text(wanted, groups(found), localdate(), language())
    name = f"{_('who-can-help')}.pdf"
    return made_file(pdf(text, at=now()), name, CONTENT_TYPES[FileKind.PDF])


def groups(found):
    """Return [(heading, [Suggestion])]."""
    return [
        (_("What you asked for fits"), [one for one in found if one.fits]),
        (_("May help: something is not stated"), [one for one in found if not one.fits]),
    ]


def gaps(request):
    """Show what is listed by field and stage: what is there, what may be, and what is missing."""
    kind = STARTUP if request.GET.get("of") == "startups" else BODY
    found = gap_queries.gaps(kind, request.user, localdate().year)
    page = {
        "ways": _ways(kind),
        "is_of_bodies": kind == BODY,
        "chart": charts.gap_chart(found),
        "findings": charts.findings(found),
        "rows": [
            (charts.topic_name(topic), [_shown(cell, kind) for cell in cells if cell.count])
            for topic, cells in found.rows
        ],
        "unstated": f"{reverse(LISTS[kind])}?stage={UNSTATED}",
        "may_moderate": rules.may_moderate(request.user),
    }
    return render(request, "ecosystem/gaps.html", page)


def _shown(cell, kind):
    """Return (stage, sign, address of the list behind it) of a cell that counts something."""
    asked = {"topic": cell.topic, "stage": cell.stage, "over": "False" if kind == BODY else ""}
    said = {name: value for name, value in asked.items() if value not in ("", gap_queries.ALL)}
    url = f"{reverse(LISTS[kind])}?{urlencode(said)}"
    return charts.stage_name(cell.stage), charts.sign(cell), url


def _ways(kind):
    there = reverse("ecosystem:gaps")
    ways = [(BODY, there, _("Who helps start-ups")), (STARTUP, f"{there}?of=startups", "")]
    return [
        {"url": url, "label": label or capfirst(_("start-ups")), "current": one == kind}
        for one, url, label in ways
    ]
