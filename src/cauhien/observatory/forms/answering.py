"""What an asked person says: 100 points given out, or parts compared two by two."""

from itertools import combinations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.observatory.bridge.weights import LARGEST_RATIO, TOTAL, compared, furthest
from cauhien.observatory.queries.weights import children_of
from cauhien.observatory.states import Weighing
from cauhien.ui import words
from cauhien.ui.fields import NumberField, Scale

# Saaty's words for how much more one counts than the other.
MORE = {
    9: gettext_lazy("%(name)s extremely more"),
    7: gettext_lazy("%(name)s very much more"),
    5: gettext_lazy("%(name)s much more"),
    3: gettext_lazy("%(name)s a little more"),
}
LONGEST_REMARK = 2000


class AnswerForm(forms.Form):
    """parts: {code: name}. answer: the WeightAnswer as it is so far. asked: {name: field}."""

    use_required_attribute = False

    def __init__(self, data, *, parts, answer, asked):
        super().__init__(data, initial={"remark": answer.remark} | answer.draft)
        self.parts, self.asked = parts, list(asked)
        self.fields |= asked
        self.fields["remark"] = forms.CharField(
            label=_("Why so"),
            help_text=_("Read by who holds the round and by the auditor."),
            widget=forms.Textarea(attrs={"rows": 3}),
            max_length=LONGEST_REMARK,
            required=False,
        )

    def draft(self):
        """Return what was written so far, whether or not it could be signed: {field: text}."""
        written = {name: self.data.get(name, "")[:LONGEST_REMARK] for name in self.fields}
        return {name: text for name, text in written.items() if text}


class PointsForm(AnswerForm):
    def __init__(self, data, *, parts, answer):
        said = {code: words.number(points) for code, points in answer.points.items()}
        asked = {
            f"p_{code}": NumberField(label=name, min_value=0, initial=said.get(code))
            for code, name in parts.items()
        }
        super().__init__(data, parts=parts, answer=answer, asked=asked)

    def clean(self):
        if any(self.cleaned_data.get(name) is None for name in self.asked):
            return
        given = sum(self.cleaned_data[name] for name in self.asked)
        if given != TOTAL:
            message = _("The points come to %(sum)s together; give out exactly 100.")
            raise ValidationError(message % {"sum": words.number(given)})

    def said(self):
        """Return what `give_weights` takes."""
        points = {code: float(self.cleaned_data[f"p_{code}"]) for code in self.parts}
        return {"points": points, "pairs": {}, "remark": self.cleaned_data["remark"]}


class PairsForm(AnswerForm):
    """Comparisons that contradict each other are told once; they may be signed all the same."""

    def __init__(self, data, *, parts, answer):
        pairs = list(combinations(parts, 2))
        asked = {
            f"{first}:{second}": _compared(parts[first], parts[second], (number, len(pairs)))
            for number, (first, second) in enumerate(pairs, start=1)
        }
        for pair, times in answer.pairs.items():
            asked[pair].initial = times
        super().__init__(data, parts=parts, answer=answer, asked=asked)
        if data is not None:
            self.fields["anyway"] = forms.BooleanField(
                label=_("Sign these comparisons all the same"), required=False
            )

    def clean(self):
        given = {pair: self.cleaned_data.get(pair) for pair in self.asked}
        if None in given.values():
            del self.fields["anyway"]
            return
        self.judgement = compared([given])
        if self.judgement.consistency > LARGEST_RATIO and not self.cleaned_data["anyway"]:
            self._tell_contradiction(*furthest(given))

    def _tell_contradiction(self, first, second, times):
        """Beside the comparison that agrees least with the others."""
        told = {
            "ratio": words.number(self.judgement.consistency, 2),
            "most": words.number(LARGEST_RATIO, 2),
            "first": self.parts[first],
            "second": self.parts[second],
            "times": words.number(times, 1),
        }
        message = _(
            "Your comparisons contradict each other: consistency ratio %(ratio)s, good is at most"
            " %(most)s. Look again at “%(first)s” and “%(second)s” first: by your other answers the"
            " first counts %(times)s times as much as the second."
        )
        pair = next(one for one in self.asked if set(one.split(":")) == {first, second})
        self.add_error(pair, message % told)

    def said(self):
        """Return what `give_weights` takes."""
        points = {code: TOTAL * share for code, share in self.judgement.weights.items()}
        pairs = {pair: self.cleaned_data[pair] for pair in self.asked}
        return {"points": points, "pairs": pairs, "remark": self.cleaned_data["remark"]}


def _compared(first, second, counted):
    """Return the field in which two parts are compared. counted: (which pair, of how many)."""
    names = {"first": first, "second": second}
    question = _("Which counts more: %(first)s or %(second)s?") % names
    left = [(times, said % {"name": first}) for times, said in MORE.items()]
    right = [(-times, said % {"name": second}) for times, said in reversed(MORE.items())]
    return forms.TypedChoiceField(
        label="{}/{}. {}".format(*counted, question),
        choices=[*left, (1, _("both alike")), *right],
        coerce=int,
        widget=Scale(ends=(first, second)),
        error_messages={"required": _("Choose an answer.")},
    )


def answer_form(held, answer, data=None):
    """Return the form by which a round is answered."""
    form = PairsForm if held.method == Weighing.PAIRS else PointsForm
    return form(data, parts=children_of(held), answer=answer)
