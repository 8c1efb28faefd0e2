"""Works for programs that keep references: those of a person, or one alone."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from cauhien.exchange import rules
from cauhien.exchange.mappings.citations import FORMS
from cauhien.network import queries
from cauhien.ui.limits import Limit

LIMIT = Limit("citations", "60/m")


def of_person(request, code, form):
    """Give the works of a person; of who has objected, to themself alone."""
    person = get_object_or_404(queries.people_for(request.user), code=code)
    if not rules.may_take_works(request.user, person):
        raise Http404
    return _given(request, queries.works_by(person), form, code)


def of_work(request, code, form):
    works = queries.with_authors(queries.works_for(request.user).filter(code=code))
    get_object_or_404(works)
    return _given(request, works, form, code)


def _given(request, works, form, name):
    if form not in FORMS:
        raise Http404
    if wait := LIMIT.seconds_to_wait(request):
        return HttpResponse(status=503, headers={"Retry-After": str(wait)})
    wanted = FORMS[form]
    answer = HttpResponse(wanted.write(works), content_type=f"{wanted.content_type}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer
