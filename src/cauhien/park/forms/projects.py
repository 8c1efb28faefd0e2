"""Investment projects, what is known of them on a day, lots, and tables of projects."""

import json
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.core.text import sort_key
from cauhien.organisations.queries import organisations_called
from cauhien.park.actions.projects import COLUMNS
from cauhien.park.forms.dated import AmountForm, DatedForm, Refusable, chosen
from cauhien.park.models import InvestmentProject, Lot
from cauhien.park.queries.parks import possible_parents
from cauhien.park.states import (
    CapitalKind,
    Currency,
    FigureKind,
    Status,
    Tier,
    nationalities,
    nationality_name,
)
from cauhien.ui.fields import NumberField

LOT = ("name", "project", "area_ha", "latitude", "longitude", "outline", "document")


class ProjectForm(Refusable, forms.ModelForm):
    """An investment project with its investor."""

    area_ha = NumberField(label=gettext_lazy("Area in hectares"), required=False)
    investor_name = forms.CharField(label=gettext_lazy("Investor"), max_length=300, required=False)
    nationality = forms.ChoiceField(label=gettext_lazy("Nationality"), required=False)
    tier = forms.ChoiceField(
        label=gettext_lazy("Kind of investor"),
        choices=lambda: chosen(Tier.choices, _("not stated")),
        required=False,
    )
    organisation = forms.CharField(
        label=gettext_lazy("Organisation in the register"),
        help_text=gettext_lazy("Its whole name or its code. Leave it empty where it is not there."),
        required=False,
    )
    field_order = ["name_vi", "name_en", "investor_name", "nationality", "tier", "organisation"]

    class Meta:
        model = InvestmentProject
        fields = COLUMNS
        labels = {
            "number": gettext_lazy("Stands for how many projects"),
            "parent": gettext_lazy("Inside the project"),
        }
        help_texts = {
            "parent": gettext_lazy(
                "What is inside another project is never counted beside it: where the outer one "
                "states its capital, that of the inner one is in it."
            ),
            "number": gettext_lazy("More than 1 only where one entry speaks of several licences."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        parent, nationality = self.fields["parent"], self.fields["nationality"]
        assert isinstance(parent, forms.ModelChoiceField)
        assert isinstance(nationality, forms.ChoiceField)
        parent.queryset = possible_parents(self.instance)
        parent.empty_label = _("not inside another one")
        investor = self.instance.investor
        names = nationalities()
        if investor and investor.nationality:
            names.setdefault(investor.nationality, nationality_name(investor.nationality))
        ordered = sorted(names.items(), key=lambda pair: sort_key(pair[1]))
        nationality.choices = [("", _("not stated")), *ordered]
        if investor:
            known = {
                "investor_name": investor.name,
                "nationality": investor.nationality,
                "tier": investor.tier,
                "organisation": self._named(investor.organisation),
            }
            self.initial.update(known)

    def _named(self, organisation):
        return f"{organisation} ({organisation.code})" if organisation else ""

    def clean_organisation(self):
        said = self.cleaned_data["organisation"].strip()
        found = organisations_called(said) if said else []
        if said and len(found) != 1:
            message = _("The register has no single organisation of this name. Enter its code.")
            raise forms.ValidationError(message)
        return found[0] if found else None

    def values(self):
        return {name: self.cleaned_data[name] for name in COLUMNS}

    def investor(self):
        given = self.cleaned_data
        names = ("nationality", "tier", "organisation")
        return {"name": given["investor_name"]} | {name: given[name] for name in names}


class StatusForm(DatedForm):
    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        choices=lambda: chosen(Status.choices),
        widget=forms.RadioSelect,
    )
    field_order = ["status", "on_date", "precision", "document", "source_url"]


class BeginForm(ProjectForm, StatusForm):
    """A new project: what it is, and how it stands."""

    field_order = [*ProjectForm.field_order, *StatusForm.field_order]

    def stated_status(self):
        names = ("status", "on_date", "precision", "document", "source_url")
        return {name: self.cleaned_data[name] for name in names}

    def values(self):
        return ProjectForm.values(self)


class CapitalForm(AmountForm, DatedForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Capital"),
        help_text=gettext_lazy(
            "Each is the whole on its day: registered as adjusted, or disbursed until then."
        ),
        choices=lambda: chosen(CapitalKind.choices),
        widget=forms.RadioSelect,
    )
    field_order = [
        *("kind", "amount", "scale", "currency", "qualifier"),
        *("on_date", "precision", "document", "source_url"),
    ]

    def values(self):
        given = dict(self.cleaned_data)
        given["amount"] *= Decimal(given.pop("scale"))
        return given


class FigureForm(DatedForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What is counted"),
        choices=lambda: chosen(FigureKind.choices),
        widget=forms.RadioSelect,
    )
    value = NumberField(label=gettext_lazy("Value"))
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"),
        help_text=gettext_lazy("Only of spending; the value in full."),
        choices=lambda: chosen(Currency.choices, _("no money")),
        required=False,
    )
    qualifier = AmountForm.base_fields["qualifier"]
    field_order = ["kind", "value", "currency", "qualifier"]

    def clean(self):
        given = super().clean()
        is_money = given.get("kind") == FigureKind.RESEARCH_SPENDING
        if is_money and not given.get("currency"):
            self.add_error("currency", _("Say in which currency."))
        if not is_money:
            given["currency"] = ""
        return given


