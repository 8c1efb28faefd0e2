"""Whom to ask for a review from outside the council, of which files, why and for what."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.review import queries
from cauhien.review.actions import OutsideWish
from cauhien.review.forms.inviting import InviteForm


class OutsideForm(InviteForm):
    """council: at work. files: those that it judges, each `is_titled` or not for the reader."""

    person = forms.ChoiceField(label=gettext_lazy("Who is asked"))
    reads = forms.MultipleChoiceField(
        label=gettext_lazy("Files to review"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose the files to be reviewed.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why somebody from outside is asked"),
        help_text=gettext_lazy("It stands on the page and in the log of the council."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why.")},
    )

    field_order = ["person", "reads", "reason", "answer_by_on", "fee_vnd"]

    def __init__(self, *args, council, files, on, **kwargs):
        super().__init__(*args, council=council, on=on, **kwargs)
        self.fields["fee_vnd"].label = _("Fee, in VND")
        free = queries.free_for_outside(council, on)
        self.persons = {one.person.code: one.person for one in free}
        self.open_files = {one.code: one for one in files}
        named = [(code, one.name) for code, one in self.persons.items()]
        self._choose("person", [("", _("Choose a person")), *named])
        called = {one.code: queries.file_in_words(one, one.is_titled) for one in files}
        self._choose("reads", list(called.items()))

    def wish(self):
        said = self.cleaned_data
        files = tuple(self.open_files[code] for code in said["reads"])
        return OutsideWish(self.persons[said["person"]], said["reason"], files)

    def _choose(self, name, choices):
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
