"""What is written of a decision, and of a request for review."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges.models import Initiative
from cauhien.review.queries import decision as decisions
from cauhien.review.states import DecisionKind, Outcome
from cauhien.ui.templatetags.ui import either

LONGEST = 20_000


@dataclass(frozen=True)
class FilePart:
    """The fields of one file. reasons: of each criterion; english: all of it in English."""

    initiative: Initiative
    conclusion: object
    fields: tuple
    reasons: tuple
    english: tuple

    @property
    def has_english(self):
        """Whether the fields of the English reasons are opened: one is filled in or wrong."""
        return any(field.value() or field.errors for field in self.english)


class NeededText(forms.CharField):
    """A text that signing needs, though a draft is saved without it."""

    needed = True


class NeededChoice(forms.ChoiceField):
    needed = True


def long_text(label, help_text="", *, rows=3, needed=False):
    """Return a field of running text. needed: not to save a draft, but to sign it."""
    field = NeededText if needed else forms.CharField
    return field(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": rows}),
    )


class DecisionForm(forms.Form):
    """A whole decision. Nothing is required to save it; `missing` says what signing needs.

    said: of decisions.Said, what stands in it so far. draft: a Decision or None. changes: the
    Decision that this one is to change, whose risk stands until it is written otherwise.
    """

    revision = forms.IntegerField(min_value=0)

    def __init__(self, data=None, *, challenge, kind, said, draft, changes=None):
        self.kind, self.said = kind, said
        self.criteria = list(decisions.criteria_of(challenge))
        mine = draft if draft and draft.kind == kind else None
        shown, names = (mine, _texts()) if mine else (changes, ("risk_note", "risk_note_en"))
        initial = {name: getattr(shown, name) for name in names} if shown else {}
        super().__init__(data, initial=initial)
        self.fields |= _texts()
        for one in said:
            self._add(one)

    def parts(self):
        """Return the FilePart of each file, for the page."""
        return [self._part(one) for one in self.said]

    def texts(self):
        return {name: self.cleaned_data[name].strip() for name in _texts()}

    def written(self):
        """Return the Said of each file as it was entered."""
        return [self._written(one.initiative) for one in self.said]

    def show(self, missing):
        """Set what is missing beside its fields."""
        for name, say in missing.items():
            self.add_error(name if name in self.fields else None, say)

    def _add(self, said):
        code, number = said.initiative.code, said.initiative.number
        outcomes: list[tuple[str, str]] = [(Outcome.SELECT, _("select"))]
        if self.kind != DecisionKind.RESERVE:
            outcomes = [
                ("", _("not decided as yet")),
                *outcomes,
                (Outcome.RESERVE, _("put on the reserve list")),
                (Outcome.REFUSE, _("do not select")),
            ]
        self._give(
            f"{code}-outcome",
            NeededChoice(label=_("Decision"), choices=outcomes, required=False),
            said.outcome,
            number,
        )
        if self.kind != DecisionKind.RESERVE:
            place = forms.IntegerField(
                label=_("Place on the reserve list"), min_value=1, max_value=99, required=False
            )
            self._give(f"{code}-place", place, said.reserve_place, number)
        for one in self.criteria:
            name = either(one.name_vi, one.name_en)
            label = _("Reason: %(criterion)s") % {"criterion": name}
            reason = long_text(label, needed=True)
            self._give(f"{code}-reason-{one.number}", reason, said.reason(one.number), number)
            label = _("Reason in English: %(criterion)s") % {"criterion": name}
            english = said.reason(one.number, "en")
            self._give(f"{code}-reason-{one.number}-en", long_text(label), english, number)
        departure = long_text(
            _("Why the council is not followed"),
            _("Only where you decide otherwise than it recommended."),
        )
        self._give(f"{code}-departure", departure, said.departure, number)
        english = long_text(_("Why the council is not followed, in English"))
        self._give(f"{code}-departure-en", english, said.departure_en, number)

    def _give(self, name, field, initial, number):
        field.initial = initial
        field.belongs_to = _("File %(number)s") % {"number": number}
        self.fields[name] = field

    def _part(self, said):
        code = said.initiative.code
        plain = (f"{code}-outcome", f"{code}-place", f"{code}-departure")
        english = [f"{code}-reason-{one.number}-en" for one in self.criteria]
        english.append(f"{code}-departure-en")
        return FilePart(
            said.initiative,
            decisions.conclusion_of(said.initiative),
            tuple(self[name] for name in plain if name in self.fields),
            tuple(self[f"{code}-reason-{one.number}"] for one in self.criteria),
            tuple(self[name] for name in english),
        )

    def _written(self, initiative):
        code, given = initiative.code, self.cleaned_data
        outcome = given[f"{code}-outcome"]
        reasons = {
            str(one.number): {
                "vi": given[f"{code}-reason-{one.number}"].strip(),
                "en": given[f"{code}-reason-{one.number}-en"].strip(),
            }
            for one in self.criteria
        }
        return decisions.Said(
            initiative,
            outcome,
            given.get(f"{code}-place") if outcome == Outcome.RESERVE else None,
            reasons,
            given[f"{code}-departure"].strip(),
            given[f"{code}-departure-en"].strip(),
        )


class RequestForm(forms.Form):
    """A team asks for a review."""

    text = long_text(gettext_lazy("What should be looked at again, and why"), rows=8, needed=True)


class AnswerRequestForm(forms.Form):
    """The reasons of an answer to a request, which are published."""

    answer_vi = long_text(
        gettext_lazy("Reasons of the answer"),
        gettext_lazy("Everybody reads them: do not name a team that was not selected."),
        rows=6,
        needed=True,
    )
    answer_en = long_text(gettext_lazy("Reasons in English"), rows=6)

    def answer(self):
        return self.cleaned_data["answer_vi"], self.cleaned_data["answer_en"]


def _texts():
    return {
        "summary_vi": long_text(_("Decision in plain words"), rows=4, needed=True),
        "summary_en": long_text(_("Decision in plain words, in English"), rows=4),
        "risk_note": long_text(
            _("Risk that is accepted, and why"),
            _("Law on science, technology and innovation 2025: risk that is accepted is stated."),
        ),
        "risk_note_en": long_text(_("Risk that is accepted, and why, in English")),
    }
