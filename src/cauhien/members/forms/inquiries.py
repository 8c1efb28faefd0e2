"""What somebody writes who asks or answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.network.models import Person
from cauhien.ui.fields import DayField
from cauhien.ui.words import day

LONGEST = 6_000


class Refusable(forms.Form):
    """A form beside whose fields an action's refusal is put."""

    use_required_attribute = False

    def refuse(self, refusal):
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal))


def _area(label, help_text="", rows=5):
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST, widget=widget)


class InquiryForm(Refusable):
    title = forms.CharField(label=_("The question in one sentence"), max_length=200)
    text = _area(
        _("What the experts need to know"),
        _(
            "What is the case, what was tried, what you will decide with the answer. Only the"
            " experts you choose, your office, the coordinator and the audit read it."
        ),
        8,
    )
    answer_by_on = DayField(label=_("Answer wanted by"))

    def __init__(self, *args, is_of_enterprise=False, **options):
        super().__init__(*args, **options)
        if is_of_enterprise:
            self.fields["text"].help_text = _(
                "What is the case, what was tried, what you will decide with the answer. Only the"
                " experts you choose, who acts for your organisation, the coordinator and the audit"
                " read it. Leave out what is confidential."
            )


class ChoiceForm(Refusable):
    """Whom to ask. people: a queryset; first: {code: words} of those whom the match found."""

    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        to_field_name="code",
        label=_("Experts to ask"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one.")},
    )

    def __init__(self, *args, people, first, **options):
        super().__init__(*args, **options)
        field: Any = self.fields["people"]
        field.queryset = people
        found = {one.code: one for one in people}
        near = [(code, f"{_named(found[code])}: {said}") for code, said in first.items()]
        others = [(code, _named(one)) for code, one in found.items() if code not in first]
        field.choices = near + others


def _named(one):
    """Return the name of somebody who can be asked, with until when they are away."""
    name = one.shown_name
    if one.is_illustration:
        name = _("%(name)s (illustration)") % {"name": name}
    if not one.away:
        return name
    return _("%(name)s (away until %(day)s)") % {"name": name, "day": day(one.away)}


class WordsForm(Refusable):
    words = _area(_("Message"))
