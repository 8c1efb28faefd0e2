"""Who reads which files of a call: asked of the engine, looked at, confirmed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.review import actions, queries, rules
from cauhien.review.forms import AssignForm
from cauhien.review.states import SeatState
from cauhien.review.views.council import case, is_known


@login_required
def assignment(request, code, kind):
    """Show who reads what and why; the coordinator asks anew, or confirms what is proposed."""
    challenge = case(request, code)
    council = queries.council_of(challenge, kind)
    if council is None:
        raise Http404
    if not rules.may_see_whole(request.user, council):
        raise PermissionDenied if is_known(request.user, council) else Http404
    found = queries.assignment_of(council)
    if found:
        found.council = council
    page = {"challenge": challenge, "council": council, "assignment": found}
    seats = list(queries.seats_of(council))
    files = queries.files_of(challenge, kind) or queries.judged_files(council)
    page["shown"] = _shown(request, found, seats, files)
    if not rules.may_assign(request.user, council):
        return render(request, "review/assignment.html", page)
    if request.method == "POST" and request.POST.get("then") == "confirm" and found:
        return _confirm(request, found)
    sizes = {
        "files": len(files),
        "members": sum(one.state == SeatState.SITTING for one in seats),
    }
    return _ask(request, council, page | sizes, sizes)


def _ask(request, council, page, sizes):
    found, shown = page["assignment"], page["shown"]
    loads = {"per_file": found.per_file, "per_member": found.per_member} if found else None
    form = AssignForm(request.POST or None, shown=shown, initial=loads, **sizes)
    if form.is_valid():
        try:
            actions.propose_assignment(
                council=council, sharing=form.sharing(), by=request.user, at=now()
            )
            return redirect(council.url("assignment"))
        except actions.CannotAssign as refusal:
            page["refusal"] = refusal
    page |= {"form": form, "is_bound": _is_bound(found)}
    page["short"] = queries.short_files(found) if found and found.is_in_force else {}
    return render(request, "review/assignment.html", page, status=422 if form.is_bound else 200)


def _confirm(request, found):
    try:
        actions.confirm_assignment(assignment=found, by=request.user, at=now())
        messages.success(request, _("Confirmed. Each member reads their files and no others."))
    except actions.CannotAssign as refusal:
        messages.error(request, str(refusal))
    return redirect(found.council.url("assignment"))


def _shown(request, found, seats, files):
    """Return the ReadFiles of an assignment, each saying whether its title is open to the user."""
    shown = queries.shown_files(found, seats, files) if found else []
    titled = queries.titled_for(request.user, [row.file for row in shown])
    for row in shown:
        row.is_titled = row.file.pk in titled
    return shown


def _is_bound(found):
    return found is None or queries.is_bound_together(found)
