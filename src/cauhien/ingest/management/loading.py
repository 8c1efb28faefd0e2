"""The files that the product ships with, read in as `data/sources.toml` lists them."""

import tomllib
from datetime import UTC, datetime, time

from django.conf import settings
from django.utils import timezone

from cauhien.ingest.actions import batches
from cauhien.ingest.models import Batch
from cauhien.ingest.readers import registry
from cauhien.ingest.states import BatchState


def listed():
    """Return the entries of the list, in its order."""
    return tomllib.loads((settings.DATA / "sources.toml").read_text("utf-8"))["file"]


def load(entries, out):
    """Read in those of the files that are not in already; return how many these were."""
    done = set(
        Batch.objects.filter(state=BatchState.DONE).values_list("reader", "source__raw_sha256")
    )
    waiting = [
        one
        for one in entries
        if (one["source"], batches.sha256_of(settings.DATA / one["file"])) not in done
    ]
    with batches.turn():
        for one in waiting:
            _load(one, out)
    return len(waiting)


def _load(one, out):
    path = settings.DATA / one["file"]
    begun = timezone.now()
    facts = {name: one[name] for name in one if name not in {"file", "source", "retrieved"}}
    facts["retrieved_at"] = datetime.combine(one["retrieved"], time(), UTC)
    batch = batches.open_batch(
        reader=registry.reader(one["source"]), path=path, at=begun, facts=facts
    )
    batches.stage_batch(batch=batch, path=path)
    batches.reconcile_batch(batch=batch, at=begun)
    seconds = (timezone.now() - begun).total_seconds()
    counts = ", ".join(f"{name} {count}" for name, count in batch.counts.items() if count)
    out.write(f"  {one['file']}: {counts} ({seconds:.1f} s)")
