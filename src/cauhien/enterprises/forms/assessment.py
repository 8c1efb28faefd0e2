"""One step of a self-assessment as a form, made from its template.

Nothing is required before the end: what is right is kept, what is wrong is said at its field.
"""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cauhien.enterprises.queries.wording import said
from cauhien.enterprises.states.scoring import BASIS, NONE, field
from cauhien.ui.fields import NumberField

LONGEST_REASON = 1_000


@dataclass(frozen=True)
class Block:
    """A criterion as it is asked. parts: [(part of the template, [bound fields])]."""

    criterion: dict
    most: int
    parts: list


class StepForm(forms.Form):
    """The basis, or one group of criteria. answers(): what may be kept."""

    use_required_attribute = False

    def __init__(self, *args, template, step, **options):
        super().__init__(*args, **options)
        self.template, self.step = template, step
        for name, one in _fields(template, step):
            one.required, one.needed = False, True
            self.fields[name] = one

    def clean(self):
        super().clean()
        for name, one in self.fields.items():
            value = self.cleaned_data.get(name)
            if isinstance(one, forms.MultipleChoiceField) and value and {NONE} < set(value):
                self.add_error(name, _("“None of these” stands alone."))
            why = f"{name}-reason"
            if value is not None and why in self.fields and not self.cleaned_data.get(why):
                self.add_error(why, _("Say on what the points rest."))
        return self.cleaned_data

    def answers(self):
        """Return {name: value as it is kept, None where nothing is said} of the right fields."""
        good = {name: self.cleaned_data.get(name) for name in self.fields.keys() - self.errors}
        return {name: _kept(value) for name, value in good.items()}

    def basis(self):
        return [self[name] for name in self.fields] if self.step == BASIS else []

    def blocks(self):
        """Return a Block for each criterion of the group."""
        return [
            Block(
                one,
                sum(part["most"] for part in one["parts"]),
                [
                    (part, [self[name] for name, _field in _part(part, field(one["key"], number))])
                    for number, part in enumerate(one["parts"], 1)
                ],
            )
            for one in self.template["criteria"]
            if one["group"] == self.step
        ]


def _kept(value):
    if value in (None, "", []):
        return None
    return value if isinstance(value, list) else str(value)


def _fields(template, step):
    """Yield (name, field) of all that a step asks."""
    if step == BASIS:
        yield from ((field(BASIS, 1, one["name"]), _figure(one)) for one in template["basis"])
    for one in template["criteria"]:
        if one["group"] == step:
            for number, part in enumerate(one["parts"], 1):
                yield from _part(part, field(one["key"], number))


def _part(part, name):
    if part["kind"] == "bands":
        return [(f"{name}-{one['name']}", _figure(one)) for one in part["inputs"]]
    if part["kind"] == "stated":
        label = _("Points, from 0 to %(most)s") % {"most": part["most"]}
        points = forms.IntegerField(label=label, min_value=0, max_value=part["most"])
        reason = forms.CharField(
            label=_("On what the points rest"),
            max_length=LONGEST_REASON,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        return [(name, points), (f"{name}-reason", reason)]
    options = [(str(at), _option(one)) for at, one in enumerate(part["options"])]
    choices = [*options, (NONE, _("None of these"))]
    if part["kind"] == "choice":
        label, widget = _("Which one holds"), forms.RadioSelect
        return [(name, forms.ChoiceField(label=label, choices=choices, widget=widget))]
    ticks = forms.CheckboxSelectMultiple
    return [(name, forms.MultipleChoiceField(label=_("What holds"), choices=choices, widget=ticks))]


def _option(one):
    points = one["points"]
    worth = ngettext("%(points)s point", "%(points)s points", points) % {"points": points}
    return f"{said(one)} ({worth})"


def _figure(one):
    return NumberField(label=said(one), help_text=said(one, "unit"), min_value=0)
