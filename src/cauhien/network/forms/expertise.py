"""What a person writes of a field of expertise and of its evidence."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.network import queries
from cauhien.network.models import Evidence, Involvement
from cauhien.network.states import TOLD_EVIDENCE, EvidenceKind
from cauhien.ui.fields import DayField, SuggestedInput

MOST_WORKS = 40
HELD = {  # field of the form: kind of evidence, and the column that it fills
    "works": (EvidenceKind.WORK, "work"),
    "projects": (EvidenceKind.PROJECT, "project"),
    "positions": (EvidenceKind.POSITION, "position"),
}


class ExpertiseForm(forms.Form):
    """A field with its evidence. expertise: the one that is changed, None for a new one."""

    use_required_attribute = False

    field = forms.CharField(
        label=gettext_lazy("Field of science and technology"),
        help_text=gettext_lazy("Type a few letters and choose one of the list."),
    )
    words = forms.CharField(
        label=gettext_lazy("What you do in it"),
        help_text=gettext_lazy("In one sentence, as an office would look for it."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    works = forms.MultipleChoiceField(label=gettext_lazy("Evidence: your works"))
    projects = forms.MultipleChoiceField(label=gettext_lazy("Evidence: your projects"))
    positions = forms.MultipleChoiceField(label=gettext_lazy("Evidence: your positions"))
    kept = forms.MultipleChoiceField(label=gettext_lazy("Evidence that you have told"))
    kind = forms.ChoiceField(label=gettext_lazy("Further evidence"), required=False)
    title = forms.CharField(
        label=gettext_lazy("Its title"),
        help_text=gettext_lazy("Of a patent with its number and who granted it."),
        max_length=300,
        required=False,
    )
    url = forms.URLField(
        label=gettext_lazy("Link"), max_length=500, required=False, assume_scheme="https"
    )
    on = DayField(label=gettext_lazy("Its date"), required=False)

    def __init__(self, *args, person, expertise=None, **options):
        super().__init__(*args, **options)
        own = list(expertise.evidence.all()) if expertise else []
        fields: dict[str, Any] = self.fields
        fields["field"].widget = SuggestedInput("research_fields", queries.research_fields())
        kinds = [(kind, EvidenceKind(kind).label) for kind in TOLD_EVIDENCE]
        fields["kind"].choices = [("", _("none")), *kinds]
        self.told = {str(one.pk): one for one in own if one.kind in TOLD_EVIDENCE}
        chosen = {
            name: [key for one in own if (key := getattr(one, f"{column}_id"))]
            for name, (_kind, column) in HELD.items()
        }
        self._offer("works", queries.works_to_show(person, chosen["works"], MOST_WORKS))
        self._offer("projects", queries.projects_of(person))
        self._offer("positions", queries.positions_of(person))
        self._offer("kept", self.told.values())
        if expertise:
            first = {"field": str(expertise.field), "words": expertise.words}
            self.initial = first | chosen | {"kept": list(self.told)}

    def _offer(self, name, rows):
        field: Any = self.fields[name]
        field.choices = [(str(row.pk), _said(row)) for row in rows]
        field.required, field.widget = False, forms.CheckboxSelectMultiple(choices=field.choices)
        if not field.choices:
            del self.fields[name]

    def clean_field(self):
        found = queries.research_field(self.cleaned_data["field"])
        if found is None:
            raise forms.ValidationError(_("There is no such field. Choose one of the list."))
        return found

    def clean(self):
        said = super().clean() or {}
        if said.get("title") and not said.get("kind"):
            self.add_error("kind", _("Say what it is."))
        if said.get("kind"):
            self._need_what_is_told(said)
        if not (self.errors or self._evidence(said)):
            self.add_error("works" if "works" in self.fields else "kind",
                           _("Give at least one piece of evidence."))  # fmt: skip
        return said

    def _need_what_is_told(self, said):
        for name in ("title", "on"):
            if not said.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed for this evidence."))
        if said["kind"] == EvidenceKind.LINK and not said.get("url") and "url" not in self.errors:
            self.add_error("url", _("This is needed for this evidence."))

    def said(self):
        """Return what the action takes."""
        said = self.cleaned_data
        evidence = self._evidence(said)
        return {"field": said["field"], "words": said["words"], "evidence": evidence}

    def _evidence(self, said):
        """Return what was chosen and told, as Evidence that is not saved."""
        held = [
            Evidence(kind=kind, **{f"{column}_id": int(key)})
            for name, (kind, column) in HELD.items()
            for key in said.get(name, ())
        ]
        told = [self.told[key] for key in said.get("kept", ())]
        again = [Evidence(kind=one.kind, title=one.title, url=one.url, on=one.on) for one in told]
        names = ("kind", "title", "url", "on")
        new = [Evidence(**{name: said[name] for name in names})] if said.get("kind") else []
        return held + again + new


def _said(row):
    """Return a thing as a choice; of a position where it is and as what."""
    if isinstance(row, Involvement):
        return ", ".join(filter(None, [str(row.organisation), row.role]))
    return str(row)
