"""A park with projects, as files and people write them."""

from datetime import date
from decimal import Decimal

from cauhien.accounts.models import Grant
from cauhien.accounts.states import Role
from cauhien.park.actions import projects
from cauhien.park.models import InvestmentProject, Park
from tests.factories import NOW, a_source, a_user

MANAGER = Role.PARK_MANAGER


def a_park(name="Khu Công nghệ cao thử nghiệm", **fields):
    return Park.objects.create(
        name_vi=name, name_en="Test Hi-Tech Park", source=a_source(), **fields
    )


def a_manager():
    return a_user(MANAGER)


def a_tenant(organisation):
    """Return somebody who acts for a firm."""
    user = a_user()
    grant = {"role": Role.ENTERPRISE, "starts_on": date(2026, 1, 1), "given_at": NOW}
    Grant.objects.create(user=user, organisation=organisation, **grant)
    return user


def status(word="licensed", on=date(2018, 4, 30), **more):
    return {"status": word, "on_date": on, "precision": "day", "document": "GCN 01", **more}


def a_project(park, by, name="Nhà máy vi mạch", *, on=date(2018, 4, 30), **fields):
    """Return a licensed project. investor: {name, nationality, tier, organisation}."""
    said = {"name": "", "nationality": "", "tier": "", "organisation": None}
    investor = said | fields.pop("investor", {})
    values = {"name_vi": name, **fields}
    return projects.begin_project(
        park=park, values=values, investor=investor, status=status(on=on), by=by, at=NOW
    )


def capital(amount="200000000", currency="USD", on=date(2018, 4, 30), kind="registered", **more):
    return {
        "kind": kind,
        "amount": Decimal(amount),
        "currency": currency,
        "qualifier": "",
        "on_date": on,
        "precision": "day",
        "document": "GCN 01",
        **more,
    }


def with_capital(project, by, **said):
    projects.enter(project=project, what="capital", values=capital(**said), by=by, at=NOW)
    return InvestmentProject.objects.get(pk=project.pk)
