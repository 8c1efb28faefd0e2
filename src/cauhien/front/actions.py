"""The brief of the week, to whoever asked for it."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from cauhien.front import rules
from cauhien.front.queries import brief_for
from cauhien.notices.actions import tell
from cauhien.notices.queries import acting, people_who_asked

WEEKLY = "front.brief"


@transaction.atomic
def tell_of_the_week(*, at):
    """Tell each reader who asked for it how much stands in their brief; return how many."""
    readers = [acting(user, at) for user in people_who_asked(WEEKLY)]
    readers = [user for user in readers if rules.may_read_brief(user)]
    for user in readers:
        with override(user.language):
            sections = brief_for(user, at).sections
        counts = {"stuck": 0, "late": 0, "goals": 0, "councils": 0}
        counts = dict(zip(counts, (len(one.lines) for one in sections), strict=True))
        url = reverse("front:brief")
        tell(users=[user], kind=WEEKLY, subject=None, at=at, parameters=counts, url=url)
    return len(readers)
