"""The improvement plan, read."""

from collections import defaultdict
from typing import NamedTuple

from django.utils.translation import gettext as _

from cauhien.core.subjects import subject
from cauhien.enterprises.models import Assessment, Measure, Suggestion
from cauhien.enterprises.queries.enterprise import enterprises_for
from cauhien.enterprises.queries.wording import said
from cauhien.enterprises.states import AssessmentState
from cauhien.enterprises.states.scoring import CriterionScore, score, weak
from cauhien.network.queries import open_to_enterprises

PERSON = "person"
# What may help, in the order in which it is shown; of persons see decision 0014.
KINDS = ("technology", "laboratory", "organisation", PERSON, "mechanism")


class Help(NamedTuple):
    """A thing or person that may help. reason: in the language of the page. zone: "" where it has
    none. away: the last day on which a person is away, None of all others. is_illustration: a role
    of the demonstration stands there for nobody.
    """

    kind: str
    label: str
    title: str
    url_name: str
    code: str
    reason: str
    zone: str
    away: object = None
    is_illustration: bool = False

    @property
    def is_person(self):
        return self.kind == PERSON


class Weak(NamedTuple):
    """A weak criterion with all that its plan says. later: its points in the newest assessment
    made after this one, None where there is none.
    """

    score: CriterionScore
    name: str
    helps: list
    measures: list
    later: object


def plan_of(assessment, user):
    """Return the Weak criteria of a completed assessment, where most points can be won first."""
    names = {one["key"]: said(one) for one in assessment.content["criteria"]}
    helps, measures = _helps(assessment, user), defaultdict(list)
    for one in Measure.objects.filter(assessment=assessment):
        measures[one.criterion].append(one)
    later = _later(assessment)
    return [
        Weak(one, names[one.key], helps[one.key], measures[one.key], later.get(one.key))
        for one in weak(score(assessment.content, assessment.answers))
    ]


def weak_criteria(assessment):
    """Return the weak criteria of a template as dicts, for whoever looks for help."""
    by_key = {one["key"]: one for one in assessment.content["criteria"]}
    return [by_key[one.key] for one in weak(score(assessment.content, assessment.answers))]


def measures_for(user):
    mine = Measure.objects.filter(assessment__enterprise__in=enterprises_for(user).values("pk"))
    return mine.select_related("assessment__enterprise__organisation")


def measures_to_do(user):
    return measures_for(user).filter(done_at=None)


def _later(assessment):
    newest = (
        Assessment.objects.filter(
            enterprise=assessment.enterprise_id,
            template=assessment.template_id,
            state=AssessmentState.FROZEN,
            frozen_at__gt=assessment.frozen_at,
        )
        .order_by("-frozen_at")
        .first()
    )
    if newest is None:
        return {}
    return {one.key: one.points for one in score(newest.content, newest.answers).criteria}


def _title(row):
    """Return what a thing is called, in the language of the page where it has a name in it."""
    columns = vars(row)
    return said(columns, "title") or said(columns, "name") or getattr(row, "shown_name", str(row))


def _seen(kind, user):
    """Return (what a kind is called, what the reader may see of it now).

    Persons are seen who agree today, whatever stood in the plan when it was made.
    """
    if kind == PERSON:
        return _("expert who agreed to be asked"), open_to_enterprises(user)
    return subject(kind).label, subject(kind).visible_to(user)


def _helps(assessment, user):
    """Return {criterion: [Help]}, only of what the reader may see; one query for each kind."""
    rows = list(Suggestion.objects.filter(assessment=assessment, kind__in=KINDS))
    found = defaultdict(list)
    for kind in KINDS:
        of_kind = [one for one in rows if one.kind == kind]
        if not of_kind:
            continue
        label, visible = _seen(kind, user)
        seen = {row.code: row for row in visible.filter(code__in={one.code for one in of_kind})}
        for one in of_kind:
            if one.code in seen:
                row = seen[one.code]
                help = Help(
                    kind=kind,
                    label=label,
                    title=_title(row),
                    url_name=subject(kind).url_name,
                    code=one.code,
                    reason=said({"vi": one.reason_vi, "en": one.reason_en}),
                    zone=getattr(row, "zone", ""),
                    away=getattr(row, "away", None),
                    is_illustration=kind == PERSON and row.is_illustration,
                )
                found[one.criterion].append(help)
    return found
