"""What everybody reads of parks: their figures, projects, lots and totals."""

import csv
import io

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.core.sheets import CONTENT_TYPE
from cauhien.organisations.queries import kept_code, organisations_for
from cauhien.organisations.states import Topic
from cauhien.organisations.subjects import tabs_of as tabs_of_organisation
from cauhien.park import rules
from cauhien.park.charts import accounts as account_words
from cauhien.park.charts import pictures, plans, saying
from cauhien.park.documents.workbook import Contents, lines, workbook
from cauhien.park.forms.totals import OnForm
from cauhien.park.models import Rate
from cauhien.park.queries import parks, reconciling, totals
from cauhien.park.states import Status, Tier, nationalities
from cauhien.ui.charts import with_kept
from cauhien.ui.downloads import made_file
from cauhien.ui.filters import Asked, Filter, page_of
from cauhien.ui.words import day, language

ROW = "park/parts/row.html"


def all_parks(request):
    found = list(parks.parks_for(request.user).order_by("name_vi"))
    if len(found) == 1:
        return redirect("park:park", found[0].code)
    return render(request, "park/parks.html", {"parks": found})


def park(request, code):
    """The park today: key figures, pictures over time, what is published beside what is counted."""
    found = park_of(request, code)
    known = reconciling.known_in(found)
    # Explanations are not shown here: they need not be read.
    besides = reconciling.beside(known, reconciling.published_in(found).prefetch_related(None))
    drawn = [pictures.projects_over_time(besides), *pictures.capital_over_time(besides, known)]
    page = {
        "park": found,
        "tabs": tabs_of(request, found),
        "today": localdate(),
        "totals": totals.totals_on(known, localdate()),
        "newest": _newest_of_each_kind(besides),
        "charts": with_kept([one for one in drawn if one]),
    }
    return render(request, "park/park.html", page)


def _newest_of_each_kind(besides):
    return list({one.total.kind: one for one in besides}.values())


def projects(request, code):
    found = park_of(request, code)
    asked = Asked.of(request.GET, filters())
    rows = parks.projects_listed(request.user, asked.question, language()).filter(park=found)
    narrowed = list(asked.narrow(rows))  # a park has some hundred: its totals ask for all of them
    facets = asked.facets(rows)
    page = {
        "park": found,
        "tabs": tabs_of(request, found, "projects"),
        "heading": _("Investment projects"),
        "intro": str(found),
        "hint": _("Project, investor, sector or number of the certificate"),
        "asked": asked,
        "facets": facets,
        "chosen": [o for facet in facets for o in facet["options"] if o["current"]],
        "page": page_of(narrowed, request.GET.get("page")),
        "row": ROW,
        "totals": totals.totals_on(parks.known_of(narrowed), localdate()),
        "today": localdate(),
        "may_manage": rules.may_manage(request.user),
        "query": request.GET.urlencode(),
    }
    return render(request, "park/projects.html", page)


def filters():
    return (
        Filter("status", _("Status"), "status", dict(Status.choices)),
        Filter("topic", _("Field"), "topic", dict(Topic.choices)),
        Filter("nationality", _("Nationality"), "investor__nationality", nationalities()),
        Filter("tier", _("Kind of investor"), "investor__tier", dict(Tier.choices)),
    )


def table(request, code, ending):
    """The listed projects as a file: a workbook that can come back, or CSV.

    The workbook of all projects holds all else of the park, that of a narrowed list the lots and
    the needs of its projects.
    """
    found = park_of(request, code)
    asked = Asked.of(request.GET, filters())
    rows = parks.projects_listed(request.user, asked.question, language()).filter(park=found)
    rows = list(parks.in_full(asked.narrow(rows), has_withdrawn=True))
    if ending == "xlsx":
        besides = _contents(request, found, rows)
        return made_file(workbook(found, rows, besides), f"{found.code}.xlsx", CONTENT_TYPE)
    text = io.StringIO()
    csv.writer(text).writerows(lines(rows))
    return made_file(text.getvalue().encode("utf-8-sig"), f"{found.code}.csv", "text/csv")


def _contents(request, park, projects):
    """Return what the workbook of some projects holds besides them, as far as this user sees it."""
    lots = parks.lots_of(park)
    needs = parks.needs_for(request.user).filter(project__park=park)
    is_whole = not request.GET
    if not is_whole:
        lots, needs = lots.filter(project__in=projects), needs.filter(project__in=projects)
    return Contents(
        lots=lots,
        needs=needs,
        links=[link for link, _thing in parks.links_seen(needs, request.user)],
        rates=Rate.objects.all() if is_whole else (),
        totals=reconciling.published_in(park) if is_whole else (),
    )


def project(request, code):
    found = get_object_or_404(parks.pages_for(request.user), code=code)
    user = request.user
    page = {
        "project": found,
        "park": found.park,
        "entries": _by_day(found),
        "needs": parks.needs_for(user).filter(project=found),
        "parts": list(found.parts.all()),
        "lots": list(found.lots.all()),
        "may_manage": rules.may_manage(user),
        "may_ask": rules.may_ask(user, found),
    }
    return render(request, "park/project.html", page)


