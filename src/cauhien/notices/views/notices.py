"""What a person was told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.notices import actions, queries
from cauhien.notices.documents import page_of, words_of
from cauhien.notices.views.tabs import tabs

PER_PAGE = 30


@login_required
def notices(request):
    """List one's notices, the newest first; `?unread` leaves out those that were read."""
    found = queries.notices_for(request.user)
    unread = "unread" in request.GET
    shown = found.filter(read_at=None) if unread else found
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    things = queries.visible_subjects(page.object_list, request.user)
    for one in page.object_list:
        one.words = words_of(one, things.get(one.about))
    context = {"page": page, "tabs": tabs(request, "list"), "unread": unread}
    return render(request, "notices/list.html", context)


@login_required
def follow(request, code):
    """Go on to what a notice leads to; it is read then."""
    notice = _own(request, code)
    actions.mark_read(user=request.user, at=now(), code=code)
    return redirect(page_of(notice))


@login_required
@require_POST
def read(request, code):
    """Mark one notice as read."""
    notice = _own(request, code)
    actions.mark_read(user=request.user, at=now(), code=notice.code)
    return redirect("notices:list")


@login_required
@require_POST
def read_all(request):
    actions.mark_read(user=request.user, at=now())
    messages.success(request, _("All are marked as read."))
    return redirect("notices:list")


def _own(request, code):
    """Return a notice of who asks; another person's does not exist."""
    return get_object_or_404(queries.notices_for(request.user), code=code)
