"""What the tests of notices share."""

import pytest

from cauhien.challenges.queries import KIND
from cauhien.core import items
from cauhien.notices import actions, tasks
from cauhien.notices.models import Mail
from cauhien.notices.states import Kind, Way, _kinds
from tests.factories import a_challenge


@pytest.fixture
def kind(monkeypatch):
    """Return a function that settles what one kind of notice is like and returns its name."""

    def kind(**fields):
        said = {"facts": lambda given: {"role": given.get("role", "")}} | fields
        known = Kind("notices.role_ended", "a test", **said)  # with words of the product
        monkeypatch.setitem(_kinds, known.name, known)
        return known.name

    kind()
    return kind


@pytest.fixture
def tell(kind, problem, now):
    """Return a function that tells somebody of the problem and returns the notice."""

    def tell(user=None, *, at=now, says="A", **fields):
        told = {"users": [user or problem.officer], "kind": kind(**fields), "at": at}
        subject = (KIND, problem.code)
        return actions.tell(**told, subject=subject, parameters={"role": says})[0]

    return tell


@pytest.fixture
def sends(settings):
    """Let the site send its mails, as it does outside of the demonstration."""
    settings.DEMONSTRATION = False


@pytest.fixture
def deliver(sends, mailoutbox):
    """Return a function that does the worker's part with each mail and returns what has left."""

    def deliver():
        for mail in Mail.objects.filter(state__in=["waiting", "trying"]):
            tasks.deliver(mail.code)
        return mailoutbox

    return deliver


@pytest.fixture
def waiting(monkeypatch):
    """Return the list of items that wait, of which there are none but those put in here."""
    found = []
    monkeypatch.setattr(items, "_sources", {lambda user, at: list(found): None})
    return found


@pytest.fixture
def problem():
    return a_challenge()


def an_item(code="k7d2mq9x", *, since, **fields):
    said = {"kind": KIND, "title": f"Bài toán {code}", "to_do": "Ký", "url": f"/{code}/"}
    return items.Item(code=code, since=since, if_nothing="Bài toán chưa được ký.", **said | fields)


def choose(user, general=Way.DIGEST, **chosen):
    """Let a user choose how they are told: of all, and of the kind `role_ended` or `reminders`."""
    chosen = {f"notices.{name}": way for name, way in chosen.items()}
    actions.choose_ways(user=user, general=general, chosen=chosen)
