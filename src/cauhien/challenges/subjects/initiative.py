"""Files: their kind, what their teams are told, and which of them wait for whom."""

from django.utils.translation import gettext_lazy

from cauhien.challenges.queries.initiative import KIND, initiatives_for
from cauhien.challenges.states import MemberRole
from cauhien.core.subjects import Subject, register
from cauhien.notices import states as notices
from cauhien.ui.words import language

register(
    Subject(
        kind=KIND,
        label=gettext_lazy("file of a team"),
        plural=gettext_lazy("files of teams"),
        url_name="challenges:initiative",
        visible_to=initiatives_for,
    )
)


def facts_of_invitation(parameters):
    titles = [parameters["title_vi"], parameters["title_en"]]
    titles = titles if language() == "vi" else titles[::-1]
    role = MemberRole(parameters["role"]).label
    return parameters | {"role": role, "title": next(filter(None, titles), "")}


notices.register(
    notices.Kind(
        "challenges.team_invitation",
        gettext_lazy("invitations into a team"),
        urgent=True,
        facts=facts_of_invitation,
    )
)
