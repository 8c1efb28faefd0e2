"""The invented laboratory of the demonstration: its keeper, calendar, prices and training."""

from datetime import time, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from cauhien.demonstration.actions.play import person
from cauhien.demonstration.queries import script
from cauhien.facilities import actions, queries
from cauhien.facilities.models import Laboratory

KEEPER, USER = "expert", "enterprise"


@transaction.atomic
def open_laboratory(*, at):
    """Open the illustrated laboratory by the actions of the pages, unless there is one."""
    if Laboratory.objects.filter(is_illustration=True).exists():
        return
    said = script()["laboratory"]
    equipment = [(one["name_vi"], one["name_en"]) for one in said["equipment"]]
    laboratory = actions.make_illustration(
        values=said["values"], equipment=equipment, reason=said["mark"], at=at
    )
    keeper, told = person(KEEPER, at), {"at": at, "laboratory": laboratory}
    actions.name_keeper(user=keeper, by=person("coordinator", at), **told)
    actions.save_terms(values=said["terms"] | {"shows_busy": True}, by=keeper, **told)
    made = {}
    for one in said["resources"]:
        made[one["key"]] = _offer(one, [made[key] for key in one.get("parts", ())], keeper, told)
    _ask(said["request"], made, told)


def _offer(said, parts, keeper, told):
    """Offer one resource of the script, with prices and requirements that the firm meets."""
    hours = [
        (day, time.fromisoformat(opens), time.fromisoformat(closes))
        for opens, closes in said.get("hours", ())
        for day in range(1, 6)
    ]
    resource = actions.save_resource(
        values=said["values"],
        hours=hours,
        capacity=said.get("capacity", 1),
        parts=parts,
        by=keeper,
        **told,
    )
    at, today = told["at"], localdate(told["at"])
    for user_class, unit, amount in said["rates"]:
        values = {"user_class": user_class, "unit": unit, "amount": Decimal(amount)}
        values |= {"currency": "VND", "valid_from": today, "valid_to": None}
        actions.add_rate(resource=resource, values=values, by=keeper, at=at)
    firm = person(USER, at)
    for values in said.get("requirements", ()):
        requirement = actions.add_requirement(resource=resource, values=values, by=keeper, at=at)
        until = today + timedelta(days=365)
        actions.qualify(requirement=requirement, user=firm, expires_on=until, by=keeper, at=at)
    return resource


def _ask(said, made, told):
    """Let the firm ask for what is had on request only, so that the keeper has to answer."""
    today = localdate(told["at"])
    firm = person(USER, told["at"])
    written = {name: said[name] for name in ("purpose", "extent")} | {
        "first_on": today + timedelta(days=14),
        "last_on": today + timedelta(days=18),
    }
    actions.send_request(
        written=written,
        by=firm,
        resource=made[said["resource"]],
        organisation=queries.firms_of(firm).first(),
        **told,
    )