def projects_of_organisation(request, code):
    """The park projects in which an organisation invests: a tab of its page."""
    organisation = organisations_for(request.user).filter(code=code).first()
    if organisation is None:
        if kept := kept_code(code):
            return redirect("park:organisation-projects", code=kept)
        raise Http404
    rows = parks.projects_at(organisation, request.user)
    page = {
        "organisation": organisation,
        "tabs": tabs_of_organisation(organisation, request.user, "park-projects"),
        "heading": _("Park projects"),
        "page": page_of(rows, request.GET.get("page")),
        "row": ROW,
    }
    return render(request, "organisations/things.html", page)


def _by_day(project):
    """Return [(word of ENTRIES, entry)] of a project in the order of their days."""
    found = [("status", one) for one in project.statuses.all()]
    found += [("capital", one) for one in project.capital.all()]
    found += [("figure", one) for one in project.figures.all()]
    return sorted(found, key=lambda pair: (pair[1].on_date, pair[0] != "status", pair[1].pk))


def lots(request, code):
    found = park_of(request, code)
    rows = list(parks.lots_of(found))
    spots = plans.plan_of(rows)
    page = {
        "park": found,
        "tabs": tabs_of(request, found, "lots"),
        "lots": rows,
        "spots": spots,
        "sentence": plans.plan_sentence(rows, spots),
        "may_manage": rules.may_manage(request.user),
    }
    return render(request, "park/lots.html", page)


def totals_page(request, code):
    """Totals on any day, and each published total beside the computed one."""
    found = park_of(request, code)
    rates = list(Rate.objects.all())
    form = OnForm(request.GET or None, rates=rates)
    given = form.cleaned_data if form.is_valid() else {}
    on = given.get("on") or localdate()
    rows, published = reconciling.projects_in(found), list(reconciling.published_in(found))
    known = parks.known_of(rows)
    besides = reconciling.beside(known, published)[::-1]
    accounts = reconciling.accounts(rows, besides, published)
    counted = totals.totals_on(known, on)
    rate = next((one for one in rates if one.code == given.get("rate")), None)
    worth = {rate.currency: rate.in_vnd} if rate else {}
    page = {
        "park": found,
        "tabs": tabs_of(request, found, "totals"),
        "form": form,
        "day": on,
        "totals": counted,
        "rate": rate,
        "in_vnd": totals.in_currency(counted.registered, "VND", worth),
        "itemised": [row for row in rows if row.code in counted.itemised],
        "besides": [(one, *_open_part(one.total, accounts)) for one in besides],
        "others": reconciling.not_stocks(published),
        "may_manage": rules.may_manage(request.user),
    }
    return render(request, "park/totals.html", page)


def _open_part(total, accounts):
    """Return (whether the records can explain the difference, the share that they leave open)."""
    account = accounts[total.pk]
    return account.is_covered, account_words.open_share(total, account)


def total(request, code, total):
    """One published total beside the computed one, and why they differ."""
    page = compared(request, code, total)
    return render(request, "park/reconcile.html", page)


def compared(request, code, total):
    """Return what the page of a published total shows, or nothing where none is to be compared."""
    park = park_of(request, code)
    projects, published = reconciling.projects_in(park), list(reconciling.published_in(park))
    besides = reconciling.beside(parks.known_of(projects), published)
    beside = next((one for one in besides if one.total.code == total), None)
    if beside is None:
        raise Http404
    found = beside.total
    account = reconciling.accounts(projects, [beside], published)[found.pk]
    named = {one.code: one for one in projects}
    return {
        "about": found,
        "heading": _("%(what)s for %(day)s")
        % {"what": capfirst(found.get_kind_display()), "day": day(found.statement.as_of)},
        "beside": beside,
        "sentence": saying.sentence_beside(beside),
        "account": account,
        "rows": account_words.account_rows(found, account),
        "asides": account_words.aside_rows(found, account),
        "sentences": account_words.sentences(found, account),
        "notes": account_words.notes(found, account),
        "named": named,
        "may_manage": rules.may_manage(request.user),
    }


def needs(request, code):
    found = park_of(request, code)
    rows = parks.needs_for(request.user).filter(project__park=found)
    page = {
        "park": found,
        "tabs": tabs_of(request, found, "needs"),
        "page": page_of(rows, request.GET.get("page")),
    }
    return render(request, "park/needs.html", page)


def need(request, code):
    found = get_object_or_404(parks.needs_for(request.user), code=code)
    page = {
        "need": found,
        "park": found.project.park,
        "linked": parks.linked_of(found, request.user),
        "may_manage": rules.may_manage(request.user),
    }
    return render(request, "park/need.html", page)


@second_factor_required
def log(request, code):
    """Who wrote what in a park, and why."""
    found = park_of(request, code)
    if not rules.may_read_log(request.user):
        raise PermissionDenied
    page = page_of(parks.log_of(found), request.GET.get("page"))
    page.object_list = parks.told(list(page.object_list))
    shown = {"park": found, "tabs": tabs_of(request, found, "log"), "page": page}
    return render(request, "park/log.html", shown)


def park_of(request, code):
    return get_object_or_404(parks.parks_for(request.user), code=code)


def tabs_of(request, park, current=""):
    """Return the tabs of a park, as `{% tabs %}` shows them."""
    home = f"/parks/{park.code}/"
    pages = {
        "": _("Overview"),
        "projects": _("Investment projects"),
        "totals": _("Totals"),
        "lots": _("Lots"),
        "needs": _("What tenants need"),
    }
    if rules.may_read_log(request.user):
        pages["log"] = _("Log")
    return [
        {"url": f"{home}{path}/" if path else home, "label": label, "current": path == current}
        for path, label in pages.items()
    ]
