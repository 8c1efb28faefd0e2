"""Somebody hears when a mechanism begins to fit the answers they keep, changes or ends."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.hashing import hash_of
from cauhien.notices.actions import tell
from cauhien.policies import bridge, queries, rules
from cauhien.policies.actions.refusals import CannotDo
from cauhien.policies.models import Mechanism, Watch
from cauhien.policies.states import News

WATCHED = "policies.watched"


@transaction.atomic
def watch(*, answers, wants, by, at):
    """Keep the answers of somebody who asks to be told, and return the Watch.

    answers: {name: text}. wants: kinds of mechanisms. What was kept before is replaced.
    """
    if not rules.may_watch(by):
        raise CannotDo(_("Sign in as yourself to be told."))
    if not answers:
        raise CannotDo(_("Answer at least one question first."))
    kept = {"answers": answers, "wants": list(wants), "since": at}
    fits, _answers = _fitting(Watch(**kept), bridge.vocabulary_of(queries.facts()), localdate(at))
    kept["fits"] = _marks(fits)
    return Watch.objects.update_or_create(user=by, defaults=kept)[0]


@transaction.atomic
def stop_watching(*, by):
    """Forget the answers of somebody; they hear no more."""
    if not rules.may_watch(by):
        raise CannotDo(_("Sign in as yourself to be told."))
    Watch.objects.filter(user=by).delete()


@transaction.atomic
def tell_watchers(*, at):
    """Tell everybody who asked for it what has changed for them; return how many notices."""
    vocabulary = bridge.vocabulary_of(queries.facts())
    return sum(
        _tell_all(one, vocabulary, at) for one in queries.watches().select_for_update(of=("self",))
    )


def _tell_all(one, vocabulary, at):
    """Tell somebody what has changed since it was last looked; return how many notices."""
    day = localdate(at)
    fits, answers = _fitting(one, vocabulary, day)
    now, before = _marks(fits), one.fits
    if now == before:
        return 0
    told = 0
    for series, mechanism in fits.items():
        if now[series] != before.get(series):
            news = News.CHANGED if series in before else News.FITS
            [found] = bridge.assessed([mechanism], vocabulary, answers, day)
            told += _tell(one, found.mechanism, news, found.found, at)
    gone = sorted(before.keys() - now.keys())
    rows = queries.computable_on(day).filter(series__in=gone)
    current = {x.mechanism.series: x for x in bridge.assessed(rows, vocabulary, answers, day)}
    for series in gone:
        told += _tell_of_end(one, before[series][0], current.get(series), at)
    one.fits = now
    one.save(update_fields=["fits"])
    return told


def _fitting(one, vocabulary, day):
    """Return {series: mechanism} of those that the answers of a Watch fit, and the answers."""
    answers = bridge.readable(one.answers, vocabulary)
    rows = queries.looked_for(queries.computable_on(day), one.wants)
    found = bridge.standing(rows, vocabulary, answers, day)["yes"]
    return {mechanism.series: mechanism for mechanism in found}, answers


def _marks(fits):
    """Return {series: [code, fingerprint of what is asked and given]}."""
    return {
        series: [one.code, hash_of([one.rule["condition"], one.benefits])]
        for series, one in fits.items()
    }


def _tell_of_end(one, code, found, at):
    """Tell that a mechanism has ended, or that its rule, or time, no longer says that it fits.

    code: of the mechanism as it was. found: the Assessed of its series today, or None.
    """
    if found is None:
        last = Mechanism.objects.filter(code=code).first()
        if last is None:
            return 0
        is_over = last.valid_to is not None and last.valid_to < localdate(at)
        return _tell(one, last, News.ENDED if is_over else News.NOT_COMPUTED, None, at)
    news = News.OPEN if found.answer == "missing" else News.NO_LONGER
    why = found.found if found.answer != "yes" else None  # of a yes for others alone
    return _tell(one, found.mechanism, news, why, at)


def _tell(one, mechanism, news, found, at):
    """Tell one of them. found: the engine's Assessment that says why, or None."""
    why = {language: found.why(language) if found else "" for language in ("vi", "en")}
    until = mechanism.valid_to.isoformat() if mechanism.valid_to else ""
    return len(
        tell(
            users=[one.user],
            kind=WATCHED,
            subject=(queries.MECHANISM, mechanism.code),
            at=at,
            parameters={"news": news, "why": why, "until": until, "reason": _reason(mechanism)},
        )
    )


def _reason(mechanism):
    """Return why a mechanism has ended or its rule was written anew, "" where nobody said so."""
    version = mechanism.rule_versions.filter(is_public=True).first()
    return mechanism.reason or (version.reason if version else "")
