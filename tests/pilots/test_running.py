"""While a pilot runs: what the team reports is answered, what is accepted is public and paid."""

from datetime import date
from decimal import Decimal

import pytest

from cauhien.challenges.models import Challenge
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.notices.models import Notice
from cauhien.pilots import actions, queries
from cauhien.pilots.forms import PaymentForm
from cauhien.pilots.models import Payment
from cauhien.pilots.states import Act, Standing
from tests.factories import NOW, acts
from tests.made_once import made_once
from tests.pilots.things import EVIDENCE, a_pilot, a_value

pytestmark = pytest.mark.django_db


made, pilot_and_cast = made_once(a_pilot)


def reported(pilot, cast, number=1):
    milestone = pilot.milestones.get(number=number)
    return actions.report_milestone(milestone=milestone, evidence=EVIDENCE, by=cast.team, at=NOW)


def answered(report, cast, answer="accepted", reason=""):
    return actions.answer_report(
        report=report, answer=answer, reason=reason, by=cast.officer, at=NOW
    )


def test_a_returned_report_is_made_anew_and_both_stay_in_the_history(pilot_and_cast):
    pilot, cast = pilot_and_cast
    answered(reported(pilot, cast), cast, "returned", "Thiếu biên bản.")
    answered(reported(pilot, cast), cast)

    milestone = pilot.milestones.get(number=1)
    assert [one.answer for one in milestone.reports.all()] == ["returned", "accepted"]
    assert milestone.accepted_at == NOW
    told = Notice.objects.filter(recipient=cast.team, kind="pilots.answered")
    assert sorted(one.parameters["reason"] for one in told) == ["", "Thiếu biên bản."]


def test_returning_needs_a_reason_and_is_done_once(pilot_and_cast):
    pilot, cast = pilot_and_cast
    report = reported(pilot, cast)

    with pytest.raises(actions.CannotDo) as refusal:
        answered(report, cast, "returned", " ")
    assert refusal.value.field == "reason"
    answered(report, cast)
    with pytest.raises(actions.CannotDo):
        answered(report, cast)


def test_a_milestone_that_waits_for_an_answer_is_not_reported_twice(pilot_and_cast):
    pilot, cast = pilot_and_cast
    reported(pilot, cast)

    with pytest.raises(actions.CannotDo):
        reported(pilot, cast)


def test_nobody_of_the_team_answers_and_nobody_of_the_office_reports(pilot_and_cast):
    pilot, cast = pilot_and_cast
    report = reported(pilot, cast)

    with pytest.raises(actions.CannotDo):
        actions.answer_report(report=report, answer="accepted", reason="", by=cast.team, at=NOW)
    with pytest.raises(actions.CannotDo):
        actions.report_milestone(
            milestone=pilot.milestones.get(number=2), evidence=EVIDENCE, by=cast.officer, at=NOW
        )


def pay(pilot, cast, amount, document="12/UNC", number=1, reason=""):
    return actions.pay(
        milestone=pilot.milestones.get(number=number),
        values={
            "amount": Decimal(amount),
            "paid_on": date(2026, 11, 1),
            "document": document,
            "reason": reason,
        },
        by=cast.officer,
        at=NOW,
    )


def test_only_an_accepted_milestone_is_paid_and_never_more_than_the_contract(pilot_and_cast):
    pilot, cast = pilot_and_cast
    with pytest.raises(actions.CannotDo):
        pay(pilot, cast, 1)
    answered(reported(pilot, cast), cast)
    pay(pilot, cast, 360_000_000)

    with pytest.raises(actions.CannotDo) as twice:
        pay(pilot, cast, 1, reason="Trả thêm.")
    with pytest.raises(actions.CannotDo) as too_much:
        pay(pilot, cast, 540_000_001, "13/UNC", reason="Trả trước.")
    assert (twice.value.field, too_much.value.field) == ("document", "amount")
    assert Payment.objects.count() == 1


def test_more_than_the_share_of_a_milestone_is_paid_for_a_reason_alone(pilot_and_cast):
    pilot, cast = pilot_and_cast
    answered(reported(pilot, cast), cast)
    pay(pilot, cast, 200_000_000)

    with pytest.raises(actions.CannotDo) as refusal:
        pay(pilot, cast, 160_000_001, "13/UNC")
    assert refusal.value.field == "amount"
    assert "360.000.000\N{NO-BREAK SPACE}VND" in str(refusal.value)
    pay(pilot, cast, 160_000_001, "13/UNC", reason="Mua thêm thiết bị.")
    assert [one.reason for one in Payment.objects.all()] == ["", "Mua thêm thiết bị."]
    assert AuditLine.objects.filter(act=Act.PAY).last().detail["reason"] == "Mua thêm thiết bị."


