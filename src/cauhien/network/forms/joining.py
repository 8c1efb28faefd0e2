"""Which author of a source somebody is who told the same work."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cauhien.network.queries.same_works import lines_to_own


class JoinForm(forms.Form):
    """people: who told the work; each is one of the authors of the source's `work`."""

    use_required_attribute = False

    def __init__(self, *args, work, people, by, **options):
        super().__init__(*args, **options)
        self.people = people
        fields: dict[str, Any] = self.fields
        for person in people:
            lines = lines_to_own(work, person, by)
            fields[person.code] = forms.TypedChoiceField(
                label=_("Which author is %(person)s?") % {"person": person.shown_name},
                choices=[(line.position, _written(line)) for line in lines],
                coerce=int,
                widget=forms.RadioSelect,
                initial=lines[0].position if len(lines) == 1 else None,
                error_messages={"required": _("Choose one author.")},
            )

    @property
    def lacks_lines(self):
        """Whether the source names nobody whom somebody could be."""
        fields: dict[str, Any] = self.fields
        return not all(field.choices for field in fields.values())

    def refuse(self, refusal):
        self.add_error(refusal.field, str(refusal))


def _written(line):
    return f"{line.position}. {line.raw_name}"
