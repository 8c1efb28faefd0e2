"""Who was told that they are listed here, and who was not."""

from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from cauhien.network import rules
from cauhien.network.models import Involvement, Person, PersonNotice, PersonRequest
from cauhien.network.states import NoticeWay
from cauhien.organisations.models import Organisation


def listed():
    """Return the persons who are shown, as everybody sees them."""
    return Person.objects.filter(rules.visible(None), rules.is_real())


def untold():
    """Return the persons who do not know as far as we know: neither told nor heard of.

    Whoever has a page as their own, has objected or has asked for something knows. Told under a
    row that is shown under another one now counts for that one.
    """
    rows = Person.objects.filter(rules.visible(None), user=None, objected_at=None)
    known: Any  # of two models, which mypy cannot join
    for model in (PersonNotice, PersonRequest):
        known = model.objects.annotate(shown=Coalesce("person__canonical", "person"))
        rows = rows.exclude(pk__in=known.order_by().values("shown"))
    return rows.order_by("sort_key", "id")


def untold_to_tell(user):
    """Return those whom a user has to tell that they are listed, the first to be listed first."""
    rows = untold().exclude(retrieved_at=None).order_by("id")
    return rows if rules.may_answer_requests(user) else rows.none()


def figures():
    """Return how many persons are listed, were told in each way, and were not."""
    told = PersonNotice.objects.filter(person__left_at=None)
    counted = dict(told.order_by().values_list("way").annotate(Count("pk")))
    return {
        "listed": listed().count(),
        "by_mail": counted.get(NoticeWay.MAIL, 0),
        "by_page": counted.get(NoticeWay.PAGE, 0),
        "untold": untold().count(),
        "last": told.values_list("told_at", flat=True).first(),
    }


def organisations_with_untold():
    """Return [(id of an organisation, how many are printed with it)], the most first."""
    rows = Involvement.objects.filter(person__in=untold().order_by())
    rows = rows.annotate(shown=Coalesce("organisation__canonical", "organisation"))
    counted = rows.order_by().values("shown").annotate(people=Count("person", distinct=True))
    return counted.order_by("-people", "shown").values_list("shown", "people")


def organisation_named(code):
    return Organisation.objects.filter(code=code, canonical=None).first()


def untold_at(organisation):
    """Return those who are printed with an organisation; None: with none at all."""
    if organisation is None:
        return untold().exclude(pk__in=Involvement.objects.values("person"))
    is_it = Q(organisation=organisation) | Q(organisation__canonical=organisation)
    return untold().filter(pk__in=Involvement.objects.filter(is_it).values("person"))
