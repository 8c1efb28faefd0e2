"""Published totals, exchange rates, and why published and computed figures differ."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.park.actions.refusals import CannotWrite, ask_manager, log, made
from cauhien.park.models import Explanation, PublishedTotal, Rate, Statement
from cauhien.park.queries.reconciling import beside_of, unexplained
from cauhien.park.states import MONEY, Act, StatementKind


@transaction.atomic
def record_statement(*, park, stated, totals, by, at):
    """Write down what was published of a park for a day, and return the Statement.

    stated: {as_of, document, source_url}, and where it says so kind and is_day_inferred.
    totals: [(kind, value, currency, qualifier)], each kind and currency once, at least one.
    """
    ask_manager(by)
    if not totals:
        raise CannotWrite(_("Enter at least one figure."))
    known = {"kind": StatementKind.STOCK} | stated
    statement = Statement.objects.create(park=park, **known, retrieved_at=at, entered_by=by)
    PublishedTotal.objects.bulk_create(
        PublishedTotal(
            statement=statement, kind=kind, value=value, currency=currency, qualifier=qualifier
        )
        for kind, value, currency, qualifier in totals
    )
    said = [f"{kind}: {value} {currency}".strip() for kind, value, currency, _said in totals]
    log(park, Act.STATEMENT, by, at, statement=statement.code, as_of=stated["as_of"], totals=said)
    return statement


@transaction.atomic
def add_total(*, park, stated, figure, by, at):
    """Write down one figure of what was published, and return it; its statement may be there.

    stated: as for `record_statement`, whole. figure: (kind, value, currency, qualifier).
    """
    ask_manager(by)
    statement = park.statements.filter(entered_by__isnull=False, **stated).first()
    if statement is None:
        begun = record_statement(park=park, stated=stated, totals=[figure], by=by, at=at)
        return begun.totals.get()
    names = ("kind", "value", "currency", "qualifier")
    refusal = _("The same total stands here twice.")
    total = made(
        PublishedTotal,
        refusal,
        "kind",
        statement=statement,
        **dict(zip(names, figure, strict=True)),
    )
    said = [f"{total.kind}: {total.value} {total.currency}".strip()]
    of = {"statement": statement.code, "as_of": statement.as_of}
    log(park, Act.STATEMENT, by, at, **of, totals=said)
    return total


@transaction.atomic
def explain(*, total, text, by, at, is_for_all=False):
    """Say why a published total differs from the computed one; what stood beside it is kept.

    is_for_all: the same holds for every other total that differs in the same direction and that
    nobody has explained.
    """
    ask_manager(by)
    total = PublishedTotal.objects.select_for_update(of=("self",)).get(pk=total.pk)
    beside = beside_of(total)
    if beside is None:
        raise CannotWrite(_("This total counts no stock: there is nothing to compare."))
    if beside.difference == 0:
        raise CannotWrite(_("The two figures are the same: nothing is to be explained."))
    found = _explained(beside, text, by, at)
    if is_for_all:
        for other in unexplained(total.statement.park):
            if _direction(other) == _direction(beside):
                _explained(other, text, by, at)
    return found


def _direction(beside):
    """Return whether more was published than is itemised, None where they cannot be compared."""
    return None if beside.difference is None else beside.difference > 0


def _explained(beside, text, by, at):
    total = beside.total
    computed = {
        "published": str(total.value),
        "computed": "" if beside.computed is None else str(beside.computed),
        "unit": total.currency,
        "itemised": list(beside.totals.itemised) if total.kind in MONEY else [],
    }
    found = Explanation.objects.create(total=total, text=text, computed=computed, at=at, by=by)
    statement = total.statement
    said = {"total": total.code, "as_of": statement.as_of, "kind": total.kind}
    log(statement.park, Act.EXPLAIN, by, at, **said, **computed, reason=text)
    return found


@transaction.atomic
def record_rate(*, park, stated, by, at):
    """Write down what a unit of a currency was worth in dong on a day, and who says so.

    stated: {currency, in_vnd, on_date, document}.
    """
    ask_manager(by)
    if stated["in_vnd"] <= 0:
        raise CannotWrite(_("Enter an amount above zero."), "in_vnd")
    refusal = _("There is a rate of this day already.")
    rate = made(Rate, refusal, "on_date", entered_by=by, entered_at=at, **stated)
    log(park, Act.RATE, by, at, **stated)
    return rate
