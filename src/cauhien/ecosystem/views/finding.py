"""Who can help me? A path without an account: the answers stand in the address alone."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cauhien.core.filetypes import CONTENT_TYPES
from cauhien.core.filetypes import Kind as FileKind
from cauhien.documents.documents import pdf
from cauhien.ecosystem.documents import help_text
from cauhien.ecosystem.forms import WantedForm
from cauhien.ecosystem.queries import helping
from cauhien.ui.downloads import made_file
from cauhien.ui.words import language


@never_cache
def who(request):
    """Ask for stage, field and need, and show who fits, with why and the source."""
    wanted = helping.Wanted.of(request.GET)
    found = helping.suggested(wanted, request.user, localdate().year) if wanted else []
    page = {
        "form": WantedForm(initial=vars(wanted)),
        "wanted": wanted,
        "groups": groups(found),
        "fitting": len(found),
        "silent": helping.silent(wanted, request.user, localdate().year) if wanted else 0,
        "query": urlencode({name: value for name, value in vars(wanted).items() if value}),
    }
    return render(request, "ecosystem/who.html", page)


@never_cache
def who_pdf(request):
    """Send the answer as it stands, as PDF; nothing of it is kept."""
    wanted = helping.Wanted.of(request.GET)
    found = helping.suggested(wanted, request.user, localdate().year) if wanted else []
    text = help_text(wanted, groups(found), localdate(), language())
    name = f"{_('who-can-help')}.pdf"
    return made_file(pdf(text, at=now()), name, CONTENT_TYPES[FileKind.PDF])


def groups(found):
    """Return [(heading, [Suggestion])]."""
    return [
        (_("What you asked for fits"), [one for one in found if one.fits]),
        (_("May help: something is not stated"), [one for one in found if not one.fits]),
    ]
