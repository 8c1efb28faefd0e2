"""What a member writes of a file: for each criterion a level, why, the passage, how sure."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.review.actions.scores import WRITTEN_OF_REVIEW, WRITTEN_OF_SCORE
from cauhien.review.states import Confidence
from cauhien.ui.templatetags.ui import either
from cauhien.ui.words import language

LONGEST = 10_000


def _text(label, help_text="", rows=3):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ReviewForm(forms.Form):
    """The review of one file. Nothing is compulsory before it is submitted.

    criteria: of the call. levels: how many the procedure has. is_change: it was submitted, and is
    changed with a reason.
    """

    use_required_attribute = False

    comment = _text(
        gettext_lazy("For the council"),
        gettext_lazy("Strengths, weaknesses, questions. The team does not read it."),
        rows=4,
    )
    to_team = _text(
        gettext_lazy("For the team"),
        gettext_lazy(
            "What would make it better. The team reads it after the decision, without your name."
        ),
        rows=4,
    )

    def __init__(self, *args, criteria, levels, is_change=False, **options):
        super().__init__(*args, **options)
        self.criteria = criteria
        for criterion in criteria:
            self.fields |= _fields_of(criterion, levels)
        if is_change:
            self.fields["change_reason"] = _text(
                _("Why you change it"),
                _("Everybody who reads the review reads this; the log keeps what it said before."),
            )
        self.order_fields([name for name in self.fields if name not in WRITTEN_OF_REVIEW])

    @classmethod
    def of(cls, review, data=None, *, criteria, is_change=False):
        """Return the form of a review, filled with what is kept of it."""
        initial = {name: getattr(review, name) for name in WRITTEN_OF_REVIEW}
        for score in review.scores.all():
            for name in WRITTEN_OF_SCORE:
                initial[f"{name}_{score.criterion.number}"] = getattr(score, name)
        levels = review.seat.council.challenge.call.procedure.levels
        how = {"criteria": criteria, "levels": levels, "is_change": is_change}
        return cls(data, initial=initial, **how)

    def rows(self):
        """Return [(criterion, its fields bound)] in the order of the page."""
        return [
            (one, [self[f"{name}_{one.number}"] for name in WRITTEN_OF_SCORE])
            for one in self.criteria
        ]

    def endings(self):
        """Return the fields that are about the file as a whole."""
        names = (*WRITTEN_OF_REVIEW, "change_reason")
        return [self[name] for name in names if name in self.fields]

    def written(self):
        """Return what was typed and can be kept, as `actions.write_review` wants it."""
        said = {n: self.cleaned_data[n] for n in WRITTEN_OF_REVIEW if n in self.cleaned_data}
        scores = {
            one.number: {
                name: self.cleaned_data[f"{name}_{one.number}"]
                for name in WRITTEN_OF_SCORE
                if f"{name}_{one.number}" in self.cleaned_data
            }
            for one in self.criteria
        }
        return said | {"scores": scores}

    def differences(self):
        """Return [(label, what is saved)] of the fields in which what was typed differs."""
        return [(self[name].label, self.initial.get(name)) for name in self.changed_data]

    def refuse(self, refusal):
        """Say beside each field what is missing; the cursor goes into the first."""
        for (number, name), say in refusal.missing.items():
            self.add_error(f"{name}_{number}" if number else name, say)
        if not refusal.missing:
            self.add_error(None, str(refusal))
        self.focus_first_error()

    def focus_first_error(self):
        for name in self.fields:
            if name in self.errors:
                self.focuses_field = True
                self.fields[name].widget.attrs["autofocus"] = True
                return


def _fields_of(criterion, levels):
    number = criterion.number
    fields: dict[str, Any] = {
        f"level_{number}": forms.TypedChoiceField(
            label=_("Level"),
            choices=[(at, _level(criterion, at)) for at in range(1, levels + 1)],
            coerce=int,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
        ),
        f"reason_{number}": _text(_("Reason")),
        f"evidence_{number}": _text(
            _("Passage it rests on"),
            _("Quote the file, with the place; where it says nothing of it, write that."),
            rows=2,
        ),
        f"confidence_{number}": forms.ChoiceField(
            label=_("How sure you are"),
            choices=Confidence.choices,
            required=False,
            widget=forms.RadioSelect,
        ),
    }
    for field in fields.values():
        field.needed = True  # not to save a draft, but to submit it
        field.belongs_to = either(criterion.name_vi, criterion.name_en)
    return fields


def _level(criterion, level):
    anchor = anchor_of(criterion, level)
    return f"{level}: {anchor}" if anchor else str(level)


def anchor_of(criterion, level):
    """Return what a level of a criterion means, in the reader's language where it has one."""
    names = ("anchors_vi", "anchors_en") if language() == "vi" else ("anchors_en", "anchors_vi")
    for name in names:
        anchors = getattr(criterion, name)
        if level <= len(anchors) and anchors[level - 1]:
            return anchors[level - 1]
    return ""
