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
from cauhien.organisations.actions.register import create_named, state_countries
from cauhien.organisations.models import Organisation
from cauhien.organisations.states import OrganisationKind

DEPTH = 4  # a part of a part of a body, and the body
ALIKE = 93  # of 100: so like a known name that a person should look; it joins nothing
FEWEST_WORDS = 3  # of a name that is a part of a known one and yet may be another body's
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
        self.countries = {}

    def bodies(self, cells, countries=()):
        """Return {printed: organisation or None} for the bodies that cells name.

        countries: {printed: country code} where the source says it.
        """
        self.countries = dict(countries)
        wanted = dict.fromkeys(filter(None, cells))
        waiting = [text for text in wanted if text not in self.known]
        for _ in range(DEPTH):
            waiting = self._round(waiting)
            if not waiting:
                break
        self.known.update(dict.fromkeys(waiting))
        self._keep_doubts()
        found = {text: self.known[text] for text in wanted}
        stated = {
            found[text]: code for text, code in self.countries.items() if code and found.get(text)
        }
        state_countries(stated, at=self.at)
        return found

    def _round(self, waiting):
        """Settle what can be settled now; return what waits for the body it belongs to."""
        later: dict[str, None] = {}
        makes: dict[str, tuple] = {}
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
        one = printed.cell(printed.expanded(text, city.short_forms()))
        if printed.is_group(one.printed) or len(one.name) < 2:
            return None
        whole = self._whole(one)
        if whole.organisation:
            return whole.organisation
        if not one.parent:
            return self._alone(text, one, whole)
        if one.parent not in self.known:
            return _Wait(one.parent)
        parent = self.known[one.parent]
        return self._part(one, parent) if parent else self._alone(text, one, whole)

    def _whole(self, one):
        found = self.register.named(one.printed)
        return found if found.organisation else self.register.named(one.name)

    def _part(self, one, parent):
        """Return a part of a body; two bodies in a row that are no part and whole are a list."""
        name = one.unit or one.name
        meant = self.register.named(name, parent)
        if meant.organisation:
            is_below = parent.pk in self.register.ancestors(meant.organisation)
            is_steered = parent.kind == OrganisationKind.GOVERNMENT
            return meant.organisation if is_below or is_steered else None
        key = f"name:{key_of(name)}|{parent.code}"[:200]
        names = _names(name, one.short_form, f"{name}, {parent.name_vi or parent.name_en}")
        return _Make(key, _record(key, name, names, ""), parent)

    def _alone(self, text, one, whole):
        name = one.name
        if one.place and one.name.endswith(one.place) and is_own_place(one.place):
            name = one.name.removesuffix(one.place).strip(" ,")
        if whole.doubtful:
            return self._doubt(text, whole.doubtful, PairReason.NAMESAKE)
        if printed.is_short_form(name):
            return self._doubt(text, self.register.short_form(name), PairReason.SHORT_FORM)
        near = self._near(key_of(name))
        if near and len(key_of(name).split()) < FEWEST_WORDS:
            return self._doubt(text, near, PairReason.PART_OF_NAME)
        self._doubt(text, self._alike(key_of(name)), PairReason.LIKE_NAME)
        key = f"name:{key_of(name)}"[:200]
        stated = one.place if is_own_place(one.place) else ""
        record = _record(key, name, _names(name, one.short_form), stated)
        return _Make(key, record._replace(country_code=self.countries.get(text, "")), None)

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


def is_own_place(text):
    """Return whether the last words of a text are the city's name."""
    names = [fold(city.city_name(language)) for language in ("vi", "en")]
    return any(f" {fold(text)}".endswith(f" {name}") for name in names)


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
        names=names,
        place_stated=place_stated,
    )
