"""Things to test with. Each function makes one, complete enough to be used; say what matters.

officer = a_user(role=Role.OFFICER, office=office)
draft = a_challenge(office=office, baseline=None)
"""

import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import factory
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from factory.django import DjangoModelFactory

from cauhien.accounts.models import Grant, User
from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative import start_initiative
from cauhien.challenges.actions.initiative.drafts import show_to_member
from cauhien.challenges.actions.initiative.sending import submit_initiative
from cauhien.challenges.models import (
    Call,
    Challenge,
    Criterion,
    EligibilityItem,
    Member,
    Procedure,
    TaskDefinition,
)
from cauhien.challenges.queries import text_read
from cauhien.challenges.states import Award, MemberRole, Origin, State
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


def a_procedure(*, sealed=True, **fields):
    """Return the sealed procedure of these tests, or the open one."""
    code = "commissioned-task" if sealed else "open-call"
    names = ("hồ sơ đăng ký tuyển chọn", "application") if sealed else ("giải pháp đề xuất", "")
    said = {
        "name_vi": "Đặt hàng nhiệm vụ" if sealed else "Kêu gọi giải pháp",
        "name_en": "Commissioned task" if sealed else "Open call",
        "summary_vi": "Theo quy trình.",
        "summary_en": "By the procedure.",
        "initiative_vi": names[0],
        "initiative_en": names[1] or "proposed solution",
        "blind": sealed,
        "council_min": 7 if sealed else 3,
        "council_max": 9 if sealed else 5,
        "reviewers": 2,
        "quorum": {"share": "2/3", "must_include": ["chair", "both_reviewers"]},
        "levels": 5,
        "disagreement_limit": Decimal("0.4"),
        "pass_threshold": Decimal(70),
        "review_request_days": 15,
        "clocks": {},
        "legal_basis_vi": "Căn cứ của quy trình.",
        "legal_basis_en": "What the procedure rests on.",
    }
    found, _made = Procedure.objects.get_or_create(code=code, defaults=said | {"sealed": sealed})
    for name, value in fields.items():
        setattr(found, name, value)
    found.save()
    return found


def a_call(state=State.OPEN, *, sealed=True, closes_at=None, challenge=None, **fields):
    """Return a complete call, open unless `state` says otherwise, that closes in seven days.

    Three criteria and a checklist of two: legal status, with a document, and an optional one.
    """
    challenge = challenge or a_challenge(state, is_public=True)
    closes_at = closes_at or NOW + timedelta(days=7)
    call = Call.objects.create(
        challenge=challenge,
        procedure=a_procedure(sealed=sealed),
        closes_at=closes_at,
        **{
            "summary_vi": "Cần giải pháp nâng tốc độ giờ cao điểm lên 18 km/h.",
            "budget": Decimal(3_000_000_000),
            "award": Award.PRIZE,
            "ip_terms_vi": "Quyền sở hữu thuộc nhóm.",
            "confidentiality_terms_vi": "Phần mật chỉ hội đồng đọc.",
            "contact": "Sở Khoa học và Công nghệ, 024 3000 0000",
            "opens_at": closes_at - timedelta(days=30),
            "published_at": closes_at - timedelta(days=30),
            "version": 1,
            "sha256": "c" * 64,
            "saved_at": NOW,
            "saved_by": challenge.officer,
        }
        | fields,
    )
    for number, (name, weight) in enumerate([("Hiệu quả", 50), ("Khả thi", 30), ("Chi phí", 20)]):
        Criterion.objects.create(call=call, number=number + 1, name_vi=name, weight=weight)
    for number, (text, is_required) in enumerate([("Tư cách pháp lý", True), ("Thư", False)]):
        EligibilityItem.objects.create(
            call=call,
            number=number + 1,
            text_vi=text,
            is_required=is_required,
            needs_document=is_required,
        )
    return call


def a_task(challenge, **fields):
    """Return what a council has made of a problem, by its text as it was sent last."""
    said = {
        "is_advised": True,
        "title_vi": "Điều khiển đèn tín hiệu thích ứng",
        "goal_vi": "Nâng tốc độ giờ cao điểm lên 18 km/h.",
        "results_vi": "Phần mềm điều khiển và số đo trong sáu tháng.",
        "way": "competition",
        "costs": ["labour", "equipment"],
        "votes": {"yes": 7, "no": 0, "abstain": 0, "present": 7},
        "text_sha256": text_read(challenge),
        "minutes_sha256": "d" * 64,
        "at": NOW,
        "by": challenge.officer,
    }
    return TaskDefinition.objects.create(challenge=challenge, **said | fields)


A_FILE = {
    "title_vi": "Đèn tín hiệu thích ứng",
    "summary_vi": "Đèn tín hiệu điều chỉnh theo lưu lượng đo được.",
    "approach": "Đo lưu lượng bằng camera, tính lại chu kỳ đèn mỗi năm phút.",
    "team": "Nhóm đã làm hai nút giao.",
    "plan": [{"step": "Lắp thiết bị", "month": "3"}],
    "budget": [{"item": "Thiết bị", "amount": "900000000"}],
    "risks": "Camera hỏng khi mưa lớn; có thiết bị dự phòng.",
    "expected": "18",
    "confidential": "Thuật toán chưa công bố.",
}


def an_initiative(call=None, *, lead=None, at=NOW, **written):
    """Return a complete draft of a file, begun by an enterprise, for an open call."""
    call = call or a_call()
    lead = lead or a_user(Role.ENTERPRISE)
    return start_initiative(challenge=call.challenge, by=lead, at=at, written=A_FILE | written)


def a_sent_file(call=None, *, lead=None, at=NOW, **written):
    """Return a file that its lead has sent."""
    lead = lead or a_user(Role.ENTERPRISE)
    draft = an_initiative(call, lead=lead, at=at, **written)
    draft.members.update(consent_at=at)
    submit_initiative(initiative=draft, by=lead, at=at)
    draft.refresh_from_db()
    return draft


def a_member(initiative, role=MemberRole.EDIT, *, user=None, **fields):
    """Return somebody who has joined a team and agreed."""
    user = user or a_user()
    said = {"email": user.email, "name": user.name, "invited_at": NOW, "consent_at": NOW}
    member = Member.objects.create(initiative=initiative, user=user, role=role, **said | fields)
    show_to_member(initiative, user=user, by=user, at=NOW)
    return member


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
