"""What the worker does: incentives for weak criteria, law that begins or ends, who is told."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from cauhien.enterprises.models import Assessment
from cauhien.policies.actions import enterprises, follow_days, tell_watchers


@app.task(name="policies.help_enterprise")
def help_enterprise(assessment):
    """assessment: its code."""
    found = Assessment.objects.select_related("enterprise").get(code=assessment)
    enterprises.help_enterprise(assessment=found, at=now())


@app.periodic(cron="5 0 * * *")
@app.task(name="policies.follow_days", queueing_lock="policies.follow_days")
def days_pass(timestamp):
    follow_days(at=now())
    tell_watchers(at=now())
