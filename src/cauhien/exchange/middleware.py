"""The address of a page also gives what the page describes in other forms, to programs that ask.

It is asked as DOIs are (content negotiation by Accept, RFC 9110): JSON-LD comes at once, what
programs for references read by a redirect to its own address. Nothing is given that the page or
its typed links do not give, and who asks for a form that is not there is given the page.
"""

import json

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from cauhien.core.subjects import json_ld_of, subject
from cauhien.exchange import rules
from cauhien.exchange.mappings.citations import FORMS

HTML, JSON_LD = "text/html", "application/ld+json"
PAGES = {"network:work": "work", "network:person": "person", "facilities:laboratory": "laboratory"}
CITED = {"work": "exchange:cite", "person": "exchange:works-of"}
REFERENCES = {form.content_type: name for name, form in FORMS.items()}


class NegotiationMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if _kind(request):
            patch_vary_headers(response, ["Accept"])
        return response

    def process_view(self, request, view, arguments, named):
        kind = _kind(request)
        if kind is None or request.method not in {"GET", "HEAD"}:
            return None
        offered = [HTML, JSON_LD, *(REFERENCES if kind in CITED else ())]
        wanted = request.get_preferred_type(offered)
        if wanted == JSON_LD:
            return _described(kind, named["code"])
        return _led_on(request, kind, named["code"], wanted) if wanted in REFERENCES else None


def _kind(request):
    match = request.resolver_match
    return PAGES.get(match.view_name) if match else None


def _described(kind, code):
    """Return what the page says in JSON-LD to everybody, None where it says nothing."""
    row = subject(kind).visible_to(AnonymousUser()).filter(code=code).first()
    said = row and json_ld_of(kind, row)
    return said and HttpResponse(json.dumps(said, ensure_ascii=False), content_type=JSON_LD)


def _led_on(request, kind, code, wanted):
    """Lead to the form for references of a work, or of a person's works; None where none is."""
    row = subject(kind).visible_to(request.user).filter(code=code).first()
    if row is None or (kind == "person" and not rules.may_take_works(request.user, row)):
        return None
    return HttpResponseRedirect(reverse(CITED[kind], args=[code, REFERENCES[wanted]]), status=303)
