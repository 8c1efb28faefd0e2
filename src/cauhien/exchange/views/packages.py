"""Open data: a description of the package, and each of its tables as CSV, written as it is read."""

import csv

from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.timezone import now

from cauhien.exchange.mappings import packages
from cauhien.exchange.mappings.catalogue import catalogue as dcat
from cauhien.ui.limits import Limit

LIMIT = Limit("tables", "40/m")


class Echo:
    """What a writer of CSV writes to: it hands each line back."""

    def write(self, line):
        return line


def descriptor(request):
    return JsonResponse(packages.descriptor(), json_dumps_params={"ensure_ascii": False})


def catalogue(request):
    said = dcat()
    return JsonResponse(
        said, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False}
    )


def table(request, name):
    found = packages.TABLES.get(name)
    if found is None:
        raise Http404
    if wait := LIMIT.seconds_to_wait(request):
        return HttpResponse(status=503, headers={"Retry-After": str(wait)})
    writer = csv.writer(Echo())
    answer = StreamingHttpResponse(
        map(writer.writerow, packages.lines(found, request.GET, now())),
        content_type="text/csv; charset=utf-8",
    )
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
