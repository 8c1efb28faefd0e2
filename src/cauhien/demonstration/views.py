"""The way to the illustrated case, at an address that does not change."""

from django.http import Http404
from django.shortcuts import redirect

from cauhien.demonstration import queries


def illustration(request):
    """Lead to the illustrated case."""
    challenge = queries.illustrated()
    if challenge is None:
        raise Http404
    return redirect("challenges:detail", code=challenge.code)
