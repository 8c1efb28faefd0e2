"""The ways to narrow a list of problems."""

import django_filters

from cauhien.challenges.models import Challenge
from cauhien.challenges.states import Origin, Outcome, State
from cauhien.organisations.states import Topic


class ChallengeFilter(django_filters.FilterSet):
    """The filters of the list; a value that does not exist narrows nothing."""

    state = django_filters.ChoiceFilter(choices=State)
    outcome = django_filters.ChoiceFilter(choices=Outcome)
    topic = django_filters.ChoiceFilter(choices=Topic)
    origin = django_filters.ChoiceFilter(choices=Origin)
    office = django_filters.CharFilter(field_name="office__code")

    class Meta:
        model = Challenge
        fields = ["state", "outcome", "topic", "origin", "office"]
