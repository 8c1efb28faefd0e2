"""What the log calls the acts of an enterprise, and what waits for whoever acts for it."""

from django.utils.translation import gettext as _

from cauhien.core import items
from cauhien.core.audit import name_acts
from cauhien.enterprises import queries
from cauhien.enterprises.states import Act, AssessmentAct, NeedAct, OfferAct

name_acts(Act)
name_acts(AssessmentAct)
name_acts(OfferAct)
name_acts(NeedAct)


@items.register
def measures_to_do(user, at):
    return items.Rows(
        query=queries.measures_to_do(user),
        kind="enterprise",
        code="assessment__code",
        title=("text",),
        page="enterprises:plan",
        arguments=("assessment__code",),
        to_do=_("Do what your improvement plan says"),
        if_nothing=_("The next self-assessment shows no progress there."),
        since="written_at",
        due_on="by_on",
    )
