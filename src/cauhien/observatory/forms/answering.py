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
from cauhien.ui.fields import NumberField

# Saaty's words for how much more one counts than the other; the figure first, as a phone cuts them.
MORE = {
    9: gettext_lazy("9: %(name)s extremely more"),
    7: gettext_lazy("7: %(name)s very much more"),
    5: gettext_lazy("5: %(name)s much more"),
    3: gettext_lazy("3: %(name)s a little more"),
}


class AnswerForm(forms.Form):
    """parts: {code: name}. answer: the WeightAnswer as it is so far. asked: {name: field}."""

    use_required_attribute = False

    def __init__(self, data, *, parts, answer, asked):
        super().__init__(data, initial={"remark": answer.remark})
        self.parts = parts
        self.fields |= asked
        self.fields["remark"] = forms.CharField(
            label=_("Why so"),
            help_text=_("Read by who holds the round and by the auditor."),
            widget=forms.Textarea(attrs={"rows": 3}),
            max_length=2000,
            required=False,
        )


class PointsForm(AnswerForm):
    def __init__(self, data, *, parts, answer):
        said = {code: words.number(points) for code, points in answer.points.items()}
        asked = {
            f"p_{code}": NumberField(label=name, min_value=0, initial=said.get(code))
            for code, name in parts.items()
        }
        super().__init__(data, parts=parts, answer=answer, asked=asked)

    def clean(self):
        names = [f"p_{code}" for code in self.parts]
        if any(self.cleaned_data.get(name) is None for name in names):
            return
        given = sum(self.cleaned_data[name] for name in names)
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
        asked: dict[str, forms.Field] = {}
        for first, second in combinations(parts, 2):
            names = {"first": parts[first], "second": parts[second]}
            asked[f"{first}:{second}"] = forms.TypedChoiceField(
                label=_("Which counts more: %(first)s or %(second)s?") % names,
                choices=_choices(**names),
                coerce=int,
                initial=answer.pairs.get(f"{first}:{second}", ""),
                error_messages={"required": _("Choose an answer.")},
            )
        self.pairs = list(asked)
        if data is not None:
            asked["anyway"] = forms.BooleanField(
                label=_("Sign these comparisons all the same"), required=False
            )
        super().__init__(data, parts=parts, answer=answer, asked=asked)

    def clean(self):
        given = {pair: self.cleaned_data.get(pair) for pair in self.pairs}
        if None in given.values():
            del self.fields["anyway"]
            return
        self.judgement = compared([given])
        if self.judgement.consistency > LARGEST_RATIO and not self.cleaned_data["anyway"]:
            first, second, times = furthest(given)
            told = {
                "ratio": words.number(self.judgement.consistency, 2),
                "most": words.number(LARGEST_RATIO, 2),
                "first": self.parts[first],
                "second": self.parts[second],
                "times": words.number(times, 1),
            }
            raise ValidationError(
                _(
                    "Your comparisons contradict each other: consistency ratio %(ratio)s, good is"
                    " at most %(most)s. Look again at “%(first)s” and “%(second)s” first: by your"
                    " other answers the first counts %(times)s times as much as the second."
                )
                % told
            )

    def said(self):
        """Return what `give_weights` takes."""
        points = {code: TOTAL * share for code, share in self.judgement.weights.items()}
        pairs = {pair: self.cleaned_data[pair] for pair in self.pairs}
        return {"points": points, "pairs": pairs, "remark": self.cleaned_data["remark"]}


def _choices(first, second):
    """Return the scale from the first counting far more to the second doing so."""
    left = [(times, said % {"name": first}) for times, said in MORE.items()]
    right = [(-times, said % {"name": second}) for times, said in reversed(MORE.items())]
    return [("", _("Choose")), *left, (1, _("1: both alike")), *right]


def answer_form(held, answer, data=None):
    """Return the form by which a round is answered."""
    form = PairsForm if held.method == Weighing.PAIRS else PointsForm
    return form(data, parts=children_of(held), answer=answer)
