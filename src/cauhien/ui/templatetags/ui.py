"""The parts that every page is made of. Listed with their parameters in ../README.md."""

import itertools
import json

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from cauhien.core.subjects import json_ld_of, links_of
from cauhien.core.text import guess_language, notes_in_vietnamese
from cauhien.ui import icons, words

register = template.Library()

register.filter("number", words.number)
register.filter("day", words.day)
register.filter("month", words.month)
register.filter("moment", words.moment)

_JSON_IN_HTML = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}
_NEAR = 2  # pages shown on either side of this one
_DOTS = {"very_close": 4, "close": 3, "related": 2, "distant": 1}


@register.simple_tag
def icon(name):
    return icons.ICONS[name]


@register.simple_tag
def mark():
    """The bridge of the wordmark."""
    return icons.MARK


@register.filter
def share(value):
    """0.42 as "42 %"."""
    return f"{words.number(100 * value, 0)}\u00a0%"


@register.filter
def unlocalised(value):
    """A number as attributes of HTML and SVG want it."""
    return str(value)


@register.filter
def focus_id(field):
    """The id of what gets the focus when a message links to a field; radios: the first one."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.simple_tag
def quantity(value, unit="", decimals=None):
    """12.5 and "km/h" as "12,5 km/h" that never breaks between the two."""
    return f"{words.number(value, decimals)}\u00a0{unit}" if unit else words.number(value, decimals)


@register.simple_tag
def time(value, what="day"):
    """A <time> with the day ("day") or the instant ("moment") as people write it."""
    if not value:
        return ""
    written = words.moment(value) if what == "moment" else words.day(value)
    return format_html('<time datetime="{}">{}</time>', words.machine_date(value), written)


@register.simple_tag
def lang_span(text, language):
    """The text; in a <span lang> where it is not in the language of the page."""
    if not language or language == words.language():
        return text
    return format_html('<span lang="{}">{}</span>', language, text)


@register.simple_tag
def noted(text):
    """What shipped data note in English: in Vietnamese where that is known, else said to be so."""
    if words.language() == "en":
        return text
    quoted = format_html('<span lang="en">{}</span> ({})', text, _("in English"))
    return notes_in_vietnamese().get(text) or quoted


@register.simple_tag
def as_written(text):
    """What people wrote in one language alone, a name as well: marked as Vietnamese if it is."""
    return lang_span(text, "vi" if guess_language(str(text)).startswith("vi") else "")


@register.simple_tag
def legal_act(text):
    """A text that begins with a legal act: its name in the language of the page, then the rest."""
    if words.language() == "vi":
        return text
    name, rest = words.english_act(text)
    return format_html("{}{}", name, lang_span(rest, "vi") if rest else "")


@register.simple_tag
def either(vietnamese, english):
    """The text in the language of the page, else the other one, marked as such."""
    first, second = (english, vietnamese) if words.language() == "en" else (vietnamese, english)
    if first or not second:
        return first
    return lang_span(second, "vi" if words.language() == "en" else "en")


@register.simple_tag
def marked(text, spans, language=""):
    """The text with <mark> around text[start:end] of each span; spans sorted, none overlapping."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [("", text[at:start], ""), (_OPEN, text[start:end], _CLOSE)]
        at = end
    whole = format_html_join("", "{}{}{}", [*pieces, ("", text[at:], "")])
    return lang_span(whole, language)


_OPEN, _CLOSE = mark_safe("<mark>"), mark_safe("</mark>")


@register.simple_tag
def share_bar(value, ahead=None):
    """A small bar, value from 0 to 1; say the number beside it.

    ahead: (low, high), the range in which it is likely to be later, drawn over the bar.
    """
    return format_html(
        '<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="100" height="10" fill="currentColor" opacity=".2"/>'
        '<rect width="{}" height="10" fill="currentColor"/>{}</svg>',
        f"{100 * value:.1f}",
        _range(*ahead) if ahead else "",
    )


def _range(low, high):
    low, high = (100 * min(max(end, 0), 1) for end in (low, high))
    drawn = '<rect class="ahead" x="{}" y="3" width="{}" height="4"/>'
    return format_html(drawn, f"{low:.1f}", f"{max(high - low, 2):.1f}")


@register.simple_tag
def status(label, tone=""):
    """A word on a ground. tone: ok, warn, bad, info or none."""
    return format_html('<span class="status {}">{}</span>', tone, label)


@register.inclusion_tag("ui/parts/zone.html")
def zone(code, label=""):
    """How near something is; the words are those of the city file unless a label is given."""
    return {"zone": code, "label": label or words.zone_name(code)}


@register.inclusion_tag("ui/parts/closeness.html")
def closeness(code, label):
    full = _DOTS[code]
    return {"label": label, "dots": [(8 + 12 * n, n < full) for n in range(4)]}


