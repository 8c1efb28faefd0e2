"""Enterprises and their self-assessments to test with."""

import json
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from cauhien.enterprises.actions import (
    begin_assessment,
    begin_offer,
    describe_enterprise,
    freeze_assessment,
    publish_offer,
    register_enterprise,
    save_answers,
    send_offer,
    write_need,
)
from cauhien.enterprises.actions.templates import take_over_templates
from cauhien.enterprises.forms import NeedForm, OfferForm
from cauhien.enterprises.models import Assessment, Enterprise, Template
from cauhien.enterprises.states import Industry
from cauhien.ingest.readers.capability import template as read_template
from cauhien.ingest.readers.records import digest
from cauhien.organisations.states import OrganisationKind
from tests.factories import NOW, Role, a_source, a_user, an_organisation
from tests.park.things import a_tenant

TAX_CODE = "0100112437"
TEMPLATES = {
    one["id"]: one
    for one in map(
        json.loads,
        (Path(__file__).parents[2] / "data/capability-templates.jsonl")
        .read_text("utf-8")
        .splitlines(),
    )
}
PRODUCTS = "Gia công cơ khí chính xác, khuôn mẫu nhựa và dập."


def an_owner(name="Công ty Cơ khí", tax_code=TAX_CODE):
    """Return (firm, somebody who acts for it)."""
    firm = an_organisation(name, tax_code=tax_code, kind=OrganisationKind.COMPANY)
    owner = a_tenant(firm)
    owner.day = NOW.date()
    return firm, owner


def an_enterprise(name="Công ty Cơ khí", tax_code=TAX_CODE, industry=Industry.MANUFACTURING):
    """Return (enterprise that has said what it makes, its owner)."""
    firm, owner = an_owner(name, tax_code)
    found = register_enterprise(organisation=firm, by=owner, at=NOW)
    values = {"industry": industry, "products": PRODUCTS}
    describe_enterprise(enterprise=found, values=values, by=owner, at=NOW)
    found.refresh_from_db()
    return found, owner


def template(code):
    return TEMPLATES[code]


def all_answers(code, share="best", groups=""):
    """Return answers to a whole template: the best ones, or those that earn nothing.

    groups: the keys of the only groups answered, all where empty.
    """
    content = TEMPLATES[code]
    answers = {f"basis-1-{one['name']}": FIGURES[one["name"]] for one in content["basis"]}
    for criterion in content["criteria"]:
        if groups and criterion["group"] not in groups:
            continue
        for number, part in enumerate(criterion["parts"], 1):
            answers |= _answers(part, f"{criterion['key']}-{number}", share == "best")
    return answers


def _answers(part, name, is_best):
    options = part.get("options", [])
    if part["kind"] == "choice":
        return {name: "0" if is_best else "none"}
    if part["kind"] == "checklist":
        return {name: [str(at) for at in range(len(options))] if is_best else ["none"]}
    if part["kind"] == "stated":
        points = str(part["most"]) if is_best else "0"
        return {name: points, f"{name}-reason": "Đối chiếu bản in của Thông tư."}
    return {
        f"{name}-{one['name']}": BEST[one["name"]] if is_best else "0" for one in part["inputs"]
    } | ({} if is_best else {f"{name}-{one}": "1" for one in ("design", "all3", "cost3")})


FIGURES = {"workers": "100", "direct": "60", "capital": "50", "revenue3": "1000", "revenue": "1000"}
BEST = {
    **{"trained": "60", "skilled": "20", "managers": "10", "staff": "20", "training3": "30"},
    **{"output": "90", "design": "100", "good3": "95", "all3": "100", "info3": "5", "cost3": "900"},
    **{"rd_staff": "6", "rd3": "20", "uptime": "99.95", "engineers": "80", "training": "40"},
    **{"rd": "120", "new_revenue": "400"},
}


def shipped_templates():
    """Take over the templates that ship, as `./cauhien ingest` does."""
    rows = [(record, digest(record)) for record in map(read_template, TEMPLATES.values())]
    return take_over_templates(rows, source=a_source(), at=NOW)


def an_assessment(enterprise, owner, code="tt17-2019"):
    """Return a draft of an enterprise by a template that ships."""
    template = Template.objects.get(code=code)
    return begin_assessment(enterprise=enterprise, template=template, by=owner, at=NOW)


def answered(draft, owner, share="best"):
    """Answer a whole draft."""
    answers = all_answers(draft.template.code, share)
    save_answers(assessment=draft, answers=answers, by=owner, at=NOW)
    return draft


def a_completed(enterprise, owner, share="best"):
    """Return a completed assessment by the circular."""
    draft = answered(an_assessment(enterprise, owner), owner, share)
    freeze_assessment(assessment=draft, by=owner, at=NOW)
    draft.refresh_from_db()
    return draft


def words_of(answer):
    """Return what a PDF says, on one line."""
    pages = PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(one.extract_text().split()) for one in pages)


def some_peers(found, number, **fields):
    """Let other enterprises have completed the same template, each with half of the points."""
    halves = {one["key"]: one["most"] / 2 for one in found.content["groups"]}
    for _ in range(number):
        firm = an_organisation()
        enterprise = Enterprise.objects.create(
            organisation=firm, registered_at=NOW, registered_by=found.frozen_by
        )
        copy = Assessment(
            enterprise=enterprise,
            template=found.template,
            state=found.state,
            content=found.content,
            content_sha256=fields.get("content_sha256", found.content_sha256),
            begun_at=NOW,
            saved_at=NOW,
            frozen_at=NOW,
            groups=halves,
            total=50,
        )
        copy.save()


OFFER = {
    "name_vi": "Đèn tín hiệu thích ứng giảm ùn tắc giao thông",
    "name_en": "Adaptive traffic lights",
    "summary_vi": "Điều khiển đèn theo lưu lượng đo tại nút, giảm ùn tắc giao thông giờ cao điểm.",
    "summary_en": "",
    "kind": "device",
    "topic": "transport",
    "trl4_on": "2024-11-02",
    "trl4_evidence": "Báo cáo thử nghiệm trong phòng thí nghiệm.",
    "trl7_on": "2026-05-20",
    "trl7_evidence": "Biên bản chạy thử tại ba nút.",
    "protection": "granted",
    "rights": "Bằng độc quyền sáng chế số 1-0012345",
    "terms": "licence",
    "conditions": "Kèm đào tạo vận hành.",
    "contact": "Phòng kỹ thuật, máy lẻ 12",
}


def an_offer(enterprise, owner, **said):
    """Return a draft of an offer as its form would save it."""
    form = OfferForm(OFFER | said, today=NOW.date())
    assert form.is_valid(), form.errors
    return begin_offer(enterprise=enterprise, written=form.written(), by=owner, at=NOW)


def published(offer, owner):
    """Return an offer that was sent, looked at and published."""
    send_offer(offer=offer, by=owner, at=NOW)
    publish_offer(offer=offer, by=a_user(Role.COORDINATOR), at=NOW)
    offer.refresh_from_db()
    return offer


NEED = {
    "title_vi": "Cần đèn tín hiệu thích ứng giảm ùn tắc giao thông",
    "title_en": "",
    "description_vi": "Điều khiển đèn tại cổng nhà máy để giảm ùn tắc giao thông giờ cao điểm.",
    "description_en": "",
    "topic": "transport",
    "wanted_by": "2027-06-30",
}


def a_need(enterprise, owner):
    """Return a need that is kept to the enterprise, as its form would save it."""
    form = NeedForm(NEED)
    assert form.is_valid(), form.errors
    return write_need(enterprise=enterprise, values=form.cleaned_data, by=owner, at=NOW)
