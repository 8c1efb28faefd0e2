"""A team asks to change after its file was sent; the coordinator answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.challenges.states import MemberRole, RequestKind


class RequestForm(forms.Form):
    use_required_attribute = False

    kind = forms.ChoiceField(label=_("What is asked for"), choices=RequestKind)
    member = forms.ChoiceField(
        label=_("Member"), help_text=_("Who leaves, or who is to lead."), required=False
    )
    name = forms.CharField(label=_("Name of the new member"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail of the new member"), required=False)
    role = forms.ChoiceField(
        label=_("What they may do"),
        choices=[
            (MemberRole.EDIT, MemberRole.EDIT.label),
            (MemberRole.VIEW, MemberRole.VIEW.label),
        ],
        required=False,
    )
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Say why.")},
    )

    def __init__(self, *args, members, **options):
        super().__init__(*args, **options)
        choices = [("", _("Choose a member")), *((one.code, str(one)) for one in members)]
        # The stubs know a field of a form by its base class, which has no choices.
        self.fields["member"].choices = choices  # type: ignore[attr-defined]

    def clean(self):
        said = super().clean() or {}
        if said.get("kind") == RequestKind.ADD_MEMBER:
            for name, what in (("name", _("Enter the name.")), ("email", _("Enter the e-mail."))):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, what)
        elif not said.get("member"):
            self.add_error("member", _("Choose a member."))
        return said

    def detail(self):
        said = self.cleaned_data
        if said["kind"] == RequestKind.ADD_MEMBER:
            role = said["role"] or MemberRole.EDIT
            return {"name": said["name"], "email": said["email"], "role": role}
        return {"member": said["member"]}


class AnswerForm(forms.Form):
    use_required_attribute = False

    answer = forms.CharField(
        label=_("Answer"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Say it in words; the team reads them.")},
    )
