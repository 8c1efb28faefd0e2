"""A field of several rows, each of a few columns: the steps of a plan, the lines of a budget."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cauhien.ui import words as written
from cauhien.ui.fields import plain_number

MOST_ROWS, SPARE_ROWS = 40, 2


@dataclass(frozen=True)
class Column:
    """One column. most: the largest number, for one of numbers; None: text.

    lines: for a longer text. is_check: a tick, kept as "yes". language: of the text.
    """

    name: str
    label: str | Promise
    most: Decimal | None = None
    lines: int = 1
    is_check: bool = False
    language: str = ""

    @property
    def is_number(self):
        return self.most is not None


class RowsInput(forms.Widget):
    """A table of inputs with empty rows at its end; with `cards` a card for each row.

    spare: how many rows are offered where none is filled in; at least one is.
    """

    template_name = "challenges/parts/rows_input.html"
    use_fieldset = True

    def __init__(self, columns, cards="", spare=SPARE_ROWS):
        super().__init__()
        self.columns, self.cards, self.spare = columns, cards, spare
        if cards:
            self.template_name = "challenges/parts/rows_cards.html"

    def value_from_datadict(self, data, files, name):
        return [
            {column.name: data.get(f"{name}-{number}-{column.name}", "") for column in self.columns}
            for number in range(MOST_ROWS)
            if any(f"{name}-{number}-{column.name}" in data for column in self.columns)
        ]

    def value_omitted_from_data(self, data, files, name):
        return f"{name}-0-{self.columns[0].name}" not in data

    def id_for_label(self, id_):
        return f"{id_}_0_{self.columns[0].name}"

    def get_context(self, name, value, attrs):
        page = super().get_context(name, value, attrs)
        rows = [row for row in value or () if any(row.values())]
        spare = min(max(self.spare - len(rows), 1), MOST_ROWS - len(rows))
        page["widget"]["columns"] = self.columns
        page["widget"]["cards"] = self.cards
        page["widget"]["rows"] = [
            [
                self._cell(page["widget"]["attrs"]["id"], name, number, column, row)
                for column in self.columns
            ]
            for number, row in enumerate([*rows, *[{}] * spare])
        ]
        return page

    def _cell(self, id_, name, number, column, row):
        label = _("%(column)s, row %(number)s") % {"column": column.label, "number": number + 1}
        return {
            "name": f"{name}-{number}-{column.name}",
            "id": f"{id_}_{number}_{column.name}",
            "value": _shown(row.get(column.name, ""), column),
            "label": label,
            "column": column,
        }


class RowsField(forms.Field):
    """Rows as dicts; numbers are kept as plain figures ("900000000"), empty rows are left out.

    cards: what one row is called, where each is shown as a card of its own and not in a table.
    """

    def __init__(self, columns, cards="", spare=SPARE_ROWS, **options):
        super().__init__(widget=RowsInput(columns, cards, spare), **options)
        self.columns = columns

    def to_python(self, value):
        rows = [
            {column.name: row.get(column.name, "").strip() for column in self.columns}
            for row in value or ()
        ]
        return [self._clean_row(row) for row in rows if any(row.values())]

    def _clean_row(self, row):
        return {
            column.name: _number(row[column.name], column) if column.is_number else row[column.name]
            for column in self.columns
        }


def _number(said, column):
    if not said:
        return ""
    try:
        number = Decimal(plain_number(said, written.language()))
    except InvalidOperation:
        raise forms.ValidationError(
            _("“%(value)s” is not a number (%(column)s).") % {"value": said, "column": column.label}
        ) from None
    if not 0 <= number <= column.most:
        raise forms.ValidationError(
            _("%(value)s is too much or too little (%(column)s: 0 to %(most)s).")
            % {"value": said, "column": column.label, "most": written.number(column.most)}
        )
    return f"{number.normalize():f}"


def _shown(value, column):
    """Show a kept number in the page's language; what was typed and is none, as it is."""
    if not column.is_number:
        return value
    try:
        return written.number(Decimal(value))
    except InvalidOperation:
        return value
