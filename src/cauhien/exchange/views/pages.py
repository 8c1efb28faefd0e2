"""The page that says what leaves this site, in which forms and from where."""

from django.shortcuts import render

from cauhien.exchange import queries
from cauhien.exchange.mappings import packages, protocol
from cauhien.exchange.states import FORMATS


def exchange(request):
    counts = queries.counts()
    page = {
        "address": protocol.address(),
        "tables": packages.TABLES.items(),
        "sets": [
            (kind, counts[name], [one for one in FORMATS.values() if one.gives(name)])
            for name, kind in queries.KINDS.items()
        ],
    }
    return render(request, "exchange/exchange.html", page)
