from django.db import DatabaseError
from django.http import JsonResponse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache

from cauhien.front import queries


@never_cache
def health(request):
    """Answer 200 when the database answers and a worker lives, else 503; for machines."""
    state = _state()
    return JsonResponse(state, status=200 if state["healthy"] else 503)


def _state():
    try:
        database, workers = queries.database_answers(), queries.workers_alive(now())
        jobs, index = queries.jobs_by_state(), queries.match_index()
        by_queue = queries.workers_by_queue()
    except DatabaseError:
        return {"healthy": False, "database": False}
    return {
        "healthy": database and workers > 0,
        "database": database,
        "workers": workers,
        "workers_by_queue": by_queue,
        "jobs": jobs,
        "index": index and {"version": index.version, "built_at": index.built_at},
    }
