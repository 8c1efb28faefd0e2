"""One template answers both: the whole page, and the part of it that htmx asks for."""

from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_part(request, template, part, context, invalid=False):
    """Answer with the part (a `partialdef` of the template) to htmx, else with the page.

    An invalid form answers 422, so that neither a browser nor a test takes it for a success.
    """
    asked = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    name = f"{template}#{part}" if asked else template
    answer = render(request, name, context, status=422 if invalid else 200)
    patch_vary_headers(answer, ["HX-Request"])
    return answer
