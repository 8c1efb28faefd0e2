"""A procedure and a wish -> the roles and quotas that the engine seats a council by."""

from collections import defaultdict

from cauhien.organisations.states import OrganisationKind
from cauhien.review.queries import kinds_of_organisations, names_of_organisations
from cauhien.review.states import QuotaKind, SeatRole
from cauhien_engine.panel.profiles import BadProfile, profile_of, rules_of
from cauhien_engine.panel.rules import DEFAULT_RULES

HERE_YEARS = 1  # who left an organisation within so many years still counts as from there
SCIENCE = {OrganisationKind.EDUCATION, OrganisationKind.RESEARCH}
ENTERPRISE = {OrganisationKind.COMPANY}


class BadSize(ValueError):
    """The procedure knows no council of that size."""


def sizes_of(law):
    """Return the sizes of a council that a Law allows, in order."""
    return tuple(range(law.least, law.most + 1))


def roles_asked(law, size):
    """Return {role: how many} of a council of a size. Raises BadSize.

    As the rules that the procedure names have it; without such rules a chair, a secretary, the
    reviewing members of the procedure, and members.
    """
    if size not in sizes_of(law):
        raise BadSize(size)
    profile = _profile(law)
    if profile and size in profile.sizes and set(profile.roles) <= set(SeatRole):
        return profile.seats(size)
    roles = {SeatRole.CHAIR: 1, SeatRole.REVIEWER: law.reviewers, SeatRole.SECRETARY: 1}
    rest = size - sum(roles.values())
    if rest < 0:
        raise BadSize(size)
    return {str(role): count for role, count in (roles | {SeatRole.MEMBER: rest}).items() if count}


def conflict_rules(law):
    """Return the engine's rules: our own, which are the stricter, and those the procedure names."""
    legal = rules_of(law.rules) if law.rules else []
    return (*DEFAULT_RULES, *legal)


def quotas_for(people, organisations, limits, on):
    """Return the quotas of a council as dicts {id, kind, name_vi, name_en, people, least, most}.

    people: the engine's Persons. limits: {QuotaKind: number}; what is missing asks for nothing.
    """
    houses = _houses(people, organisations, on)
    quotas = []
    if most := limits.get(QuotaKind.ORGANISATION):
        quotas += _of_one_house(houses, most)
    kinds = kinds_of_organisations(houses)
    for kind, wanted in ((QuotaKind.ENTERPRISE, ENTERPRISE), (QuotaKind.SCIENCE, SCIENCE)):
        if least := limits.get(kind):
            inside = {who for key, some in houses.items() if kinds.get(key) in wanted
                      for who in some}  # fmt: skip
            quotas.append(_quota(kind, kind, sorted(inside), least=least))
    return quotas


def _of_one_house(houses, most):
    crowded = {key: some for key, some in houses.items() if len(some) > most}
    names = names_of_organisations(crowded)
    return [
        _quota(f"organisation:{key}", QuotaKind.ORGANISATION, sorted(some), most=most)
        | dict(zip(("name_vi", "name_en"), names.get(key, (key.removeprefix("name:"),) * 2),
                   strict=True))
        for key, some in sorted(crowded.items())
    ]  # fmt: skip


def _quota(id_, kind, people, least=None, most=None):
    return {
        "id": str(id_),
        "kind": str(kind),
        "name_vi": "",
        "name_en": "",
        "people": people,
        "least": least,
        "most": most,
    }


def _houses(people, organisations, on):
    """Return {key of an organisation, rolled up: ids of the people who are from there}."""
    houses = defaultdict(set)
    for person in people:
        for post in person.posts:
            if post.period.is_within(on, HERE_YEARS):
                known = organisations.resolve(post.organisation, post.name)
                for key in (key for key, sure in known.items() if sure):
                    for unit in organisations.units(key, "unit"):
                        houses[unit].add(person.id)
    return houses


def _profile(law):
    try:
        return profile_of(law.rules) if law.rules else None
    except BadProfile:
        return None
