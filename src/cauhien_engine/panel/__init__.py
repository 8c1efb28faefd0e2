"""People, files and conflicts -> fair seats with reasons; scores -> intervals.

    found = conflicts_between(people, proposals, rules, on, organisations)    # conflicts
    free = allowed(people, proposals, waived(found, waivers), "reviewer")      # conflicts
    seats = assign(scores, free, demand, capacity, rng=rng)                    # assign
    chances = lottery(scores, free, demand, capacity, cap=cap)                 # lottery
    council = form_council(request(fit, free, roles, quotas), seed=seed)       # council
    standing = standings(scores, limit=limit, rng=rng)                         # scores

Each is imported from the module named beside it, so that who asks for conflicts alone does not
load the solvers. Store ENGINE_VERSION, the settings and the seed with what comes out: the same
call gives the same answer.
"""

ENGINE_VERSION = "panel 2"
