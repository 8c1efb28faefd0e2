"""English words without their endings; Vietnamese syllables untouched."""

import re
from functools import lru_cache

_VOWEL = re.compile(r"[aeiou]|(?<=[^aeiou])y")
_MEASURE = re.compile(r"(?:[aeiou]|(?<=[^aeiou])y)(?=[^aeiouy]|(?<=[aeiou])y)")
_SHORT_END = re.compile(r"(?:^|.*[^aeiou])[aeiouy][^aeiouwxy]$")
_ONSET = (
    r"(?:ngh(?=[ie])|gh(?=[ie])|k(?=[iey])|c(?=[aou])|ng|nh|ch|gi?|kh|ph|qu|th|tr|[bdhlmnprstvx])"
)
_RHYME = (
    r"(?:uy[aeu]|[iy]eu|oa[iyo]|oeo|ua[iyo]|uo[iu]|a[iouy]|e[ou]|i[aeu]|o[aeio]|u[aeiouy]|ye"
    r"|[aeiouy])"
)
_SYLLABLE = re.compile(rf"(?!.*ing$){_ONSET}?{_RHYME}(?:ch|ng|nh|[cmnpt])?")
# supervise, promise and exercise are no verbs of this kind.
_BRITISH = re.compile(
    r"(?<=..)is(?=ations?$)|(?<=..[ln])is(?=e[sd]?$|ing$)|(?<=.im)is(?=e[sd]?$|ing$)"
)
_STEP_2 = (
    "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous"
    " ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al"
    " iviti:ive biliti:ble logi:log"
)
_STEP_3 = "icate:ic ative: alize:al iciti:ic ical:ic ful: ness:"
_STEP_4 = (
    "al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ion: ou: ism: ate: iti: ous:"
    " ive: ize:"
)


def _rules(rows):
    """Return (ending, what takes its place) longest ending first."""
    pairs = [row.split(":") for row in rows.split()]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


_RULES = [(_rules(_STEP_2), 0), (_rules(_STEP_3), 0), (_rules(_STEP_4), 1)]


@lru_cache(maxsize=262144)
def stem(word):
    """Return a folded English word without its endings, so that flooded meets flooding.

    word: lower case. A word of under four letters, with anything but a to z, or that may be a
    Vietnamese syllable comes back as it is, so that texts in both languages take one rule.
    British -isation, -nise, -lise and -mise are read as with z.
    Source: Porter, "An algorithm for suffix stripping", Program 14 (1980), with his later
    changes of bli and logi.

    >>> [stem(word) for word in ("cities", "flooding", "flooded", "floods", "organisation")]
    ['citi', 'flood', 'flood', 'flood', 'organ']
    >>> [stem(word) for word in ("thuy", "khoe", "thanh", "gas", "pm25")]
    ['thuy', 'khoe', 'thanh', 'gas', 'pm25']
    """
    if len(word) < 4 or not (word.isascii() and word.isalpha()) or _SYLLABLE.fullmatch(word):
        return word
    word = _without_participle(_without_plural(_BRITISH.sub("iz", word)))
    if word.endswith("y") and _VOWEL.search(word[:-1]):
        word = word[:-1] + "i"
    for rules, least in _RULES:
        word = _by_rules(word, rules, least)
    return _tidy(word)


@lru_cache(maxsize=131072)
def is_syllable(word):
    """Return whether a folded word has the shape of a Vietnamese syllable.

    >>> is_syllable("thuy"), is_syllable("traffic"), is_syllable("gis")
    (True, False, False)
    """
    return bool(_SYLLABLE.fullmatch(word))


def _measure(part):
    """Return how many times a vowel is followed by a consonant: Porter's m."""
    return len(_MEASURE.findall(part))


def _without_plural(word):
    """Return the word without the -s of a plural (step 1a)."""
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


def _without_participle(word):
    """Return the word without -ed or -ing (step 1b)."""
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for ending in ("ed", "ing"):
        left = word.removesuffix(ending)
        if left != word:
            return _mended(left) if _VOWEL.search(left) else word
    return word


def _mended(left):
    """Return what is left after -ed or -ing as a word again: hop for hopp, rate for rat."""
    if left.endswith(("at", "bl", "iz")):
        return left + "e"
    if len(left) > 2 and left[-1] == left[-2] and left[-1] not in "aeioulsz":
        return left[:-1]
    return left + "e" if _measure(left) == 1 and _SHORT_END.match(left) else left


def _by_rules(word, rules, least):
    """Return the word with its longest ending changed, if enough of it is left (steps 2 to 4)."""
    for ending, other in rules:
        if word.endswith(ending):
            left = word[: -len(ending)]
            fits = ending != "ion" or left.endswith(("s", "t"))
            return left + other if _measure(left) > least and fits else word
    return word


def _tidy(word):
    """Return the word without a silent -e and without a doubled l (step 5)."""
    left = word[:-1]
    if word.endswith("e") and (
        _measure(left) > 1 or (_measure(left) == 1 and not _SHORT_END.match(left))
    ):
        word = left
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
