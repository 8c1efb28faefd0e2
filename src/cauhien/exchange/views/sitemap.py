"""What search engines may visit, and the addresses of all things that everybody may see."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from lxml import etree

from cauhien.exchange import queries
from cauhien.exchange.mappings.addresses import PAGES, page_of
from cauhien.exchange.mappings.protocol import written
from cauhien.ui.limits import Limit

LIMIT = Limit("sitemap", "60/m")
AT_ONCE = 10_000  # addresses in one part; a reader takes 50,000 at the most
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
LISTED = [name for name in queries.GIVEN if name in PAGES]


def robots(request):
    """Keep engines away from a demonstration, which is no official site; else name the sitemap."""
    open_to_all = ["Allow: /", f"Sitemap: {_site('sitemap')}"]
    rules = ["Disallow: /"] if settings.DEMONSTRATION else open_to_all
    return HttpResponse("\n".join(["User-agent: *", *rules, ""]), content_type="text/plain")


def index(request):
    """List the parts of the sitemap."""
    parts = [
        _site("sitemap_part", name, number + 1)
        for name in LISTED
        for number in range(-(-queries.GIVEN[name].rows().count() // AT_ONCE))
    ]
    return _answer(request, "sitemapindex", "sitemap", [(part, None) for part in parts])


def part(request, kind, number):
    """List the pages of a kind; when it changed is told where the register knows that."""
    begin = (number - 1) * AT_ONCE
    codes = queries.codes_of(kind, begin, begin + AT_ONCE) if kind in LISTED and number else []
    if not codes:
        raise Http404
    changed = queries.changes_of(kind, codes)
    pages = [(page_of(kind, code), changed.get(code)) for code in codes]
    return _answer(request, "urlset", "url", pages)


def _answer(request, name, entry, addresses):
    if wait := LIMIT.seconds_to_wait(request):
        return HttpResponse(status=503, headers={"Retry-After": str(wait)})
    root = etree.Element(f"{{{SITEMAPS}}}{name}", nsmap={None: SITEMAPS})
    for address, at in addresses:
        one = etree.SubElement(root, f"{{{SITEMAPS}}}{entry}")
        etree.SubElement(one, f"{{{SITEMAPS}}}loc").text = address
        if at:
            etree.SubElement(one, f"{{{SITEMAPS}}}lastmod").text = written(at)
    text = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return HttpResponse(text, content_type="application/xml")


def _site(view, *arguments):
    return settings.SITE_URL + reverse(f"exchange:{view}", args=arguments)
