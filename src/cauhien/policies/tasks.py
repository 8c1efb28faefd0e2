"""What the worker does: looks for incentives that fit an enterprise's weak criteria."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from cauhien.enterprises.models import Assessment
from cauhien.policies.actions import enterprises


@app.task(name="policies.help_enterprise")
def help_enterprise(assessment):
    """assessment: its code."""
    found = Assessment.objects.select_related("enterprise").get(code=assessment)
    enterprises.help_enterprise(assessment=found, at=now())
