"""OAI-PMH 2.0: one address, six verbs; the same for everybody, whoever is signed in."""

from datetime import UTC, datetime

from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cauhien.exchange import queries
from cauhien.exchange.forms import CannotAnswer, Place, asked_of, token_ends, token_of
from cauhien.exchange.mappings import addresses, protocol
from cauhien.exchange.states import FORMATS, Fault, Verb
from cauhien.ui.limits import Limit

PER_PAGE = 100
LIMIT = Limit("oai", "240/m")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # a lower limit of datestamps while there are none


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request):
    at = now()
    if wait := LIMIT.seconds_to_wait(request):
        return HttpResponse(status=503, headers={"Retry-After": str(wait)})
    said = request.POST if request.method == "POST" else request.GET
    try:
        asked = asked_of(dict(said.lists()))
        body, repeated = _answer(asked, at), asked.said
    except CannotAnswer as refusal:
        body, repeated = [protocol.error(refusal.fault, refusal)], refusal.asked
    text = protocol.message(body, at=at, asked=repeated)
    return HttpResponse(text, content_type="text/xml; charset=utf-8")


def _answer(asked, at):
    match asked.verb:
        case Verb.IDENTIFY:
            return [protocol.identity(queries.earliest() or EPOCH)]
        case Verb.SETS if asked.place is None:
            return [protocol.sets()]
        case Verb.FORMATS:
            return [protocol.formats(_formats(asked))]
        case Verb.RECORD:
            return [_record(asked)]
        case _:
            return [_list(asked, at)]


def _named(asked):
    record = queries.record_named(addresses.local_of(asked.identifier))
    if record is None:
        raise CannotAnswer(Fault.UNKNOWN, "Nothing here has this identifier.", asked.said)
    return record


def _formats(asked):
    if not asked.identifier:
        return FORMATS.values()
    kind = _named(asked).kind
    return [one for one in FORMATS.values() if one.gives(kind)]


def _record(asked):
    record = _named(asked)
    if not FORMATS[asked.prefix].gives(record.kind):
        raise CannotAnswer(Fault.FORMAT, f"{asked.prefix} has no form for this.", asked.said)
    row = queries.rows_of([record]).get(record.pk)
    return protocol.listed(asked.verb, [protocol.whole(record, row, asked.prefix)])


def _list(asked, at):
    rows = queries.selection(_kinds(asked), asked.since, asked.until)
    size = asked.place.size if asked.place else rows.count()
    if asked.place:
        rows = queries.after(rows, datetime.fromisoformat(asked.place.changed_at), asked.place.pk)
    page = list(rows[: PER_PAGE + 1])
    if not page:
        raise CannotAnswer(Fault.NOTHING, "Nothing matches.", asked.said)
    entries = _entries(asked, page[:PER_PAGE])
    return protocol.listed(asked.verb, entries, _token(asked, page, size, at))


def _kinds(asked):
    wanted = list(queries.KINDS)
    if asked.set_spec:
        kind = queries.kind_of_set(asked.set_spec)
        wanted = [kind.name] if kind else []
    return [name for name in wanted if FORMATS[asked.prefix].gives(name)]


def _entries(asked, records):
    there = queries.rows_of([record for record in records if not record.is_deleted])
    if asked.verb == Verb.IDENTIFIERS:
        return [protocol.header(record, record.pk in there) for record in records]
    return [protocol.whole(record, there.get(record.pk), asked.prefix) for record in records]


def _token(asked, page, size, at):
    """Return (text, attributes) of the token; the last part of a list has an empty one."""
    before = asked.place.given if asked.place else 0
    if len(page) <= PER_PAGE:
        sizes = {"completeListSize": str(max(size, before)), "cursor": str(before)}
        return ("", sizes) if asked.place else None
    last = page[PER_PAGE - 1]
    place = Place(last.changed_at.isoformat(), last.pk, before + PER_PAGE, size)
    attributes = {
        "expirationDate": protocol.written(token_ends(at)),
        "completeListSize": str(size),
        "cursor": str(before),
    }
    return token_of(asked, place), attributes