@register.inclusion_tag("ui/parts/evidence.html")
def evidence(text, kind="", url="", year="", share=None):
    """One row of a list of class "evidence"; text as `marked` made it."""
    return {"text": text, "kind": kind, "url": url, "year": year, "share": share}


@register.inclusion_tag("ui/parts/progress.html")
def progress(label, value, most):
    return {"label": label, "value": value, "most": most}


@register.inclusion_tag("ui/parts/breadcrumbs.html")
def breadcrumbs(*parts):
    """The way here: url, label, url, label … without the home page and without this page.

    A label that has titles in both languages is called by that of the page.
    """
    return {
        "steps": [(url, _called(one)) for url, one in zip(parts[::2], parts[1::2], strict=True)]
    }


def _called(thing):
    titles = getattr(thing, "title_vi", ""), getattr(thing, "title_en", "")
    return either(*titles) or thing


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(tabs, label):
    """A row of links to pages. tabs: dicts of url, label, current, count (may lack)."""
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("ui/parts/facet.html")
def facet(title, options):
    """One filter. options: dicts of url, label, count, current."""
    return {"title": title, "options": options}


@register.inclusion_tag("ui/parts/facts.html")
def facts(items):
    """Names and values; what has no value is left out. items: pairs."""
    return {"items": items}


@register.inclusion_tag("ui/parts/table.html")
def data_table(caption, columns, rows):
    """columns: dicts of label, number (yes for figures); rows: lists of cells, the first a head.

    A figure is a number, or a text that is written as it is ("3–5").
    """
    return {
        "caption": caption,
        "columns": columns,
        "rows": [[(_cell(*one), one[1]) for one in zip(row, columns, strict=True)] for row in rows],
    }


def _cell(cell, column):
    is_number = column.get("number") and not isinstance(cell, str)
    return words.number(cell) if is_number else cell


@register.inclusion_tag("ui/parts/chart.html")
def chart(chart, is_open=False):
    """A picture with its sentence and its table. is_open: the table is seen at once."""
    return {"chart": chart, "is_open": is_open}


@register.inclusion_tag("ui/parts/empty.html")
def empty(title, text="", url="", label=""):
    """Nothing is here: say what to do next."""
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("ui/parts/source.html")
def source_line(source, url="", at=None):
    """Where a figure or a page came from. source: core.models.Source."""
    return {"source": source, "url": url, "at": at}


@register.simple_tag
def source_name(source):
    """The name of a core.models.Source in the language of the page, else marked as the other."""
    if words.language() == "vi" and source.name_vi:
        return source.name_vi
    is_vietnamese = guess_language(source.name).startswith("vi")
    return lang_span(source.name, "vi" if is_vietnamese else "en")


@register.filter
def licence(text):
    """Return a licence as people read it: only what is no name of one is translated."""
    in_words = {
        "facts only": _("facts only"),
        "as each record says": _("as each record says"),
        "facts": _("facts, not under copyright"),
        "facts of the public tax register": _("facts of the public tax register"),
        "Official document; translation CC BY 4.0": _("Official document; translation CC BY 4.0"),
    }
    return in_words.get(text, text)


@register.simple_block_tag
def notice(content, tone="info", title=""):
    """A paragraph that must not be missed. tone: info, ok, warn or bad."""
    return format_html(
        '<div class="notice {}">{}{}</div>',
        tone,
        format_html("<h2>{}</h2>", title) if title else "",
        content,
    )


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(context, page):
    """Links to the pages of a Paginator's page; keeps the rest of the address."""
    asked = context["request"].GET

    def url(number):
        query = asked.copy()
        query["page"] = number
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "numbers": [(n, url(n) if n else "") for n in _numbers(page)],
        "previous": url(page.number - 1),
        "next": url(page.number + 1),
    }


def _numbers(page):
    """Return the numbers to show, None for a gap: 1 … 4 5 [6] 7 8 … 20."""
    last = page.paginator.num_pages
    near = range(max(1, page.number - _NEAR), min(last, page.number + _NEAR) + 1)
    shown = sorted({1, *near, last})
    numbers = [shown[0]]
    for before, number in itertools.pairwise(shown):
        numbers += [number] if number == before + 1 else [None, number]
    return numbers


@register.simple_tag(takes_context=True)
def json_ld(context, kind, row):
    """What the page says of a thing in schema.org, in <head>: for search engines, not for users.

    It is data and no script: a browser neither runs it nor asks the content security policy. The
    typed links beside it say where what describes the thing lies, and by which address to cite it.
    """
    if context["user"].is_authenticated or (said := json_ld_of(kind, row)) is None:
        return ""
    text = json.dumps(said, ensure_ascii=False).translate(_JSON_IN_HTML)
    return format_html(
        '<script type="application/ld+json">{}</script>{}',
        mark_safe(text),
        format_html_join("", '\n<link rel="{}" href="{}"{}>', _typed(links_of(kind, row, said))),
    )


def _typed(links):
    for relation, address, media in links:
        yield relation, address, format_html(' type="{}"', media) if media else ""
