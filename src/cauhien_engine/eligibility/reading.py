"""JSON to rules and facts, and back; what is wrong is named by its place, "$.condition.all[1]"."""

from datetime import date
from decimal import Decimal

from cauhien_engine.eligibility.conditions import (
    MIRRORED,
    OPERATORS,
    All,
    Any,
    AtDate,
    Compare,
    Elapsed,
    Not,
    OneOf,
    Within,
)
from cauhien_engine.eligibility.facts import Basis, Fact, Kind, Option, Phrase
from cauhien_engine.eligibility.rules import Rule

ORDERED = (Kind.NUMBER, Kind.DAY)
DEEPEST = 12
_LENGTH = 2_000


class BadRule(ValueError):
    """What was read is no rule. place: where, as "$.condition.all[1].basis.article"."""

    def __init__(self, place, what):
        super().__init__(f"{place}: {what}")
        self.place, self.what = place, what


class BadFact(ValueError):
    """What was answered does not fit the question. name: of the fact."""

    def __init__(self, name, what):
        super().__init__(f"{name}: {what}")
        self.name, self.what = name, what


def rule_from(data, vocabulary):
    """Return the Rule that a JSON object describes. vocabulary: {name: Fact}. Raises BadRule.

    >>> rule_from({"id": "IR-1"}, {})
    Traceback (most recent call last):
    ...
    cauhien_engine.eligibility.reading.BadRule: $.version: is missing
    """
    at = "$"
    _object(data, at)
    rule = Rule(
        id=_text(data, "id", at),
        version=_text(data, "version", at),
        title=_phrase(data, "title", at),
        basis=_basis(data, at),
        since=_day(data, "since", at),
        until=_day(data, "until", at),
        fixed=frozenset(_texts(data, "fixed", at)),
        bring=tuple(_said(x, f"$.bring[{n}]") for n, x in enumerate(_list(data, "bring", at))),
        condition=condition_from(_needed(data, "condition", at), vocabulary, "$.condition"),
    )
    if rule.since and rule.until and rule.until < rule.since:
        raise BadRule("$.until", "lies before since")
    if unknown := rule.fixed - vocabulary.keys():
        raise BadRule("$.fixed", f"no such fact: {min(unknown)}")
    return rule


def condition_from(data, vocabulary, at="$", depth=0):
    """Return the condition that a JSON object describes. at: its place, for what is wrong."""
    _object(data, at)
    if depth > DEEPEST:
        raise BadRule(at, f"lies deeper than {DEEPEST}")
    words = {"all", "any", "not", "test"} & data.keys()
    if len(words) != 1:
        raise BadRule(at, 'wants one of "all", "any", "not" and "test"')
    [word] = words
    if word == "test":
        return _atom(data, vocabulary, at)
    if word == "not":
        return Not(condition_from(data["not"], vocabulary, f"{at}.not", depth + 1))
    parts = _list(data, word, at)
    if not parts:
        raise BadRule(f"{at}.{word}", "has no part")
    found = tuple(
        condition_from(part, vocabulary, f"{at}.{word}[{n}]", depth + 1)
        for n, part in enumerate(parts)
    )
    return All(found) if word == "all" else Any(found)


def facts_from(data):
    """Return {name: Fact} of a list of JSON objects, in their order. Raises BadRule."""
    found = {}
    for n, one in enumerate(data):
        fact = fact_from(one, f"$[{n}]")
        if fact.name in found:
            raise BadRule(f"$[{n}].name", "is there twice")
        found[fact.name] = fact
    return found


def fact_from(data, at="$"):
    """Return the Fact that a JSON object describes. at: its place, for what is wrong."""
    _object(data, at)
    kind = _one_of(data, "kind", at, list(Kind))
    options = tuple(
        Option(_text(_object(x, f"{at}.options[{n}]"), "value", f"{at}.options[{n}]"),
               _phrase(x, "says", f"{at}.options[{n}]"))
        for n, x in enumerate(_list(data, "options", at))
    )  # fmt: skip
    if bool(options) != (kind in (Kind.CHOICE, Kind.PLACE)):
        raise BadRule(f"{at}.options", "belong to a choice or a place, and to nothing else")
    return Fact(
        name=_text(data, "name", at),
        kind=Kind(kind),
        asks=_phrase(data, "asks", at),
        help=_phrase(data, "help", at) if "help" in data else None,
        options=options,
        unit=_phrase(data, "unit", at) if "unit" in data else None,
        whole=data.get("whole") is True,
        least=_number(data, "least", at),
        most=_number(data, "most", at),
        shown_by=_phrase(data, "shown_by", at) if "shown_by" in data else None,
        after=_text(data, "after", at) if "after" in data else "",
    )


