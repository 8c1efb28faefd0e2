"""The tab "Who can solve it" of a problem's case file."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from cauhien.challenges.queries import cases_for, challenges_for, kept_code
from cauhien.core.jobs import defer
from cauhien.core.sheets import CONTENT_TYPE
from cauhien.matching import queries, rules
from cauhien.matching.actions import marks
from cauhien.matching.documents import workbook
from cauhien.matching.forms import CandidateForm, MarkForm
from cauhien.matching.views.listing import Asked, listing
from cauhien.ui.render import render_part


@require_GET
def who(request, code):
    challenge = cases_for(request.user).filter(code=code).first()
    if challenge is None:
        return _lead_on(code)
    return render_part(request, "matching/who.html", "found", _page(request, challenge))


def _lead_on(code):
    """Lead from a problem that is the same as another to that one."""
    if kept := kept_code(code):
        return redirect("matching:who", code=kept)
    raise Http404


def _page(request, challenge, asked=None):
    """Return all that the page shows to this user."""
    run = queries.newest_run(challenge)
    may_see_marks = rules.may_see_marks(request.user)
    marked = queries.marks_of(challenge) if may_see_marks else {}
    candidates = queries.light(queries.matches_for(request.user, run)) if run else []
    return {
        "challenge": challenge,
        "run": run,
        "index": queries.index_version(run.index_version) if run else None,
        "is_running": queries.is_being_matched(challenge),
        "may_mark": rules.may_mark(request.user, challenge),
        "may_see_marks": may_see_marks,
        "may_export": rules.may_export(request.user),
        "sees_persons": rules.may_see_persons(request.user),
        **listing(candidates, asked or Asked.of(request.GET), queries.whole, marked),
    }


@require_POST
def again(request, code):
    """Have a problem matched anew; the page then shows how it goes."""
    challenge = _workable(request.user, code)
    word = f"match:{challenge.code}:now"
    defer("matching.run", once=word, challenge=challenge.code, by=str(request.user.uuid))
    return redirect("matching:who", code=code)


@require_POST
def mark(request, code):
    """Keep what the office thinks of a candidate."""
    challenge = _workable(request.user, code)
    form = MarkForm(request.POST)
    if not form.is_valid():
        context = _page(request, challenge, Asked.of(request.POST, "tab")) | {"refused": form}
        return render_part(request, "matching/who.html", "found", context, invalid=True)
    opinion = {name: form.cleaned_data[name] for name in ("verdict", "reason")}
    return _marked(request, challenge, form.cleaned_data, opinion)


@require_POST
def shortlist(request, code):
    """Put a candidate on the shortlist, or take it off."""
    challenge = _workable(request.user, code)
    form = CandidateForm(request.POST)
    if not form.is_valid():
        raise Http404
    opinion = {"shortlisted": request.POST.get("shortlisted") == "yes"}
    return _marked(request, challenge, form.cleaned_data, opinion)


def _marked(request, challenge, candidate, opinion):
    run, kind, code = queries.newest_run(challenge), candidate["kind"], candidate["code"]
    visible = queries.matches_for(request.user, run) if run else None
    if visible is None or not visible.filter(kind=kind, code=code).exists():
        raise Http404
    marks.mark_candidate(run=run, kind=kind, code=code, by=request.user, at=now(), **opinion)
    if request.headers.get("HX-Request"):
        context = _page(request, challenge, Asked.of(request.POST, "tab"))
        return render_part(request, "matching/who.html", "found", context)
    where = reverse("matching:who", kwargs={"code": challenge.code})
    asked = Asked.of(request.POST, "tab")
    return redirect(f"{where}?{asked.query}#{kind}-{code}")


@require_GET
def export(request, code):
    """Answer with the candidates that this user may see, or the shortlist, as a table."""
    challenge = get_object_or_404(challenges_for(request.user), code=code)
    run = queries.newest_run(challenge)
    if run is None or run.finished_at is None or not rules.may_export(request.user):
        raise Http404
    rows = list(queries.matches_for(request.user, run).values())
    marked = queries.marks_of(challenge) if rules.may_see_marks(request.user) else {}
    if request.GET.get("what") == "shortlist":
        rows = [row for row in rows if _is_shortlisted(row, marked)]
    answer = HttpResponse(workbook(challenge, run, rows, marked), content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{challenge.code}.xlsx"'
    return answer


def _is_shortlisted(row, marked):
    one = marked.get((row["kind"], row["code"]))
    return bool(one and one.shortlisted)


def _workable(user, code):
    challenge = get_object_or_404(challenges_for(user).select_related("office"), code=code)
    if not rules.may_mark(user, challenge):
        raise PermissionDenied
    return challenge
