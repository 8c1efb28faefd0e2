"""What a member did, counted from what the apps above tell."""

from dataclasses import dataclass

from django.utils.timezone import localdate

from cauhien.members.models import Advice, Certificate
from cauhien.members.queries.membership import membership_of
from cauhien.members.states import AdviceState, Deed, Done, deeds
from cauhien.network.queries import orcid_of, rows_of


@dataclass(frozen=True)
class Counted:
    """One kind of contribution with all that was done, the earliest first."""

    deed: Deed
    done: tuple[Done, ...]

    @property
    def count(self):
        return len(self.done)

    @property
    def first(self):
        return self.done[0].on

    @property
    def last(self):
        return self.done[-1].on

    @property
    def titled(self):
        return [one for one in self.done if one.title_vi or one.title_en]


def record_of(person):
    """Return [Counted] of a person, without the kinds of which nothing was done."""
    found = [
        Counted(deed, tuple(sorted(deed.done(person), key=lambda one: one.on))) for deed in deeds()
    ]
    return [one for one in found if one.done]


def answers_given(person):
    """Return each answer for which an office has thanked; what was asked is told to nobody."""
    return _thanked(person, inquiry__enterprise=None)


def answers_to_enterprises(person):
    """Return each answer for which an enterprise has thanked: no rule of standing counts them."""
    return _thanked(person, inquiry__enterprise__isnull=False)


def _thanked(person, **asked):
    rows = Advice.objects.filter(person__in=rows_of(person), state=AdviceState.THANKED, **asked)
    return [Done(localdate(at)) for at in rows.values_list("answered_at", flat=True)]


def content_of(person, on):
    """Return what a certificate of a day attests, as values that JSON knows."""
    held = membership_of(person, on)
    member = held and {
        "group": held.group,
        "standing": held.standing,
        "from": held.starts_on.isoformat(),
        "to": held.ends_on.isoformat(),
    }
    return {
        "name": person.name,
        "orcid": orcid_of(person),
        "on": on.isoformat(),
        "member": member or {},
        "deeds": [
            {
                "code": one.deed.code,
                "count": one.count,
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
                "titles": [[done.title_vi, done.title_en] for done in one.titled],
            }
            for one in record_of(person)
        ],
    }


def certificates_of(person):
    rows = Certificate.objects.filter(person__in=rows_of(person))
    return rows.select_related("person__user")


def certificate(number):
    """Return the certificate of a number, None where there is none or its holder has left."""
    known = Certificate.objects.filter(number=number.strip().lower(), person__left_at=None)
    found = known.select_related("person__user").first()
    return found if found and found.content else None
