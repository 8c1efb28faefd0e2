"""Legal profiles of councils, read from their records: size, roles, quorum, who is excluded."""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cauhien_engine.panel.facts import Period
from cauhien_engine.panel.rules import Kind, Rule


class BadProfile(ValueError):
    """A record that says no size and no role, or one that cannot be read."""


@dataclass(frozen=True)
class Profile:
    """What a procedure asks of a council.

    roles: {role: (fewest, most)}; those who fill no named role are "member". sizes: allowed sizes.
    quorum: share of the members that must be present. basis: the document and its articles.
    notes: what the record says in words alone; a person must see to it.
    """

    id: str
    sizes: tuple[int, ...]
    roles: dict
    quorum: Fraction | None
    basis: str
    valid: Period
    notes: tuple[str, ...]

    def seats(self, size):
        """Return {role: count} of a council of that size, the rest as members.

        Raises BadProfile for a size that the profile does not allow or that is too small.
        """
        counts = {role: least for role, (least, _) in self.roles.items()}
        rest = size - sum(counts.values())
        if size not in self.sizes or rest < 0:
            raise BadProfile(f"{self.id} does not allow a council of {size}")
        return counts | ({"member": counts.get("member", 0) + rest} if rest else {})


def profile_of(record, proposals=1):
    """Return the Profile of a record of council-rules.jsonl, a dict.

    proposals: how many are judged, for roles that are counted "per proposal". A secretary who is
    elected from the members takes no seat of its own. Raises BadProfile.

    >>> record = {"id": "X", "size_min": 7, "size_max": 9, "sizes_allowed": [7, 9],
    ...           "roles": {"chair": 1, "reviewer": "2 per proposal", "member": "rest"},
    ...           "valid_from": "2023-11-27", "valid_to": None, "legal_document": "Circular 1",
    ...           "legal_basis": [{"article": "8"}], "quorum": {"min_fraction": "2/3"}}
    >>> profile_of(record).seats(7)
    {'chair': 1, 'reviewer': 2, 'member': 4}
    """
    least, most = record.get("size_min"), record.get("size_max")
    if least is None or not record.get("roles"):
        raise BadProfile(f"{record['id']} says no size or no roles")
    sizes = record.get("sizes_allowed") or range(least, (most or least) + 1)
    share = (record.get("quorum") or {}).get("min_fraction")
    texts = (*record.get("composition", ()), *record.get("other_rules", ()))
    return Profile(
        id=record["id"],
        sizes=tuple(sizes),
        roles={role: count for role, said in record["roles"].items()
               if (count := _count(said, proposals))},
        quorum=Fraction(share) if share else None,
        basis=_basis(record),
        valid=_valid(record),
        notes=tuple(one["rule"] for one in texts if "rule" in one),
    )  # fmt: skip


def rules_of(record):
    """Return the Rules that a record's exclusions make, all hard, in force as the record is.

    What binds nobody to a proposal (an unserved sanction) makes no rule: it is a question of who
    may be a candidate at all. `unread` names what could not be read.

    >>> ban = {"relation": "staff_of", "to": "lead organisation", "role_affected": "any"}
    >>> record = {"id": "X", "exclusions": [ban], "valid_from": "2023-11-27", "valid_to": None,
    ...           "legal_document": "Circular 1", "legal_basis": []}
    >>> [(one.id, one.kind.value, one.years, sorted(one.towards)) for one in rules_of(record)]
    [('X-1', 'organisation', 0, ['lead organisation'])]
    """
    rows = enumerate(record.get("exclusions", ()), start=1)
    return [
        Rule(
            f"{record['id']}-{at}",
            _KINDS[one["relation"]],
            years=0 if one["relation"] == "staff_of" else None,
            roles=frozenset() if one["role_affected"] == "any" else frozenset(one["role_affected"]),
            towards=_towards(one),
            relations=_RELATIONS.get(one["relation"], frozenset()),
            level="own",
            basis=f"{_basis(record)}, {one.get('clause', '')}".rstrip(", "),
            valid=_valid(record),
        )
        for at, one in rows
        if one["relation"] in _KINDS
    ]


def unread(record):
    """Return the relations of a record's exclusions that no rule was made of."""
    return [
        one["relation"]
        for one in record.get("exclusions", ())
        if one["relation"] not in _KINDS and "sanction" not in one["relation"]
    ]


_KINDS = {
    "applicant": Kind.SELF,
    "participant": Kind.SELF,
    "applicant_or_participant": Kind.SELF,
    "principal_or_participant": Kind.SELF,
    "staff_of": Kind.ORGANISATION,
    "spouse_parent_child_sibling": Kind.KINSHIP,
    "spouse_parent_child_sibling_or_interest": Kind.KINSHIP,
    "clear_evidence_of_bias": Kind.DECLARED,
    "evidence_of_conflict_of_interest": Kind.DECLARED,
    "chair_or_reviewer_of": Kind.HISTORY,
}
_FAMILY = frozenset({"spouse", "parent", "child", "sibling"})
_RELATIONS = {
    "spouse_parent_child_sibling": _FAMILY,
    "spouse_parent_child_sibling_or_interest": _FAMILY | {"interest"},
    "chair_or_reviewer_of": frozenset({"chair", "reviewer"}),
}
_PARTIES = {
    "lead organisation": "lead organisation",
    "partner organisation": "partner organisation",
    "lead or partner": "partner organisation",
    "principal investigator": "lead",
    "scientific secretary": "secretary",
    "main members": "main",
}


def _towards(exclusion):
    """Return the roles in a proposal that an exclusion names, none where it means all."""
    to = exclusion["to"]
    found = {role for words, role in _PARTIES.items() if words in to}
    return frozenset(found | ({"lead organisation"} if "lead or partner" in to else set()))


def _count(said, proposals):
    """Return (fewest, most) of a role, None where it takes no seat of its own."""
    if isinstance(said, int):
        return said, said
    numbers = [int(one) for one in re.findall(r"\d+", said)]
    if "per" in said and numbers:
        return numbers[0] * proposals, numbers[0] * proposals
    if said.startswith("at least"):
        return numbers[0], None
    return (numbers[0], numbers[-1]) if numbers else None


def _basis(record):
    articles = ", ".join(f"art. {one['article']}" for one in record.get("legal_basis", ()))
    return f"{record['legal_document']}, {articles}".rstrip(", ")


def _valid(record):
    days = (record.get("valid_from"), record.get("valid_to"))
    return Period(*(date.fromisoformat(day) if day else None for day in days))
