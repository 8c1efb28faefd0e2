"""Inviting people into a team, and what a member declares when they agree to take part."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges.actions.initiative.team import Declaration
from cauhien.challenges.rules import bound_organisation
from cauhien.challenges.states import MemberRole

MOST_LINES, LONGEST_LINE = 30, 300


class InviteForm(forms.Form):
    use_required_attribute = False

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("The invitation goes there, with a link that only they can use."),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("What they may do"),
        choices=[
            (MemberRole.EDIT, MemberRole.EDIT.label),
            (MemberRole.VIEW, MemberRole.VIEW.label),
        ],
    )


class LinesField(forms.CharField):
    """Lines of text, one thing each, as a list."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = [line.strip()[:LONGEST_LINE] for line in str(value or "").splitlines()]
        return list(filter(None, lines))[:MOST_LINES]


class DeclarationForm(forms.Form):
    """The declaration by which conflicts of interest are found, and the consent."""

    use_required_attribute = False

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    organisation = forms.CharField(
        label=gettext_lazy("Organisation for which you take part"),
        help_text=gettext_lazy("By its full name; leave it out if you take part for yourself."),
        required=False,
        max_length=300,
    )
    employers = LinesField(
        label=gettext_lazy("Employers of the last three years"),
        help_text=gettext_lazy("One a line, by their full names; also part-time and unpaid."),
    )
    related_persons = LinesField(
        label=gettext_lazy("People close to you who may judge or decide here"),
        help_text=gettext_lazy(
            "One a line: name, how you are related, where they work. Relatives, supervisors, "
            "partners in business."
        ),
        required=False,
    )
    agrees = forms.BooleanField(
        label=gettext_lazy(
            "I take part in this file. What I declare is true; it is used to keep people with a "
            "conflict of interest from judging the file, and for nothing else."
        ),
        error_messages={"required": gettext_lazy("Without your consent you are not in the team.")},
    )

    @classmethod
    def of(cls, member, data=None):
        named = bound_organisation(member)
        kept = {
            "name": member.name,
            "organisation": named.name_vi if named else member.organisation_text,
            "employers": member.employers,
            "related_persons": member.related_persons,
            "agrees": member.consent_at is not None,
        }
        form = cls(data, initial=kept)
        if named:
            field = form.fields["organisation"]
            field.disabled = True
            field.help_text = _(
                "The task is assigned to this organisation;"
                " whoever leads its file takes part for it."
            )
        return form

    def declaration(self):
        said = self.cleaned_data
        return Declaration(
            name=said["name"],
            organisation=said["organisation"],
            employers=tuple(said["employers"]),
            related_persons=tuple(said["related_persons"]),
        )
