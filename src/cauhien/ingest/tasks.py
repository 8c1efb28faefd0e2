"""What the worker does: reads files that were sent in, and takes them over."""

from contextlib import suppress
from pathlib import Path

from django.utils.timezone import now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from cauhien.core.files import path_of
from cauhien.core.queues import LONG
from cauhien.ingest.actions import batches, harvests, pairs
from cauhien.ingest.models import Batch, Repository
from cauhien.ingest.readers.files import BrokenFile

# Another import may be running; a killed worker's job comes back and goes on where it stood.
AGAIN = RetryStrategy(max_attempts=60, wait=10, retry_exceptions={batches.Busy})


@app.task(name="ingest.stage", queue=LONG, retry=AGAIN, lock="ingest")
def stage(batch, path=""):
    """Read a file that came in and compare it. batch: its code; path: where it was not sent in."""
    row = Batch.objects.get(code=batch)
    sha256 = Batch.objects.values_list("stored__sha256", flat=True).get(code=batch)
    file = Path(path) if path else path_of(sha256)
    # A file that breaks off is noted on the batch; what was read can be taken over.
    with batches.turn(), suppress(BrokenFile):
        batches.stage_batch(batch=row, path=file)


@app.task(name="ingest.harvest", queue=LONG)
def harvest(repository, is_anew=False):
    """Take what a repository has new, or everything anew. repository: its code."""
    row = Repository.objects.get(code=repository)
    with harvests.client() as asking:
        harvests.run_harvest(repository=row, at=now(), asking=asking, is_anew=is_anew)


@app.task(name="ingest.reconcile", queue=LONG, retry=AGAIN, lock="ingest")
def reconcile(batch):
    """Take over a batch that a person has looked at. batch: its code."""
    row = Batch.objects.select_related("source").get(code=batch)
    with batches.turn():
        batches.reconcile_batch(batch=row, at=now())


@app.periodic(cron="* * * * * */20")  # the seconds come last
@app.task(name="ingest.forget_who_left", queueing_lock="ingest.forget_who_left")
def forget_who_left(timestamp):
    """Forget the pairs of persons who have left, and note which they joined themselves."""
    pairs.forget_who_left()
    pairs.follow_merges()
