"""The brief of the week, to whoever asked for it."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from cauhien.accounts.models import User
from cauhien.front import rules
from cauhien.front.queries import brief_for
from cauhien.notices.actions import choose_ways, tell
from cauhien.notices.queries import acting, people_who_asked
from cauhien.notices.states import Way

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


@transaction.atomic
def send_first_briefs(*, at):
    """Have every account of the demonstration that leads get the brief, for nobody there can ask.

    The first comes at once, so that there is one to be read. Returns how many, 0 the next time.
    """
    if people_who_asked(WEEKLY).filter(is_demonstration=True).exists():
        return 0
    for user in User.objects.filter(is_demonstration=True, is_active=True):
        if rules.may_read_brief(acting(user, at)):
            choose_ways(user=user, general=Way.DIGEST, chosen={WEEKLY: Way.IMMEDIATE})
    return tell_of_the_week(at=at)
