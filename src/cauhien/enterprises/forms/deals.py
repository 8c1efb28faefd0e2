"""What the sides of a deal say to each other."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cauhien.enterprises.states import STEPS
from cauhien.ui.fields import DayField

LONGEST = 3_000


def _words(label, rows=4, **options):
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, widget=widget, **options)


class _SideForm(forms.Form):
    """A form beside whose fields an action's refusal is put."""

    use_required_attribute = False

    def refuse(self, refusal):
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


class AskForm(_SideForm):
    side = forms.ChoiceField(label=_("In whose name"), widget=forms.RadioSelect)
    message = _words(
        _("What you want it for"),
        help_text=_("Nothing confidential as yet. The other side alone reads it."),
    )
    problem = forms.CharField(
        label=_("Problem of the city that it is about"),
        help_text=_("Its code, or the address of its page or of its pilot."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args, sides, is_need, **options):
        super().__init__(*args, **options)
        if is_need:
            self.fields["message"].label = _("What you have that meets the need")
        side = self.fields["side"]
        assert isinstance(side, forms.ChoiceField)
        side.choices = [(value, name) for value, name, _side in sides]
        side.initial = sides[0][0]
        self.sides = {value: known for value, _name, known in sides}

    def said(self):
        given = self.cleaned_data
        said = {name: given[name] for name in ("message", "problem")}
        return said | {"side": self.sides[given["side"]]}


class ProposeForm(_SideForm):
    act = forms.ChoiceField(label=_("Next step"), widget=forms.RadioSelect)
    on_date = DayField(label=_("Day on which it is signed, or begins"))
    note = _words(
        _("Words to the other side"),
        help_text=_("What is agreed, number of the document, where it is kept."),
        required=False,
    )

    def __init__(self, *args, acts, **options):
        super().__init__(*args, **options)
        step = self.fields["act"]
        assert isinstance(step, forms.ChoiceField)
        step.choices = [(act, capfirst(STEPS[act])) for act in acts]


class ReplyForm(_SideForm):
    reply = _words(
        _("Answer"),
        3,
        help_text=_("Needed where you decline. The other side alone reads it."),
        required=False,
    )


class EndForm(_SideForm):
    reason = _words(_("Reason"), 3, help_text=_("The other side alone reads it."))
