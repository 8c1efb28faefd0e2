"""What a person writes who asks about what is said of them, and what is answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cauhien.core.identifiers import mistyped_orcids
from cauhien.network.actions.lists.reading import NoList, text_of
from cauhien.network.queries import absences_of, orcid_of
from cauhien.network.states import ListFault, RequestKind
from cauhien.organisations.states import Zone
from cauhien.ui.fields import OrcidField, PeriodsField
from cauhien.ui.limits import Limit
from cauhien.ui.words import zone_name

ASKING = Limit("person-request", "10/h")
HANDING_IN = Limit("list-of-works", "30/h")
LONGEST = 3_000
MOST_AT_ONCE = 20
LARGEST_LIST = 1_000_000  # bytes of a file, or characters


def orcids_are_right(text):
    """Refuse a text in which an ORCID iD fails its check digit."""
    for written in mistyped_orcids(text):
        raise forms.ValidationError(
            _("%(orcid)s is no ORCID iD: its check digit does not fit. Look for a slip."),
            params={"orcid": written},
        )


def _area(label, help_text="", *, required=False, rows=4, validators=()):
    return forms.CharField(
        validators=validators,
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class AskForm(forms.Form):
    """A request about one's own data. is_known: somebody signed in asks, who needs no address."""

    use_required_attribute = False

    text = _area(_("In your words"))
    proof = _area(
        _("How we can check that it is you"),
        _(
            "For example a page of your institution that names this address, or your ORCID iD."
            " Send no identity card: if more is needed, you are asked."
        ),
        required=True,
        rows=3,
        validators=[orcids_are_right],
    )
    address = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("The answer comes there. The data steward and the audit see it, nobody else."),
    )

    def __init__(self, *args, person, works, is_known, is_own, **options):
        super().__init__(*args, **options)
        self.person = person
        if is_known:
            del self.fields["address"]
        if is_own:
            del self.fields["proof"]

    def written(self, language):
        """Return what the action takes."""
        said = self.cleaned_data
        return {
            "values": self.values(),
            "text": said["text"],
            "proof": said.get("proof", ""),
            "address": said.get("address", "").lower(),
            "language": language,
        }

    def values(self):
        return {}

    def refuse(self, refusal):
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


class CorrectionForm(AskForm):
    """What is to be put right: the name, the place, works of somebody else."""

    name = forms.CharField(label=_("Name, as you write it"), max_length=200)
    zone = forms.ChoiceField(label=_("Where you work"))
    orcid = OrcidField(label=_("Your ORCID iD"), required=False)
    not_by = forms.MultipleChoiceField(
        label=_("Works that are not yours"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    field_order = ("name", "zone", "orcid", "not_by", "text", "proof", "address")

    def __init__(self, *args, person, works, **options):
        super().__init__(*args, person=person, works=works, **options)
        fields: dict[str, Any] = self.fields
        fields["text"].label = _("Anything else that is wrong")
        fields["name"].initial, fields["zone"].initial = person.name, person.zone
        fields["zone"].choices = [(zone, zone_name(zone)) for zone in Zone.values]
        if orcid_of(person):
            del fields["orcid"]
        if works:
            fields["not_by"].choices = [(one.code, f"{one.title} ({one.year})") for one in works]
        else:
            del fields["not_by"]

    def values(self):
        """Return what differs from what is shown."""
        said = self.cleaned_data
        found = {n: said[n] for n in ("name", "zone") if said[n] != getattr(self.person, n)}
        return found | {name: said[name] for name in ("orcid", "not_by") if said.get(name)}


FORMS = {
    RequestKind.CORRECTION: CorrectionForm,
    RequestKind.OBJECTION: AskForm,
    RequestKind.LEAVING: AskForm,
    RequestKind.TAKE_BACK: AskForm,
}


class AnswerForm(forms.Form):
    """How a data steward answers."""

    use_required_attribute = False

    identity = _area(
        _("How it was seen who asks"),
        _("Needed to grant a request. Name the proof, copy none."),
        rows=2,
    )
    answer = _area(
        _("Answer"),
        _("Whoever asked reads it. Needed to refuse a request, with the reason in law."),
    )


class ClaimForm(forms.Form):
    """How somebody shows that a person is they."""

    use_required_attribute = False

    address = forms.EmailField(
        label=_("Address at your institution"),
        help_text=_(
            "A link is sent there. It decides by itself where the institution is printed on these"
            " works and the address is made of the name."
        ),
        required=False,
    )
    note = _area(
        _("What else an office can check"),
        _("For example your ORCID iD, or a page of your institution. Send no identity card."),
        validators=[orcids_are_right],
    )

    def refuse(self, refusal):
        self.add_error(refusal.field, str(refusal))


class ClaimAnswerForm(forms.Form):
    use_required_attribute = False

    reason = _area(
        _("How it was seen, or why not"), _("Whoever claims the page reads it."), required=True
    )


class ListForm(forms.Form):
    """A list of publications: a file, or its text, which stands here again to be put right."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("File"),
        help_text=_("BibTeX, RIS, the record of ORCID as JSON or XML, or CSV; at most 1 MB."),
        required=False,
        allow_empty_file=True,
    )
    written = forms.CharField(
        label=_("Or the list itself"),
        help_text=_(
            "CSV needs the columns title and year; authors, doi, journal and url may be there."
            " Authors stand apart by semicolons."
        ),
        required=False,
        strip=False,
        max_length=LARGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )

    def clean(self):
        """Put the text of the file, where there is one, in place of what was written."""
        said = super().clean() or {}
        file = said.get("file")
        if file and file.size > LARGEST_LIST:
            self.add_error("file", _("The file is larger than 1 MB."))
        elif file is not None:
            try:
                said["written"] = text_of(file.read())
            except NoList as refusal:
                self.refuse(refusal)
        elif not (said.get("written") or self.errors):
            self.add_error("file", _("Choose a file, or paste the list below."))
        return said

    def refuse(self, refusal):
        field = "file" if self.files.get("file") else "written"
        self.add_error(field, ListFault(refusal.fault).label)

    def again(self):
        """Return a form that holds the text as it was read, to be put right and looked at again."""
        return ListForm(initial={"written": self.cleaned_data["written"]})


class AvailabilityForm(forms.Form):
    """When a person is away, how much they take on, and whether enterprises may ask them.

    person: of whom it is shown at first.
    """

    use_required_attribute = False

    away = PeriodsField(label=_("Away"))
    most_seats = forms.IntegerField(
        label=_("Councils at one time"), min_value=0, max_value=MOST_AT_ONCE
    )
    most_questions = forms.IntegerField(
        label=_("Open questions at one time"),
        help_text=_("Offices may ask you outside any call. 0: nobody asks."),
        min_value=0,
        max_value=MOST_AT_ONCE,
    )
    agrees = forms.BooleanField(
        label=_("Enterprises may be told of me, and may ask me"),
        help_text=_("Nobody has to. Untick it at any time: it ends at once."),
        required=False,
    )

    def __init__(self, *args, person, **options):
        super().__init__(*args, **options)
        periods = absences_of(person).values_list("from_on", "until_on")
        limits = {name: getattr(person, name) for name in ("most_seats", "most_questions")}
        agrees = {"agrees": person.agreed_at is not None}
        self.initial = limits | agrees | {"away": PeriodsField.written(periods)}

    def said(self):
        """Return what the action takes."""
        said = dict(self.cleaned_data)
        return {"away": said.pop("away"), "agrees": said.pop("agrees"), "limits": said}

    def refuse(self, refusal):
        self.add_error(refusal.field, str(refusal))