def test_the_field_of_an_amount_names_its_currency_and_the_share_of_the_milestone(pilot_and_cast):
    pilot, cast = pilot_and_cast
    answered(reported(pilot, cast), cast)
    pay(pilot, cast, 200_000_000)

    said = PaymentForm(about=pilot.milestones.get(number=1)).fields["amount"].help_text

    assert "VND" in said
    assert "360.000.000" in said
    assert "200.000.000" in said


def test_a_value_is_public_and_on_the_problem_only_once_accepted(pilot_and_cast):
    pilot, cast = pilot_and_cast
    value = a_value(pilot, cast, accepted=False)
    assert not queries.measurements_of(pilot, inside=False).exists()
    assert Challenge.objects.get(pk=pilot.challenge_id).measured is None

    actions.answer_value(measurement=value, answer="accepted", reason="", by=cast.officer, at=NOW)

    challenge = Challenge.objects.get(pk=pilot.challenge_id)
    shown = (challenge.measured, challenge.measured_low, challenge.measured_high)
    assert shown == (Decimal("15.1"), Decimal("14.6"), Decimal("15.6"))
    assert acts(challenge)[-2:] == ["pilot_measure", "pilot_accept_value"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"until_on": date(2026, 5, 1)}, "until_on"),
        ({"until_on": date(2027, 1, 1)}, "until_on"),
        ({"from_on": date(2026, 5, 1)}, "from_on"),
        ({"low": Decimal(16)}, "low"),
        ({"high": Decimal(15)}, "high"),
    ],
)
def test_a_value_that_cannot_be_is_refused_beside_its_field(pilot_and_cast, changes, field):
    pilot, cast = pilot_and_cast
    values = {
        "from_on": date(2026, 6, 1),
        "until_on": date(2026, 6, 30),
        "value": Decimal("15.1"),
        "low": None,
        "high": None,
        "sample": None,
    }

    with pytest.raises(actions.CannotDo) as refusal:
        actions.measure(
            pilot=pilot, values=values | changes, evidence=EVIDENCE, by=cast.team, at=NOW
        )
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("value", "low", "high", "standing"),
    [
        ("18.4", "18.1", "18.7", Standing.SURE),
        ("18.4", "17.6", "19.2", Standing.REACHED),
        ("18.4", None, None, Standing.REACHED_BARE),
        ("15.1", "14.6", "15.6", Standing.BETTER),
        ("15.1", "14.0", "16.2", Standing.UNCLEAR),
        ("14.2", None, None, Standing.WORSE),
        ("13.0", "12.0", "14.0", Standing.WORSE),
    ],
)
def test_where_a_value_stands_considers_its_interval(pilot_and_cast, value, low, high, standing):
    pilot, _cast = pilot_and_cast
    figures = [None if x is None else Decimal(x) for x in (value, low, high)]

    assert pilot.standing(*figures) == standing


def test_where_less_is_better_the_other_end_of_the_interval_counts(pilot_and_cast):
    pilot, _cast = pilot_and_cast
    pilot.baseline, pilot.target = Decimal(60), Decimal(40)

    assert pilot.standing(Decimal(38), Decimal(35), Decimal(41)) == Standing.REACHED
    assert pilot.standing(Decimal(38), Decimal(35), Decimal(40)) == Standing.SURE
    assert pilot.standing(Decimal(55), Decimal(50), Decimal(61)) == Standing.UNCLEAR


def test_what_waits_is_told_to_whom_it_waits_for(pilot_and_cast):
    pilot, cast = pilot_and_cast
    value = a_value(pilot, cast, accepted=False)

    def to_do(user):
        return {item.url.rsplit("/pilot/")[1].split("/")[0] for item in items_for(user, NOW)}

    assert to_do(cast.team) == {"milestones"}
    assert to_do(cast.officer) == {"values", "report"}
    assert to_do(cast.auditor) == set()

    said = {"answer": "returned", "reason": "Thiếu số lượt đo."}
    actions.answer_value(measurement=value, **said, by=cast.officer, at=NOW)
    assert to_do(cast.team) == {"milestones", "measure"}
    assert to_do(cast.officer) == {"report"}
    a_value(pilot, cast, accepted=False)
    assert to_do(cast.team) == {"milestones"}
