"""What the worker does: matches a problem, builds the index, keeps it up to date."""

from django.utils.timezone import now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from cauhien.accounts.models import User
from cauhien.challenges.models import Challenge
from cauhien.core.jobs import defer
from cauhien.core.queues import LONG
from cauhien.enterprises.models import Assessment
from cauhien.matching import queries
from cauhien.matching.actions import enterprises, index, marks, runs

WHILE_BUILT = RetryStrategy(max_attempts=30, wait=60, retry_exceptions={runs.CannotMatch})


@app.task(name="matching.run")
def run(challenge, by=None):
    """Match one problem. challenge: its code. by: uuid of who asked, None for the system."""
    row = Challenge.objects.filter(code=challenge).first()
    if row is None:
        return
    try:
        runs.run_match(challenge=row, by=User.objects.filter(uuid=by).first(), at=now())
    except Exception:
        runs.note_failure(challenge=row, at=now())
        raise


@app.task(name="matching.help_enterprise", retry=WHILE_BUILT)
def help_enterprise(assessment):
    """Look for what may help with the weak criteria of an assessment. assessment: its code."""
    found = Assessment.objects.select_related("enterprise").get(code=assessment)
    enterprises.help_enterprise(assessment=found, at=now())


@app.task(name="matching.build", queue=LONG, queueing_lock="matching.build", lock="matching.index")
def build():
    """Build the index anew and match every problem against it."""
    index.build_index(at=now())
    _match(queries.matched_codes())


@app.periodic(cron="* * * * * */20")  # the seconds come last
@app.task(
    name="matching.update", queue=LONG, queueing_lock="matching.update", lock="matching.index"
)
def update(timestamp):
    """Let what has changed be found, and match the problems that are new or read differently."""
    marks.forget_who_left()
    enterprises.forget_who_disagrees()
    index.update_index(at=now())
    _match(queries.unmatched_codes())


@app.periodic(cron="20 3 * * *")
@app.task(name="matching.nightly", queueing_lock="matching.nightly")
def nightly(timestamp):
    """Build anew at night, which also forgets what a delta cannot know."""
    defer("matching.build")


def _match(codes):
    for code in codes:
        defer("matching.run", once=f"match:{code}:now", challenge=code)
