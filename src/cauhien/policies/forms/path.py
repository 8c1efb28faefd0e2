"""The path: which questions come next, what was answered, and how the address carries it."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from cauhien.policies import bridge, queries
from cauhien.policies.bridge import APPLICANT, Kind
from cauhien.policies.states import FactGroup, MechanismKind
from cauhien.ui import words as written
from cauhien.ui.fields import DayField, NumberField

MOST_RADIOS = 3
CHOSEN = (Kind.CHOICE, Kind.PLACE, Kind.YES_NO)


@dataclass(frozen=True)
class Path:
    """What an address says. vocabulary: {name: Fact of the engine}. groups: {name: FactGroup}.

    raw: {name: text}, what was answered; answers: the same, typed. asked: names of what was asked,
    answered or not, in that order. wants: kinds of mechanisms; none: all but tests for recognition.
    """

    vocabulary: dict
    groups: dict
    raw: dict
    answers: dict
    asked: tuple[str, ...]
    wants: tuple[str, ...]
    on: date
    today: date
    is_shown: bool = False

    @classmethod
    def kept(cls, watch, rows, today):
        """Return the path of the answers that somebody has kept."""
        vocabulary = bridge.vocabulary_of(rows)
        answers = bridge.readable(watch.answers, vocabulary)
        return cls(
            vocabulary=vocabulary,
            groups={row.code: row.group for row in rows},
            raw={name: watch.answers[name] for name in answers},
            answers=answers,
            asked=tuple(answers),
            wants=tuple(watch.wants),
            on=today,
            today=today,
        )

    @classmethod
    def of(cls, query, rows, today):
        """Read an address; rows: of Fact. What it says that cannot be is passed over."""
        vocabulary = bridge.vocabulary_of(rows)
        said = {name: query[name] for name in query if name in vocabulary}
        answers = bridge.readable({name: text for name, text in said.items() if text}, vocabulary)
        return cls(
            vocabulary=vocabulary,
            groups={row.code: row.group for row in rows},
            raw={name: said[name] for name in answers},
            answers=answers,
            asked=tuple(name for name, text in said.items() if name in answers or not text),
            wants=tuple(one for one in MechanismKind.values if one in query.getlist("wants")),
            on=_day(query.get("on"), today),
            today=today,
            is_shown=bool(query.get("show")),
        )

    def chosen(self, mechanisms):
        """Return the mechanisms of the kinds that are looked for, a list."""
        return list(queries.looked_for(mechanisms, self.wants))

    def open_questions(self, chosen):
        """Return the questions that still matter and were not asked, the most useful one first."""
        return bridge.open_questions(chosen, self.vocabulary, self.answers, self.on, self.asked)

    def next_names(self, found):
        """Return the names of the questions of the next page, none where nothing more matters.

        found: of `open_questions`.
        """
        if APPLICANT not in self.asked:
            return self.names_of(FactGroup.WHO, ())
        page = bridge.step(found, self.groups)
        return [name for name in self.vocabulary if name in page]

    def names_of(self, group, found):
        """Return the names of the questions of a group that still matter or were asked before.

        The first page is always whole. found: of `open_questions`.
        """
        names = {*self.asked, *(one.name for one in found)}
        if group == FactGroup.WHO:
            names = {*self.vocabulary}
        return [one for one in self.vocabulary if one in names and self.groups[one] == group]

    def named(self, names):
        return [self.vocabulary[name] for name in dict.fromkeys(names) if name in self.vocabulary]

    def answered(self, raw, names, wants):
        """Return the path after a page on which these names were asked and these answers given."""
        raw = {name: text for name, text in self.raw.items() if name not in names} | raw
        return replace(
            self,
            raw=raw,
            answers=bridge.readable(raw, self.vocabulary),
            asked=(*(name for name in self.asked if name not in names), *names),
            wants=tuple(wants),
            is_shown=False,
        )

    def without(self, names):
        """Return the path as if these had not been asked."""
        bare = self.answered({}, names, self.wants)
        return replace(bare, asked=tuple(name for name in bare.asked if name not in names))

    def further(self):
        """Return the path that goes on with the next questions."""
        return replace(self, is_shown=False)

    def shown(self):
        return replace(self, is_shown=True)

    def pairs(self):
        """Return what an address says, a list of (name, text): nothing of what was left open."""
        said = [(name, self.raw.get(name, "")) for name in self.asked]
        said += [("wants", one) for one in self.wants]
        said += [("on", self.on.isoformat())] if self.on != self.today else []
        return said + ([("show", "1")] if self.is_shown else [])

    def query(self, **more):
        return urlencode([*self.pairs(), *more.items()])

    def before(self, names):
        """Return the address at which what was asked before some questions is changed, or ""."""
        places = (self.asked.index(name) for name in names if name in self.asked)
        earlier = self.asked[: min(places, default=len(self.asked))]
        return self.asking(earlier[-1]) if earlier else ""

    def assessed(self, chosen):
        return bridge.assessed(chosen, self.vocabulary, self.answers, self.on)

    def rows(self, found, language):
        """Return what a page shows of each Assessed, dicts."""
        return [
            {
                "mechanism": one.mechanism,
                "why": one.found.why(language),
                "otherwise": one.found.otherwise(language),
                "missing": [
                    (self.vocabulary[name].asks[language], self.asking(name))
                    for name in one.found.missing
                ],
                "bring": [paper[language] for paper in one.found.bring],
            }
            for one in found
        ]

    def asking(self, name):
        """Return the address at which a question is asked."""
        query = self.further().query(to=self.groups[name])
        return f"{reverse('policies:check')}?{query}#id_{name}"

    def narrowed(self, kinds):
        """Return the address of the same answers for some kinds of mechanisms alone."""
        return f"{reverse('policies:check')}?{replace(self, wants=tuple(kinds)).query()}"

    def in_words(self, language):
        """Return (question, answer) of all that was answered."""
        return [(one["question"], one["answer"]) for one in self.changes(language)]

    def changes(self, language):
        """Return what was answered with the address at which each is changed, dicts."""
        return [
            {
                "question": fact.asks[language],
                "answer": answer_in_words(fact, self.answers[name], language),
                "url": self.asking(name),
            }
            for name, fact in self.vocabulary.items()
            if name in self.answers
        ]

    def kinds_in_words(self):
        """Return the kinds that are looked for, none where all are but tests for recognition."""
        return [MechanismKind(one).label for one in self.wants]

    def standing(self, chosen):
        """Return {answer: [mechanism]} as far as is known."""
        return bridge.standing(chosen, self.vocabulary, self.answers, self.on)


def answer_in_words(fact, value, language):
    """Return a typed answer to a question as people read it."""
    if fact.kind == Kind.YES_NO:
        return _("Yes") if value else _("No")
    if fact.kind == Kind.NUMBER:
        unit = f" {fact.unit[language]}" if fact.unit else ""
        return f"{written.number(value)}{unit}"
    if fact.kind == Kind.DAY:
        return written.day(value)
    return next(one.says[language] for one in fact.options if one.value == value)


class FactsForm(forms.Form):
    """Questions of the path; each may be left unanswered.

    facts: of the engine. wants: whether it is asked what is looked for as well.
    """

    use_required_attribute = False

    def __init__(self, data, *, facts, language, wants=False, **options):
        super().__init__(data, **options)
        self.facts = facts
        for fact in facts:
            field = _field(fact, language)
            field.needed = True  # the page says once that each may be left open
            self.fields[fact.name] = field
        if wants:
            self.fields["wants"] = forms.MultipleChoiceField(
                label=_("What are you looking for?"),
                help_text=_("Nothing chosen: everything but tests for recognition."),
                choices=MechanismKind.choices,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def clean(self):
        for fact in self.facts:
            value = self.cleaned_data.get(fact.name)
            if fact.name in self.errors or value in (None, ""):
                continue
            try:
                bridge.answers_from({fact.name: value}, {fact.name: fact})
            except bridge.BadFact:
                self.add_error(fact.name, _wrong(fact))

    def answers(self):
        """Return {fact: value} of what was answered, as the address carries it."""
        given = {fact.name: self.cleaned_data[fact.name] for fact in self.facts}
        return {
            name: str(bridge.value_as_json(value))
            for name, value in given.items()
            if value not in (None, "")
        }


def _field(fact, language):
    words = {"label": fact.asks[language], "required": False}
    if fact.help:
        words["help_text"] = fact.help[language]
    if fact.kind == Kind.NUMBER:
        words["label"] += f" ({fact.unit[language]})" if fact.unit else ""
        return NumberField(**words)
    if fact.kind == Kind.DAY:
        return DayField(**words)
    if fact.kind == Kind.YES_NO:
        choices = [("yes", _("Yes")), ("no", _("No"))]
    else:
        choices = [(option.value, option.says[language]) for option in fact.options]
    choices.append(("", _("I do not know")))
    if len(choices) <= MOST_RADIOS:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **words)
    return forms.ChoiceField(choices=[choices.pop(), *choices], **words)


def _wrong(fact):
    if fact.whole:
        return _("Enter a whole number that is not below zero.")
    if fact.most is not None:
        return _("Enter a number from %(least)s to %(most)s.") % {
            "least": fact.least,
            "most": fact.most,
        }
    return _("Enter a number that is not below zero.")


def initial(path):
    """Return what a form shows of the answers given."""
    return {
        name: path.raw[name] if path.vocabulary[name].kind in CHOSEN else value
        for name, value in path.answers.items()
    } | {"wants": path.wants}


def _day(text, today):
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return today
