"""What the worker does for councils."""

from django.utils.timezone import now
from procrastinate.contrib.django import app

from cauhien.review import actions
from cauhien.review.models import Council


@app.task(name="review.prove")
def prove(council):
    """Prove that a council is the best there is, or find a better one. council: its code."""
    if row := Council.objects.filter(code=council).first():
        actions.prove_council(council=row, at=now())
