"""Bodies that a cell names: found in the register, made once, or left alone with the doubt kept."""

from typing import NamedTuple

from rapidfuzz import fuzz, process

from cauhien.core import city
from cauhien.core.text import fold
from cauhien.ingest.models import DoubtfulPair
from cauhien.ingest.queries.register import Register, key_of
from cauhien.ingest.readers import printed, values
from cauhien.ingest.readers.records import NamePrinted, OrganisationRecord
from cauhien.ingest.states import PairReason
from cauhien.organisations.actions.register import create_named, kind_of_name
from cauhien.organisations.models import Organisation

DEPTH = 4  # a part of a part of a body, and the body
ALIKE = 93  # of 100: so like a known name that a person should look; it joins nothing
SHOWN = 3  # doubtful organisations that are put beside one printed name


class _Make(NamedTuple):
    key: str
    record: OrganisationRecord
    parent: Organisation | None


class _Wait(NamedTuple):
    parent: str


class Hosts:
    """The bodies of the cells of one batch; what cannot be told is None."""

    def __init__(self, *, source, at):
        self.register = Register()
        self.source, self.at = source, at
        self.known = {}
        self.doubts = {}

    def bodies(self, cells):
        """Return {printed: organisation or None} for the bodies that cells name."""
        wanted = dict.fromkeys(filter(None, cells))
        waiting = [text for text in wanted if text not in self.known]
        for _ in range(DEPTH):
            waiting = self._round(waiting)
            if not waiting:
                break
        self.known.update(dict.fromkeys(waiting))
        self._keep_doubts()
        return {text: self.known[text] for text in wanted}

    def _round(self, waiting):
        """Settle what can be settled now; return what waits for the body it belongs to."""
        later, makes = {}, {}
        for text in waiting:
            outcome = self._outcome(text)
            if isinstance(outcome, _Wait):
                later |= dict.fromkeys([outcome.parent, text])
            elif isinstance(outcome, _Make):
                makes.setdefault(outcome.key, (outcome, []))[1].append(text)
            else:
                self.known[text] = outcome
        self._make(makes)
        return [text for text in later if text not in self.known]

    def _make(self, makes):
        if not makes:
            return
        named = {key: (make.record, make.parent) for key, (make, _) in makes.items()}
        rows = create_named(named, source=self.source, at=self.at)
        for key, (make, texts) in makes.items():
            row = rows[key].canonical or rows[key]
            self.register.add(row, [name.value for name in make.record.names])
            if make.parent:
                self.register.parents[row.pk].add(make.parent.pk)
            self.known.update(dict.fromkeys(texts, row))

    def _outcome(self, text):
        one = printed.cell(text)
        if printed.is_group(text) or len(one.name) < 2:
            return None
        whole = self.register.named(one.printed)
        whole = whole if whole.organisation else self.register.named(one.name)
        if whole.organisation:
            return whole.organisation
        parent = self._parent(one)
        if isinstance(parent, str):
            return _Wait(parent)
        if parent:
            return self._part(one, parent)
        if whole.doubtful:
            return self._doubt(text, whole.doubtful, PairReason.NAMESAKE)
        return self._alone(text, one)

    def _parent(self, one):
        """Return what a body is printed as a part of, its text while that waits, or None."""
        if not one.parent or _is_place(one.parent):
            return None
        return self.known.get(one.parent, one.parent)

    def _part(self, one, parent):
        name = one.unit or one.name
        meant = self.register.named(name, parent)
        if meant.organisation:
            return meant.organisation
        key = f"name:{key_of(name)}|{parent.code}"[:200]
        names = _names(name, one.short_form, f"{name}, {parent.name_vi or parent.name_en}")
        return _Make(key, _record(key, name, names, ""), parent)

    def _alone(self, text, one):
        name = one.unit if one.unit and _is_place(one.parent) else one.name
        if printed.is_short_form(name):
            return self._doubt(text, self.register.short_form(name), PairReason.SHORT_FORM)
        near = self._near(key_of(name))
        if near and len(key_of(name).split()) < 3:
            return self._doubt(text, near, PairReason.PART_OF_NAME)
        self._doubt(text, self._alike(key_of(name)), PairReason.LIKE_NAME)
        key = f"name:{key_of(name)}"[:200]
        stated = one.parent if one.parent and _is_place(one.parent) else ""
        return _Make(key, _record(key, name, _names(name, one.short_form), stated), None)

    def _near(self, key):
        """Return the organisations whose name holds all the words of a short one."""
        inside = f" {key} "
        found = [rows[0] for name, rows in self.register.whole.items() if inside in f" {name} "]
        return tuple({row.pk: row for row in found if row.active}.values())[:SHOWN]

    def _alike(self, key):
        alike = process.extract(
            key, self.register.whole.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=SHOWN
        )
        return [self.register.whole[name][0] for name, _, _ in alike]

    def _doubt(self, text, rows, reason):
        for row in rows[:SHOWN]:
            self.doubts[text[:190], row.code] = (row, reason)

    def _keep_doubts(self):
        DoubtfulPair.objects.bulk_create(
            [
                DoubtfulPair(
                    kind="organisation",
                    left=f"printed:{text}",
                    right=code,
                    left_label=text,
                    right_label=str(row)[:300],
                    reasons=[reason.value],
                    score=fuzz.ratio(key_of(text), key_of(str(row))) / 100,
                    found_at=self.at,
                )
                for (text, code), (row, reason) in self.doubts.items()
            ],
            ignore_conflicts=True,
        )
        self.doubts = {}


def _is_place(text):
    """Return whether the last words of a text are the city's or the country's name."""
    folded = f" {fold(text)}"
    names = [city.city_name(w) for w in ("vi", "en")] + [city.country_name(w) for w in ("vi", "en")]
    ends = any(folded.endswith(f" {fold(name)}") for name in names)
    return ends and kind_of_name(fold(text)) == "other"


def _names(name, short_form, *others):
    language = "vi" if values.is_vietnamese(name) else ""
    found = [NamePrinted(name[:300], "label", language)]
    found += [NamePrinted(other[:300], "alias", language) for other in others]
    return (*found, *([NamePrinted(short_form, "acronym")] if short_form else []))


def _record(key, name, names, place_stated):
    is_vietnamese = values.is_vietnamese(name) or not name.isascii()
    return OrganisationRecord(
        key=key,
        name_vi=name[:300] if is_vietnamese else "",
        name_en="" if is_vietnamese else name[:300],
        kind=str(kind_of_name(fold(name))),
        names=names,
        place_stated=place_stated,
    )
