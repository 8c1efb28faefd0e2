"""The rule of a mechanism as rows of an outline: conditions below what joins them."""

import re
from dataclasses import dataclass, field

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.policies.forms.law import LawForm, basis_as_fields, phrase
from cauhien.policies.forms.refused import in_words

DEEPEST, MOST_ROWS, BLANK_ROWS = 8, 80, 3
JOINS = {
    "all": gettext_lazy("all of the rows below hold"),
    "any": gettext_lazy("at least one of the rows below holds"),
    "not": gettext_lazy("the row below does not hold"),
}
TESTS = {
    "compare": gettext_lazy("compare with a value"),
    "in": gettext_lazy("is one of several values"),
    "within": gettext_lazy("lies in a place"),
    "elapsed": gettext_lazy("so many months have passed since"),
    "at_date": gettext_lazy("the day of the answer lies between two days"),
}
OPERATORS = [
    ("", gettext_lazy("no comparison")),
    ("==", gettext_lazy("= equal to")),
    ("!=", gettext_lazy("≠ not equal to")),
    ("<", gettext_lazy("< less than")),
    ("<=", gettext_lazy("≤ at most")),
    (">", gettext_lazy("> more than")),
    (">=", gettext_lazy("≥ at least")),
]
# What of a condition as JSON stands in which field of its row, the longest name first.
_FIELDS = {
    "basis.document": "document_vi",
    "basis.article": "article",
    "basis.since": "law_since",
    "basis.until": "law_until",
    "basis": "article",
    "says": "says_vi",
    "fact": "fact",
    "is": "operator",
}
_OPEN = "…"  # behind a list of values: others may add to it


@dataclass
class Node:
    """A row in its place. place: as the engine names it, "$.condition.all[1]"."""

    form: "RowForm"
    place: str = ""
    parts: list = field(default_factory=list)


class RowForm(LawForm):
    """One row: what joins the rows below it, or a condition with its words and legal basis."""

    use_required_attribute = False

    level = forms.IntegerField(
        label=gettext_lazy("Level of the row"),
        help_text=gettext_lazy("0 outside; one more for what stands below a row that joins."),
        min_value=0,
        max_value=DEEPEST,
        initial=0,
        required=False,
    )
    node = forms.ChoiceField(
        label=gettext_lazy("What the row says"),
        choices=[
            ("", gettext_lazy("nothing (the row is left out)")),
            (gettext_lazy("it joins rows"), list(JOINS.items())),
            (gettext_lazy("it is a condition"), list(TESTS.items())),
        ],
        required=False,
    )
    fact = forms.ChoiceField(label=gettext_lazy("Question"), required=False)
    operator = forms.ChoiceField(
        label=gettext_lazy("Comparison"), choices=OPERATORS, required=False
    )
    value = forms.CharField(
        label=gettext_lazy("Value"),
        help_text=gettext_lazy(
            "A number, yes or no, a day as 2026-11-24, or the code of an answer; several codes or "
            "two days with commas; … behind the last where others may add to the list."
        ),
        max_length=500,
        required=False,
    )
    is_fixed = forms.BooleanField(
        label=gettext_lazy("Nobody can alter it, as the day of founding"), required=False
    )
    says_vi = forms.CharField(
        label=gettext_lazy("The condition in words, in Vietnamese"), max_length=500, required=False
    )
    says_en = forms.CharField(
        label=gettext_lazy("The condition in words, in English"), max_length=500, required=False
    )

    def __init__(self, *args, facts, **options):
        super().__init__(*args, **options)
        asked = self.fields["fact"]
        assert isinstance(asked, forms.ChoiceField)
        asked.choices = [("", _("Choose a question")), *facts]

    @property
    def is_join(self):
        return self.cleaned_data.get("node") in JOINS

    def condition(self):
        """Return the condition of this row as JSON."""
        given = self.cleaned_data
        said = {"test": given["node"], "says": phrase(given["says_vi"], given["says_en"])}
        said |= {"basis": self.basis()} | _own(given)
        return said if given["node"] == "at_date" else said | {"fact": given["fact"]}


