"""What the coordinator lays down of a call: what is asked for, by when, on which terms."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges.forms.problem import ReasonForm
from cauhien.challenges.forms.rows import Column, RowsField
from cauhien.challenges.models import Call
from cauhien.challenges.states import NEEDED_OF_CALL, TOTAL, Award
from cauhien.ui.fields import NumberField
from cauhien.ui.templatetags.ui import either

READ_BY_ALL = gettext_lazy("Everybody reads it, and it stays in the log.")
LOCAL_TIME = "%Y-%m-%dT%H:%M"  # as <input type="datetime-local"> gives it
CRITERIA = (
    Column("name_vi", gettext_lazy("Criterion"), language="vi"),
    Column("weight", gettext_lazy("Weight, of 100"), most=Decimal(TOTAL)),
    Column("anchors_vi", gettext_lazy("What each level means"), lines=5, language="vi"),
    Column("name_en", gettext_lazy("Criterion in English"), language="en"),
    Column("anchors_en", gettext_lazy("Levels in English"), lines=5, language="en"),
)
MILESTONES = (
    Column("title_vi", gettext_lazy("Milestone"), language="vi"),
    Column("title_en", gettext_lazy("In English"), language="en"),
    Column("percent", gettext_lazy("Share of the money, percent"), most=Decimal(TOTAL)),
    Column("due_months", gettext_lazy("Due after months"), most=Decimal(120)),
)
CHECKLIST = (
    Column("text_vi", gettext_lazy("What must be so"), language="vi"),
    Column("text_en", gettext_lazy("In English"), language="en"),
    Column("is_required", gettext_lazy("compulsory"), is_check=True),
    Column("needs_document", gettext_lazy("with a document attached"), is_check=True),
)
ROWS = {"criteria": CRITERIA, "milestones": MILESTONES, "checklist": CHECKLIST}
SECTIONS = (
    (gettext_lazy("What is asked for"), ("summary_vi", "summary_en", "procedure", "contact")),
    (gettext_lazy("By when"), ("opens_at", "closes_at")),
    (gettext_lazy("How files are judged"), ("criteria", "checklist")),
    (gettext_lazy("Money"), ("budget", "award", "milestones")),
    (
        gettext_lazy("Terms"),
        ("ip_terms_vi", "confidentiality_terms_vi", "ip_terms_en", "confidentiality_terms_en"),
    ),
)


def _moment(label, help_text):
    return forms.DateTimeField(
        label=label,
        help_text=help_text,
        required=False,
        input_formats=[LOCAL_TIME, f"{LOCAL_TIME}:%S"],
        widget=forms.DateTimeInput(format=LOCAL_TIME, attrs={"type": "datetime-local"}),
        error_messages={"invalid": gettext_lazy("Enter a day and a time.")},
    )


class CallForm(forms.ModelForm):
    """A call that is being prepared. Nothing is compulsory before it is frozen."""

    use_required_attribute = False

    opens_at = _moment(
        gettext_lazy("Files are received from"), gettext_lazy("In the time of the city.")
    )
    closes_at = _moment(
        gettext_lazy("Files are received until"),
        gettext_lazy("What has come in by then counts, by the clock of the server."),
    )
    budget = NumberField(label=gettext_lazy("Budget, VND"), required=False)
    criteria = RowsField(
        CRITERIA,
        cards=gettext_lazy("Criterion"),
        spare=3,
        label=gettext_lazy("Criteria"),
        help_text=gettext_lazy(
            "The weights total 100. Say in one line for each level what it means, "
            "the lowest level first."
        ),
        required=False,
    )
    milestones = RowsField(
        MILESTONES,
        cards=gettext_lazy("Milestone"),
        label=gettext_lazy("Milestones"),
        help_text=gettext_lazy("Of a contract. The shares total 100."),
        required=False,
    )
    checklist = RowsField(
        CHECKLIST,
        cards=gettext_lazy("Line"),
        spare=3,
        label=gettext_lazy("Checklist of eligibility"),
        help_text=gettext_lazy("By these lines a file is found eligible, or not."),
        required=False,
    )

    class Meta:
        model = Call
        fields = [
            "procedure",
            "summary_vi",
            "summary_en",
            "award",
            "ip_terms_vi",
            "ip_terms_en",
            "confidentiality_terms_vi",
            "confidentiality_terms_en",
            "contact",
            "opens_at",
            "closes_at",
            "budget",
        ]
        labels = {
            "procedure": gettext_lazy("Procedure"),
            "summary_vi": gettext_lazy("What is asked for, in a few sentences"),
            "summary_en": gettext_lazy("The same in English"),
            "ip_terms_en": gettext_lazy("Intellectual property, in English"),
            "confidentiality_terms_en": gettext_lazy("Confidentiality, in English"),
        }
        help_texts = {
            "contact": gettext_lazy("The office that answers, with a telephone number or e-mail."),
            "ip_terms_vi": gettext_lazy("Who owns what comes out of it, and who may use it."),
            "confidentiality_terms_vi": gettext_lazy("What stays confidential, and how."),
        }
        widgets = {
            name: forms.Textarea(attrs={"rows": 4, "lang": name[-2:]})
            for name in (
                "summary_vi",
                "summary_en",
                "ip_terms_vi",
                "ip_terms_en",
                "confidentiality_terms_vi",
                "confidentiality_terms_en",
            )
        }

    def __init__(self, *args, procedures=None, rows=None, without=(), **options):
        super().__init__(*args, **options)
        for name in without:
            del self.fields[name]
        if procedures is not None:
            procedure: Any = self.fields["procedure"]
            procedure.queryset = procedures
            procedure.empty_label = _("Choose a procedure")
            procedure.label_from_instance = lambda one: either(one.name_vi, one.name_en)
        award: Any = self.fields["award"]
        award.choices = [("", _("Choose one")), *Award.choices]
        self.initial.update(rows or {})
        self.order_fields([name for _title, names in SECTIONS for name in names])
        for name in self.fields.keys() & {*NEEDED_OF_CALL, "criteria"}:
            field: Any = self.fields[name]
            field.needed = True  # not to save, but to freeze

    def sections(self):
        """Return [(heading, fields)] in the order of the page."""
        shown = [
            (title, [self[name] for name in names if name in self.fields])
            for title, names in SECTIONS
        ]
        return [(title, fields) for title, fields in shown if fields]

    def clean(self):
        said = super().clean() or {}
        opens_at, closes_at = said.get("opens_at"), said.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", _("It closes before it opens."))
        for name, columns in ROWS.items():
            first = columns[0]
            if any(not row[first.name] for row in said.get(name, ())):
                self.add_error(name, _("A row lacks: %(what)s.") % {"what": first.label})
        return said

    def written(self):
        """Return {field: value} of what was typed and can be kept."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ROWS}

    def rows(self):
        """Return {kind of row: [{column: value}]} of what can be kept, as models take it."""
        return {
            name: [_as_kept(row, columns) for row in self.cleaned_data[name]]
            for name, columns in ROWS.items()
            if name in self.cleaned_data
        }

    def refuse(self, missing):
        """Say beside each field what is missing, and put the cursor into the first."""
        for name, what in missing.items():
            self.add_error(name if name in self.fields else None, what)
        self.focus_first_error()

    def focus_first_error(self):
        self.focuses_field = True
        for _title, fields in self.sections():
            for field in fields:
                if field.errors:
                    field.field.widget.attrs["autofocus"] = True
                    return


