"""Letting somebody act on one's behalf."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.accounts import queries, rules

EVERYTHING_ELSE, SIGNING_TOO = "other", "signing"


class DelegateForm(forms.Form):
    """Who acts for the giver under which role, for which acts, from when to when."""

    grant = forms.ChoiceField(label=_("Role"))
    to = forms.ChoiceField(label=_("Who acts on your behalf"))
    starts_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label=_("To"), widget=forms.DateInput(attrs={"type": "date"}))
    signs = forms.ChoiceField(
        label=_("For which acts"),
        choices=[
            (EVERYTHING_ELSE, _("everything but signing and deciding")),
            (SIGNING_TOO, _("everything, signing and deciding too")),
        ],
        initial=EVERYTHING_ELSE,
        widget=forms.RadioSelect,
    )
    basis = forms.CharField(
        label=_("Number and date of the written proxy"),
        help_text=_("Signing is delegated in writing (Decree 30/2020, article 13)."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args, giver, **kwargs):
        super().__init__(*args, **kwargs)
        self.grants = {str(grant.pk): grant for grant in queries.delegable_grants(giver)}
        found = queries.colleagues(giver, self.grants.values(), rules.acting_day(giver))
        self.people = {str(person.uuid): person for person in found}
        self._offer("grant", {key: _place(grant) for key, grant in self.grants.items()})
        self._offer("to", {key: str(person) for key, person in self.people.items()})
        if not any(grant.may_delegate_signing for grant in self.grants.values()):
            del self.fields["signs"], self.fields["basis"]

    def facts(self):
        """Return what the action wants to know."""
        said = self.cleaned_data
        return {
            "grant": self.grants[said["grant"]],
            "to": self.people[said["to"]],
            "starts_on": said["starts_on"],
            "ends_on": said["ends_on"],
            "signs": said.get("signs") == SIGNING_TOO,
            "basis": said.get("basis", ""),
        }

    def refuse(self, refusal):
        """Put a refusal beside the field that it is about."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))

    def _offer(self, name, choices):
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices.items())


def _place(grant):
    return f"{grant.get_role_display()}, {grant.office}"
