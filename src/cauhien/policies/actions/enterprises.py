"""Which incentives may help an enterprise with its weak criteria, written down below."""

from django.utils.timezone import localdate

from cauhien.enterprises.actions import suggest
from cauhien.enterprises.queries import weak_criteria
from cauhien.enterprises.states import Industry
from cauhien.policies import bridge, queries
from cauhien.policies.queries import MECHANISM

_INDUSTRY = {Industry.MANUFACTURING: "production", Industry.SOFTWARE: "services"}


def help_enterprise(*, assessment, at):
    """Ask the engine of eligibility for each incentive that the template names for a criterion.

    What the enterprise has answered is known to it; the rest is missing, and the reason says what.
    An incentive that the enterprise surely does not get is left out.
    """
    vocabulary = bridge.vocabulary_of(queries.facts())
    answers = bridge.answers_from(_known(assessment, vocabulary), vocabulary)
    on = localdate(at)
    rows = bridge.assessed(queries.computable_on(on), vocabulary, answers, on)
    by_series = {one.mechanism.series: one for one in rows}
    found = [
        {
            "criterion": criterion["key"],
            "kind": MECHANISM,
            "code": one.mechanism.code,
            "rank": rank,
            "reason_vi": one.found.why("vi"),
            "reason_en": one.found.why("en"),
            "basis": {"engine": bridge.ENGINE_VERSION, "on": on.isoformat()},
        }
        for criterion in weak_criteria(assessment)
        for rank, series in enumerate(criterion.get("incentives", []), 1)
        if (one := by_series.get(series)) and one.answer != "no" and one.is_addressed
    ]
    suggest(assessment=assessment, kinds=[MECHANISM], found=found, at=at)


def _known(assessment, vocabulary):
    said = {
        bridge.APPLICANT: "enterprise",
        "industry": _INDUSTRY.get(Industry(assessment.enterprise.industry or Industry.OTHER)),
        "workers": assessment.answers.get("basis-1-workers"),
    }
    return {name: value for name, value in said.items() if value and name in vocabulary}
