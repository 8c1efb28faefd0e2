"""By which rules calls are run, and what legal texts say of councils."""

from django.shortcuts import render

from cauhien.challenges import queries


def procedures(request):
    return render(request, "challenges/procedures.html", {"procedures": queries.procedures()})


def council_rules(request):
    return render(request, "challenges/council_rules.html", {"rules": queries.council_rules()})
