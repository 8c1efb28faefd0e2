"""What units, indicators, values, frames and targets can be."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CITED = "cited"  # kind of a source that is one page
DATA_SET = "dataset"
MERGED = "merged"  # origin of what is computed on reading, beside those of Origin


class UnitKind(TextChoices):
    COUNTRY = "country", _("country")
    PROVINCE = "province", _("province")
    CITY = "city", _("city")
    REGION = "region", _("region")
    AREA = "area", _("area")  # the high-tech park


class IndicatorKind(TextChoices):
    """What the number is; of a rank and a band the smaller is the better."""

    NUMBER = "number", pgettext_lazy("an amount", "number")
    SHARE = "share", _("share")
    SCORE = "score", pgettext_lazy("of an index", "score")
    RANK = "rank", _("rank")
    BAND = "band", _("rank or band of ranks")


class Merging(TextChoices):
    """How the value of a merged unit follows from those of the units it was made of."""

    SUM = "sum", _("the sum of the merged units")
    MEAN = "mean", _("the weighted mean of the merged units")
    NEVER = "never", _("cannot be told from the merged units")


class Family(TextChoices):
    """Whose collection an indicator belongs to."""

    WDI = "WDI", _("World Development Indicators")
    HUMAN = "UNDP", _("Human development")
    PENN = "PWT", _("Penn World Table")
    WIPO = "WIPO", _("Intellectual property, WIPO")
    GII = "GII", _("Global Innovation Index")
    PII = "PII", _("Provincial Innovation Index")
    PCI = "PCI", _("Provincial Competitiveness Index")
    PAPI = "PAPI", _("Governance and public administration, PAPI")
    DTI = "DTI", _("Provincial digital transformation")
    STATISTICS = "GSO", _("Statistics of the provinces")
    STARTUPBLINK = "SB", _("StartupBlink")
    STARTUP_GENOME = "SG", _("Startup Genome")
    CITIES = "CITY", _("Rankings of cities")
    PARK = "PARK", _("High-tech park")
    CAPITAL = "CAP", _("The Capital")


class Qualifier(TextChoices):
    """What stands before or instead of the number."""

    EXACT = "eq", _("exactly")
    LEAST = "ge", _("at least")
    MOST = "le", _("at most")
    ABOUT = "about", _("about")
    BAND = "band", _("between two ranks")
    UNLISTED = "unlisted", _("not listed")


SIGNS = {Qualifier.LEAST: "≥", Qualifier.MOST: "≤", Qualifier.ABOUT: "≈"}


class Origin(TextChoices):
    PRINTED = "printed", _("as printed in the source")
    DERIVED = "derived", _("worked out from a sentence of the source")
    COMPUTED = "computed", _("computed by the source from its own figures")
    FORM = "form", _("entered by hand")


class Status(TextChoices):
    SHOWN = "shown", _("shown")
    OTHER = "other", _("stands beside")


class Why(TextChoices):
    """Why a value is the one shown."""

    ONLY = "only", _("no other value is known")
    FIRST = "first", _("it came first, and nobody has chosen yet")
    NEWER = "newer", _("it is from a later edition of the same publisher")
    CHOSEN = "chosen", _("chosen by a person")


class Trap(TextChoices):
    """What makes a row of a sheet doubtful; numbered in docs/reference/observatory-traps.md."""

    SWAPPED = "swapped", _("another source gives the same values with two units exchanged")
    RANK_SCORE = "rank_score", _("the rank does not fit the score beside it")
    PARTS = "parts", _("the parts do not add up to the whole")
    DIRECTION = "direction", _("the note says better or worse, the numbers the opposite")
    BAND = "band", _("a band or “not listed” among ranks")
    PERIOD = "period", _("a period of several years among single years")
    UNDATED = "undated", _("no year is given")
    MERGED = "merged", _("before or after the merger of provinces: two units bear this name")
    DEFINITION = "definition", _("the same indicator stands under several definitions")
    REVISED = "revised", _("a later edition says something else")
    VINTAGE = "vintage", _("much older an edition than others of this collection")
    BREAK = "break", _("the series breaks here: draw no line over it")
    CONFLICT = "conflict", _("another source says something else")
    WEAK = "weak", _("the source itself is doubtful")
    SCALE = "scale", _("outside the scale of this indicator")
    JUMP = "jump", _("ten times its neighbours in the series, or a tenth: perhaps another unit")


class LoadState(TextChoices):
    WAITING = "waiting", _("compared, not taken over")
    DONE = "done", _("taken over")
    DROPPED = "dropped", pgettext_lazy("a sheet", "discarded")


class LoadActor(TextChoices):
    """Who moves a sheet; `rules.IS_LOAD_ACTOR` says who that is."""

    STEWARD = "steward", _("data steward")
    SYSTEM = "system", _("the installation itself")


class Outcome(TextChoices):
    """What taking a row over would do."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    CONFLICT = "conflict", _("conflict")
    AGREES = "agrees", _("another source says the same")
    SAME = "same", _("unchanged")


