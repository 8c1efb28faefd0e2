"""What a harvester asks, understood; its resumption tokens are signed and kept nowhere."""

import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta

from django.core import signing

from cauhien.exchange.states import ARGUMENTS, FORMATS, RESUMABLE, Fault, Verb

TOKEN_HOURS = 24
_SALT = "exchange.oai"
_DAY, _SECOND = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_LAST = time(23, 59, 59)


class CannotAnswer(Exception):
    """A request against the protocol. fault: one of its codes. asked: what may be repeated."""

    def __init__(self, fault, sentence, asked=None):
        super().__init__(sentence)
        self.fault, self.asked = fault, asked or {}


@dataclass(frozen=True)
class Place:
    """How far a list has come: the last record that was given, how many so far, of how many."""

    changed_at: str
    pk: int
    given: int
    size: int


@dataclass(frozen=True)
class Asked:
    """A request. said: its arguments as they came. since, until: moments, both included."""

    verb: Verb
    said: dict
    prefix: str = ""
    identifier: str = ""
    set_spec: str = ""
    since: datetime | None = None
    until: datetime | None = None
    place: Place | None = None


def asked_of(arguments):
    """Return the Asked of {name: [values]}, or raise CannotAnswer."""
    verb = _verb(arguments)
    said = {name: values[0] for name, values in arguments.items()}
    if any(len(values) > 1 for values in arguments.values()):
        raise CannotAnswer(Fault.ARGUMENT, "An argument is repeated.")
    if "resumptionToken" in said and verb in RESUMABLE:
        return _resumed(verb, said)
    _check_names(verb, said)
    prefix = said.get("metadataPrefix", "")
    if prefix and prefix not in FORMATS:
        raise CannotAnswer(Fault.FORMAT, f"No format is called {prefix}.", said)
    since, until = _moment(said, "from"), _moment(said, "until")
    if since and until and (since > until or len(said["from"]) != len(said["until"])):
        raise CannotAnswer(Fault.ARGUMENT, "from and until differ in form, or from is later.")
    return Asked(verb, said, prefix, said.get("identifier", ""), said.get("set", ""), since, until)


def _verb(arguments):
    named = arguments.get("verb", [])
    if len(named) != 1 or named[0] not in set(Verb):
        raise CannotAnswer(Fault.VERB, "The verb is missing, repeated, or none of the protocol.")
    return Verb(named[0])


def _check_names(verb, said):
    needed, allowed = ARGUMENTS[verb]
    names = said.keys() - {"verb"}
    if missing := needed - names:
        raise CannotAnswer(Fault.ARGUMENT, f"{verb} needs {', '.join(sorted(missing))}.")
    if unknown := names - needed - allowed:
        raise CannotAnswer(Fault.ARGUMENT, f"{verb} takes no {', '.join(sorted(unknown))}.")


def _moment(said, name):
    """Return a moment in UTC; of a day the first one, or the last where it is the end."""
    text = said.get(name)
    if text is None:
        return None
    try:
        if _SECOND.fullmatch(text):
            return datetime.fromisoformat(text)
        if _DAY.fullmatch(text):
            edge = _LAST if name == "until" else time.min
            return datetime.combine(datetime.fromisoformat(text), edge, UTC)
    except ValueError:
        pass
    raise CannotAnswer(Fault.ARGUMENT, f"{name} is no date of the form that Identify names.")


def token_of(asked, place):
    """Return the token with which a harvester goes on from a place."""
    since, until = (one and one.isoformat() for one in (asked.since, asked.until))
    content = [asked.verb, asked.prefix, asked.set_spec, since, until, asdict(place)]
    return signing.dumps(content, salt=_SALT, compress=True)


def token_ends(at):
    return at + timedelta(hours=TOKEN_HOURS)


def _resumed(verb, said):
    if said.keys() != {"verb", "resumptionToken"}:
        raise CannotAnswer(Fault.ARGUMENT, "A resumption token comes alone.")
    try:
        content = signing.loads(
            said["resumptionToken"], salt=_SALT, max_age=timedelta(hours=TOKEN_HOURS)
        )
    except signing.BadSignature:
        content = [None]
    if content[0] != verb:
        sentence = "This token is none of ours for this verb, or a day old: begin anew."
        raise CannotAnswer(Fault.TOKEN, sentence, said)
    _, prefix, set_spec, since, until, place = content
    begins, ends = (one and datetime.fromisoformat(one) for one in (since, until))
    return Asked(verb, said, prefix, "", set_spec, begins, ends, Place(**place))
