"""What a reader of an index may choose: among whom, how many first, and other weights."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.observatory.queries.frames import name_of
from cauhien.observatory.states import Group
from cauhien.ui.fields import NumberField
from cauhien.ui.words import number

BASE, ALL = "base", "all"
FIRST, MOST = 5, 10  # "the leading group" has no number in any document: the reader sets it


class IndexForm(forms.Form):
    """Among whom units are ranked, of how many first ones the chance is told, other weights.

    What the address leaves out is as published.
    """

    use_required_attribute = False

    def __init__(self, data, *, frame):
        self.published = {
            node["iCode"]: float(node.get("Weight") or 1)
            for node in frame.nodes
            if node["Type"] == "Aggregate" and node.get("Parent")
        }
        usual = {"among": BASE, "k": FIRST}
        usual |= {f"w_{code}": number(weight) for code, weight in self.published.items()}
        super().__init__(usual | {name: data[name] for name in data if name in usual})
        groups = {BASE: frame.base_group, ALL: frame.group}
        self.fields["among"] = forms.ChoiceField(
            label=_("Among whom"), choices=[(one, Group(groups[one]).label) for one in groups]
        )
        self.fields["k"] = forms.IntegerField(
            label=_("The first how many"), min_value=1, max_value=MOST
        )
        for node in frame.nodes:
            if node["iCode"] in self.published:
                self.fields[f"w_{node['iCode']}"] = NumberField(label=name_of(node), min_value=0)

    def clean(self):
        given = [self.cleaned_data.get(f"w_{code}") for code in self.published]
        if not any(given) and None not in given:
            raise forms.ValidationError(_("At least one weight must be more than zero."))

    def chosen(self):
        """Return (among, k, {code: weight} of those that are not as published)."""
        if not self.is_valid():
            return BASE, FIRST, {}
        given = self.cleaned_data
        weights = {code: float(given[f"w_{code}"]) for code in self.published}
        changed = {code: one for code, one in weights.items() if one != self.published[code]}
        return given["among"], given["k"], changed
