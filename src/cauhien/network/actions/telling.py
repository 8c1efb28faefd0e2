"""Persons known from open data alone are told, once, what is held about them and their rights."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.network import rules
from cauhien.network.actions.persons import KIND
from cauhien.network.models import Person, PersonNotice
from cauhien.network.queries import telling
from cauhien.network.states import NoticeWay, PersonAct
from cauhien.notices.actions import write_to

NOTICE = "network.notice"
MOST_AT_ONCE = 200


class CannotTell(Exception):
    """Not this person's to do, or nothing to tell; `field` names where the reason stands."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@transaction.atomic
def tell_persons(*, organisation, written, by, at):
    """Tell those printed with an organisation who were not told, up to MOST_AT_ONCE; return them.

    organisation: None for those printed with none. written: way, address, found_at. A mail goes to
    an address of the institution that is public, and the log says who was told; nobody is told
    twice.
    """
    if not rules.may_answer_requests(by):
        raise CannotTell(_("Only a data steward tells persons."))
    is_mail = written["way"] == NoticeWay.MAIL
    if is_mail and not (written["address"] and written["found_at"]):
        raise CannotTell(_("Give the public address, and the page where it stands."), "address")
    if is_mail and organisation is None:
        raise CannotTell(_("Without an institution nobody has a public address."), "way")
    first = list(telling.untold_at(organisation).values_list("pk", flat=True)[:MOST_AT_ONCE])
    list(Person.objects.select_for_update().filter(pk__in=first))  # two stewards tell them once
    people = list(telling.untold().filter(pk__in=first))
    if not people:
        raise CannotTell(_("Everybody here was told already."))
    kept = {"address": written["address"], "found_at": written["found_at"]} if is_mail else {}
    said = {"way": written["way"], "organisation": organisation} | kept
    PersonNotice.objects.bulk_create(
        PersonNotice(person=person, told_at=at, told_by=by, **said) for person in people
    )
    for person in people:
        detail = {"way": written["way"]}
        record(chain=f"{KIND}:{person.code}", act=PersonAct.INFORMED, by=by, at=at, detail=detail)
    if is_mail:
        _write(people, written["address"], at)
    return people


def _write(people, address, at):
    write_to(
        address=address,
        language="vi",
        kind=NOTICE,
        subject=None,
        at=at,
        parameters={"people": [person.code for person in people]},
        url=reverse("network:public-notice"),
    )
