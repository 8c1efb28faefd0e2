"""Things to test with. Each function makes one, complete enough to be used; say what matters.

officer = a_user(role=Role.OFFICER, office=office)
draft = a_challenge(office=office, baseline=None)
"""

import time
from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from factory.django import DjangoModelFactory

from cauhien.accounts.models import Grant, User
from cauhien.accounts.states import Role
from cauhien.challenges.models import Challenge
from cauhien.challenges.states import Origin, State
from cauhien.core.models import AuditLine, Source
from cauhien.core.text import fold, name_sort_key, sort_key
from cauhien.facilities.models import Laboratory
from cauhien.facilities.states import LaboratoryKind
from cauhien.network.models import Authorship, Person, Project, Technology, Work
from cauhien.network.states import TechnologyKind
from cauhien.organisations.models import Office, Organisation, Place
from cauhien.organisations.states import OrganisationKind, PlaceKind, Topic, Zone

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)  # the same as the fixture `now`
TODAY = date(2026, 11, 24)
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    kind = "test"
    name = factory.Sequence(lambda n: f"Source {n}")
    licence = "CC BY 4.0"
    retrieved_at = NOW
    raw_sha256 = factory.Sequence(lambda n: f"{n:064x}")


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name_vi = factory.Sequence(lambda n: f"Viện Nghiên cứu số {n}")
    name_en = factory.Sequence(lambda n: f"Research Institute No. {n}")
    kind = OrganisationKind.RESEARCH
    zone = Zone.CITY
    folded = factory.LazyAttribute(lambda o: fold(o.name_vi or o.name_en))
    sort_key = factory.LazyAttribute(lambda o: sort_key(o.name_vi or o.name_en))


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    organisation = factory.SubFactory(
        OrganisationFactory,
        name_vi=factory.Sequence(lambda n: f"Sở số {n}"),
        name_en=factory.Sequence(lambda n: f"Department No. {n}"),
        kind=OrganisationKind.GOVERNMENT,
    )


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@test.invalid")
    name = factory.Sequence(lambda n: f"Người dùng {n}")


class ChallengeFactory(DjangoModelFactory):
    class Meta:
        model = Challenge

    title_vi = factory.Sequence(lambda n: f"Giảm ùn tắc giao thông giờ cao điểm, tuyến {n}")
    description_vi = "Tốc độ xe trên hành lang giờ cao điểm xuống dưới mức chấp nhận được."
    topic = Topic.TRANSPORT
    place_text = "Đường Nguyễn Trãi"
    indicator = "Tốc độ trung bình giờ cao điểm"
    unit = "km/h"
    baseline = Decimal("14.2")
    target = Decimal("18")
    measured_by = "Trung tâm Quản lý và điều hành giao thông"
    budget_line = "Sự nghiệp khoa học và công nghệ"
    created_at = NOW
    saved_at = NOW
    sort_key = factory.LazyAttribute(lambda o: sort_key(o.title_vi))


def a_user(
    role=None, *, office=None, starts_on=date(2026, 1, 1), ends_on=None, day=TODAY, **fields
):
    """Return an account; with a role if one is named, in an office of its own if none is given."""
    user = UserFactory(**fields)
    if role:
        if office is None and role in (Role.OFFICER, Role.HEAD):
            office = an_office()
        a_grant(user, role, office=office, starts_on=starts_on, ends_on=ends_on)
    user.day = day
    return user


def sign_in(client, user, *, second_factor=True, seconds_ago=0):
    """Sign a user in to a test client, as if by password and then the code of an app.

    second_factor=False: by password alone, as `client.force_login` does.
    seconds_ago: how long ago the code was shown (a signature wants one of the last five minutes).
    """
    client.force_login(user)
    if not second_factor:
        return user
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    app = app or TOTP.activate(user, TOTP_SECRET).instance
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "totp", "id": app.pk, "at": time.time() - seconds_ago}
    ]
    session.save()
    return user


def a_grant(user, role, *, office=None, starts_on=date(2026, 1, 1), ends_on=None):
    return Grant.objects.create(
        user=user, role=role, office=office, starts_on=starts_on, ends_on=ends_on, given_at=NOW
    )


def a_source(**fields):
    return SourceFactory(**fields)


def an_organisation(name_vi=None, **fields):
    return OrganisationFactory(**({"name_vi": name_vi} if name_vi else {}), **fields)


def an_office(name_vi=None, *, coordinates=False, **fields):
    if name_vi:
        fields["organisation__name_vi"] = name_vi
    return OfficeFactory(coordinates=coordinates, **fields)


def a_place(name_vi="Phường Thanh Xuân", *, kind=PlaceKind.WARD, **fields):
    fields.setdefault("code", f"{kind}:{fold(name_vi).replace(' ', '-')}")
    return Place.objects.create(name_vi=name_vi, kind=kind, folded=fold(name_vi), **fields)


def a_challenge(state=State.DRAFT, **fields):
    """Return a complete problem with an office and, as `officer`, an officer of that office.

    A catalogued one has neither, but a source.
    """
    if state == State.CATALOGUED:
        fields = {"source": a_source(), "source_url": "https://example.invalid/problem"} | fields
        fields.setdefault("origin", Origin.PUBLIC_SOURCES)
    else:
        _give_owner(fields)
    return ChallengeFactory(state=state, **fields)


def _give_owner(fields):
    if "office" not in fields:
        officer = fields.get("officer")
        fields["office"] = officer.grants.first().office if officer else an_office()
    if "officer" not in fields:
        fields["officer"] = a_user(Role.OFFICER, office=fields["office"])


def a_person(name="Nguyễn Văn An", **fields):
    return Person.objects.create(
        name=name, folded=fold(name), sort_key=name_sort_key(name), **{"zone": Zone.CITY} | fields
    )


def a_work(title="Điều khiển đèn tín hiệu giao thông bằng học tăng cường", *, by=(), **fields):
    """Return a work. by: its authors in order, each a Person or a name as printed."""
    work = Work.objects.create(title=title, **{"language": "vi", "year": 2024} | fields)
    for position, author in enumerate(by):
        person = author if isinstance(author, Person) else None
        Authorship.objects.create(work=work, position=position, raw_name=str(author), person=person)
    return work


def a_project(title_vi="Hệ thống giao thông thông minh", **fields):
    return Project.objects.create(title_vi=title_vi, sort_key=sort_key(title_vi), **fields)


def a_technology(name_vi="Bộ điều khiển đèn tín hiệu thích ứng", **fields):
    fields = {"kind": TechnologyKind.DEVICE, "zone": Zone.CITY} | fields
    return Technology.objects.create(name_vi=name_vi, sort_key=sort_key(name_vi), **fields)


def a_laboratory(name_vi="Phòng thí nghiệm giao thông", **fields):
    fields = {"kind": LaboratoryKind.RESEARCH, "zone": Zone.CITY} | fields
    return Laboratory.objects.create(name_vi=name_vi, sort_key=sort_key(name_vi), **fields)


def acts(challenge):
    """Return the acts in the log of a problem, in order."""
    lines = AuditLine.objects.filter(chain=challenge.chain).order_by("number")
    return list(lines.values_list("act", flat=True))
