"""Whom the methodologist asks for weights, what those people say, and how the round ends."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.queries import account_of
from cauhien.observatory.bridge.weights import TOTAL
from cauhien.observatory.queries.weights import weighable
from cauhien.observatory.states import Pooling
from cauhien.ui import words
from cauhien.ui.fields import DayField, NumberField


class AskForm(forms.Form):
    """by: who asks. day: today, before which no answer is waited for."""

    use_required_attribute = False
    parent = forms.ChoiceField(label=gettext_lazy("Whose parts are weighed"))
    question = forms.CharField(
        label=gettext_lazy("What you ask"),
        help_text=gettext_lazy(
            "What the index is for, and what people should have in mind. Everybody reads it."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    until = DayField(label=gettext_lazy("Last day to answer"))
    people = forms.CharField(
        label=gettext_lazy("Whom you ask"),
        help_text=gettext_lazy("E-mail addresses of accounts on this site, one a line."),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        max_length=10_000,
    )

    def __init__(self, data=None, *, frame, by, day):
        super().__init__(data)
        self.by, self.day = by, day
        self.fields["parent"] = forms.ChoiceField(
            label=self.fields["parent"].label, choices=list(reversed(weighable(frame).items()))
        )

    def clean_until(self):
        if self.cleaned_data["until"] < self.day:
            raise ValidationError(_("This day has passed."))
        return self.cleaned_data["until"]

    def clean_people(self):
        """Return the accounts, each once; name every line that is none."""
        named = {one.lower(): None for one in re.split(r"[\s,;]+", self.cleaned_data["people"])}
        found = {email: self._account(email) for email in named if email}
        unknown = [email for email, account in found.items() if account is None]
        if unknown:
            message = _("No account on this site has this address: %(addresses)s.")
            raise ValidationError(message % {"addresses": ", ".join(unknown)})
        return list({account.pk: account for account in found.values()}.values())

    def _account(self, email):
        try:
            validate_email(email)
        except ValidationError:
            return None
        account = account_of(email)
        same_kind = account and account.is_demonstration == self.by.is_demonstration
        return account if same_kind else None


class PointsForm(forms.Form):
    """100 points given out. parts: {code: name}. begun: {code: points} said before."""

    use_required_attribute = False

    def __init__(self, data=None, *, parts, begun=None, remark=""):
        super().__init__(data, initial={"remark": remark})
        self.parts = parts
        for code, name in parts.items():
            said = words.number(begun[code]) if begun else None
            self.fields[f"p_{code}"] = NumberField(label=name, min_value=0, initial=said)
        self.fields["remark"] = forms.CharField(
            label=_("Why so"),
            help_text=_("Read by who holds the round and by the auditor."),
            widget=forms.Textarea(attrs={"rows": 3}),
            max_length=2000,
            required=False,
        )

    def clean(self):
        names = [f"p_{code}" for code in self.parts]
        if any(self.cleaned_data.get(name) is None for name in names):
            return
        given = sum(self.cleaned_data[name] for name in names)
        if given != TOTAL:
            message = _("The points come to %(sum)s together; give out exactly 100.")
            raise ValidationError(message % {"sum": words.number(given)})

    def points(self):
        """Return {code: points}."""
        return {code: float(self.cleaned_data[f"p_{code}"]) for code in self.parts}


class CloseForm(forms.Form):
    """What is made of the answers; a fork needs a name and a reason."""

    use_required_attribute = False
    how = forms.ChoiceField(
        label=gettext_lazy("What is made of the answers"),
        choices=Pooling.choices,
        widget=forms.RadioSelect,
        initial=Pooling.MEAN,
    )
    name = forms.CharField(label=gettext_lazy("Name of the fork"), max_length=120, required=False)
    note = forms.CharField(
        label=gettext_lazy("What you change and why"),
        help_text=gettext_lazy("Everybody reads it above the ranks."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    def clean(self):
        if self.cleaned_data.get("how") == Pooling.NOTHING:
            return
        for name in ("name", "note"):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, _("A fork needs this."))
