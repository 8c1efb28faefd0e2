"""Lots among files that the scores cannot tell apart."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.review import actions, queries
from cauhien.review.views.scores import council_of


@require_POST
@login_required
def draw(request, code, kind):
    """Draw the order of the files that the form names."""
    council = council_of(request, code, kind)
    try:
        codes = request.POST.getlist("file")
        order = actions.draw_lots(council=council, files=codes, by=request.user, at=now())
        numbers = {file.code: file.number or file.code for file in queries.judged_files(council)}
        said = _("Drawn, in this order: files %(files)s. Minutes and log hold the seed.")
        files = ", ".join(str(numbers[code]) for code in order)
        messages.success(request, said % {"files": files})
    except actions.CannotMeet as refusal:
        messages.error(request, str(refusal))
    return redirect(council.url("propose"))
