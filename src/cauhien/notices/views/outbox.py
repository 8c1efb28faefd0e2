"""What was sent, when and to whom."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from cauhien.notices import queries, rules
from cauhien.notices.views.tabs import tabs

PER_PAGE = 50
TONES = {"sent": "ok", "kept": "ok", "trying": "warn", "failed": "bad", "waiting": "info"}


@login_required
def outbox(request):
    """List the mails to oneself; in the demonstration, to all of its people."""
    page = Paginator(queries.mails_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    for mail in page.object_list:
        mail.tone = TONES.get(mail.state, "")
        mail.labels = sorted({str(one.known_kind.label) for one in mail.notices.all()})
    context = {
        "page": page,
        "is_shared": rules.is_shared(request.user),
        "tabs": tabs(request, "outbox"),
    }
    return render(request, "notices/outbox.html", context)


@login_required
def mail(request, code):
    """Show a mail as a program for mails does."""
    found = get_object_or_404(queries.mails_for(request.user).exclude(html=""), code=code)
    answer = HttpResponse(found.html)
    answer["Cache-Control"] = "private, no-store"
    return answer
