"""The filters of a list: taken from the address, offered with how many each would leave."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.utils.text import capfirst

LONGEST_QUESTION = 200  # characters; whole problems go to the match
MOST_OPTIONS = 12
UNSTATED = "unstated"
PER_PAGE = 20


@dataclass(frozen=True)
class Filter:
    """One filter. name: in the address. values: what may be chosen, with what people call it."""

    name: str
    title: str
    column: str
    values: Mapping[str, Any]  # texts, those in a language to come among them
    order: Callable | None = None  # key of (value, count); without it the largest come first

    def read(self, query):
        value = query.get(self.name, "")
        return value if value in self.values else ""

    def condition(self, value):
        return {self.column: value}

    def counted(self, rows):
        """Return {value: number of rows}."""
        return dict(rows.values_list(self.column).annotate(count=Count("pk")))


@dataclass(frozen=True)
class Several(Filter):
    """A filter on a column that holds several words. every: the word that stands for all of them.

    UNSTATED among the values: the rows that hold none.
    """

    every: str = ""

    def condition(self, value):
        if value == UNSTATED:
            return {self.column: []}
        return {f"{self.column}__overlap": [value, self.every]}

    def counted(self, rows):
        held = [set(words) for words in rows.values_list(self.column, flat=True)]
        counts = {
            value: sum(1 for words in held if {value, self.every} & words) for value in self.values
        }
        counts[UNSTATED] = sum(1 for words in held if not words)
        return {value: count for value, count in counts.items() if count and value in self.values}


@dataclass(frozen=True)
class Asked:
    """What the address of a list asks for: words, filters, a letter."""

    filters: tuple[Filter, ...]
    chosen: dict[str, str] = field(default_factory=dict)
    question: str = ""
    letter: str = ""
    orders: Mapping[str, str] = field(default_factory=dict)
    order: str = ""  # the first of the orders unless another one is asked for

    @classmethod
    def of(cls, query, filters, letters=(), orders=None):
        letter, order, orders = query.get("letter", ""), query.get("sort", ""), orders or {}
        return cls(
            filters=tuple(filters),
            chosen={one.name: one.read(query) for one in filters},
            question=query.get("q", "").replace("\0", "").strip()[:LONGEST_QUESTION],
            letter=letter if letter in letters else "",
            orders=orders,
            order=order if order in orders else next(iter(orders), ""),
        )

    def narrow(self, rows, but=""):
        """Return the rows that all chosen filters leave; but: a filter left out."""
        wanted = {}
        for one in self.filters:
            if self.chosen[one.name] and one.name != but:
                wanted |= one.condition(self.chosen[one.name])
        return rows.filter(**wanted) if wanted else rows

    def url(self, **changes):
        """Return the address with some values changed, from its first page."""
        sort = "" if self.order == next(iter(self.orders), "") else self.order
        words = {"q": self.question, **self.chosen, "letter": self.letter, "sort": sort} | changes
        return f"?{urlencode({name: word for name, word in words.items() if word})}"

    def facets(self, rows):
        """Return what `{% facet %}` shows of each filter, counted over the rows."""
        return [{"title": one.title, "options": self._options(one, rows)} for one in self.filters]

    def _options(self, one, rows):
        plain = self.narrow(rows, but=one.name).order_by()
        counts = one.counted(plain)
        counts = {str(value): count for value, count in counts.items() if value not in ("", None)}
        chosen = self.chosen[one.name]
        if chosen:
            counts.setdefault(chosen, 0)
        shown = sorted(counts.items(), key=one.order or _most_telling)
        return [
            {
                "label": capfirst(one.values.get(value, value)),
                "count": count,
                "current": value == chosen,
                "url": self.url(**{one.name: "" if value == chosen else value}),
            }
            for value, count in shown[:MOST_OPTIONS]
        ]

    def ways_to_sort(self):
        """Return the orders of the list: dicts of label, url, current."""
        return [
            {"label": label, "url": self.url(sort=name), "current": name == self.order}
            for name, label in self.orders.items()
        ]

    def letters(self, letters):
        """Return the row of initials: dicts of label, url, current."""
        return [
            {
                "label": letter.upper(),
                "current": letter == self.letter,
                "url": self.url(letter="" if letter == self.letter else letter),
            }
            for letter in letters
        ]


def _most_telling(pair):
    """Sort what says something before what does not, the most frequent first."""
    value, count = pair
    return value in {"other", "unknown"}, -count, value


def page_of(rows, number, per_page=PER_PAGE, *, count=None):
    """Return one page of rows; the nearest there is where the number is none.

    count: of the rows, where it is known already, which spares a query.
    """
    paginator = Paginator(rows, per_page)
    if count is not None:
        paginator.count = count
    return paginator.get_page(number)
