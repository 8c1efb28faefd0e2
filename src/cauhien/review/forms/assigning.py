"""Who reads which files: how many, how many at most, and which pairs must or must not be."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.review.actions import Sharing

MOST_FILES = 60
PER_FILE = 3


class AssignForm(forms.Form):
    """Load and wishes. shown: ReadFiles of the assignment before, whose pairs can be wished for.

    files, members: how many there are.
    """

    per_file = forms.IntegerField(
        label=gettext_lazy("Members who read each file"), min_value=1, max_value=MOST_FILES
    )
    per_member = forms.IntegerField(
        label=gettext_lazy("Most files of a member"), min_value=1, max_value=MOST_FILES
    )

    def __init__(self, *args, shown, files, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.shown = shown
        per_file = min(PER_FILE, members or 1)
        self.fields["per_file"].initial = per_file
        self.fields["per_member"].initial = -(-files * per_file // (members or 1)) + 1
        for row in shown:
            for reader in (*row.readers, *row.others):
                self.fields[_name(row, reader)] = _wish(row, reader)

    def loads(self):
        return [self["per_file"], self["per_member"]]

    def rows(self):
        """Return [(ReadFile, [(Reader, bound field)] who read it, the same of who came next)]."""
        return [(row, self._bound(row, row.readers), self._bound(row, row.others))
                for row in self.shown]  # fmt: skip

    def sharing(self):
        said = self.cleaned_data
        wishes = {
            (row.file.code, reader.seat.code): said[_name(row, reader)]
            for row in self.shown
            for reader in (*row.readers, *row.others)
        }
        return Sharing(
            per_file=said["per_file"],
            per_member=said["per_member"],
            fixed=frozenset(pair for pair, wish in wishes.items() if wish == "fixed"),
            forbidden=frozenset(pair for pair, wish in wishes.items() if wish == "forbidden"),
        )

    def _bound(self, row, readers):
        return [(reader, self[_name(row, reader)]) for reader in readers]


def _name(row, reader):
    return f"wish-{row.file.code}-{reader.seat.code}"


def _wish(row, reader):
    pair = _("File %(file)s, %(member)s") % {
        "file": row.file.number or row.file.code,
        "member": reader.seat.person,
    }
    return forms.ChoiceField(
        label=pair,
        choices=[
            ("", _("as it suits best")),
            ("fixed", _("must read it")),
            ("forbidden", _("must not read it")),
        ],
        initial=reader.wish,
        required=False,
        widget=forms.Select(attrs={"aria-label": pair}),
    )