class ReasonForm(Refusable):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StatusAgain(StatusForm, ReasonForm):
    """A status in the place of one that is withdrawn, and why."""


class CapitalAgain(CapitalForm, ReasonForm):
    """An amount in the place of one that is withdrawn, and why."""


class FigureAgain(FigureForm, ReasonForm):
    """A figure in the place of one that is withdrawn, and why."""


class Degrees(forms.FloatField):
    """Degrees as maps write them, 21.0134, or with the comma that phones in Vietnamese offer."""

    def __init__(self, *, most, **options):
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        bounds = {"min_value": -most, "max_value": most}
        super().__init__(required=False, widget=widget, **bounds, **options)

    def to_python(self, value):
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class LotForm(Refusable, forms.ModelForm):
    area_ha = NumberField(label=gettext_lazy("Area in hectares"), required=False)
    outline = forms.CharField(
        label=gettext_lazy("Outline as GeoJSON"),
        help_text=gettext_lazy(
            "A Polygon in WGS 84. Without one, the centre point is enough for the plan."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    latitude = Degrees(label=gettext_lazy("Latitude of the centre"), most=90)
    longitude = Degrees(label=gettext_lazy("Longitude of the centre"), most=180)

    class Meta:
        model = Lot
        fields = LOT

    def __init__(self, *args, park, **kwargs):
        super().__init__(*args, **kwargs)
        project = self.fields["project"]
        assert isinstance(project, forms.ModelChoiceField)
        rows = InvestmentProject.objects.filter(park=park)
        project.label = _("Project")
        project.queryset = rows.order_by("sort_key", "id")
        project.empty_label = _("no project on it")
        if self.instance.outline:
            self.initial["outline"] = json.dumps(self.instance.outline)

    def clean_outline(self):
        written = self.cleaned_data["outline"].strip()
        try:
            return json.loads(written) if written else None
        except (ValueError, RecursionError):
            raise forms.ValidationError(_("This is no GeoJSON object.")) from None

    def clean(self):
        super().clean()
        given = self.cleaned_data
        for one, other in (("latitude", "longitude"), ("longitude", "latitude")):
            if given.get(one) is not None and given.get(other) is None and not self.errors:
                self.add_error(other, _("A point has both."))
        return given

    def _post_clean(self):
        """Leave the lot as it is: the action checks the outline before it is written."""

    def values(self):
        return {name: self.cleaned_data[name] for name in LOT}


class SheetForm(Refusable):
    file = forms.FileField(
        label=gettext_lazy("Table"),
        help_text=gettext_lazy("XLSX of at most 5 MB, with the columns of the table taken away."),
    )
