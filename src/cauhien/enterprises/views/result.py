"""What a completed self-assessment came to: as a page, as PDF."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.core.filetypes import CONTENT_TYPES, Kind
from cauhien.documents.documents import pdf
from cauhien.enterprises import charts, queries
from cauhien.enterprises.documents import report_text
from cauhien.enterprises.states import AssessmentState
from cauhien.ui.downloads import made_file
from cauhien.ui.words import language


def result(request, found):
    """Show a completed assessment to whom the caller has let in."""
    shown = _shown(found)
    last = shown["last"]
    page = {
        "assessment": found,
        "gained": last and found.total - last.total,
        "least": queries.LEAST,
        **shown,
    }
    return render(request, "enterprises/result.html", page)


def _shown(found):
    """Return {result, chart, last} that page and report show."""
    result = queries.result_of(found, now())
    last = result.before[-1] if result.before else None
    chart = charts.profile(result.groups, result.peers, last and last.groups)
    return {"result": result, "chart": chart, "last": last}


@login_required
def report(request, code):
    """Send the report of a completed assessment as PDF."""
    rows = queries.assessments_for(request.user).filter(state=AssessmentState.FROZEN)
    found = get_object_or_404(rows, code=code)
    shown = _shown(found) | {"weak": queries.plan_of(found, request.user)}
    text = report_text(found, shown, language())
    name = f"{_('self-assessment')}-{found.code}.pdf"
    return made_file(pdf(text, at=found.frozen_at), name, CONTENT_TYPES[Kind.PDF])