def answers_from(data, vocabulary):
    """Return {fact: value} of texts or JSON values; what is empty is left out. Raises BadFact.

    >>> ask = {"workers": Fact("workers", Kind.NUMBER, Phrase("", ""), whole=True)}
    >>> answers_from({"workers": "12", "other": ""}, ask)
    {'workers': Decimal('12')}
    >>> answers_from({"workers": "many"}, ask)
    Traceback (most recent call last):
    ...
    cauhien_engine.eligibility.reading.BadFact: workers: is no number
    """
    given = {name: value for name, value in data.items() if value not in ("", None)}
    if unknown := given.keys() - vocabulary.keys():
        raise BadFact(min(unknown), "no such fact")
    return {name: _value(vocabulary[name], value) for name, value in given.items()}


def value_as_json(value):
    """Return a value of a fact as JSON knows it: a number, a text, true or false."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def rule_as_json(rule):
    """Return a Rule as `rule_from` reads it."""
    return _lean(
        {
            "id": rule.id,
            "version": rule.version,
            "title": vars(rule.title),
            "basis": _basis_as_json(rule.basis),
            "since": rule.since and rule.since.isoformat(),
            "until": rule.until and rule.until.isoformat(),
            "fixed": sorted(rule.fixed),
            "bring": [vars(one) for one in rule.bring],
            "condition": condition_as_json(rule.condition),
        }
    )


def condition_as_json(condition):
    """Return a condition as `condition_from` reads it."""
    match condition:
        case Not(part):
            return {"not": condition_as_json(part)}
        case All(parts):
            return {"all": [condition_as_json(part) for part in parts]}
        case Any(parts):
            return {"any": [condition_as_json(part) for part in parts]}
    said = _lean({"test": _TESTS[type(condition)], "fact": condition.fact})
    return said | _own(condition) | {
        "says": vars(condition.says), "basis": _basis_as_json(condition.basis)
    }  # fmt: skip


def _own(atom):
    match atom:
        case Compare():
            return {"is": atom.operator, "value": value_as_json(atom.value)}
        case OneOf():
            return {"values": list(atom.values)} | ({"open": True} if atom.is_open else {})
        case Within():
            return {"place": atom.place}
        case Elapsed():
            return {"is": atom.operator, "months": atom.months}
    days = {"since": atom.since, "until": atom.until}
    return {name: day.isoformat() for name, day in days.items() if day}


_TESTS = {
    Compare: "compare",
    OneOf: "in",
    Within: "within",
    Elapsed: "elapsed",
    AtDate: "at_date",
}


def _atom(data, vocabulary, at):
    test = _one_of(data, "test", at, list(_TESTS.values()))
    said = {"says": _phrase(data, "says", at), "basis": _basis(data, at)}
    if test == "at_date":
        days = {name: _day(data, name, at) for name in ("since", "until")}
        return AtDate(**said, **days)
    name = _text(data, "fact", at)
    if name not in vocabulary:
        raise BadRule(f"{at}.fact", f"no such fact: {name}")
    return _READ[test](data, vocabulary[name], at, said | {"fact": name})


def _compare(data, fact, at, said):
    known = list(OPERATORS) if fact.kind in ORDERED else ["==", "!="]
    operator = _one_of(data, "is", at, known)
    try:
        value = _value(fact, _needed(data, "value", at))
    except BadFact as wrong:
        raise BadRule(f"{at}.value", wrong.what) from None
    return Compare(operator=operator, value=value, **said)


def _one_of_values(data, fact, at, said):
    _wants(fact, (Kind.CHOICE,), at)
    values = tuple(_texts(data, "values", at))
    for n, value in enumerate(values):
        if value not in fact.values:
            raise BadRule(f"{at}.values[{n}]", f"{fact.name} has no option {value}")
    if not values:
        raise BadRule(f"{at}.values", "has no value")
    return OneOf(values=values, is_open=data.get("open") is True, **said)


def _within(data, fact, at, said):
    _wants(fact, (Kind.PLACE,), at)
    return Within(place=_text(data, "place", at), **said)


def _elapsed(data, fact, at, said):
    _wants(fact, (Kind.DAY,), at)
    months = data.get("months")
    if not isinstance(months, int) or isinstance(months, bool) or not 0 <= months <= 12_000:
        raise BadRule(f"{at}.months", "is no whole number from 0 to 12000")
    return Elapsed(operator=_one_of(data, "is", at, list(MIRRORED)), months=months, **said)


_READ = {"compare": _compare, "in": _one_of_values, "within": _within, "elapsed": _elapsed}


def _wants(fact, kinds, at):
    if fact.kind not in kinds:
        raise BadRule(f"{at}.fact", f"{fact.name} is a {fact.kind}, which this test does not take")


def _value(fact, given):
    """Return what answers a fact, typed; raises BadFact."""
    match fact.kind:
        case Kind.YES_NO:
            known = {"yes": True, "true": True, "no": False, "false": False}
            found = known.get(str(given).lower())
            if found is None:
                raise BadFact(fact.name, "is neither yes nor no")
            return found
        case Kind.NUMBER:
            return _bounded(fact, given)
        case Kind.DAY:
            try:
                return date.fromisoformat(str(given))
            except ValueError:
                raise BadFact(fact.name, "is no day written as 2026-11-24") from None
    if given not in fact.values:
        raise BadFact(fact.name, f"is none of: {', '.join(fact.values)}")
    return given


def _bounded(fact, given):
    number = _decimal(given)
    if number is None:
        raise BadFact(fact.name, "is no number")
    if fact.whole and number != number.to_integral_value():
        raise BadFact(fact.name, "is no whole number")
    if fact.least is not None and number < fact.least:
        raise BadFact(fact.name, f"is less than {fact.least}")
    if fact.most is not None and number > fact.most:
        raise BadFact(fact.name, f"is more than {fact.most}")
    return number


def _decimal(given):
    if isinstance(given, bool) or len(str(given)) > 40:
        return None
    try:
        number = Decimal(str(given))
    except ArithmeticError:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 30 else None


def _object(data, at):
    if not isinstance(data, dict):
        raise BadRule(at, "is no object")
    return data


def _needed(data, name, at):
    if data.get(name) in (None, ""):
        raise BadRule(f"{at}.{name}", "is missing")
    return data[name]


def _text(data, name, at, needed=True):
    value = _needed(data, name, at) if needed else data.get(name, "")
    if not isinstance(value, str) or len(value) > _LENGTH:
        raise BadRule(f"{at}.{name}", f"is no text of at most {_LENGTH} signs")
    return value


def _list(data, name, at):
    value = data.get(name, [])
    if not isinstance(value, list):
        raise BadRule(f"{at}.{name}", "is no list")
    return value


def _texts(data, name, at):
    values = _list(data, name, at)
    for n, value in enumerate(values):
        if not isinstance(value, str):
            raise BadRule(f"{at}.{name}[{n}]", "is no text")
    return values


def _one_of(data, name, at, known):
    value = _needed(data, name, at)
    if value not in known:
        raise BadRule(f"{at}.{name}", f"is none of: {', '.join(known)}")
    return value


def _number(data, name, at):
    if name not in data:
        return None
    if (number := _decimal(data[name])) is None:
        raise BadRule(f"{at}.{name}", "is no number")
    return number


def _day(data, name, at):
    try:
        return date.fromisoformat(data[name]) if data.get(name) else None
    except (TypeError, ValueError):
        raise BadRule(f"{at}.{name}", "is no day written as 2026-11-24") from None


def _phrase(data, name, at):
    return _said(_needed(data, name, at), f"{at}.{name}")


def _said(data, at):
    _object(data, at)
    return Phrase(_text(data, "vi", at), _text(data, "en", at))


def _basis(data, at):
    given, at = _object(_needed(data, "basis", at), f"{at}.basis"), f"{at}.basis"
    return Basis(
        document=_phrase(given, "document", at),
        article=_text(given, "article", at),
        clause=_text(given, "clause", at, needed=False),
        point=_text(given, "point", at, needed=False),
        since=_day(given, "since", at),
        until=_day(given, "until", at),
        url=_text(given, "url", at, needed=False),
    )


def _basis_as_json(basis):
    said = vars(basis) | {"document": vars(basis.document)}
    days = {name: said[name] and said[name].isoformat() for name in ("since", "until")}
    return _lean(said | days)


def _lean(data):
    return {name: value for name, value in data.items() if value not in (None, "", [])}
