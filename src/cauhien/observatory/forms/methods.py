"""What a methodologist writes to fork a method, and what anybody asks of two of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.observatory.queries.frames import name_of
from cauhien.ui.fields import NumberField

SCORED = ("Indicator", "Aggregate")


class ForkForm(forms.Form):
    """Another name, other weights, another plan: as published where nothing is changed.

    weights, plan: what a workbook that came back says, to be looked at before it is taken.
    """

    use_required_attribute = False
    name = forms.CharField(label=_("Name of the fork"), max_length=120)
    note = forms.CharField(
        label=_("What you change and why"),
        help_text=_("Everybody reads it above the ranks."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    plan = forms.JSONField(
        label=_("Steps of the method"),
        help_text=_("JSON; the options of each step stand in the reference of the index engine."),
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )

    def __init__(self, data=None, *, frame, is_edit=False, weights=None, plan=None):
        begun = {"name": str(frame), "note": frame.note} if is_edit else {}
        super().__init__(data, initial={"plan": plan or frame.plan} | begun)
        weights = weights or {}
        self.nodes = [n for n in frame.nodes if n["Type"] in SCORED and n.get("Parent")]
        for node in sorted(self.nodes, key=lambda node: -int(node["Level"])):
            self.fields[f"w_{node['iCode']}"] = NumberField(
                label=_("Weight: %(name)s") % {"name": name_of(node)},
                min_value=0,
                initial=weights.get(node["iCode"], node.get("Weight") or 1),
            )

    def weights(self):
        """Return {code: weight} of those that differ from the frame's."""
        written = {n["iCode"]: float(self.cleaned_data[f"w_{n['iCode']}"]) for n in self.nodes}
        given = {n["iCode"]: float(n.get("Weight") or 1) for n in self.nodes}
        return {code: one for code, one in written.items() if one != given[code]}


class CompareForm(forms.Form):
    """What the page's index is compared with, and the unit whose change of rank is explained."""

    use_required_attribute = False

    def __init__(self, data, *, others, units, own):
        first = others[0][0] if others else ""
        super().__init__({"other": first, "unit": own} | data.dict())
        self.fields["other"] = forms.ChoiceField(label=_("Compare with"), choices=others)
        self.fields["unit"] = _choice_of(units, _("Explain the change of"))


class ReachForm(forms.Form):
    """Who is to reach which rank."""

    use_required_attribute = False

    def __init__(self, data, *, units, own):
        super().__init__({"unit": own, "k": 3} | data.dict())
        self.fields["unit"] = _choice_of(units, _("Who"))
        self.fields["k"] = forms.IntegerField(
            label=_("Rank to be reached"), min_value=1, max_value=len(units)
        )


def _choice_of(units, label):
    """Return a field to choose one of some units. units: {code: Unit}."""
    return forms.ChoiceField(label=label, choices=[(one, str(units[one])) for one in units])
