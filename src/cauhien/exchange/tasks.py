"""What the worker does: keeps the register of what is given out up to date."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from cauhien.exchange import actions


@app.periodic(cron="*/5 * * * *")
@app.task(name="exchange.update", queueing_lock="exchange.update", lock="exchange.update")
def update(timestamp):
    actions.update_register(at=now())
