"""Members of the network, read; who may be one, by the rules of the city file."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise

from cauhien.core import city
from cauhien.members import rules
from cauhien.members.models import Advice, Membership
from cauhien.members.states import OPEN_MEMBERSHIPS, AdviceState, Measure, MembershipState
from cauhien.network.models import Contribution, ResearchField
from cauhien.network.queries import expertise_of, rows_of, works_by
from cauhien.network.rules import is_real, visible
from cauhien.ui.words import language

MEMBERSHIP = "membership"


@dataclass(frozen=True)
class Condition:
    """One condition of a rule, and how a person stands to it. label: what is counted."""

    label: str | Promise
    least: int
    found: int

    @property
    def is_met(self):
        return self.found >= self.least


@dataclass(frozen=True)
class Standing:
    """A standing that a member may have, as the city file defines it."""

    code: str
    name_vi: str
    name_en: str
    basis_vi: str
    basis_en: str
    least: dict

    @property
    def rule(self):
        return self.conditions({})

    def conditions(self, measured):
        """Return the conditions beside what was measured, by the same keys."""
        return [
            Condition(Measure(what).label, least, measured.get(what, 0))
            for what, least in self.least.items()
        ]

    def is_met(self, measured):
        return all(one.is_met for one in self.conditions(measured))


def standings():
    """Return the Standings of the city file, the highest first."""
    return [
        Standing(
            code=one["code"],
            name_vi=one["vi"],
            name_en=one["en"],
            basis_vi=one["legal_basis"]["vi"],
            basis_en=one["legal_basis"]["en"],
            least=one["least"],
        )
        for one in city.membership()["standings"]
    ]


def standing_in_words(code):
    """Return the name of a standing of the city file, in the language of the page."""
    found = next((one for one in standings() if one.code == code), None)
    if found is None:
        return code
    name = found.name_en if language() == "en" else found.name_vi
    return name[:1].upper() + name[1:]


def measured(person):
    """Return {Measure: number} of a person, as the register counts them now."""
    led = Contribution.objects.filter(person__in=rows_of(person), role=Contribution.Role.LEADER)
    by_offices = Advice.objects.filter(person__in=rows_of(person), inquiry__enterprise=None)
    thanked = by_offices.filter(state=AdviceState.THANKED)
    return {
        Measure.FIELDS.value: expertise_of(person).count(),
        Measure.WORKS.value: works_by(person).count(),
        Measure.PROJECTS_LED.value: led.values("project").distinct().count(),
        Measure.ANSWERS.value: thanked.count(),
    }


def fields_of(person):
    """Return the research fields that a person declares with evidence."""
    declared = expertise_of(person).order_by().values("field")
    return ResearchField.objects.filter(pk__in=declared).order_by("code")


def members_on(day):
    """Return who is a member on a day, for everybody, by group and name."""
    return _members_on(day).filter(is_real("person__"))


def illustrated_members(day):
    """Return those for whom a role of the demonstration stands; nothing counts them."""
    return _members_on(day).filter(person__user__is_demonstration=True)


def _members_on(day):
    rows = Membership.objects.filter(visible(None, "person__"), state=MembershipState.MEMBER)
    now = rows.filter(starts_on__lte=day, ends_on__gte=day)
    ordered = now.order_by("group", "person__sort_key", "id")
    return ordered.select_related("person__user").prefetch_related("research_fields")


def membership_of(person, day):
    """Return the membership of a person on a day, without its fields; None where they have none."""
    return _members_on(day).filter(person=person).prefetch_related(None).first()


def open_membership(person):
    """Return the membership or nomination of a person that is not over, None without one."""
    return Membership.objects.filter(person=person, state__in=OPEN_MEMBERSHIPS).first()


def memberships_for(user):
    rows = Membership.objects.filter(rules.visible_memberships(user))
    return rows.select_related("person__user", "office__organisation", "nominated_by")


def to_agree(user):
    """Return the nominations that wait for this user to agree."""
    own = memberships_for(user).filter(state=MembershipState.PROPOSED, person__user=user.pk)
    return own if not user.delegation else own.none()


def to_decide(user):
    """Return the nominations that wait for the managing office."""
    rows = memberships_for(user).filter(state=MembershipState.WAITING)
    return rows.exclude(person__user=user.pk) if rules.manages(user) else rows.none()


def ending_soon(user):
    """Return the members whose term ends soon, for the managing office."""
    until = user.day + timedelta(days=city.membership()["renew_within"])
    rows = memberships_for(user).filter(state=MembershipState.MEMBER, ends_on__lte=until)
    return rows.exclude(person__user=user.pk) if rules.manages(user) else rows.none()
