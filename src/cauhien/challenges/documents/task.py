"""What the decision on a direct assignment contains."""

from django.utils import translation
from django.utils.translation import gettext as _

from cauhien.documents.documents import (
    Article,
    Paragraph,
    Signature,
    decision,
    in_language,
    issued_by_the_city,
)


def assignment_texts(named):
    """Return the decision (quyết định) on a DirectAssignment, in each language of its reasons."""
    return [_decision(named, language) for language in ("vi", *(["en"] if named.reason_en else []))]


def _decision(named, language):
    with translation.override(language):
        challenge = named.challenge
        told = {
            "title": in_language(challenge, "title", language),
            "organisation": in_language(named.organisation, "name", language),
        }
        bases = [one.strip() for one in in_language(named, "legal_basis", language).split(";")]
        bases.append(_("the minutes of the council that defined the task"))
        ground = in_language(named, "ground", language)
        files = _(
            "It sends its file within the time of the call; the file is opened, screened and judged"
            " by a council like every other. Nobody else sends one."
        )
        return decision(
            issued_by_the_city(
                language, signatures=(Signature(_("Decision-maker"), str(named.by)),)
            ),
            about=_("On the direct assignment of the task of the problem “%(title)s”") % told,
            authority=_("THE DECISION-MAKER"),
            bases=[_("On the basis of %(basis)s") % {"basis": one} for one in bases if one],
            articles=[
                Article(_("The task is directly assigned to %(organisation)s.") % told),
                Article(files),
                *([Article(_("Ground: %(ground)s.") % {"ground": ground})] if ground else []),
            ],
            carried_out_by=_("%(organisation)s and the units concerned") % told,
            reasons=[Paragraph(in_language(named, "reason", language))],
        )