class Refused(TextChoices):
    """Why a row of a sheet is not taken."""

    EMPTY = "empty", _("The value is missing.")
    NUMBER = "number", _("This is no number, no band such as 61-70 and not “not listed”.")
    SEPARATOR = "separator", _("It is not clear whether this is a decimal or a thousands mark.")
    BAND = "band", _("The band ends before it begins.")
    YEAR = "year", _("This is no year and no period such as 2021-2025.")
    AHEAD = "ahead", _("This year lies ahead.")
    NO_INDICATOR = "no_indicator", _("No indicator has this code.")
    NO_UNIT = "no_unit", _("No country, province or city has this name or code.")
    WHICH_UNIT = "which_unit", _("Several units have this name. Write the code of the one meant.")
    MEASURE = "measure", _("The indicator has another unit of measure.")
    RANK = "rank", _("A rank is a whole number from 1 on.")
    DEFINITION = "definition", _("The indicator has no definition of this name.")
    NO_SOURCE = "no_source", _("The source is missing: its title, or the code of a known one.")
    URL = "url", _("This is no address of a page (https://…).")
    DAY = "day", _("This is no day (2026-11-24).")
    LONG = "long", _("This text is too long.")
    COLUMNS = "columns", _("The row has another number of cells than the first row has names.")
    TWICE = "twice", _("The same value stands in an earlier row.")


class BadBook(TextChoices):
    """Why a cell of an index's workbook is not taken back."""

    NO_SHEET = "no_sheet", _("This sheet is missing.")
    NO_LINE = "no_line", _("This line is missing.")
    NO_CODE = "no_code", _("The index has no line with this code.")
    TWICE = "twice", _("This code stands in an earlier row.")
    WEIGHT = "weight", _("A weight is a number of zero or more.")
    TREE = "tree", _("Of the tree only weights may be changed.")
    VALUE = "value", _("A value comes with its source: send it in as a sheet of values.")
    OPTIONS = "options", _("These are no options in JSON.")


class FrameKind(TextChoices):
    INDEX = "index", _("composite index")
    GOALS = "goals", _("set of targets")


class Weighing(TextChoices):
    """How people say what counts how much."""

    POINTS = "points", _("100 points given out")
    PAIRS = "pairs", _("compared two by two")


LATER = "later"  # the button that keeps an answer without signing it


class RoundState(TextChoices):
    OPEN = "open", pgettext_lazy("a round of weights", "open")
    CLOSED = "closed", pgettext_lazy("a round of weights", "closed")


class Pooling(TextChoices):
    """What is made of the answers when a round is closed."""

    MEAN = "mean", _("a fork with the mean of the answers")
    MEDIAN = "median", _("a fork with the median of the answers")
    NOTHING = "nothing", _("no fork: the round ends without one")


class Operator(TextChoices):
    EQUAL = "eq", "="
    LEAST = "ge", "≥"
    MOST = "le", "≤"
    MORE = "gt", ">"
    LESS = "lt", "<"
    IN = "in", pgettext_lazy("a group", "in")
    DONE = "done", pgettext_lazy("a milestone", "done")
    TRACKED = "tracked", pgettext_lazy("a number", "tracked")


class Verdict(TextChoices):
    OPEN = "open", pgettext_lazy("a target", "open")
    MET = "met", _("met")
    MISSED = "missed", pgettext_lazy("a target", "missed")
    UNKNOWN = "unknown", pgettext_lazy("a target", "cannot be told")


class Act(TextChoices):
    """Lines of the log."""

    SHEET_TAKEN = "observatory.sheet_taken", _("a sheet of values taken over")
    SHEET_DROPPED = "observatory.sheet_dropped", _("a sheet of values discarded")
    VALUE_ENTERED = "observatory.value_entered", _("a value entered by hand")
    VALUE_CHOSEN = "observatory.value_chosen", _("a value chosen to be shown")
    FRAME_FORKED = "observatory.frame_forked", _("a method forked")
    FRAME_EDITED = "observatory.frame_edited", _("a fork of a method edited")
    WEIGHTS_ASKED = "observatory.weights_asked", _("people asked for weights of an index")
    WEIGHTS_GIVEN = "observatory.weights_given", _("weights of an index given and signed")
    WEIGHTS_CLOSED = "observatory.weights_closed", _("a round of weights closed")


@dataclass(frozen=True)
class LoadWay:
    """One row of the table of sheets: by this act one goes from the source to the target."""

    act: Act
    source: LoadState
    target: LoadState
    actor: LoadActor


LOAD_WAYS = (
    LoadWay(Act.SHEET_TAKEN, LoadState.WAITING, LoadState.DONE, LoadActor.STEWARD),
    LoadWay(Act.SHEET_TAKEN, LoadState.WAITING, LoadState.DONE, LoadActor.SYSTEM),
    LoadWay(Act.SHEET_DROPPED, LoadState.WAITING, LoadState.DROPPED, LoadActor.STEWARD),
)


class Factor(TextChoices):
    """What is varied in a method, each as good a choice as the published one."""

    NORMALISE = "normalise", _("common scale")
    IMPUTE = "impute", _("filling of gaps")
    TREAT = "treat", _("extreme values")
    AGGREGATE = "aggregate", _("joining of pillars")
    WEIGHTS = "weights", _("weights a quarter up or down")


class Group(TextChoices):
    """Of countries."""

    ASEAN = "asean", "ASEAN"
    ASIA = "asia", _("Asia")
    OECD = "oecd", "OECD"
