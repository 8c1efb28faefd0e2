"""Whom the methodologist asks for weights, and how the round ends."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.queries import account_of
from cauhien.observatory.bridge.weights import MOST_COMPARED
from cauhien.observatory.queries.weights import sizes_of, weighable
from cauhien.observatory.states import Pooling, Weighing
from cauhien.ui.fields import DayField


class AskForm(forms.Form):
    """by: who asks. day: today, before which no answer is waited for."""

    use_required_attribute = False
    parent = forms.ChoiceField(label=gettext_lazy("Whose parts are weighed"))
    method = forms.ChoiceField(
        label=gettext_lazy("How people answer"),
        help_text=gettext_lazy("Comparing two by two (AHP) also shows how far answers agree."),
        choices=Weighing.choices,
        widget=forms.RadioSelect,
        initial=Weighing.POINTS,
    )
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
        self.by, self.day, self.sizes = by, day, sizes_of(frame)
        self.fields["parent"] = forms.ChoiceField(
            label=self.fields["parent"].label, choices=list(reversed(weighable(frame).items()))
        )

    def clean_method(self):
        method, parts = self.cleaned_data["method"], self.sizes.get(self.data.get("parent"), 0)
        if method == Weighing.PAIRS and parts > MOST_COMPARED:
            message = _("Two by two, at most nine parts can be compared; here are %(parts)s.")
            raise ValidationError(message % {"parts": parts})
        return method

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


class CloseForm(forms.Form):
    """What is made of the answers; a fork needs a name and a reason."""

    use_required_attribute = False
    how = forms.ChoiceField(
        label=gettext_lazy("What is made of the answers"),
        choices=Pooling.choices,
        widget=forms.RadioSelect,
        initial=Pooling.MEAN,
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the fork"),
        help_text=gettext_lazy("Needed where a fork is made."),
        max_length=120,
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("What you change and why"),
        help_text=gettext_lazy("Needed where a fork is made; everybody reads it above the ranks."),
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
