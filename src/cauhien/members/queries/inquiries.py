"""Questions to experts, read. Every list begins at a query that takes the user."""

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cauhien.accounts.queries.firms import representatives_of
from cauhien.members import rules
from cauhien.members.models import Advice, Inquiry
from cauhien.members.states import MOST_OF_ENTERPRISE, WITHIN, AdviceState, InquiryState
from cauhien.network.models import Expertise, Person
from cauhien.network.queries import away_until
from cauhien.network.rules import is_real, open_to_enterprises, suggestable

INQUIRY, ADVICE = "inquiry", "advice"


def askable(user):
    """Return the persons whom this user may ask for the city: each has a page as their own.

    Each with how often they were `asked`, how many of these questions are `open`, and until when
    they are `away`. Persons known from publications alone are asked nothing by the system, and for
    whom a role of the demonstration stands is asked by roles alone, once it declares a field.
    """
    if not rules.may_ask(user):
        return Person.objects.none()
    people = Person.objects.filter(suggestable(), user__is_active=True).exclude(user=user.pk)
    played = Exists(Expertise.objects.filter(person=OuterRef("pk")))
    return _counted(people.filter(is_real() | played if user.is_demonstration else is_real()), user)


def askable_for(inquiry, user):
    """Return, as `askable` does, the persons to whom this user may put a question.

    For an enterprise those alone who have agreed to it, and nobody who acts for it.
    """
    if not rules.runs(user, inquiry):
        return Person.objects.none()
    if inquiry.enterprise_id is None:
        return askable(user)
    own = representatives_of(inquiry.enterprise.organisation, user.day).order_by().values("pk")
    people = Person.objects.filter(open_to_enterprises(user)).exclude(user__in=own)
    return _counted(people, user)


def left_to_ask(inquiry, at):
    """Return how many experts an enterprise may still ask now; None where nothing limits it.

    For an invented enterprise everybody acts who tries the demonstration: no limit is theirs.
    """
    if inquiry.enterprise_id is None or inquiry.enterprise.is_illustration:
        return None
    asked = Advice.objects.filter(inquiry__enterprise=inquiry.enterprise_id)
    return max(0, MOST_OF_ENTERPRISE - asked.filter(asked_at__gt=at - WITHIN).count())


def known_from_works(found):
    """Return those of some candidates whose page nobody has taken over: they cannot be asked."""
    codes = [one["code"] for one in found]
    known = set(Person.objects.filter(code__in=codes, user=None).values_list("code", flat=True))
    return [one for one in found if one["code"] in known]


def _counted(people, user):
    counted = people.annotate(
        asked=_questions(),
        open=_questions(state=AdviceState.ASKED),
        away=away_until(user.day),
    )
    return counted.select_related("user").order_by("sort_key", "id")


def askable_with_load(user):
    """Return them, those first whom nobody has ever asked."""
    return askable(user).order_by("asked", "sort_key", "id")


def free_for(inquiry, user):
    """Return whom a question can be put to now: not asked yet, back in time, and not full."""
    people = askable_for(inquiry, user).exclude(pk__in=inquiry.advice.values("person"))
    back = Q(away=None) | Q(away__lt=inquiry.answer_by_on)
    return people.filter(back, open__lt=F("most_questions"))


def not_free_for(inquiry, user):
    """Return who could be asked but for their days away or their limit of open questions."""
    people = askable_for(inquiry, user).exclude(pk__in=inquiry.advice.values("person"))
    return people.exclude(pk__in=free_for(inquiry, user).order_by().values("pk"))


def _questions(**conditions):
    own = Advice.objects.filter(person=OuterRef("pk"), **conditions).order_by().values("person")
    return Coalesce(Subquery(own.annotate(count=Count("pk")).values("count")), 0)


def inquiries_for(user):
    rows = Inquiry.objects.filter(rules.visible_inquiries(user))
    return rows.select_related("office__organisation", "enterprise__organisation", "asked_by")


def advice_for(user):
    """Return what a user may see of advice: what they are asked, and what their side asks."""
    asking = Inquiry.objects.filter(rules.visible_inquiries(user)).order_by().values("pk")
    rows = Advice.objects.filter(rules.own_advice(user) | Q(inquiry__in=asking))
    asker = ("inquiry__office__organisation", "inquiry__enterprise__organisation")
    return rows.select_related(*asker, "person__user")


def own_advice(user):
    rows = Advice.objects.filter(rules.own_advice(user)).select_related("inquiry")
    return rows.order_by("-asked_at", "-id")


def answers_to(inquiry):
    return inquiry.advice.select_related("person__user")


def to_answer(user):
    return own_advice(user).filter(state=AdviceState.ASKED)


def to_thank(user):
    asked = Inquiry.objects.filter(rules.visible_inquiries(user), asked_by=user.pk)
    return Advice.objects.filter(inquiry__in=asked.order_by(), state=AdviceState.ANSWERED)


def to_choose(user):
    return inquiries_for(user).filter(asked_by=user.pk, state=InquiryState.OPEN)


def to_tell(user):
    """Return the questions of a user of which no answer is waited for any more."""
    waited = (AdviceState.ASKED, AdviceState.ANSWERED)
    rows = inquiries_for(user).filter(asked_by=user.pk, state=InquiryState.ASKED)
    return rows.exclude(pk__in=Advice.objects.filter(state__in=waited).values("inquiry"))
