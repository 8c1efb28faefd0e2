"""Published totals beside what is counted from the projects, and which part is not itemised."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from django.db.models import Prefetch

from cauhien.park.models import Explanation, InvestmentProject, PublishedTotal, Rate
from cauhien.park.queries.accounts import Worth, account
from cauhien.park.queries.parks import known_of, standing_projects
from cauhien.park.queries.totals import Totals, in_currency, totals_on
from cauhien.park.states import MONEY, StatementKind, TotalKind, first_possible

_COUNTS = {
    TotalKind.PROJECTS: lambda totals: Decimal(totals.projects),
    TotalKind.OPERATING: lambda totals: Decimal(totals.operating),
    TotalKind.CONSTRUCTION: lambda totals: Decimal(totals.construction),
    TotalKind.AREA: lambda totals: totals.area_ha,
}


@dataclass(frozen=True)
class Stated:
    """What one unit of a currency was worth in dong, and the Rate that says so.

    rate: None where the statement itself names the same capital in both currencies.
    """

    in_vnd: Decimal
    rate: Rate | None = None


@dataclass(frozen=True)
class Beside:
    """A published total and the computed one for the same day.

    computed: in the unit of the published one, None where amounts in other currencies cannot be
    converted for want of a stated rate. parts: {currency: amount} before conversion.
    rates: {currency: Stated} that were needed for it.
    """

    total: PublishedTotal
    totals: Totals
    computed: Decimal | None
    parts: dict[str, Decimal]
    rates: dict[str, "Stated"] = field(default_factory=dict)

    @property
    def difference(self):
        """What is published and not itemised; below zero where more is known than published."""
        return None if self.computed is None else self.total.value - self.computed

    @property
    def share(self):
        """The share of the published figure that is itemised, None for none published."""
        if self.computed is None or not self.total.value:
            return None
        return float(self.computed / self.total.value)

    @property
    def explanation(self):
        """The explanation that counts: the newest."""
        return next(iter(self.total.explanations.all()), None)

    @property
    def is_explained(self):
        return self.difference == 0 or self.explanation is not None


def published_in(park):
    """Return the published totals of a park, those of the oldest day first, with explanations."""
    explanations = Prefetch("explanations", Explanation.objects.select_related("by"))
    rows = PublishedTotal.objects.filter(statement__park=park).prefetch_related(explanations)
    rows = rows.select_related("statement__source", "statement__park")
    return rows.order_by("statement__as_of", "statement_id", "id")


def projects_in(park):
    """Return the projects of a park as their totals ask for them."""
    return list(standing_projects(InvestmentProject.objects.filter(park=park)))


def known_in(park):
    return known_of(projects_in(park))


def accounts(projects, besides, published):
    """Return {id of a published total: Account}, what the records say of each difference.

    projects: of `projects_in`. besides: of `beside`. published: of `published_in`.
    """
    known = known_of(projects)
    early = known_of(projects, lambda entry: first_possible(entry.on_date, entry.precision))
    statements = defaultdict(list)
    for one in published:
        statements[one.statement_id].append(one)
    rates = list(Rate.objects.all())
    found = {}
    for one in besides:
        stated = statements[one.total.statement_id]
        number = next((n.value for n in stated if n.kind == TotalKind.PROJECTS), None)
        worths = _worths(one.total.statement.as_of, stated, rates, statements.values())
        counted = number and int(number)
        found[one.total.pk] = account(one.total, known, early, worths, counted)
    return found


def _worths(day, stated, rates, statements):
    """Return {currency: Worth}: as stated for a statement, else between the nearest that are."""
    points = defaultdict(dict)
    for group in statements:
        for currency, worth in _named_twice(group).items():
            points[currency][group[0].statement.as_of] = worth
    for one in rates:
        points[one.currency][one.on_date] = one.in_vnd
    found = {}
    for currency, known in points.items():
        if own := stated_rate(currency, stated, rates):
            found[currency] = Worth(own.in_vnd, own.in_vnd)
            continue
        before = max((on for on in known if on <= day), default=None)
        after = min((on for on in known if on > day), default=None)
        near = [known[on] for on in (before, after) if on]
        found[currency] = Worth(min(near), max(near), is_stated=False)
    return found


def _named_twice(stated):
    """Return {currency: its worth in dong} where a statement names its capital in both."""
    capital = {one.currency: one.value for one in stated if one.kind == TotalKind.CAPITAL}
    dong = capital.get("VND")
    return {one: dong / value for one, value in capital.items() if dong and one != "VND"}


def beside(known, published):
    """Return [Beside] for each published total that counts all there is on its day.

    published: of `published_in`. Where a statement names the same capital in two currencies, the
    first counts, and the other says at which rate.
    """
    rates = list(Rate.objects.all())
    found = []
    for _statement, group in groupby(published, key=lambda one: one.statement_id):
        stated = list(group)
        if stated[0].statement.kind == StatementKind.STOCK:
            totals = totals_on(known, stated[0].statement.as_of)
            first = {one.kind: one for one in reversed(stated)}
            mine = [one for one in stated if first[one.kind] is one]
            found += [_beside(one, stated, totals, rates) for one in mine]
    return found


def not_stocks(published):
    """Return the published totals that count no stock: a period, land still to be cleared."""
    return [one for one in published if one.statement.kind != StatementKind.STOCK]


def beside_of(total):
    """Return the Beside of one published total, None where it is not one to compare."""
    park = total.statement.park
    found = beside(known_in(park), published_in(park))
    return next((one for one in found if one.total.pk == total.pk), None)


def _beside(total, stated, totals, rates):
    if total.kind not in MONEY:
        return Beside(total, totals, _COUNTS[total.kind](totals), {})
    parts = totals.registered if total.kind == TotalKind.CAPITAL else totals.foreign
    others = parts.keys() - {total.currency}
    needed = {*others, total.currency} - {"VND"} if others else set()
    found = {one: stated_rate(one, stated, rates) for one in sorted(needed)}
    used = {currency: rate for currency, rate in found.items() if rate}
    worth = {currency: one.in_vnd for currency, one in used.items()}
    return Beside(total, totals, in_currency(parts, total.currency, worth), parts, used)


def stated_rate(currency, stated, rates):
    """Return the Stated by which amounts are converted for a statement, None without one.

    stated: its totals. Its own rate counts first, where it names the same capital in dong and in
    the currency; then the newest that was entered for its day or an earlier one.
    """
    if own := _named_twice(stated).get(currency):
        return Stated(own)
    day = stated[0].statement.as_of
    past = [one for one in rates if one.currency == currency and one.on_date <= day]
    newest = max(past, key=lambda one: one.on_date, default=None)
    return newest and Stated(newest.in_vnd, newest)


def unexplained(park):
    """Return the published totals that differ from the computed ones without an explanation."""
    found = beside(known_in(park), published_in(park))
    return [one for one in found if not one.is_explained]
