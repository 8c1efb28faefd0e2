"""Pages of the register that may be somebody's too who has one as their own."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from cauhien.ingest.queries.namesakes import namesakes_of
from cauhien.ingest.states import PairReason
from cauhien.network.queries import own_person
from cauhien.network.queries.asking import further_claims


@login_required
def own_pages(request):
    """List the pages that somebody has joined with theirs, and those that bear their name."""
    own = own_person(request.user)
    if own is None:
        return redirect("network:mine")
    claims = list(further_claims(request.user))
    claimed = {one.person_id for one in claims}
    page = {
        "own": own,
        "claims": claims,
        "found": [
            (pair.right, [PairReason(reason).label for reason in pair.reasons])
            for pair in namesakes_of(own)
            if pair.right.pk not in claimed
        ],
    }
    return render(request, "ingest/own_pages.html", page)
