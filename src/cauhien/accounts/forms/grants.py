"""What a person says of themself; giving a role and ending one."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cauhien.accounts import queries, rules
from cauhien.accounts.models import User
from cauhien.accounts.states import Role


class ProfileForm(forms.ModelForm):
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("The pages and the messages you get are in this language."),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = User
        fields = ["name", "language"]
        labels = {"name": _("Name")}
        help_texts = {"name": _("As others see it in the log and on the texts you sign.")}


class PasskeyForm(AddWebAuthnForm):
    name = forms.CharField(
        label=_("Name of the key"),
        help_text=_("So that you tell it from others, such as “work laptop”."),
        required=False,
    )


class GiveRoleForm(forms.Form):
    """Who gets which role where and for how long. giver: the person who fills it in."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Whoever has no account with it yet gets an invitation by mail."),
    )
    role = forms.ChoiceField(label=_("Role"))
    office = forms.ChoiceField(label=_("Office"), required=False)
    starts_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(
        label=_("To"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    may_delegate_signing = forms.BooleanField(
        label=_("May delegate signing"),
        help_text=_("A head or decision-maker who is away may let a colleague sign for them."),
        required=False,
    )

    def __init__(self, *args, giver, **kwargs):
        super().__init__(*args, **kwargs)
        self.giver = giver
        self.offices = {office.code: office for office in queries.offices_to_give_in(giver)}
        is_coordinator = rules.holds_role(giver, Role.COORDINATOR)
        # To act for a firm is asked for with its tax code.
        others = [role for role in Role if role != Role.ENTERPRISE]
        roles = others if is_coordinator else [Role.OFFICER]
        role_field, office_field = self.fields["role"], self.fields["office"]
        assert isinstance(role_field, forms.ChoiceField)
        assert isinstance(office_field, forms.ChoiceField)
        role_field.choices = [(role.value, role.label) for role in roles]
        if not is_coordinator:
            del self.fields["may_delegate_signing"]
        whole = [("", _("the whole city"))] if is_coordinator else []
        office_field.choices = [*whole, *((c, str(o)) for c, o in self.offices.items())]

    def clean_email(self):
        """Find the account of the address; None where nobody has confirmed it as yet."""
        email = self.cleaned_data["email"]
        self.account = queries.account_of(email)
        if self.account and self.account.is_demonstration != self.giver.is_demonstration:
            message = _("An account of the demonstration and one of a person share no roles.")
            raise forms.ValidationError(message)
        return email

    def clean(self):
        cleaned = super().clean() or {}
        is_bound_to_office = cleaned.get("role") in (Role.OFFICER, Role.HEAD)
        if is_bound_to_office and not cleaned.get("office"):
            self.add_error("office", _("This role is held in an office."))
        return cleaned

    def facts(self):
        """Return what the actions want to know besides who gets it."""
        told = {name: self.cleaned_data[name] for name in ("role", "starts_on", "ends_on")}
        return told | {
            "office": self.offices.get(self.cleaned_data["office"]),
            "may_delegate_signing": self.cleaned_data.get("may_delegate_signing", False),
        }


class EndRoleForm(forms.Form):
    ends_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is written into the log; name no person in it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