class RowsForm(forms.BaseFormSet):
    """All rows. condition(): the tree as JSON, after is_valid()."""

    def clean(self):
        if any(self.errors):
            return
        self.nodes, self.roots = [], []
        above: list[Node] = []
        for form in self.forms:
            if not form.cleaned_data.get("node"):
                continue
            node, level = Node(form), form.cleaned_data.get("level") or 0
            if level > len(above) or (level and not above[level - 1].form.is_join):
                form.add_error("level", _("Above it stands no row that joins on the level before."))
                return
            above = [*above[:level], node]
            (above[level - 1].parts if level else self.roots).append(node)
            self.nodes.append(node)
        for node in self.nodes:
            if node.form.is_join and not node.parts:
                node.form.add_error("node", _("Nothing stands below it."))
        if not self.nodes:
            raise forms.ValidationError(_("Write at least one condition."))

    def condition(self):
        if len(self.roots) == 1:
            return _tree(self.roots[0], "$.condition")
        return {"all": [_tree(one, f"$.condition.all[{n}]") for n, one in enumerate(self.roots)]}

    def fixed(self):
        """Return the names of the facts that nobody can alter, a list."""
        rows = (node.form.cleaned_data for node in self.nodes)
        return sorted({row["fact"] for row in rows if row["is_fixed"] and row["fact"]})

    def refuse(self, place, what):
        """Say beside the field what the engine cannot read; False where no row is meant."""
        meant = [one for one in self.nodes if place.startswith(one.place)]
        if not meant:
            return False
        node = max(meant, key=lambda one: len(one.place))
        rest = place[len(node.place) :].lstrip(".")
        name = next((field for said, field in _FIELDS.items() if rest.startswith(said)), "value")
        node.form.add_error(name, in_words(what))
        return True


def rows_form(facts, data=None, rule=None):
    """Return the form of the rows: as sent, or of a rule as JSON with some blank rows."""
    made = forms.formset_factory(
        RowForm, formset=RowsForm, extra=BLANK_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
    initial = list(_rows(rule["condition"], 0, rule.get("fixed", ()))) if rule and not data else []
    return made(data, initial=initial, form_kwargs={"facts": facts})


def _tree(node, place):
    node.place = place
    name = node.form.cleaned_data["node"]
    if name == "not":
        return {"not": _tree(node.parts[0], f"{place}.not")}
    if node.form.is_join:
        return {name: [_tree(one, f"{place}.{name}[{n}]") for n, one in enumerate(node.parts)]}
    return node.form.condition()


def _rows(condition, level, fixed):
    """Yield the rows of a condition as JSON, what joins before what it joins."""
    for name in JOINS:
        if name in condition:
            yield {"level": level, "node": name}
            parts = condition[name] if isinstance(condition[name], list) else [condition[name]]
            for part in parts:
                yield from _rows(part, level + 1, fixed)
            return
    basis = condition["basis"]
    yield {
        "level": level,
        "node": condition["test"],
        "fact": condition.get("fact", ""),
        "operator": condition.get("is", ""),
        "value": _value(condition),
        "is_fixed": condition.get("fact") in fixed,
        "says_vi": condition["says"]["vi"],
        "says_en": condition["says"]["en"],
        **basis_as_fields(basis),
    }


def _value(condition):
    match condition["test"]:
        case "in":
            more = [_OPEN] if condition.get("open") else []
            return ", ".join([*condition["values"], *more])
        case "elapsed":
            return str(condition["months"])
        case "within":
            return condition["place"]
        case "at_date":
            return ", ".join(condition.get(name, "") for name in ("since", "until"))
    value = condition["value"]
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def _own(given):
    """Return what a condition of each kind says besides, as JSON."""
    value = given["value"].strip()
    listed = [one.strip() for one in value.split(",")]
    match given["node"]:
        case "in":
            named = [one for one in listed if one and one != _OPEN]
            return {"values": named} | ({"open": True} if _OPEN in listed else {})
        case "elapsed":
            return {"is": given["operator"], "months": int(value) if value.isdecimal() else value}
        case "within":
            return {"place": value}
        case "at_date":
            days = zip(("since", "until"), listed, strict=False)
            return {name: day for name, day in days if day}
    return {"is": given["operator"], "value": _plain(value)}


def _plain(value):
    """Return a value as the engine reads it: no spaces of thousands, yes and no in English."""
    if re.fullmatch(r"[\d ]+", value):
        return value.replace(" ", "")
    return {"có": "yes", "không": "no"}.get(value.casefold(), value)
