"""An expert from outside the council is asked for a review of single files."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cauhien.review import actions, queries, rules
from cauhien.review.forms import OutsideForm
from cauhien.review.views.council import case, refused
from cauhien.ui.render import render_part


@login_required
def ask(request, code, kind):
    """Name who reviews from outside, and the files; nothing is sent before all rules are asked."""
    challenge = case(request, code)
    council = queries.council_of(challenge, kind)
    if council is None:
        raise Http404
    if not rules.may_ask_outside(request.user, council):
        raise refused(request.user, council)
    files = queries.files_of(challenge, kind)
    titled = queries.titled_for(request.user, files)
    for one in files:
        one.is_titled = one.pk in titled
    form = OutsideForm(request.POST or None, council=council, files=files, on=localdate())
    if form.is_valid():
        asked = {"wish": form.wish(), "offer": form.offer()}
        try:
            actions.ask_outside(council=council, **asked, by=request.user, at=now())
            messages.success(request, _("The invitation is on its way."))
            return redirect(council.url())
        except actions.CannotAskOutside as refusal:
            form.add_error(refusal.field, str(refusal))
    page = {"challenge": challenge, "council": council, "form": form}
    return render_part(request, "review/outside.html", "form", page, invalid=form.is_bound)
