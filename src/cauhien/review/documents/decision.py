"""What the decision on a call, the notice to a team and the answer to a request contain."""

from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.city import complaint_law, complaint_sources, complaint_terms
from cauhien.documents.documents import (
    Article,
    Items,
    Paragraph,
    Result,
    Section,
    Signature,
    decision,
    in_language,
    issued_by_the_city,
    result_notice,
)
from cauhien.review.queries import decision as decisions
from cauhien.review.states import DecisionKind, Outcome, RequestState
from cauhien.ui.words import day


def decision_texts(signed, said):
    """Return the decision (quyết định), in English too where it was written so. said: of Said.

    Everybody reads it: files that were not selected stand in it by their numbers.
    """
    return [_decision(signed, said, language) for language in _languages(signed.summary_en)]


def notice_texts(signed, said):
    """Return the notice of the result for one team (thông báo kết quả)."""
    return [_notice(signed, said, language) for language in _languages(signed.summary_en)]


def answer_texts(request):
    """Return the public answer to a request for review, which names no team."""
    return [_answer(request, language) for language in _languages(request.answer_en)]


def result_in_words(outcome, reserve_place=None):
    """Return what was decided on a file: "not selected, on the reserve list, place 1"."""
    if outcome == Outcome.SELECT:
        return _("selected")
    if outcome == Outcome.RESERVE:
        says = _("not selected, on the reserve list, place %(place)s")
        return says % {"place": reserve_place}
    return _("not selected")


def route_in_words():
    """Return what the law gives beside a request for review, with its sources, for a page."""
    source, note = complaint_sources()
    return f"{complaint_terms()} {note} {_('Source')}: {source}."


def _decision(signed, said, language):
    with translation.override(language):
        challenge = signed.challenge
        titles = {"title": _either(challenge, "title")}
        bases = _either(challenge.call.procedure, "legal_basis").split(";")
        if signed.kind == DecisionKind.FIRST:
            bases.append(_("the minutes of the selection council"))
            bases += _from_outside(challenge)
        if signed.answers:
            number = {"number": signed.answers.number}
            bases.append(_("request for review no. %(number)s") % number)
        bases = [_("On the basis of %(basis)s") % {"basis": one.strip()} for one in bases]
        return decision(
            _envelope(language, signed.signed_by),
            about=_about(signed) % titles,
            authority=_("THE DECISION-MAKER"),
            bases=bases,
            articles=_articles(signed, said),
            carried_out_by=_(
                "%(office)s, the teams of the files in Article 2 and the units concerned"
            )
            % {"office": _either(challenge.office.organisation, "name")},
            reasons=[block for one in said for block in _reasons(signed, one)],
        )


def _about(signed):
    if signed.kind == DecisionKind.CHANGE:
        return _("On the change of the result of the call for solutions of the problem “%(title)s”")
    return _("On the result of the call for solutions of the problem “%(title)s”")


def _from_outside(challenge):
    """Return the reviews from outside the council as one basis, by the numbers of the files."""
    given = decisions.outside_of(challenge)
    numbers = ", ".join(str(one) for one in sorted({one.initiative.number for one in given}))
    says = _("the reviews, without a vote, of experts from outside the council on files %(files)s")
    return [says % {"files": numbers}] if given else []


def _articles(signed, said):
    found = [
        Article(_either(signed, "summary")),
        Article(_("The result for each file:"), tuple(map(_line, said))),
    ]
    if risk := _in_its_language(signed, "risk_note"):
        found.append(Article(_("Risk that is accepted: %(risk)s") % {"risk": risk}))
    if signed.kind == DecisionKind.CHANGE:
        at = {"day": day(localdate(signed.follows.signed_at))}
        found.append(Article(_("This decision replaces the one that was signed on %(day)s.") % at))
    return [*found, Article(_way_to_review(signed))]


def _line(said):
    return f"{capfirst(_file(said))}: {result_in_words(said.outcome, said.reserve_place)}"


def _file(said):
    """Return a file as everybody may know it."""
    number = _("file no. %(number)s") % {"number": said.initiative.number}
    if not decisions.is_named(said):
        return number
    title = _either(said.initiative, "title")
    return f"{number}, “{title}”, {decisions.team_name(said.initiative)}"


def _reasons(signed, said):
    lines = _criteria(signed, said)
    if departure := _in_its_language(said, "departure"):
        lines = (*lines, _("Why the council is not followed: %(why)s") % {"why": departure})
    return (Section(capfirst(_file(said))), Items(lines))


def _criteria(signed, said):
    language = translation.get_language()
    return tuple(
        f"{_either(one, 'name')}: {said.reason(one.number, language) or said.reason(one.number)}"
        for one in decisions.criteria_of(signed.challenge)
    )


def _notice(signed, said, language):
    with translation.override(language):
        challenge, initiative = signed.challenge, said.initiative
        opening = _("On %(day)s the decision-maker has decided on the problem “%(title)s”.")
        result = Result(
            code=str(initiative.number or ""),
            title=_either(initiative, "title"),
            team=decisions.team_name(initiative),
            outcome=result_in_words(said.outcome, said.reserve_place),
        )
        return result_notice(
            _envelope(language, signed.signed_by),
            about=_("On the result for file no. %(number)s") % {"number": initiative.number},
            opening=opening
            % {"day": day(localdate(signed.signed_at)), "title": _either(challenge, "title")},
            results=[result],
            blocks=(
                Section(_("Reasons")),
                Items(_criteria(signed, said)),
                Paragraph(complaint_terms()),
            ),
            review=_review(signed),
        )


def _answer(request, language):
    with translation.override(language):
        challenge = request.decision.challenge
        return result_notice(
            _envelope(language, request.handled_by),
            about=_("On the answer to request for review no. %(number)s")
            % {"number": request.number},
            opening=_("Problem: “%(title)s”. Outcome: %(outcome)s.")
            % {
                "title": _either(challenge, "title"),
                "outcome": RequestState(request.state).label,
            },
            results=(),
            blocks=(Paragraph(_either(request, "answer")), Paragraph(complaint_terms())),
        )


def _review(signed):
    says = _("A team may ask for a review of this decision until the end of %(day)s.")
    return says % {"day": day(signed.requests_until_on)}


def _way_to_review(signed):
    says = _("The teams of the files in Article 2 may ask for a review of this decision, with "
             "their reasons, through this system until the end of %(day)s. This does not replace "
             "the right to complain under the %(law)s.")  # fmt: skip
    return says % {"day": day(signed.requests_until_on), "law": complaint_law()}


def _envelope(language, signer):
    return issued_by_the_city(language, signatures=(Signature(_("Decision-maker"), str(signer)),))


def _either(thing, name):
    return in_language(thing, name, translation.get_language())


def _in_its_language(thing, name):
    """Return what was written as `name`, as `name_en` in an English document where it was."""
    english = getattr(thing, f"{name}_en") if translation.get_language() == "en" else ""
    return english or getattr(thing, name)


def _languages(english):
    """Return the languages of a document: the first of the site, and English where it is given."""
    others = [code for code, _name in settings.LANGUAGES if code != "vi"]
    return ["vi", *(others if english else [])]