class ChangeForm(ReasonForm):
    """Why an open call is changed, and whether files sent before must be confirmed."""

    needs_confirmation = forms.BooleanField(
        label=gettext_lazy("Whoever has sent a file must confirm it under the new text"),
        required=False,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, read_by=READ_BY_ALL, **options)


class ExtendForm(ReasonForm):
    """Until when an open call receives files from now on, and why."""

    closes_at = _moment(
        gettext_lazy("Files are received until"), gettext_lazy("Later than is known today.")
    )
    field_order = ["closes_at", "reason"]

    def __init__(self, *args, **options):
        super().__init__(*args, read_by=READ_BY_ALL, **options)
        self.fields["closes_at"].required = True


def shown_rows(rows):
    """Return rows as they are kept, as the form shows them."""
    return {
        name: [
            {column.name: _as_typed(row[column.name], column) for column in columns}
            for row in rows[name]
        ]
        for name, columns in ROWS.items()
    }


def _as_kept(row, columns):
    return {column.name: _kept(row[column.name], column) for column in columns}


def _kept(value, column):
    if column.is_check:
        return bool(value)
    if column.is_number:
        return int(Decimal(value or 0))
    if column.lines > 1:
        return [line.strip() for line in value.splitlines() if line.strip()]
    return value


def _as_typed(value, column):
    if column.is_check:
        return "yes" if value else ""
    return "\n".join(value) if column.lines > 1 else str(value)
